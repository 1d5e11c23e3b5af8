"""CSV and Excel sheets of offices as rows of texts under known column names."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.normalize import fold
from knowledge.problems import Problem

MAX_SHEET_BYTES = 5 * 1_048_576
MAX_UNPACKED_BYTES = 60 * 1_048_576
"""Of an .xlsx, which is a zip: what its parts say they unpack to."""
MAX_ROWS = 5_000
"""There are 3,321 communes."""
MAX_COLUMNS = 40
HEADER_WITHIN = 10
"""Rows at the top among which the header is looked for: sheets begin with titles."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "ma", "ma van phong"),
    "kind": ("kind", "loai", "loai co quan"),
    "name": ("name", "ten", "ten co quan", "ten van phong", "don vi", "office"),
    "province": ("province", "tinh", "tinh thanh", "tinh thanh pho", "tinh tp", "city"),
    "district": ("district", "huyen", "quan huyen", "huyen cu", "quan"),
    "commune": (
        "commune", "xa", "phuong", "xa phuong", "xa phuong dac khu", "ward", "xa phuong thi tran",
        "phuong xa",
    ),
    "address": ("address", "dia chi", "dia chi tru so", "tru so"),
    "phone": ("phone", "dien thoai", "so dien thoai", "sdt", "tel", "telephone", "dt"),
    "hours": ("hours", "gio lam viec", "gio", "opening hours"),
    "email": ("email", "e mail", "thu dien tu", "mail"),
    "website": ("website", "trang mang", "trang web", "web", "trang thong tin"),
    "source": ("source", "nguon"),
    "seen_on": ("seen on", "ngay xem", "ngay", "date", "cap nhat", "ngay cap nhat", "seen"),
}  # fmt: skip
"""Field → names of its column, folded: lower case, without marks and punctuation."""

_FIELD_OF = {name: key for key, names in COLUMNS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header."""

    number: int
    """As the sheet counts, from 1."""
    cells: Mapping[str, str]
    """Field → text without spaces around it; empty cells are not there."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet, or why it cannot be read."""

    name: str
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def read_sheet(name: str, data: bytes) -> Sheet:
    """Return the rows of a CSV (UTF-8 or UTF-16) or .xlsx file, its first sheet."""
    if len(data) > MAX_SHEET_BYTES:
        return _unread(name, "too_large", size=len(data) // 1024)
    try:
        table = _excel(data) if data[:4] == b"PK\x03\x04" else _csv(data)
        rows = list(islice(table, MAX_ROWS + HEADER_WITHIN + 1))
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        csv.Error,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        EOFError,
        SyntaxError,
        NotImplementedError,
        RuntimeError,
    ) as error:  # openpyxl lets through whatever a damaged workbook trips it over
        return _unread(name, "bad_sheet", detail=" ".join(str(error).split())[:80] or "?")
    header = next((i for i, row in enumerate(rows[:HEADER_WITHIN]) if _is_header(row)), None)
    if header is None:
        return _unread(name, "no_header", name="tỉnh / province")
    if len(rows) - header - 1 > MAX_ROWS:
        return _unread(name, "too_many_rows", limit=MAX_ROWS)
    fields = [_FIELD_OF.get(fold(cell)) for cell in rows[header]]
    found = []
    for number, row in enumerate(rows[header + 1 :], header + 2):
        cells: dict[str, str] = {}
        for key, cell in zip(fields, row, strict=False):
            if key is not None and cell:
                cells.setdefault(key, _with_zero(key, cell))
        if cells:
            found.append(Row(number, cells))
    return Sheet(name, tuple(found))


def _csv(data: bytes) -> Iterator[list[str]]:
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data.decode("utf-16" if is_wide else "utf-8-sig")
    head = text[:4096]
    delimiter = max(",;\t", key=head.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [" ".join(cell.split()) for cell in row[:MAX_COLUMNS]]


def _excel(data: bytes) -> Iterator[list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise ValueError("the workbook unpacks to too much")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _with_zero(key: str, cell: str) -> str:
    """Return a phone number with the zero that spreadsheets take off it."""
    is_bare = key == "phone" and cell.isdigit() and 9 <= len(cell) <= 10
    lost = is_bare and not cell.startswith(("0", "1800", "1900", "84"))
    return f"0{cell}" if lost else cell


def _is_header(row: Sequence[str]) -> bool:
    known = {_FIELD_OF.get(fold(cell)) for cell in row} - {None}
    return len(known) >= 2 and bool(known & {"province", "commune", "id"})


def _unread(sheet: str, code: str, /, **values: object) -> Sheet:
    return Sheet(sheet, problems=(Problem(sheet, 1, 1, code, values),))
