"""JSON as a type, and the few readers that narrow it at the edge.

Everything that comes in over HTTP passes through here once; past this point the playground
works with dataclasses.
"""

import json
from collections.abc import Iterable
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, "Json"]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TRUE = frozenset({"true", "1", "yes", "y"})


class WrongShape(ValueError):
    """A JSON value is not of the kind its reader expects."""


def parse_json(source: str | bytes) -> Json:
    """Return the value that *source* spells; raise `WrongShape` when it is not JSON."""
    try:
        value: Json = json.loads(source)
    except ValueError as error:
        raise WrongShape("can't parse JSON") from error
    return value


def dump_json(value: Json) -> bytes:
    """Return *value* as compact UTF-8, letters unescaped, as Telegram's servers may send it."""
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def as_object(value: Json) -> JsonObject:
    """Return *value* if it is an object, else raise `WrongShape`."""
    if isinstance(value, dict):
        return value
    raise WrongShape(f"expected an object, got {type(value).__name__}")


def as_list(value: Json) -> list[Json]:
    """Return *value* if it is an array, else raise `WrongShape`."""
    if isinstance(value, list):
        return value
    raise WrongShape(f"expected an array, got {type(value).__name__}")


def as_objects(value: Json) -> list[JsonObject]:
    """Return *value* if it is an array of objects, else raise `WrongShape`."""
    return [as_object(item) for item in as_list(value)]


def as_text(value: Json) -> str:
    """Return a string or a number as text; anything else counts as empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def as_integer(value: Json) -> int | None:
    """Return *value* as an integer, also from a string as urlencoded forms carry it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    try:
        return int(value) if isinstance(value, str) else None
    except ValueError:
        return None


def as_number(value: Json) -> float | None:
    """Return *value* as a float, also from a string."""
    if isinstance(value, bool):
        return None
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        return None


def as_flag(value: Json) -> bool:
    """Return the truth of *value*; strings are read as Telegram reads them (true, 1, yes)."""
    return value.lower() in _TRUE if isinstance(value, str) else bool(value)


def as_texts(value: Json) -> list[str]:
    """Return an array of strings; raise `WrongShape` for any other content."""
    texts = as_list(value)
    if not all(isinstance(text, str) for text in texts):
        raise WrongShape("expected an array of strings")
    return [as_text(text) for text in texts]


def as_integers(value: Json) -> list[int]:
    """Return an array of integers; raise `WrongShape` for any other content."""
    numbers = [as_integer(item) for item in as_list(value)]
    if None in numbers:
        raise WrongShape("expected an array of integers")
    return [number for number in numbers if number is not None]


def json_list(items: Iterable[Json]) -> Json:
    """Return *items* as a JSON array (mypy's lists are invariant; this is the one place)."""
    return list(items)
