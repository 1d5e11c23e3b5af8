"""Hundreds of offices from a sheet: each row taken or not, and why not.

A place may be named as it was before 2025-07-01 or as it is today. A row corrects the office
that the directory has there, or adds one; nothing is guessed: what is unclear is not taken.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from knowledge.editing.edits import Edited, Outcome, Refused, contact_files, written
from knowledge.editing.office_names import office_id, office_names
from knowledge.editing.office_results import Imported, RowResult
from knowledge.editing.phones import MalformedPhoneError, PersonalPhoneError, office_phone
from knowledge.editing.proposal import Contents
from knowledge.editing.scalars import block, cleaned
from knowledge.editing.sheets import Row, Sheet
from knowledge.localities import Choice, Gazetteer, Level, Locality, Place
from knowledge.normalize import fold, words_of
from knowledge.positions import Plain, read_document
from knowledge.problems import Problem

MERGER = "2025-07-01"
"""What was seen since then is told as it stands; what is older with the advice to call."""
KINDS = (
    "union", "one_stop", "reception", "counselling", "legal_aid", "bank", "microfinance",
)  # fmt: skip
_TAKEN = ("address", "phone", "hours", "email", "website", "source", "seen_on")
_REACH = frozenset(("address", "phone", "email", "website"))

Office = dict[str, Plain]
Spot = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""Kind, level, province and commune, the names as words with their marks."""


class _NotTakenError(Exception):
    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def import_offices(
    contents: Contents, sheet: Sheet, *, gazetteer: Gazetteer, today: date, source: str = ""
) -> Imported:
    """Return the directory with the rows of *sheet*, and what became of each.

    *source* and *today* stand for rows that name no source and no day.
    """
    if sheet.problems:
        return Imported(problems=sheet.problems)
    held: dict[str, dict[str, Plain]] = {}
    for name in contact_files(contents):
        document = read_document(name, contents[name])
        if document.problems or not isinstance(document.content, dict):
            return Imported(problems=tuple(document.problems))
        held[name] = copy.deepcopy(document.content)
    taker = _Taker([*_offices(held)], gazetteer, today, source)
    results = tuple(taker.take(row, sheet.name) for row in sheet.rows)
    files: dict[str, bytes] = {}
    for name in {*held, *taker.added}:
        outcome = _with_added(contents, name, held.get(name), taker.added.get(name, []))
        if isinstance(outcome, Refused):
            return Imported(results=results, problems=(outcome.problem,))
        if outcome.data != contents.get(name):
            files[name] = outcome.data
    return Imported(files, results)


def _offices(held: Mapping[str, dict[str, Plain]]) -> Iterator[Office]:
    for content in held.values():
        offices = content.get("offices")
        if isinstance(offices, list):
            yield from (it for it in offices if isinstance(it, dict))


def _with_added(
    contents: Contents, name: str, content: dict[str, Plain] | None, added: Sequence[Office]
) -> Outcome:
    """Return the file *name* with its offices as corrected, and with those *added*."""
    if content is None:
        header = "# yaml-language-server: $schema=../../schemas/contacts.schema.json\n"
        lines = block({"offices": list(added)}, 0)
        return Edited(name, (header + "\n".join(lines) + "\n").encode())
    offices = content.get("offices")
    if isinstance(offices, list):
        offices.extend(added)
    return written(contents, name, content)


