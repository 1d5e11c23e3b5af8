"""The bot's own hand in the files: what a button or a short form changes, made a proposal.

Each returns the proposal with what it would change, ready for `Press.publish`, or the reason
why not. An added phrase is refused when it would take other topics' questions.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.editing.current import Current
from bot.editing.outcomes import Faulty, Proposed, Proposing, Refused
from bot.editing.press import Press
from bot.i18n import VIETNAM_TIME
from knowledge.editing import edits
from knowledge.editing.carets import excerpt
from knowledge.editing.office_results import Imported
from knowledge.editing.offices import import_offices
from knowledge.editing.phones import MalformedPhoneError, PersonalPhoneError, office_phone
from knowledge.editing.probes import Probe
from knowledge.editing.proposal import Proposal
from knowledge.editing.sheets import read_sheet
from knowledge.editing.uploads import Upload, unpack
from knowledge.localities import Gazetteer
from knowledge.model import Facet, Language
from knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """What came of a sheet: each row's result, and the proposal where any row was taken."""

    imported: Imported
    proposing: Proposing | None = None


class Hand:
    """Makes proposals out of what admins and officers send and tap."""

    def __init__(self, press: Press, gazetteer: Gazetteer, clock: Clock) -> None:
        """Propose to *press*."""
        self._press = press
        self._gazetteer = gazetteer
        self._clock = clock

    async def files(self, uploads: Sequence[Upload], *, asked: Sequence[Probe] = ()) -> Proposing:
        """Return what the sent files would change, or everything wrong with them."""
        current = await self._press.current()
        unpacked = await asyncio.to_thread(unpack, uploads, current.contents.keys())
        if unpacked.problems:
            return Faulty(tuple(excerpt(it, unpacked.files) for it in unpacked.problems))
        proposal = Proposal(current.content, unpacked.files)
        return await self._press.propose(proposal, asked=asked)

    async def phrase(self, topic: str, facet: Facet, language: Language, phrase: str) -> Proposing:
        """Return the proposal to add *phrase*, refused where it steals; takes ten seconds."""
        current = await self._press.current()
        outcome = edits.add_phrase(current.contents, topic, facet, language, phrase)
        proposing = await self._proposed(current, outcome, suspect=topic)
        if isinstance(proposing, Proposed) and proposing.review.fates:
            stolen = proposing.review.fates
            name = f"topics/{topic}.yaml"
            return Refused(edits.refusal_of_theft(name, phrase, stolen).problem, stolen)
        return proposing

    async def signpost_phrase(self, signpost: str, language: Language, phrase: str) -> Proposing:
        """Return the proposal to add *phrase* to a signpost, refused where it steals."""
        current = await self._press.current()
        outcome = edits.add_signpost_phrase(current.contents, signpost, language, phrase)
        proposing = await self._proposed(current, outcome, suspect=f"~{signpost}")
        if isinstance(proposing, Proposed) and proposing.review.fates:
            stolen = proposing.review.fates
            return Refused(edits.refusal_of_theft(edits.SIGNPOSTS, phrase, stolen).problem, stolen)
        return proposing

    async def contact(self, key: str, fields: Mapping[str, str]) -> Proposing:
        """Return the proposal to set an office's fields; its phone must be an office's."""
        current = await self._press.current()
        fields = dict(fields)
        if phone := fields.get("phone", "").strip():
            try:
                fields["phone"] = office_phone(phone)
            except (MalformedPhoneError, PersonalPhoneError) as error:
                is_own = isinstance(error, PersonalPhoneError)
                code = "personal_phone" if is_own else "bad_phone"
                return Refused(Problem("contacts.yaml", 1, 1, code, {"value": str(error)}))
        return await self._proposed(current, edits.set_contact(current.contents, key, fields))

    async def topic(self, form: edits.TopicForm, *, asked: Sequence[Probe] = ()) -> Proposing:
        """Return the proposal to add a topic."""
        current = await self._press.current()
        today = self._clock().astimezone(VIETNAM_TIME).date()
        outcome = edits.add_topic(current.contents, form, today)
        return await self._proposed(current, outcome, asked=asked)

    async def sheet(self, upload: Upload, *, source: str = "") -> SheetTaken:
        """Return what became of each row of a CSV or Excel sheet, and the proposal.

        *source* stands for rows that name none.
        """
        current = await self._press.current()
        today = self._clock().astimezone(VIETNAM_TIME).date()

        def take() -> Imported:
            rows = read_sheet(upload.name, upload.data)
            return import_offices(
                current.contents, rows, gazetteer=self._gazetteer, today=today, source=source
            )

        imported = await asyncio.to_thread(take)
        if not imported.files:
            return SheetTaken(imported)
        proposal = Proposal(current.content, imported.files)
        return SheetTaken(imported, await self._press.propose(proposal))

    async def _proposed(
        self,
        current: Current,
        outcome: edits.Outcome,
        *,
        suspect: str = "",
        asked: Sequence[Probe] = (),
    ) -> Proposing:
        if isinstance(outcome, edits.Refused):
            return Refused(outcome.problem)
        proposal = Proposal(current.content, {outcome.name: outcome.data})
        return await self._press.propose(proposal, asked=asked, suspect=suspect)
