import asyncio
import json

import pytest

from bot.editing.outcomes import (
    Colliding,
    Faulty,
    Proposed,
    Proposing,
    Published,
    PutBack,
    Refused,
    Unavailable,
    Unchanged,
)
from bot.editing.shelf import Author
from bot.storage import Database, audits
from knowledge.editing.proposal import Proposal
from knowledge.editing.uploads import Upload
from knowledge.editing.versions import Versions
from knowledge.model import Facet, Language
from tests.bot.editing.conftest import Machine, OpenMachine
from tests.knowledge.editing.small_base import changed, small_base

LAN, HOA = Author(7, "Lan"), Author(8, "Hoa")
BASE = small_base()
LOAN = "topics/vay-von.yaml"
OLD = "Vốn vay cho hộ nghèo làm ăn."
NEW = "Vốn vay cho hộ cận nghèo."


def loan(old: str, new: str) -> Upload:
    return Upload("vay-von.yaml", changed(BASE, LOAN, old, new)[LOAN])


def good(proposing: Proposing) -> Proposal:
    assert isinstance(proposing, Proposed), proposing
    return proposing.proposal


async def proposal(machine: Machine, *uploads: Upload) -> Proposal:
    return good(await machine.hand.files(uploads))


async def test_nothing_changes_before_it_is_published(machine: OpenMachine) -> None:
    one = machine()
    proposed = await one.hand.files([loan(OLD, NEW)])
    assert isinstance(proposed, Proposed)
    assert [it.subject for it in proposed.review.changes] == ["passage"]
    assert (one.passage(), one.versions.current()) == (OLD, None)


async def test_what_is_published_answers_and_is_kept_as_it_was_sent(machine: OpenMachine) -> None:
    one = machine()
    sent = loan(OLD, f"{NEW}  # ghi chú của Lan")
    in_flight = one.store.current
    published = await one.press.publish(await proposal(one, sent), LAN, why="hộ cận nghèo")
    assert isinstance(published, Published)
    assert one.passage() == NEW
    assert in_flight.base.topics["vay-von"].passages[Facet.OVERVIEW].text[Language.VI] == OLD
    assert one.versions.contents(published.version)[LOAN] == sent.data
    history = await one.press.history()
    newest = history[0]
    assert (newest.number, newest.author, newest.why) == (2, "Lan", "hộ cận nghèo")
    assert one.versions.contents(history[1]) == BASE
    assert machine().passage() == NEW  # after a restart


async def test_a_faulty_file_is_told_with_its_lines_and_changes_nothing(
    machine: OpenMachine,
) -> None:
    one = machine()
    outcome = await one.hand.files([loan("passage: {vi: 'Nộp", "pasage: {vi: 'Nộp")])
    assert isinstance(outcome, Faulty)
    (unknown,) = [it for it in outcome.errors if it.problem.code == "unknown_key"]
    assert unknown.line.strip().startswith("pasage")
    assert unknown.caret == "    ^"
    bad = Proposal((await one.press.current()).content, {LOAN: b"name: ["})
    assert isinstance(await one.press.publish(bad, LAN), Faulty)
    assert (one.passage(), one.versions.current()) == (OLD, None)


async def test_what_answers_already_is_not_published(machine: OpenMachine) -> None:
    one = machine()
    assert isinstance(await one.hand.files([Upload("vay-von.yaml", BASE[LOAN])]), Unchanged)


async def test_a_version_is_put_back_when_a_canary_falls(machine: OpenMachine) -> None:
    one = machine()
    thief = changed(
        BASE,
        "topics/mai-am.yaml",
        "      vi:\n",
        "      vi:\n" + "".join(f"        - vay vốn là gì{'.' * i}\n" for i in range(1, 26)),
    )["topics/mai-am.yaml"]
    proposed = await one.hand.files([Upload("mai-am.yaml", thief)])
    assert isinstance(proposed, Proposed)
    assert "vay vốn là gì" in {it.probe.text for it in proposed.review.fallen}
    before = one.store.current
    outcome = await one.press.publish(proposed.proposal, LAN)
    assert isinstance(outcome, PutBack)
    assert "vay vốn là gì" in {it.probe.text for it in outcome.fallen}
    assert one.store.current is before
    assert [it.number for it in await one.press.history()] == [1]
    texts = [it.probe.text for it in outcome.fallen]
    accepted = await one.press.publish(proposed.proposal, LAN, accepted=texts)
    assert isinstance(accepted, Published)


