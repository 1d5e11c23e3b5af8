"""What to do and whom to call, for each kind of danger. Depends on no knowledge base."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from knowledge.emergency.hotlines import BY_COUNTRY, BY_KIND, CONSULAR, Hotline
from knowledge.emergency.kinds import Kind
from knowledge.model import Language, LocalText

_KINDS = frozenset(Kind)
ABROAD, ABROAD_SUICIDE = "abroad", "abroad_suicide"
"""Sections of guidance.toml for who is outside Việt Nam."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """What is said around the numbers."""

    title: LocalText
    """Neutral: it may be seen on a lock screen."""
    first_step: LocalText
    next_step: LocalText


def guidance(kind: str, *, is_abroad: bool) -> Guidance:
    """Return the words for *kind*; those of a bare cry for help where *kind* is unknown."""
    known = _kind(kind)
    if is_abroad:
        return _texts()[ABROAD_SUICIDE if known is Kind.SUICIDE else ABROAD]
    return _texts()[known]


def hotlines(kind: str, *, is_abroad: bool, country: str = "") -> tuple[Hotline, ...]:
    """Return the numbers for *kind*, in the order in which to call them.

    *country* is a `Country` where the message names one; other countries have no line.
    """
    if not is_abroad:
        return BY_KIND[_kind(kind)]
    local_line = tuple(line for key, line in BY_COUNTRY.items() if key == country)
    return (*local_line, CONSULAR)


def _kind(name: str) -> Kind:
    return Kind(name) if name in _KINDS else Kind.HELP


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, Guidance]:
    text = files("knowledge.emergency").joinpath("guidance.toml").read_text("utf-8")
    return {
        section: Guidance(**{part: _local(words) for part, words in parts.items()})
        for section, parts in tomllib.loads(text).items()
    }


def _local(words: Mapping[str, str]) -> LocalText:
    return {Language(code): text for code, text in words.items()}