class _Taker:
    """Takes rows one by one into the directory's offices, which it changes in place."""

    def __init__(
        self, offices: list[Office], gazetteer: Gazetteer, today: date, source: str
    ) -> None:
        self._at: dict[Spot, list[Office]] = {}
        for office in offices:
            self._note(office)
        self._gazetteer = gazetteer
        self._today = today
        self._source = source
        self._by_id = {str(it.get("id")): it for it in offices}
        self._row_of: dict[str, int] = {}
        self._communes = {
            (_marked(it.name), it.province): it for it in gazetteer.register.communes
        }
        self.added: dict[str, list[Office]] = {}
        """New offices by the file they go to: one a province."""

    def take(self, row: Row, sheet: str) -> RowResult:
        shown = ", ".join(
            row.cells[it] for it in ("commune", "district", "province") if it in row.cells
        )
        result = RowResult(row.number, shown or row.cells.get("id", ""))
        try:
            fields = self._fields(row)
            office, place, is_new = self._office(row)
            key = str(office["id"])
            self._must_differ(key, {} if is_new else office, fields)
        except _NotTakenError as error:
            problem = Problem(sheet, row.number, 1, error.code, error.values)
            return replace(result, problem=problem)
        if place is not None:
            result = replace(result, place=_name(place))
        self._row_of[key] = row.number
        office.update(fields)
        if is_new:
            self._by_id[key] = office
            self._note(office)
            file = f"contacts/{'-'.join(fold(str(office['province'])).split())}.yaml"
            self.added.setdefault(file, []).append(office)
        return replace(result, key=key, is_new=is_new)

    def _note(self, office: Office) -> None:
        if not office.get("former"):
            where = (office.get(it) for it in ("kind", "level", "province", "commune"))
            self._at.setdefault(_spot(*where), []).append(office)

    def _must_differ(self, key: str, office: Office, fields: dict[str, str]) -> None:
        """Raise where the row says nothing new: said before in the sheet, or in the base."""
        if key in self._row_of:
            raise _NotTakenError("row_twice", first=self._row_of[key])
        told = _REACH & fields.keys() | {"seen_on"}
        if all(office.get(it) == fields[it] for it in told):
            raise _NotTakenError("row_same")

    def _fields(self, row: Row) -> dict[str, str]:
        fields = {it: cleaned(row.cells[it]) for it in _TAKEN if it in row.cells}
        if not _REACH & fields.keys():
            raise _NotTakenError("nothing_to_take")
        if "phone" in fields:
            try:
                fields["phone"] = office_phone(fields["phone"])
            except MalformedPhoneError as error:
                raise _NotTakenError("bad_phone", value=str(error)) from error
            except PersonalPhoneError as error:
                raise _NotTakenError("personal_phone", value=str(error)) from error
        email, website = fields.get("email"), fields.get("website")
        if email and re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", email) is None:
            raise _NotTakenError("bad_email", value=email)
        if website and re.fullmatch(r"https?://\S+", website) is None:
            raise _NotTakenError("bad_website", value=website)
        fields.setdefault("source", self._source)
        if not fields["source"]:
            raise _NotTakenError("field_needed", name="nguồn / source")
        fields["seen_on"] = _day(fields.get("seen_on", ""), self._today)
        fields["confidence"] = "page" if fields["seen_on"] >= MERGER else "old"
        return fields

    def _office(self, row: Row) -> tuple[Office, Locality | None, bool]:
        """Return the office a row is about, its place, and whether it is a new one."""
        if key := row.cells.get("id"):
            if key not in self._by_id:
                raise _NotTakenError("unknown_entry", value=key, hint="")
            return self._by_id[key], None, False
        kind = row.cells.get("kind", "union").lower()
        if kind not in KINDS:
            raise _NotTakenError("bad_choice", value=kind, allowed=", ".join(KINDS))
        place = self._place(row)
        level = "commune" if place.level is Level.COMMUNE else "province"
        commune = place.name if level == "commune" else ""
        known = self._at.get(_spot(kind, level, place.province, commune), [])
        if len(known) > 1:
            choices = ", ".join(str(it["id"]) for it in known)
            raise _NotTakenError("office_unclear", count=len(known), choices=choices)
        if known:
            return known[0], place, False
        names = office_names(kind, place, row.cells.get("name", ""))
        if names is None:
            raise _NotTakenError("field_needed", name="tên / name")
        office: Office = {
            "id": office_id(kind, place, self._by_id), "kind": kind, "level": level,
            "province": place.province,
        }  # fmt: skip
        if level == "commune":
            office["commune"] = place.name
        office["name"] = names
        return office, place, True

    def _place(self, row: Row) -> Locality:
        parts = [row.cells[it] for it in ("commune", "district", "province") if it in row.cells]
        if not parts or not ({"commune", "province"} & row.cells.keys()):
            raise _NotTakenError("no_place")
        named = ", ".join(parts)
        wants_commune = "commune" in row.cells
        found = self._gazetteer.resolve(named, expects_place=True)
        if wants_commune:
            province = self._province(row.cells.get("province", ""))
            exact = self._communes.get((_marked(row.cells["commune"]), province))
            found = Place(exact) if exact is not None else found
        if isinstance(found, Choice):
            choices = "; ".join(_name(it.locality) for it in found.places)
            raise _NotTakenError("place_unclear", value=named, choices=choices)
        level = Level.COMMUNE if wants_commune else Level.PROVINCE
        if found is None or found.locality.level is not level:
            raise _NotTakenError("unknown_place", value=named, hint="")
        return found.locality

    def _province(self, named: str) -> str:
        found = self._gazetteer.resolve(named, expects_place=True) if named else None
        return found.locality.province if isinstance(found, Place) else ""


def _spot(kind: object, level: object, province: object, commune: object) -> Spot:
    """Return what an office is looked up by."""
    return (str(kind), str(level), _marked(str(province or "")), _marked(str(commune or "")))


def _marked(name: str) -> tuple[str, ...]:
    """Return what tells Xã Tân Thạnh from Xã Tân Thành, and not Hoà from Hòa."""
    return tuple(word.exact for word in words_of(name))


def _name(place: Locality) -> str:
    is_commune = place.level is Level.COMMUNE
    return f"{place.name}, {place.province}" if is_commune else place.name


def _day(text: str, today: date) -> str:
    """Return the day as `2026-11-21`, also where it was written 21/11/2026."""
    if shape := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        text = f"{shape[3]}-{int(shape[2]):02d}-{int(shape[1]):02d}"
    if not text:
        return today.isoformat()
    try:
        seen = date.fromisoformat(text)
    except ValueError as error:
        raise _NotTakenError("bad_date", value=text) from error
    if seen > today:
        raise _NotTakenError("checked_in_future", day=text)
    return text
