"""Officers and members of a place of its own, for tests of announcements."""

from base64 import b64decode

from bot.announcements.announcement import Announcement
from bot.playground import Person, SeenMessage
from bot.playground.actions import Actor as Playing
from bot.playground.entities import FormattedText
from bot.playground.files import Upload
from bot.playground.messages import Dressing, Media
from bot.roles import AT_TERMINAL, Actor, Role
from bot.storage import members
from knowledge.localities import Locality
from knowledge.model import Language
from tests.e2e.house import House

PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def place(house: House, code: str) -> Locality:
    found = house.bot.services.gazetteer.by_code(code)
    assert found is not None
    return found


async def officer(house: House, code: str, language: Language = Language.VI) -> Person:
    """Somebody who is an officer of the place with *code*, and has started the bot."""
    person = await house.member(language)
    await person.starts()
    await person.next_message()
    services = house.bot.services
    await services.officers.grant(AT_TERMINAL, person.id, Role.OFFICER, place(house, code))
    return person


async def admin(house: House, code: str | None = None) -> Person:
    person = await house.member()
    await person.starts()
    await person.next_message()
    area = place(house, code) if code else None
    await house.bot.services.officers.grant(AT_TERMINAL, person.id, Role.ADMIN, area)
    return person


async def member_of(house: House, code: str, language: Language = Language.VI) -> Person:
    """A member who lives in the commune with *code*."""
    person = await house.member(language)
    await person.starts()
    await person.next_message()
    gazetteer, now = house.bot.services.gazetteer, house.clock()
    province = gazetteer.province_of(place(house, code))
    assert province is not None
    async with house.bot.services.database.session() as session:
        await members.welcome(session, person.id, telegram_language=language.value, now=now)
        await members.settle(session, person.id, province_code=province.code, commune_code=code)
    return person


async def actor(house: House, person: Person) -> Actor:
    return await house.bot.services.officers.actor(person.id)


async def latest(house: House, person: Person) -> Announcement:
    """The newest announcement she may see."""
    found = await house.bot.services.desk.reports.latest(await actor(house, person), limit=1)
    return found[0]


async def write_draft(
    house: House, lan: Person, text: str = "Họp chi hội lúc 8 giờ"
) -> SeenMessage:
    """Go through all the steps of a commune's officer; return the draft as a whole."""
    texts = house.texts()
    await lan.says("/announce")
    await lan.next_message()
    await lan.says(text)
    await lan.next_message()
    await lan.taps(texts("Send them the Vietnamese »"))
    await lan.next_edit()
    await lan.taps(texts("Programmes and policies"))
    return await whole(house, lan)


async def whole(house: House, lan: Person) -> SeenMessage:
    """Wait for the draft as a whole, past the previews."""
    title = house.texts()("Draft no. {number}", number="").strip()
    while True:
        message = await lan.next_message()
        if title in message.text and "\n" in message.text:
            return message


async def settled(person: Person) -> list[SeenMessage]:
    """Wait until nothing more comes; return the messages, and forget edits and answers."""
    found = await person.everything(quiet_seconds=0.4)
    person.inbox.edits.clear()
    person.inbox.answers.clear()
    return found


async def confirm(house: House, lan: Person, draft: SeenMessage | None = None) -> None:
    """Press send, and yes."""
    shown = next(label for label in (draft or lan.last).labels if label.startswith("✅"))
    await lan.taps(shown)
    await lan.next_edit()
    await lan.taps(f"✅ {house.texts()('Yes, send it')}")


def send_album(house: House, person: Person, captions: list[str], *, group: str) -> None:
    """Send photos as one album, as a client would."""
    state = house.telegram.state
    user = state.users[person.id]
    for number, caption in enumerate(captions):
        stored = state.files.store(Upload(f"{number}.png", "image/png", PNG), kind="photo")
        media = Media("photo", stored, FormattedText(caption))
        Playing(state, user, user).sends(media, Dressing(media_group_id=group))
