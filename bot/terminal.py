"""The answering core as the terminal and the batch mode use it: rows in, rows out.

No network and no database: the same verdicts and the same words as on Telegram.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.i18n import VIETNAM_TIME, Catalogs
from bot.replies import compose, plain
from knowledge.answer import Answerer
from knowledge.explain import explain
from knowledge.loader import CONTENT_FOLDER, load_base
from knowledge.localities import Choice, Gazetteer, Locality, Place
from knowledge.model import EMPTY_BASE, Language
from knowledge.verdicts import (
    Found,
    LocalOffice,
    NotFound,
    Question,
    SmallTalk,
    Unclear,
    Urgent,
    Verdict,
)

logger = logging.getLogger(__name__)

Row = dict[str, object]

KINDS: Mapping[type[Verdict], str] = {
    Found: "answer",
    LocalOffice: "contact",
    Unclear: "clarify",
    Urgent: "emergency",
    SmallTalk: "smalltalk",
    NotFound: "none",
}
"""What the batch contract calls each verdict."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Everything that answering needs, opened once."""

    answerer: Answerer
    catalogs: Catalogs
    gazetteer: Gazetteer
    today: date

    @classmethod
    def open(cls, environ: Mapping[str, str] = os.environ) -> "Terminal":
        """Load the knowledge that the settings name; a broken base only knows emergencies."""
        from bot.settings import Settings

        settings = Settings.from_environ_and_file(environ, Path(".env"))
        gazetteer = Gazetteer.load()
        loaded = load_base(settings.knowledge_folder or CONTENT_FOLDER)
        if loaded.base is None:
            logger.error(
                "Kho kiến thức có %d lỗi, chỉ nhận ra lời kêu cứu; xem: chihoi knowledge check"
                " / the knowledge has %d errors, only emergencies are recognised",
                len(loaded.errors),
                len(loaded.errors),
            )
        answerer = Answerer.build(
            loaded.base or EMPTY_BASE, gazetteer, settings.data_folder / "models"
        )
        today = datetime.now(VIETNAM_TIME).date()
        return cls(answerer, Catalogs.load(), gazetteer, today)

    def answer_row(self, row: Mapping[str, object]) -> Row:
        """Answer one row of the batch contract (`design.md` §5) with one row."""
        verdict = self.answerer.answer(self._question(row))
        reply = compose(verdict, self.catalogs.for_language(verdict.language))
        answered: Row = {
            "id": row.get("id"),
            "kind": KINDS[type(verdict)],
            "topic": None,
            "facet": None,
            "locality": None,
            "choices": [],
            "confidence": round(verdict.confidence, 4),
            "lang": verdict.language.value,
            "text": plain(reply),
        }
        match verdict:
            case Found():
                answered["topic"] = verdict.topic.slug
                answered["facet"] = verdict.facet.value
                answered["locality"] = _locality(verdict.place)
            case LocalOffice():
                answered["facet"] = "contact"
                answered["locality"] = _locality(verdict.place)
            case Urgent():
                answered["locality"] = _locality(verdict.place)
            case Unclear():
                answered["choices"] = [
                    {"topic": it.topic.slug, "facet": it.facet.value} for it in verdict.topics
                ] + [{"locality": _locality(place)} for place in verdict.places]
            case SmallTalk() | NotFound():
                pass
        return answered

    def explanation(self, row: Mapping[str, object]) -> str:
        """Say in words why the answer to *row* came out as it did."""
        return explain(self.answerer, self._question(row))

    def _question(self, row: Mapping[str, object]) -> Question:
        text = row.get("q")
        if not isinstance(text, str):
            raise TypeError("'q' must be a text")
        context = row.get("context")
        topic = context.get("topic") if isinstance(context, Mapping) else None
        lang = row.get("lang")
        return Question(
            text=text,
            today=self.today,
            chosen_language=Language(lang) if isinstance(lang, str) and lang else None,
            last_topic=topic if isinstance(topic, str) else None,
            home=self._home(row.get("home")),
        )

    def _home(self, named: object) -> Locality | None:
        if isinstance(named, Mapping):
            named = ", ".join(str(named[key]) for key in ("name", "province") if named.get(key))
        if not isinstance(named, str) or not named:
            return None
        found = self.gazetteer.resolve(named, expects_place=True)
        place = found.places[0] if isinstance(found, Choice) else found
        return place.locality if place else None


def _locality(place: Place | None) -> Row | None:
    if place is None:
        return None
    return {"name": place.locality.name, "province": place.locality.province}