async def test_any_version_comes_back_and_nothing_of_the_history_is_lost(
    machine: OpenMachine,
) -> None:
    one = machine()
    await one.press.publish(await proposal(one, loan(OLD, NEW)), LAN)
    first = await one.press.find("1")
    assert first is not None
    restored = await one.press.restore(first, HOA)
    assert isinstance(restored, Published)
    assert (restored.version.number, restored.version.restores) == (3, 1)
    assert one.passage() == OLD
    assert [it.number for it in await one.press.history()] == [3, 2, 1]


async def test_the_second_admin_keeps_what_the_first_published(machine: OpenMachine) -> None:
    one = machine()
    lans = await proposal(one, loan(OLD, NEW))
    hoas = await proposal(one, loan("Loans for poor households.", "Loans for the near-poor."))
    await one.press.publish(lans, LAN)
    outcome = await one.press.publish(hoas, HOA)
    assert isinstance(outcome, Published)
    assert [it.author for it in outcome.merged_with] == ["Lan"]
    passage = one.store.current.base.topics["vay-von"].passages[Facet.OVERVIEW]
    assert passage.text == {Language.VI: NEW, Language.EN: "Loans for the near-poor."}


async def test_the_second_admin_is_told_what_collides(machine: OpenMachine) -> None:
    one = machine()
    lans = await proposal(one, loan(OLD, NEW))
    hoas = await proposal(one, loan(OLD, "Vốn cho mọi nhà."))
    await one.press.publish(lans, LAN)
    for outcome in (await one.press.publish(hoas, HOA), await one.press.propose(hoas)):
        assert isinstance(outcome, Colliding)
        (collision,) = outcome.collisions
        assert collision.path == "facets.overview.passage.vi"
        assert (collision.theirs, collision.ours) == (NEW, "Vốn cho mọi nhà.")
        assert [it.author for it in outcome.since] == ["Lan"]
    assert one.passage() == NEW


async def test_a_proposal_of_an_unknown_version_overwrites_nothing(machine: OpenMachine) -> None:
    one = machine()
    stray = Proposal("0123456789ab", {LOAN: loan(OLD, NEW).data})
    assert isinstance(await one.press.publish(stray, LAN), Colliding)


async def test_another_process_of_the_machine_takes_it_up(machine: OpenMachine) -> None:
    one, two = machine(), machine()
    await one.press.publish(await proposal(one, loan(OLD, NEW)), LAN)
    assert two.passage() == OLD
    assert await two.press.follow()
    assert two.passage() == NEW
    assert not await two.press.follow()


async def test_another_machine_takes_it_from_the_database(
    machine: OpenMachine, shared: Database
) -> None:
    one, two = machine("one", shared), machine("two", shared)
    await one.press.publish(await proposal(one, loan(OLD, NEW)), LAN, why="vì sao")
    assert await two.press.follow()
    assert two.passage() == NEW
    assert await two.press.history() == await one.press.history()
    async with shared.session() as session:
        lines = [line async for line in audits.lines(session)]
    assert [(it.act.actor_id, it.act.action) for it in lines] == [
        (0, "knowledge.publish"),
        (7, "knowledge.publish"),
    ]
    assert json.loads(lines[1].act.detail)["why"] == "vì sao"


