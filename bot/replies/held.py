"""What is held about a member, told to herself: seen, exported, erased."""

from collections.abc import Sequence
from datetime import datetime

from bot.i18n import Texts
from bot.member import Member
from bot.privacy import HeldData
from bot.replies.labels import locality_label
from bot.replies.reply import Block, Bullet, Button, Heading, Paragraph, Reply
from bot.replies.steps import EraseData, ExportData, ShowPrivacy
from bot.replies.welcome import LANGUAGE_NAMES
from knowledge.localities import Locality


def held_data(
    held: HeldData, home: Locality | None, talks: Sequence[tuple[str, datetime]], texts: Texts
) -> Reply:
    """Return what is held, in words; *talks* are names of topics and when she asked."""
    blocks: list[Block] = [Heading(texts("What I keep about you"))]
    if held.is_empty:
        blocks.append(Paragraph(texts("Nothing. I do not keep anything that leads to you.")))
    elif held.member is not None:
        blocks += _member_blocks(held.member, home, texts)
    blocks += _talk_blocks(held, talks, texts)
    blocks.append(
        Paragraph(
            texts(
                "Your questions are kept without your name and number, with your province at most,"
                " for 90 days; nobody can find out from them who asked. Of a cry for help only "
                "the day and the kind are kept."
            )
        )
    )
    rows = () if held.is_empty else _rows(texts)
    return Reply(texts.language, tuple(blocks), rows)


def erasing_asked(texts: Texts) -> Reply:
    """Return the question before everything is erased."""
    question = texts(
        "Erase everything that I keep about you? I shall then not know your language or your "
        "place any more, and you will get no news. It cannot be undone."
    )
    rows = (
        (Button(texts("Yes, erase everything"), EraseData(is_confirmed=True)),),
        (Button(texts("No, keep it"), ShowPrivacy()),),
    )
    return Reply(texts.language, (Paragraph(question),), rows)


def erased(texts: Texts) -> Reply:
    """Return the confirmation that everything is erased."""
    text = texts(
        "Everything that I kept about you is erased. You may go on asking: then only what we "
        "last talked about is kept, for about an hour. To begin anew: /start"
    )
    return Reply(texts.language, (Paragraph(text),))


def _member_blocks(member: Member, home: Locality | None, texts: Texts) -> list[Block]:
    language = LANGUAGE_NAMES[member.language] if member.language else texts("not chosen")
    place = locality_label(home, texts.language) if home else texts("not chosen")
    blocks: list[Block] = [
        Bullet(texts("Telegram number: {number}", number=member.telegram_id)),
        Bullet(texts("Language: {language}", language=language)),
        Bullet(texts("Place: {place}", place=place)),
    ]
    if member.consent_at is not None:
        moment = texts.moment(member.consent_at)
        blocks.append(Bullet(texts("You agreed to this on: {moment}", moment=moment)))
    if member.last_seen_at is not None:
        moment = texts.moment(member.last_seen_at)
        blocks.append(Bullet(texts("Last here: {moment}", moment=moment)))
    return blocks


def _talk_blocks(
    held: HeldData, talks: Sequence[tuple[str, datetime]], texts: Texts
) -> list[Block]:
    blocks: list[Block] = [
        Bullet(
            texts(
                "We last talked about: {topic}, {moment} (deleted within about an hour)",
                topic=topic,
                moment=texts.moment(moment),
            )
        )
        for topic, moment in talks
    ]
    if held.pending_questions:
        waiting = texts.plural(
            "{count} question that waits for one more tap (deleted within about an hour)",
            "{count} questions that wait for one more tap (deleted within about an hour)",
            held.pending_questions,
        )
        blocks.append(Bullet(waiting))
    return blocks


def _rows(texts: Texts) -> tuple[tuple[Button, ...], ...]:
    return (
        (Button(texts("Download as a file"), ExportData()),),
        (Button(texts("Erase everything"), EraseData()),),
    )
