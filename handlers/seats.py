"""A seat: an officer at work in her chat, who she is now, and how she is shown what comes next."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from telegram import Message

from bot.context import BotContext
from bot.errand import Errand
from bot.i18n import Texts
from bot.replies import Paragraph, Reply
from bot.roles import Actor
from bot.storage import errands
from handlers.office import expect
from handlers.sending import send
from handlers.taps import Tap
from handlers.telling import chat_of

Show = Callable[[Reply], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Seat:
    """Who works, and where she is answered."""

    context: BotContext
    actor: Actor
    texts: Texts
    show: Show
    """In place of the message tapped, or as a new one after something typed."""
    message_id: int | None = None
    """Of the message tapped; None after something typed."""

    @property
    def chat_id(self) -> int:
        """Her private chat, which has her own id."""
        return self.actor.telegram_id

    async def say(self, sentence: str) -> None:
        """Send a sentence of its own."""
        await send_in(self, Reply(self.texts.language, (Paragraph(sentence),)))

    async def keep(self, errand: Errand) -> None:
        """Keep what she is in the middle of; her next message is for that."""
        services = self.context.services
        async with services.database.session() as session:
            await errands.keep(session, self.actor.telegram_id, errand, now=services.clock())
        if self.context.visit.dialogue.expects is not None:
            await expect(self.context, None)

    async def leave(self) -> None:
        """End what she is in the middle of."""
        async with self.context.services.database.session() as session:
            await errands.end(session, self.actor.telegram_id)

    def errand_of(self, announcement_id: int) -> Errand | None:
        """Return her errand if it is about this announcement."""
        errand = self.context.visit.errand
        if errand is None or errand.announcement_id != announcement_id:
            return None
        return errand


async def seat_at(tap: Tap, context: BotContext) -> Seat:
    """Return the seat of who tapped, with the role she has now."""
    actor = await context.services.officers.actor(context.visitor.telegram_id)
    return Seat(context, actor, tap.texts, tap.turn_into, tap.message.message_id)


async def seat_after(message: Message, context: BotContext) -> Seat:
    """Return the seat of who wrote, with the role she has now."""
    actor = await context.services.officers.actor(context.visitor.telegram_id)
    return Seat(context, actor, context.texts, partial(send, context.bot, message))


async def send_in(seat: Seat, reply: Reply) -> list[Message]:
    """Send *reply* as a new message at the end of her chat."""
    return await send(seat.context.bot, chat_of(seat.chat_id), reply)