async def test_two_machines_that_publish_at_once_both_succeed(
    machine: OpenMachine, shared: Database
) -> None:
    one, two = machine("one", shared), machine("two", shared)
    lans = await proposal(one, loan(OLD, NEW))
    hoas = await proposal(two, loan("Loans for poor households.", "Loans for the near-poor."))
    outcomes = await asyncio.gather(one.press.publish(lans, LAN), two.press.publish(hoas, HOA))
    assert [type(it) for it in outcomes] == [Published, Published]
    for it in (one, two):
        await it.press.follow()
        passage = it.store.current.base.topics["vay-von"].passages[Facet.OVERVIEW]
        assert passage.text == {Language.VI: NEW, Language.EN: "Loans for the near-poor."}
        assert [version.number for version in await it.press.history()] == [3, 2, 1]


async def test_without_the_database_nothing_is_published(
    machine: OpenMachine, shared: Database
) -> None:
    one = machine("one", shared)
    ready = await proposal(one, loan(OLD, NEW))
    await shared.close()
    assert isinstance(await one.press.publish(ready, LAN), Unavailable)
    assert one.passage() == OLD


async def test_what_the_database_has_is_taken_up_after_a_crash(
    machine: OpenMachine, shared: Database
) -> None:
    class CrashError(Exception):
        pass

    pointer = iter(range(100))

    def step(name: str) -> None:
        # the first pointer is the base's own version; at the second the process dies
        if name == "write pointer" and next(pointer) == 1:
            raise CrashError

    whole = machine("one", shared)
    folder = whole.versions._folder
    one = machine("one", shared, Versions(folder, step=step))
    with pytest.raises(CrashError):
        await one.press.publish(await proposal(one, loan(OLD, NEW)), LAN)
    again = machine("one", shared)
    assert again.passage() == OLD
    assert await again.press.follow()
    assert again.passage() == NEW


async def test_versions_made_without_the_database_are_put_there_later(
    machine: OpenMachine, shared: Database
) -> None:
    alone = machine("one")
    await alone.press.publish(await proposal(alone, loan(OLD, NEW)), LAN)
    await machine("one", shared).press.follow()
    two = machine("two", shared)
    assert await two.press.follow()
    assert two.passage() == NEW


async def test_a_phrase_is_added_unless_it_steals(machine: OpenMachine) -> None:
    one = machine()
    added = await one.hand.phrase("vay-von", Facet.OVERVIEW, Language.VI, "mượn tiền mua trâu")
    assert isinstance(await one.press.publish(good(added), LAN), Published)
    answer = one.store.current.base.topics["vay-von"].passages[Facet.OVERVIEW]
    assert "mượn tiền mua trâu" in answer.phrases[Language.VI]
    refused = await one.hand.phrase("vay-von", Facet.OVERVIEW, Language.VI, "Mượn tiền mua trâu")
    assert isinstance(refused, Refused)
    assert refused.problem.code == "phrase_is_there"


async def test_an_office_gets_its_phone_but_never_a_persons(machine: OpenMachine) -> None:
    one = machine()
    own = await one.hand.contact("union-lai-chau", {"phone": "0912 345 678"})
    assert isinstance(own, Refused)
    assert own.problem.code == "personal_phone"
    set_ = await one.hand.contact("union-lai-chau", {"phone": "0213.3876.123"})
    assert isinstance(await one.press.publish(good(set_), LAN), Published)
    office = next(it for it in one.store.current.base.contacts if it.key == "union-lai-chau")
    assert office.phone == "0213 3876 123"


async def test_a_sheet_is_reviewed_published_and_undone(machine: OpenMachine) -> None:
    one = machine()
    rows = "Tỉnh,Xã,SĐT,Nguồn\nLào Cai,Xã Mường Khương,0214 3881 123,x\nX,Y,1,x\n"
    taken = await one.hand.sheet(Upload("a.csv", rows.encode()))
    assert [it.problem is None for it in taken.imported.results] == [True, False]
    assert taken.proposing is not None
    await one.press.publish(good(taken.proposing), LAN)
    assert "union-xa-muong-khuong" in {it.key for it in one.store.current.base.contacts}
    first = await one.press.find("1")
    assert first is not None
    await one.press.restore(first, LAN)
    assert "union-xa-muong-khuong" not in {it.key for it in one.store.current.base.contacts}
