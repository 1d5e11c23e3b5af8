"""Copies as JSON: how they are kept in a row, and how `chihoi announce` reads them."""

import json
from collections.abc import Mapping

from pydantic import TypeAdapter

from bot.announcements.announcement import Copy
from knowledge.model import Language

_COPIES = TypeAdapter(dict[Language, Copy])


def copies_to_json(copies: Mapping[Language, Copy]) -> str:
    """Return `{language: {text, entities, media}}`."""
    return json.dumps(_COPIES.dump_python(dict(copies), mode="json"), ensure_ascii=False)


def copies_from_json(text: str) -> dict[Language, Copy]:
    """Return the copies in *text*.

    Raises:
        pydantic.ValidationError: Where it does not hold copies.
    """
    return _COPIES.validate_json(text)
