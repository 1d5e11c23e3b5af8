"""The second pair of eyes: asked, answered; and what officers are told that happens by itself."""

from typing import assert_never

from bot.announcements.announcement import Announcement, NoticeKind
from bot.announcements.drafts import Confirmed
from bot.announcements.reports import Progress
from bot.i18n import Texts
from bot.replies.announced import card, course_button
from bot.replies.drafting import excerpt
from bot.replies.labels import locality_label
from bot.replies.office_steps import CourseAct
from bot.replies.reply import Block, Bullet, Note, Paragraph, Reply


def approval_asked(announcement: Announcement, stamp: str, texts: Texts) -> Reply:
    """Return the request to the second officer; *stamp* names what she is shown."""
    places = sorted(announcement.audience.places, key=lambda place: place.code)
    blocks: list[Block] = [
        Paragraph(
            texts.plural(
                "Announcement no. {number} would go to {count} member. A second officer must "
                "look at it: above you see it as members will. May it go?",
                "Announcement no. {number} would go to {count} members. A second officer must "
                "look at it: above you see it as members will. May it go?",
                announcement.recipients,
                number=announcement.id,
            )
        ),
        Bullet(
            texts(
                "For: {places}",
                places=", ".join(locality_label(place, texts.language) for place in places),
            )
        ),
    ]
    if announcement.scheduled_at is not None:
        moment = texts.moment(announcement.scheduled_at)
        blocks.append(Bullet(texts("Leaves: {moment}", moment=moment)))
    if announcement.urgent_reason is not None:
        blocks.append(Bullet(texts("Urgent: {reason}", reason=announcement.urgent_reason)))
    rows = (
        (course_button(f"✅ {texts('Yes, it may go')}", announcement, CourseAct.APPROVE, stamp),),
        (course_button(texts("No, send it back …"), announcement, CourseAct.SEND_BACK, stamp),),
    )
    return Reply(texts.language, tuple(blocks), rows)


def confirmed_told(confirmed: Confirmed, texts: Texts, *, asked: int) -> Reply:
    """Tell the author what happens next; *asked* officers were asked to approve."""
    announcement = confirmed.announcement
    show = (course_button(texts("How far is it?"), announcement, CourseAct.SHOW),)
    if confirmed.needs_approval and not asked:
        text = texts(
            "Announcement no. {number} waits for a second officer, but there is none who may "
            "approve it or I cannot reach her. Please ask an admin to name one (/roles).",
            number=announcement.id,
        )
    elif confirmed.needs_approval:
        text = texts.plural(
            "Announcement no. {number} waits for a second officer. I have asked {count}, and tell "
            "you as soon as she answers.",
            "Announcement no. {number} waits for a second officer. I have asked {count}, and tell "
            "you as soon as one answers.",
            asked,
            number=announcement.id,
        )
    elif confirmed.waits_for_morning:
        text = texts(
            "Announcement no. {number} leaves at {moment}: at night nobody is disturbed. Until "
            "then you can take it back: /announcements",
            number=announcement.id,
            moment=texts.moment(confirmed.starts_at),
        )
    else:
        text = texts(
            "Announcement no. {number} leaves at {moment}. Until then you can take it back: "
            "/announcements",
            number=announcement.id,
            moment=texts.moment(confirmed.starts_at),
        )
    return Reply(texts.language, (Paragraph(text),), (show,))


def approved_told(announcement: Announcement, texts: Texts) -> Reply:
    """Tell the author that it was approved."""
    text = texts("Announcement no. {number} is approved.", number=announcement.id)
    return Reply(
        texts.language,
        (Paragraph(text),),
        ((course_button(texts("How far is it?"), announcement, CourseAct.SHOW),),),
    )


def reason_for_return_asked(announcement: Announcement, texts: Texts) -> Reply:
    """Ask the second officer what the author should change."""
    text = texts(
        "What should be changed in announcement no. {number}? Please write it in a sentence; I "
        "pass it on to the author.",
        number=announcement.id,
    )
    keep = (course_button(texts("« Back"), announcement, CourseAct.SHOW),)
    return Reply(texts.language, (Paragraph(text),), (keep,))


def notice_told(kind: NoticeKind, progress: Progress, texts: Texts) -> Reply:
    """Tell what happened by itself, with what can be done about it."""
    shown = card(progress, texts)
    number = progress.announcement.id
    match kind:
        case NoticeKind.PAUSED_BY_FAILURES:
            text = texts(
                "I have paused announcement no. {number}: too many in a row did not arrive. "
                "Please look at it; if it is good, let it go on.",
                number=number,
            )
        case NoticeKind.MISSED:
            text = texts(
                "Announcement no. {number} missed its time because I was not running. Shall I "
                "still send it?",
                number=number,
            )
        case NoticeKind.FINISHED:
            text = texts("Announcement no. {number} has been sent. The report:", number=number)
        case _:
            assert_never(kind)
    return Reply(texts.language, (Paragraph(text), *shown.blocks), shown.rows)


def sent_back_told(announcement: Announcement, reason: str, texts: Texts) -> Reply:
    """Tell the author that the second officer wants something changed."""
    blocks: tuple[Block, ...] = (
        Paragraph(
            texts(
                "The second officer sent announcement no. {number} back. It is a draft again: "
                "/announce",
                number=announcement.id,
            )
        ),
        Bullet(reason),
        Note(excerpt(announcement, texts)),
    )
    return Reply(texts.language, blocks)
