"""Write knowledge/data/localities.json.gz: `python -m knowledge.localities.compile`.

Run by hand when the development dependency `vietnamadminunits` has been renewed. The file
is the same, byte for byte, for the same package.

Two faults of the package are mended on the way. A former commune can carry a split-off
part that belongs to a namesake far away: a part further than `MAX_PART_DISTANCE_KM` from
both the main part and the former commune is dropped. The centre of a few communes is that
of a namesake: a centre further than `MAX_CENTRE_DISTANCE_KM` from the middle of what the
commune was made of is replaced by that middle.
"""

import gzip
import json
import re
import sqlite3
import statistics
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from knowledge.localities.tables import DATA_FILE, Current, Former, Tables

MAX_PART_DISTANCE_KM = 20.0
"""Genuine parts of one former commune lie up to about 17 km apart (2026-11-21, by eye over
the 553 minor parts); those beyond 20 km that were looked at were all namesakes."""
MAX_CENTRE_DISTANCE_KM = 40.0
"""Only a handful of centres lie further off, each in another province (2026-11-21)."""

KINDS = ["Tỉnh", "Thành phố", "Huyện", "Quận", "Thị xã", "Xã", "Phường", "Thị trấn", "Đặc khu"]

Point = tuple[float, float]
CommuneKey = tuple[str, str]
"""Keys of today's province and commune in the package."""
FormerKey = tuple[str, str, str]
"""Keys of the province, district and commune ("" for none) then."""

_OLD_TONE = re.compile(r"([òóỏõọ])([ae])\b|(?<!q)([ùúủũụ])(y)\b", re.IGNORECASE)
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ", "o": "òóỏõọ", "u": "ùúủũụ"}
_IN_BRACKETS = re.compile(r"\s*\(.*\)$")
_NUMBERED = re.compile(r"^(Phường|Quận) (?=\d+$)")


class _Part(TypedDict):
    newWardKey: str
    isDefaultNewWard: bool
    newWardLat: float
    newWardLon: float


class _Changes(TypedDict):
    DICT_PROVINCE: dict[str, list[str]]
    DICT_PROVINCE_WARD_NO_DIVIDED: dict[str, dict[str, list[str]]]
    DICT_PROVINCE_WARD_DIVIDED: dict[str, dict[str, list[_Part]]]


def modern_tone(name: str) -> str:
    """Return *name* with the tone where this project writes it: Hòa → Hoà, Thủy → Thuỷ."""

    def move(match: re.Match[str]) -> str:
        first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
        base = "o" if match[1] else "u"
        tone = _TONED[base].index(first.lower())
        toned = _TONED[second.lower()][tone]
        return (base if first.islower() else base.upper()) + (
            toned if second.islower() else toned.upper()
        )

    return _OLD_TONE.sub(move, name)


