"""What is said at the beginning, about the language, and about what the bot can do."""

from bot.i18n import Texts
from bot.replies.reply import Block, Bullet, Button, Heading, Paragraph, Reply, ShowTopics
from bot.replies.steps import ChooseLanguage, SkipLanguage
from bot.replies.urgent import hotline_blocks
from knowledge.model import Language

LANGUAGE_NAMES = {
    Language.VI: "Tiếng Việt",
    Language.EN: "English",
    Language.ID: "Bahasa Indonesia",
    Language.AR: "العربية",
}
"""Each in its own words, so that whoever reads it finds it."""


def welcome(texts: Texts) -> Reply:
    """Return the first words: who this is, what is kept and why, and the first question."""
    blocks = (
        Paragraph(
            texts(
                "Hello, I am Chị Hội. Ask me about the programmes of the Vietnam Women's Union "
                "in your own words, and I answer with the source and the office to go to."
            )
        ),
        Paragraph(texts("What I keep, and why:")),
        Bullet(
            texts(
                "Once you choose below: your Telegram number, your language and your place, to "
                "answer in your language, name the right office and send you the Union's news."
            )
        ),
        Bullet(
            texts(
                "Your questions, without your name, for at most 90 days, to learn what is still "
                "missing here; and what we last talked about, for about an hour, to understand "
                "what you ask next."
            )
        ),
        Bullet(texts("You can see it all, download it or erase it at any time: /privacy")),
        Paragraph(texts("Which language would you like?")),
    )
    skip = (Button(texts("Skip"), SkipLanguage()),)
    return Reply(texts.language, blocks, (*_language_rows(is_first=True), skip))


def languages_offered(texts: Texts) -> Reply:
    """Return the languages to choose from."""
    question = Paragraph(texts("Which language would you like?"))
    return Reply(texts.language, (question,), _language_rows(is_first=False))


def language_kept(texts: Texts) -> Reply:
    """Return the confirmation, in the language chosen."""
    blocks = (
        Paragraph(texts("From now on I write to you in English.")),
        Paragraph(texts("You may still ask in any of the four languages. To change: /language")),
    )
    return Reply(texts.language, blocks)


def ready(texts: Texts) -> Reply:
    """Return what is said when nothing more is needed: how to begin."""
    blocks: tuple[Block, ...] = (
        Paragraph(texts("You can ask me now, for example:")),
        Bullet(texts("How do I borrow money for my business?")),
        Bullet(texts("Who can get help to build a house?")),
        Bullet(texts("How do I join the Women's Union?")),
    )
    return Reply(texts.language, blocks, (topics_row(texts),))


def help_text(texts: Texts, *, bot_name: str) -> Reply:
    """Return what can be done here; *bot_name* is the bot's username without the @."""
    blocks: list[Block] = [
        Heading(texts("How I can help")),
        Bullet(
            texts(
                "Write your question as you would say it, with or without diacritics, and press "
                "send. You can also dictate with the microphone on your keyboard."
            )
        ),
        Bullet(texts("Look through all topics: /topics")),
        Bullet(texts("Tell me where you live, so that I can name the office near you: /place")),
        Bullet(texts("Change the language: /language")),
        Bullet(texts("See, download or erase what I keep about you: /privacy")),
        Bullet(
            texts(
                "In a group or another chat, write @{bot_name} and your question.",
                bot_name=bot_name,
            )
        ),
        *hotline_blocks(texts),
    ]
    return Reply(texts.language, tuple(blocks), (topics_row(texts),))


def _language_rows(*, is_first: bool) -> tuple[tuple[Button, ...], ...]:
    buttons = [Button(_name(it), ChooseLanguage(it, is_first=is_first)) for it in Language]
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def _name(language: Language) -> str:
    return LANGUAGE_NAMES[language]


def topics_row(texts: Texts) -> tuple[Button, ...]:
    """Return a row with the button to all topics."""
    return (Button(texts("All topics"), ShowTopics()),)
