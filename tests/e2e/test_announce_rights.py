"""Members, foreign and revoked officers, forged and repeated buttons: nothing is done for them."""

import pytest

from bot.announcements import rules
from bot.announcements.announcement import State
from bot.roles import AT_TERMINAL
from bot.storage import audits
from tests.e2e.house import House
from tests.e2e.office import (
    actor,
    admin,
    confirm,
    latest,
    member_of,
    officer,
    settled,
    write_draft,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOT_YOURS = (
    "This is not yours to do: it belongs to another area or officer, or your role has changed. "
    "Nothing was done."
)
ACTS = ("sh", "lo", "ap", "ap:0000000000000000", "sb", "tb", "pa", "re", "ac", "ca", "sl", "dr",
        "rp", "tc", "rf", "au", "ru")  # fmt: skip
DRAFT_ACTS = ("go", "cp:vi", "fb", "pl", "pa:15766", "pw", "sj:credit", "wh", "no", "ur", "pv",
              "ac", "co:0000000000000000", "as", "ad", "de", "re:vi", "to:de-an-939")  # fmt: skip


async def test_a_member_is_told_that_it_is_not_for_her(office: House) -> None:
    mai, texts = await office.member(), office.texts()
    for command in ("/announce", "/announcements"):
        await mai.says(command)
        assert "/privacy" in (await mai.next_message()).text
    await mai.says("/roles")
    assert (await mai.next_message()).text == texts("Only admins can do this. Nothing was done.")


@pytest.mark.parametrize("who", ["member", "foreign officer", "revoked officer"])
async def test_forged_buttons_do_nothing(office: House, who: str) -> None:
    code, texts = "15148", office.texts()
    lan = await officer(office, code)
    await member_of(office, code)
    await write_draft(office, lan)
    draft = await latest(office, lan)
    mai = await (office.member() if who == "member" else officer(office, "14797"))
    if who == "revoked officer":
        await office.bot.services.officers.revoke(AT_TERMINAL, mai.id)
    await mai.says("/help")
    message = await mai.next_message()
    lines = await acts(office)
    for data in [*(f"n:{draft.id}:{act}" for act in ACTS),
                 *(f"d:{draft.id}:{act}" for act in DRAFT_ACTS)]:  # fmt: skip
        await office.tap_data(mai, message, f"1vi:{data}")
        answer = await mai.next_answer()
        assert (answer.text, answer.is_alert) == (texts(NOT_YOURS), True), data
    for data in ("rl:0", "ra", f"ro:{mai.id}:ad", f"ro:{mai.id}:of:38", f"ro:{lan.id}:rv"):
        await office.tap_data(mai, message, f"1vi:{data}")
        assert (await mai.next_answer()).is_alert, data
    assert await mai.everything(quiet_seconds=0.05) == []
    assert (await latest(office, lan)) == draft
    assert await acts(office) == lines
    await office.bot.services.desk.course.cancel(await actor(office, lan), draft.id)


async def acts(house: House) -> int:
    async with house.bot.services.database.reading() as session:
        return len(await audits.latest(session, limit=1000))


async def test_who_is_revoked_in_the_middle_of_a_draft_sends_nothing(office: House) -> None:
    code, texts = "15163", office.texts()
    lan, mai = await officer(office, code), await member_of(office, code)
    await write_draft(office, lan)
    await lan.taps(next(label for label in lan.last.labels if label.startswith("✅")))
    await lan.next_edit()
    await settled(lan)
    await office.bot.services.officers.revoke(AT_TERMINAL, lan.id)
    await lan.taps(f"✅ {texts('Yes, send it')}")
    assert (await lan.next_answer()).text == texts(NOT_YOURS)
    await lan.says("Họp")
    assert (await lan.next_message()).text == texts(NOT_YOURS)
    assert await mai.everything(quiet_seconds=0.5) == []


async def test_a_second_officer_approves_once_and_only_what_she_saw(
    office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "FOUR_EYES_ABOVE", 0)
    code, texts = "14959", office.texts()
    lan, hoa, hue = [await officer(office, code) for _ in range(3)]
    mai = await member_of(office, code)
    await write_draft(office, lan)
    await confirm(office, lan)
    asked = (await hoa.everything(quiet_seconds=0.5))[-1]
    approve = next(str(b["callback_data"]) for b in asked.buttons if ":ap:" in str(b))
    await settled(lan)
    await office.tap_data(lan, lan.last, approve)  # the author herself
    assert (await lan.next_answer()).text == texts(NOT_YOURS)
    await hoa.taps(texts("No, send it back …"))
    await hoa.next_edit()
    await hoa.says("Sửa giờ họp")
    await hoa.next_message()
    assert any("Sửa giờ họp" in one.text for one in await settled(lan))
    assert (await latest(office, lan)).state is State.DRAFT

    await lan.says("/announce")
    await lan.next_message()
    await lan.taps(texts("Go on with it"))
    await lan.next_edit()
    await lan.taps(texts("Text"))
    await lan.next_edit()
    await lan.says("Họp chi hội lúc 9 giờ")
    await lan.next_message()
    await confirm(office, lan)
    await settled(hoa)
    await office.tap_data(hoa, asked, approve)  # the button under what she saw before
    changed = texts("It was changed in the meantime. Please look at it as it is now.")
    assert (await hoa.next_answer()).text == changed
    assert (await latest(office, lan)).state is State.AWAITING_APPROVAL

    label = f"✅ {texts('Yes, it may go')}"
    await hue.everything(quiet_seconds=0.2)
    await hoa.taps(label)
    await hue.taps(label)
    assert (await mai.next_message(timeout_seconds=10)).text == "Họp chi hội lúc 9 giờ"
    assert await mai.everything(quiet_seconds=1.0) == []
    approved = await latest(office, lan)
    assert approved.approved_by in (hoa.id, hue.id)


async def test_an_admin_may_stop_but_not_announce(office: House) -> None:
    boss = await admin(office)
    await boss.says("/announce")
    assert "/roles" in (await boss.next_message()).text
