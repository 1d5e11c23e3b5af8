"""What is said to somebody in danger. Short; numbers first; it depends on nothing else."""

from bot.i18n import Texts
from bot.replies.reply import Block, Bullet, Button, EraseTrace, Heading, Note, Paragraph, Reply
from knowledge.emergency import Hotline, guidance, hotlines
from knowledge.model import local
from knowledge.verdicts import Urgent


def urgent_reply(urgent: Urgent, texts: Texts) -> Reply:
    """Return the hotlines for the kind of danger, in the order in which to call them."""
    language = texts.language
    words = guidance(urgent.kind, is_abroad=urgent.is_abroad)
    blocks: list[Block] = [Heading(local(words.title, language))]
    blocks.append(Paragraph(local(words.first_step, language)))
    blocks.extend(_line(line, texts) for line in hotlines(urgent.kind, is_abroad=urgent.is_abroad))
    blocks.append(Paragraph(local(words.next_step, language)))
    blocks.append(
        Note(
            texts(
                "If somebody may look at your phone, press the button below: it removes these "
                "messages here."
            )
        )
    )
    return Reply(
        language, tuple(blocks), ((Button(texts("Remove this conversation"), EraseTrace()),),)
    )


def hotline_blocks(texts: Texts) -> list[Block]:
    """Return the short list of hotlines that stands under an answer near to danger."""
    blocks: list[Block] = [
        Paragraph(texts("If you or a child are in danger now, call at once (day and night):"))
    ]
    blocks.extend(_line(line, texts) for line in hotlines("violence", is_abroad=False)[:3])
    return blocks


def _line(line: Hotline, texts: Texts) -> Bullet:
    return Bullet(f"{line.number}: {local(line.purpose, texts.language)}")
