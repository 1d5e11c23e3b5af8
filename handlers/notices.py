"""What happens to an announcement by itself, told to its author, and to admins where needed."""

from functools import partial

from bot.announcements.announcement import Notice, NoticeKind
from bot.announcements.reports import Progress
from bot.context import BotApplication
from bot.replies.approving import notice_told
from handlers.progress import keep_up_to_date
from handlers.telling import tell


async def notify(application: BotApplication, notice: Notice) -> None:
    """Tell of it; where its author may not see it any more, tell the admins instead."""
    author = notice.announcement.created_by
    is_told = await _tell(application, author, notice)
    if notice.kind is NoticeKind.PAUSED_BY_FAILURES or not is_told:
        officers = application.bot_data.services.officers
        for one in await officers.everyone():
            if one.is_admin and one.telegram_id != author:
                await _tell(application, one.telegram_id, notice)


async def _tell(application: BotApplication, telegram_id: int, notice: Notice) -> bool:
    services = application.bot_data.services
    actor = await services.officers.actor(telegram_id)
    progress = await services.desk.reports.progress(actor, notice.announcement.id)
    if not isinstance(progress, Progress):
        return False
    compose = partial(notice_told, notice.kind, progress)
    message = await tell(application.bot, services, telegram_id, compose)
    if message is None:
        return False
    await keep_up_to_date(services, telegram_id, message.message_id, progress)
    return True
