"""Values as YAML text, so plain that nothing can be read otherwise than it was meant."""

import re

from knowledge.positions import Plain

_SAFE = re.compile(r"[^\W\d_][\w ?!.,;/()–-]*", re.UNICODE)
"""What may stand without quotes: begins with a letter, holds no mark of YAML's own."""
_WORDS_OF_YAML = frozenset(
    ("y", "n", "yes", "no", "true", "false", "on", "off", "null", "none", "nan", "inf")
)
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def cleaned(text: str) -> str:
    """Return *text* with one kind of line end, without what YAML cannot hold."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNPRINTABLE.sub("", unix)


def scalar(text: str, *, like: str = "") -> str:
    """Return one line for *text*, quoted where it must be, or as its neighbour *like* is."""
    if "\n" in text:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if like not in ("'", '"') and (_is_plain(text) or _DAY.fullmatch(text)):
        return text
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def block_scalar(text: str, indent: int) -> list[str]:
    """Return the lines of *text* after `|`, its lines indented by *indent*; the first is `|`."""
    mark = "|" if text.endswith("\n") else "|-"
    body = text.removesuffix("\n").split("\n")
    return [mark, *(f"{' ' * indent}{line}" if line else "" for line in body)]


def fits_block(text: str) -> bool:
    """Whether *text* has several lines and keeps them exactly after `|`."""
    return (
        "\n" in text.removesuffix("\n")
        and not text.startswith((" ", "\n"))
        and not text.endswith("\n\n")
        and not any(line != line.rstrip() for line in text.split("\n"))
    )


def flow(value: Plain, *, like: str = "'") -> str:
    """Return *value* on one line, as `{vi: '…'}` or `[…]`."""
    if isinstance(value, dict):
        pairs = (f"{scalar(k)}: {flow(v, like=like)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(it, like=like) for it in value)}]"
    return scalar(value, like="" if _DAY.fullmatch(value) else like)


def block(value: Plain, indent: int) -> list[str]:
    """Return the lines of a filled list or mapping, each indented by *indent*."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            lines += entry(key, inner, indent)
    elif isinstance(value, list):
        for inner in value:
            body = block(inner, indent + 2) if isinstance(inner, dict) and inner else None
            if body is None:
                lines.append(f"{pad}- {_line(inner)}")
            else:
                lines += [f"{pad}- {body[0].strip()}", *body[1:]]
    return lines


def entry(key: str, value: Plain, indent: int) -> list[str]:
    """Return the lines of `key: value`, indented by *indent*."""
    head = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, str):
        if fits_block(value):
            first, *body = block_scalar(value, indent + 2)
            return [f"{head} {first}", *body]
        return [f"{head} {scalar(value)}"]
    if not value or _is_short(value):
        return [f"{head} {flow(value)}"]
    return [head, *block(value, indent + 2)]


def _line(value: Plain) -> str:
    return scalar(value) if isinstance(value, str) else flow(value)


def _is_short(value: Plain) -> bool:
    """Whether a mapping of a few short texts reads better on one line."""
    if not isinstance(value, dict) or any(not isinstance(it, str) for it in value.values()):
        return False
    return len(flow(value)) <= 90 and not any("\n" in str(it) for it in value.values())


def _is_plain(text: str) -> bool:
    return (
        _SAFE.fullmatch(text) is not None
        and text == text.strip()
        and text.lower() not in _WORDS_OF_YAML
    )
