"""What officers may do with announcements, step by step, and what they are told."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.announcements import rules
from bot.announcements.announcement import Announcement, Copy, MediaKind, Medium, NoticeKind, State
from bot.announcements.audience import URGENT_ONLY, Audience, Reach, Subject
from bot.announcements.course import Course
from bot.announcements.dispatch import start_due
from bot.announcements.drafts import Confirmed
from bot.announcements.refusals import (
    Flaw,
    Flawed,
    MissingLanguages,
    NobodyToReach,
    NotAllowed,
    Unknown,
    WrongState,
)
from bot.announcements.reports import Progress, Report, table
from bot.roles import Actor
from bot.storage import audits, deliveries, members, recipients, subscriptions
from knowledge.localities import COUNTRY
from knowledge.model import Language
from tests.bot.announcements.office import (
    ADMIN,
    AUTHOR,
    COLLEAGUE,
    COMMUNE,
    FIRST,
    FOREIGN,
    GAZETTEER,
    MEMBER,
    NEIGHBOUR,
    NGHE_AN,
    OF_COMMUNE,
    OF_COUNTRY,
    THANH_HOA,
    Scene,
)
from tests.clock import NOW


async def chats(scene: Scene, announcement_id: int) -> set[int]:
    async with scene.database.reading() as session:
        page = await deliveries.page(session, announcement_id, after=None, limit=10_000)
    return {row.chat_id for row in page}


async def test_a_draft_goes_its_way_and_every_act_is_written_down(scene: Scene) -> None:
    await scene.settle(3)
    announcement_id = await scene.running()
    await scene.desk.course.pause(AUTHOR, announcement_id)
    await scene.desk.course.resume(COLLEAGUE, announcement_id)
    await scene.desk.course.cancel(AUTHOR, announcement_id)
    assert await scene.state(announcement_id) is State.CANCELLED
    async with scene.database.reading() as session:
        lines = await audits.latest(session, subject=f"announcement:{announcement_id}")
    assert [(line.act.action, line.act.actor_id, line.act.version) for line in lines] == [
        ("announcement.cancel", AUTHOR.telegram_id, "running"),
        ("announcement.resume", COLLEAGUE.telegram_id, "paused"),
        ("announcement.pause", AUTHOR.telegram_id, "running"),
        ("announcement.confirm", AUTHOR.telegram_id, "draft"),
    ]


# ── who ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("actor", [MEMBER, FOREIGN, OF_COMMUNE, ADMIN])
async def test_nobody_announces_outside_her_area(scene: Scene, actor: Actor) -> None:
    audience = Audience(frozenset({THANH_HOA}), Subject.EVENTS)
    assert await scene.desk.drafts.draft(actor, audience) == NotAllowed()


async def test_an_area_cannot_be_widened_afterwards(scene: Scene) -> None:
    announcement_id = await scene.draft(COMMUNE, actor=OF_COMMUNE)
    wider = Audience(frozenset({COMMUNE, NEIGHBOUR}), Subject.EVENTS)
    refused = await scene.desk.drafts.write(OF_COMMUNE, announcement_id, audience=wider)
    assert refused == NotAllowed()


@pytest.mark.parametrize("actor", [MEMBER, FOREIGN, OF_COMMUNE, COLLEAGUE, ADMIN])
async def test_a_draft_is_its_authors_alone(scene: Scene, actor: Actor) -> None:
    await scene.settle(1)
    announcement_id = await scene.draft()
    assert await scene.desk.drafts.write(actor, announcement_id, copies={}) == NotAllowed()
    assert await scene.desk.drafts.confirm(actor, announcement_id) == NotAllowed()


async def test_a_revoked_officer_can_do_nothing_with_what_she_wrote(scene: Scene) -> None:
    await scene.settle(1)
    announcement_id = await scene.draft()
    revoked = Actor(AUTHOR.telegram_id)
    assert await scene.desk.drafts.confirm(revoked, announcement_id) == NotAllowed()
    assert await scene.desk.reports.report(revoked, announcement_id) == NotAllowed()
    assert await scene.desk.course.cancel(revoked, announcement_id) == NotAllowed()


@pytest.mark.parametrize("actor", [MEMBER, FOREIGN, OF_COMMUNE])
@pytest.mark.parametrize(
    "act",
    [
        Course.approve, Course.send_back, Course.pause, Course.resume, Course.cancel,
        Course.repeat_failed, Course.repeat_uncertain,
    ],
)  # fmt: skip
async def test_strangers_steer_and_see_nothing(
    scene: Scene, actor: Actor, act: Callable[[Course, Actor, int], Awaitable[object]]
) -> None:
    await scene.settle(1)
    announcement_id = await scene.running()
    assert await act(scene.desk.course, actor, announcement_id) == NotAllowed()
    assert await scene.desk.reports.progress(actor, announcement_id) == NotAllowed()
    assert await scene.desk.reports.report(actor, announcement_id) == NotAllowed()
    assert await scene.desk.reports.see(actor, announcement_id) == NotAllowed()
    assert await scene.desk.drafts.reach(actor, announcement_id) == NotAllowed()
    assert await scene.desk.reports.latest(actor) == []
    assert await scene.state(announcement_id) is State.RUNNING


async def test_an_admin_may_pull_the_brake_but_not_send(scene: Scene) -> None:
    await scene.settle(1)
    announcement_id = await scene.running()
    assert isinstance(await scene.desk.course.pause(ADMIN, announcement_id), Announcement)
    assert await scene.desk.course.repeat_failed(ADMIN, announcement_id) == NotAllowed()


async def test_a_forged_number_is_told(scene: Scene) -> None:
    assert await scene.desk.drafts.confirm(AUTHOR, 999) == Unknown()
    assert await scene.desk.course.cancel(AUTHOR, 999) == Unknown()


# ── whom ─────────────────────────────────────────────────────────────────────────────────


async def test_an_audience_is_counted_and_frozen_alike(scene: Scene) -> None:
    here = await scene.settle(2)
    near = await scene.settle(2, first=FIRST + 10, commune=NEIGHBOUR.code)
    await scene.settle(2, first=FIRST + 20, province="40", commune=None)
    only_province = await scene.settle(1, first=FIRST + 30, commune=None)
    gone = await scene.settle(1, first=FIRST + 40)
    async with scene.database.session() as session:
        await members.lose(session, gone[0])
    for places, expected in [
        ((THANH_HOA,), {*here, *near, *only_province}),
        ((COMMUNE,), {*here}),
        ((COMMUNE, NEIGHBOUR), {*here, *near}),
    ]:
        announcement_id = await scene.draft(*places)
        reach = await scene.desk.drafts.reach(AUTHOR, announcement_id)
        assert isinstance(reach, Reach)
        assert reach.recipients == len(expected)
        assert isinstance(await scene.desk.drafts.confirm(AUTHOR, announcement_id), Confirmed)
        assert await chats(scene, announcement_id) == expected
    everywhere = await scene.draft(COUNTRY, NGHE_AN, actor=OF_COUNTRY)
    assert isinstance(await scene.desk.drafts.confirm(OF_COUNTRY, everywhere), Confirmed)
    assert len(await chats(scene, everywhere)) == 7  # once, though two places hold her


async def test_members_get_what_they_did_not_sign_off(scene: Scene) -> None:
    everything, no_events, urgent_only, nothing = await scene.settle(4)
    async with scene.database.session() as session:
        await subscriptions.sign_off(session, no_events, {Subject.EVENTS}, now=NOW)
        for _ in range(2):
            await subscriptions.sign_off(session, urgent_only, URGENT_ONLY, now=NOW)
        await subscriptions.sign_off(session, nothing, set(Subject), now=NOW)
        assert await subscriptions.wanted(session, urgent_only) == {Subject.URGENT}
    for subject, urgent, expected in [
        (Subject.EVENTS, None, {everything}),
        (Subject.CREDIT, None, {everything, no_events}),
        (Subject.EVENTS, "bão số 5", {everything, no_events, urgent_only}),
    ]:
        announcement_id = await scene.draft(subject=subject, urgent_reason=urgent)
        await scene.desk.drafts.confirm(AUTHOR, announcement_id)
        assert await chats(scene, announcement_id) == expected
    async with scene.database.session() as session:
        await subscriptions.sign_on(session, no_events, {Subject.EVENTS})
        assert await subscriptions.wanted(session, no_events) == set(Subject)


@pytest.mark.parametrize(
    ("telegram_language", "expected"),
    [
        (None, "vi"), ("vi", "vi"), ("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("id", "id"),
        ("in", "id"), ("ms-MY", "id"), ("ar", "ar"), ("ar-EG", "ar"), ("fr", "vi"), ("eng", "vi"),
        ("zh-hans", "vi"),
    ],
)  # fmt: skip
async def test_she_is_written_to_in_the_language_she_reads(
    scene: Scene, telegram_language: str | None, expected: str
) -> None:
    await scene.settle(1, language=None, telegram_language=telegram_language)
    async with scene.database.reading() as session:
        (known,) = (await members.find_many(session, [FIRST])).values()
        audience = Audience(frozenset({COUNTRY}), Subject.EVENTS)
        counted = await recipients.count(session, audience, is_urgent=False)
    assert counted == {Language(expected): 1}
    assert known.locale == expected


async def test_languages_narrow_an_audience(scene: Scene) -> None:
    await scene.settle(1)
    arabic = await scene.settle(1, first=FIRST + 1, language=Language.AR)
    announcement_id = await scene.draft(languages=frozenset({Language.AR}))
    await scene.desk.drafts.confirm(AUTHOR, announcement_id)
    assert await chats(scene, announcement_id) == set(arabic)


# ── what is wrong with it ────────────────────────────────────────────────────────────────


async def test_readers_without_a_copy_are_told_before_anything_is_frozen(scene: Scene) -> None:
    await scene.settle(1)
    await scene.settle(2, first=FIRST + 1, language=Language.EN)
    announcement_id = await scene.draft(fallback=None)
    assert await scene.desk.drafts.confirm(AUTHOR, announcement_id) == MissingLanguages(
        {Language.EN: 2}
    )
    assert await scene.state(announcement_id) is State.DRAFT
    assert await chats(scene, announcement_id) == set()


async def test_an_empty_audience_is_told(scene: Scene) -> None:
    announcement_id = await scene.draft()
    assert await scene.desk.drafts.confirm(AUTHOR, announcement_id) == NobodyToReach()


async def test_all_flaws_are_told_at_once(scene: Scene) -> None:
    await scene.settle(1)
    announcement_id = await scene.draft()
    photo, voice = Medium(MediaKind.PHOTO, "p"), Medium(MediaKind.VOICE, "v")
    await scene.desk.drafts.write(
        AUTHOR,
        announcement_id,
        copies={
            Language.VI: Copy("ă" * 4097),
            Language.EN: Copy("😀" * 513, media=(photo,)),  # two UTF-16 units each
            Language.ID: Copy("x", media=(photo,) * 11),
            Language.AR: Copy("", media=(photo, voice)),
        },
        urgent_reason=" ",
        scheduled_at=NOW - timedelta(hours=1),
    )
    assert await scene.desk.drafts.confirm(AUTHOR, announcement_id) == Flawed(
        (
            (Flaw.TOO_LONG, Language.VI),
            (Flaw.TOO_LONG, Language.EN),
            (Flaw.ALBUM_SIZE, Language.ID),
            (Flaw.ALBUM_KINDS, Language.AR),
            (Flaw.NO_REASON, None),
            (Flaw.IN_THE_PAST, None),
        )
    )


# ── once ─────────────────────────────────────────────────────────────────────────────────


async def test_of_many_taps_on_confirm_one_counts(scene: Scene) -> None:
    await scene.settle(5)
    announcement_id = await scene.draft()
    done = await asyncio.gather(
        *(scene.desk.drafts.confirm(AUTHOR, announcement_id) for _ in range(4))
    )
    assert sorted(type(one).__name__ for one in done) == ["Confirmed", *["WrongState"] * 3]
    assert len(await chats(scene, announcement_id)) == 5


async def test_an_old_button_is_told_where_it_stands(scene: Scene) -> None:
    await scene.settle(1)
    announcement_id = await scene.running()
    await scene.desk.course.cancel(AUTHOR, announcement_id)
    assert await scene.desk.course.resume(AUTHOR, announcement_id) == WrongState(State.CANCELLED)
    assert await scene.desk.course.cancel(AUTHOR, announcement_id) == WrongState(State.CANCELLED)


# ── four eyes ────────────────────────────────────────────────────────────────────────────


async def test_many_recipients_need_a_second_officer(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FOUR_EYES_ABOVE", 2)
    await scene.settle(3)
    announcement_id = await scene.draft()
    confirmed = await scene.desk.drafts.confirm(AUTHOR, announcement_id)
    assert isinstance(confirmed, Confirmed)
    assert confirmed.needs_approval
    course = scene.desk.course
    for actor in (AUTHOR, OF_COMMUNE, FOREIGN, ADMIN, MEMBER):
        assert await course.approve(actor, announcement_id) == NotAllowed()
    await start_due(scene.database, scene.clock)
    assert await scene.state(announcement_id) is State.AWAITING_APPROVAL
    done = await asyncio.gather(
        course.approve(COLLEAGUE, announcement_id), course.approve(OF_COUNTRY, announcement_id)
    )
    assert sorted(type(one).__name__ for one in done) == ["Confirmed", "WrongState"]
    await start_due(scene.database, scene.clock)
    assert await scene.state(announcement_id) is State.RUNNING


async def test_what_is_sent_back_is_a_draft_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FOUR_EYES_ABOVE", 2)
    await scene.settle(3)
    announcement_id = await scene.draft()
    await scene.desk.drafts.confirm(AUTHOR, announcement_id)
    back = await scene.desk.course.send_back(COLLEAGUE, announcement_id, "sai giờ")
    assert isinstance(back, Announcement)
    assert back.state is State.DRAFT
    assert await chats(scene, announcement_id) == set()
    again = await scene.desk.drafts.confirm(AUTHOR, announcement_id)
    assert isinstance(again, Confirmed)
    assert again.announcement.recipients == 3


# ── when ─────────────────────────────────────────────────────────────────────────────────


async def test_at_night_it_waits_for_the_morning_unless_urgent(scene: Scene) -> None:
    await scene.settle(1)
    scene.clock.advance(hours=7)  # 22:00 in Vietnam
    calm, urgent = await scene.draft(), await scene.draft(urgent_reason="lũ quét")
    waiting = await scene.desk.drafts.confirm(AUTHOR, calm)
    assert isinstance(waiting, Confirmed)
    assert waiting.waits_for_morning
    assert waiting.starts_at == NOW + timedelta(hours=16)
    await scene.desk.drafts.confirm(AUTHOR, urgent)
    await start_due(scene.database, scene.clock)
    assert await scene.state(calm) is State.SCHEDULED
    assert await scene.state(urgent) is State.RUNNING
    scene.clock.advance(hours=9)
    await start_due(scene.database, scene.clock)
    assert await scene.state(calm) is State.RUNNING


async def test_a_missed_time_is_made_up_for_within_two_hours_else_asked(scene: Scene) -> None:
    await scene.settle(1)
    soon = NOW + timedelta(minutes=5)
    late, too_late = await scene.draft(), await scene.draft()
    for one in (late, too_late):
        await scene.desk.drafts.write(AUTHOR, one, scheduled_at=soon)
        await scene.desk.drafts.confirm(AUTHOR, one)
    scene.clock.advance(minutes=5 + 119)
    await scene.desk.course.pause(AUTHOR, late)  # nothing runs yet: has no effect
    await start_due(scene.database, scene.clock)
    assert await scene.state(late) is State.RUNNING

    third = await scene.draft()
    await scene.desk.drafts.write(AUTHOR, third, scheduled_at=scene.clock() + timedelta(minutes=5))
    await scene.desk.drafts.confirm(AUTHOR, third)
    scene.clock.advance(minutes=5 + 121)
    await start_due(scene.database, scene.clock)
    assert await scene.state(third) is State.AWAITING_DECISION
    notices = [(one.kind, one.announcement.id) for one in await scene.desk.reports.take_notices()]
    assert notices == [(NoticeKind.MISSED, third)]
    assert await scene.desk.reports.take_notices() == []
    await scene.desk.course.decide(AUTHOR, third, sends=True)
    await start_due(scene.database, scene.clock)
    assert await scene.state(third) is State.RUNNING


async def test_a_report_is_a_table_for_a_spreadsheet(scene: Scene) -> None:
    await scene.settle(2)
    await scene.settle(1, first=FIRST + 5, commune=None, language=Language.EN)
    announcement_id = await scene.running()
    report = await scene.desk.reports.report(AUTHOR, announcement_id)
    assert isinstance(report, Report)
    assert list(table(report, GAZETTEER)) == [
        "code,place,province,language,pending,sending,sent,blocked,failed,uncertain\r\n",
        f"{COMMUNE.code},{COMMUNE.name},Thanh Hoá,vi,2,0,0,0,0,0\r\n",
        "38,Tỉnh Thanh Hoá,Thanh Hoá,en,1,0,0,0,0,0\r\n",
    ]
    progress = await scene.desk.reports.progress(AUTHOR, announcement_id)
    assert isinstance(progress, Progress)
    assert progress.counts.left == 3
