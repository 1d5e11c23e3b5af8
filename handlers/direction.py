"""Arabic on a screen that also shows Latin names and numbers.

Telegram finds the direction of each line by itself, from its first letter, and Unicode's rules
order what stands inside. That goes wrong in two places, mended here with invisible marks:

- a line that begins with a Latin name or a number would run from left to right: it gets a
  right-to-left mark in front;
- a Latin name with figures (`939/QĐ-TTg`, `chi hội trưởng`) or a number in groups
  (`1900 969 680`) would be shown with its parts in the wrong order: it is isolated, which
  keeps it together from left to right.

Single numbers, dates and ranges (`2017–2025`) come out right as they are.
"""

import re

RIGHT_TO_LEFT_MARK = "\u200f"
ISOLATE = "\u2068"
END_OF_ISOLATE = "\u2069"

_LATIN = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f"
_LATIN_RUN = re.compile(
    # From a Latin letter or a digit, over what may stand between, to the last letter or digit;
    # with at least one Latin letter, or groups of digits apart.
    rf"[+@#/]?(?=[\d ./–-]*[{_LATIN}]|\d+(?:[ .]\d+)+)"
    rf"[{_LATIN}\d](?:[{_LATIN}\d /.,&'’:@_+\-–()]*[{_LATIN}\d])?"
)
_HAS_LATIN = re.compile(f"[{_LATIN}]")
_GROUPED_NUMBER = re.compile(r"\+?\d+(?: \d+)+|\+\d+")


def isolate_latin(text: str) -> str:
    """Return one Arabic *text* with its Latin names and grouped numbers isolated."""
    parts: list[str] = []
    end = 0
    for run in _LATIN_RUN.finditer(text):
        latin = run.group()
        if not (_HAS_LATIN.search(latin) or _GROUPED_NUMBER.fullmatch(latin)):
            continue
        if latin.count("(") > latin.count(")") and text[run.end() : run.end() + 1] == ")":
            latin += ")"
        parts += [text[end : run.start()], ISOLATE, latin, END_OF_ISOLATE]
        end = run.start() + len(latin)
    return "".join([*parts, text[end:]])


def mark_line(line: str) -> str:
    """Return an Arabic *line* so that it runs from right to left, whatever it begins with."""
    return f"{RIGHT_TO_LEFT_MARK}{isolate_latin(line)}" if line else line