def compiled() -> bytes:
    """Return the contents of the data file; `ModuleNotFoundError` without the package."""
    text = json.dumps(_tables(), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _package_data() -> Path:
    spec = find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        message = "vietnamadminunits is missing: install the development dependencies"
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent / "data"


def _tables() -> Tables:
    folder = _package_data()
    with sqlite3.connect(folder / "dataset.db") as database:
        today = database.execute(
            "SELECT provinceKey, wardKey, provinceCode, province, provinceShort, provinceLat,"
            " provinceLon, wardCode, wardType, wardShort, wardLat, wardLon"
            " FROM admin_units ORDER BY provinceCode, wardCode"
        ).fetchall()
        past = database.execute(
            "SELECT provinceKey, districtKey, coalesce(wardKey, ''), province, provinceShort,"
            " districtType, districtShort, wardType, wardShort, wardLat, wardLon"
            " FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
        ).fetchall()
    changes: _Changes = json.loads((folder / "converter_2025.json").read_text("utf-8"))

    province_ids: dict[str, int] = {}
    commune_ids: dict[CommuneKey, int] = {}
    provinces, communes = _empty_current(), _empty_current()
    for row in today:
        if row[0] not in province_ids:
            province_ids[row[0]] = len(province_ids)
            _add(provinces, row[2:7], parent=province_ids[row[0]])
        commune_ids[row[0], row[1]] = len(commune_ids)
        _add(communes, row[7:12], parent=province_ids[row[0]])

    spots: dict[FormerKey, Point] = {(r[0], r[1], r[2]): (r[9], r[10]) for r in past}
    became = _became(changes, commune_ids, spots)
    _mend_centres(communes, became, spots)

    today_of = {
        o: province_ids[new] for new, olds in changes["DICT_PROVINCE"].items() for o in olds
    }
    old_provinces: dict[str, int] = {}
    districts: dict[CommuneKey, int] = {}
    tables = [_empty_former() for _ in range(3)]
    for row in past:
        if row[0] not in old_provinces:
            old_provinces[row[0]] = len(old_provinces)
            _add_former(tables[0], (row[3], row[4]), parent=today_of[row[0]])
        if row[:2] not in districts:
            districts[row[:2]] = len(districts)
            # the five island districts had no communes and tell themselves what they became
            own = [] if row[2] else became[row[:3]]
            _add_former(tables[1], row[5:7], parent=old_provinces[row[0]], became=own)
        if row[2]:
            _add_former(tables[2], row[7:9], parent=districts[row[:2]], became=became[row[:3]])
    return {
        "kinds": KINDS,
        "provinces": provinces,
        "communes": communes,
        "former_provinces": tables[0],
        "former_districts": tables[1],
        "former_communes": tables[2],
    }


def _became(
    changes: _Changes, commune_ids: dict[CommuneKey, int], spots: dict[FormerKey, Point]
) -> dict[FormerKey, list[int]]:
    """Return today's communes of every former commune, the main one first."""
    result: dict[FormerKey, list[int]] = {}
    for province, wards in changes["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                result[_former_key(old)] = [commune_ids[province, ward]]
    for province, divided in changes["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            key = _former_key(old)
            result[key] = [commune_ids[province, ward] for ward in _near(parts, spots[key])]
    return result


def _near(parts: list[_Part], spot: Point) -> list[str]:
    parts = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
    main = (parts[0]["newWardLat"], parts[0]["newWardLon"])
    kept = []
    for part in parts:
        centre = (part["newWardLat"], part["newWardLon"])
        if min(_distance_km(centre, main), _distance_km(centre, spot)) <= MAX_PART_DISTANCE_KM:
            kept.append(part["newWardKey"])
    return kept


def _mend_centres(
    communes: Current, became: dict[FormerKey, list[int]], spots: dict[FormerKey, Point]
) -> None:
    origins: dict[int, list[Point]] = {}
    for old, parts in became.items():
        if spots[old][0]:
            origins.setdefault(parts[0], []).append(spots[old])
    for index, points in origins.items():
        centre = (communes["latitude"][index], communes["longitude"][index])
        middle = (
            round(statistics.median(point[0] for point in points), 4),
            round(statistics.median(point[1] for point in points), 4),
        )
        is_land = KINDS[communes["kind"][index]] != "Đặc khu"
        if is_land and len(points) > 1 and _distance_km(centre, middle) > MAX_CENTRE_DISTANCE_KM:
            communes["latitude"][index], communes["longitude"][index] = middle


def _distance_km(a: Point, b: Point) -> float:
    """Return the distance near enough for Vietnam (8° to 23° north): within 3 %."""
    return float((((a[0] - b[0]) * 111.0) ** 2 + ((a[1] - b[1]) * 106.5) ** 2) ** 0.5)


def _former_key(joined: str) -> FormerKey:
    province, district, ward = joined.split("_")
    return province, district, ward


def _empty_current() -> Current:
    return {"kind": [], "short": [], "code": [], "latitude": [], "longitude": [], "parent": []}


def _empty_former() -> Former:
    return {"kind": [], "short": [], "parent": [], "became": []}


def _add(table: Current, row: tuple[str, str, str, float, float], *, parent: int) -> None:
    code, kind, short, latitude, longitude = row
    table["code"].append(code)
    table["kind"].append(_kind(kind))
    table["short"].append(_short(short))
    table["latitude"].append(round(latitude, 4))
    table["longitude"].append(round(longitude, 4))
    table["parent"].append(parent)


def _add_former(
    table: Former, row: tuple[str, str], *, parent: int, became: list[int] | None = None
) -> None:
    table["kind"].append(_kind(row[0]))
    table["short"].append(_short(row[1]))
    table["parent"].append(parent)
    table["became"].append(became or [])


def _kind(name: str) -> int:
    return next(i for i, kind in enumerate(KINDS) if name.lower().startswith(kind.lower()))


def _short(name: str) -> str:
    return modern_tone(_NUMBERED.sub("", _IN_BRACKETS.sub("", name)))


def main() -> None:
    """Write the file."""
    DATA_FILE.parent.mkdir(exist_ok=True)
    DATA_FILE.write_bytes(compiled())


if __name__ == "__main__":
    main()
