"""The audit log: what officers and admins did, one line an act, each sealed with the last.

A line's digest covers its contents and the digest before it, so a line that was altered,
removed or moved breaks the chain at its place. Lines cut off at the end are told by the head,
which is kept apart; somebody who rewrites everything is told by the digests in the program's
own log, to which `chihoi audit verify --known NUMBER:DIGEST` compares.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64
"""The digest before the first line."""

DetailValue = str | int | bool | None | Sequence[str] | Sequence[int]
Detail = Mapping[str, DetailValue]


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be written down. *actor_id* 0 is the server's command line."""

    actor_id: int
    action: str
    """`noun.verb`, such as `role.grant` or `announcement.confirm`."""
    subject: str
    """What it was done to: `member:123`, `announcement:12`, `topic:de-an-938`."""
    version: str | None = None
    """The version of the subject that the actor had before her."""
    detail: str = "{}"
    """Canonical JSON; build it with `detail_of`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the log."""

    number: int
    at: datetime
    act: Act
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last line's number and digest; number 0 before the first."""

    number: int = 0
    digest: str = GENESIS


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the log is not as it was written."""

    number: int
    """The line at which it shows."""
    reason: str
    """`altered`, `missing`, `cut` (lines at the end are gone) or `rewritten` (a known digest
    is another)."""


@dataclass(frozen=True, slots=True)
class Intact:
    """Every line is as it was written."""

    head: Head


def detail_of(detail: Detail | None = None) -> str:
    """Return *detail* as JSON that is always the same for the same contents."""
    return json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(head: Head, act: Act, *, at: datetime) -> Line:
    """Return the line that follows *head*."""
    number = head.number + 1
    digest = _digest(number, at, act, head.digest)
    return Line(number, at, act, head.digest, digest)


async def verify(
    lines: AsyncIterator[Line], head: Head, *, known: Sequence[Head] = ()
) -> Intact | Fault:
    """Read *lines* in the order of their numbers and compare them with each other and *head*.

    *known* are numbers and digests noted elsewhere, for example in the program's log.
    """
    noted = {one.number: one.digest for one in known}
    last = Head()
    async for line in lines:
        if line.number != last.number + 1:
            return Fault(last.number + 1, "missing")
        if line.previous != last.digest:
            return Fault(line.number, "altered")
        if _digest(line.number, line.at, line.act, line.previous) != line.digest:
            return Fault(line.number, "altered")
        if noted.get(line.number, line.digest) != line.digest:
            return Fault(line.number, "rewritten")
        last = Head(line.number, line.digest)
    if last.number < max([head.number, *noted]):
        return Fault(last.number + 1, "cut")
    if last != head:
        return Fault(last.number, "altered")
    return Intact(last)


def _digest(number: int, at: datetime, act: Act, previous: str) -> str:
    contents = [
        number, at.astimezone(UTC).isoformat(timespec="microseconds"),
        act.actor_id, act.action, act.subject, act.version, act.detail, previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(contents, ensure_ascii=False).encode()).hexdigest()
