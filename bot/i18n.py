"""What the bot itself says, in the reader's language.

The catalogs are gettext: English msgids, one `bot.po` a language under `locales/`. They are
read from the `.po` files themselves (no compile step in development; an installed package
carries the compiled `.mo` beside them for other tools).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from knowledge.model import MASTER_LANGUAGE, Language

LOCALES_FOLDER = Path(__file__).parent.parent / "locales"
VIETNAM_TIME = get_timezone("Asia/Ho_Chi_Minh")

_BABEL_LOCALES = {
    Language.VI: Locale.parse("vi_VN"),
    Language.EN: Locale.parse("en_GB"),
    Language.ID: Locale.parse("id_ID"),
    # Arabic with Western digits: what is printed on Vietnamese papers and phones she holds.
    Language.AR: Locale.parse("ar_AE"),
}


class MissingTextError(LookupError):
    """A sentence of the bot stands in no catalog: a mistake of ours, found by the tests."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The bot's sentences in one language. Call it with an English msgid."""

    language: Language
    catalog: Catalog

    def __call__(self, msgid: str, /, **values: object) -> str:
        """Return the sentence for *msgid* with its named placeholders filled."""
        message = self.catalog.get(msgid)
        if message is None or not message.string:
            raise MissingTextError(f"{self.language}: no text for {msgid!r} in bot.po")
        return _fill(str(message.string), values)

    def plural(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Return the form that fits *count*; `{count}` is filled with it, formatted."""
        message = self.catalog.get(singular)
        if message is None or not isinstance(message.string, tuple | list):
            raise MissingTextError(f"{self.language}: no plural text for {singular!r} in bot.po")
        form = _plural_form(self.language, count)
        text = message.string[min(form, len(message.string) - 1)]
        if not text:
            raise MissingTextError(f"{self.language}: empty plural form {form} for {plural!r}")
        return _fill(text, {"count": self.number(count), **values})

    def number(self, value: int | Decimal) -> str:
        """Return *value* as it is written in this language (`313.458`, `11,54`)."""
        return format_decimal(value, locale=_BABEL_LOCALES[self.language])

    def day(self, value: date) -> str:
        """Return a day as it is written in this language (`21/11/2026`)."""
        pattern = "dd/MM/yyyy" if self.language is not Language.EN else "d MMMM yyyy"
        return format_date(value, pattern, locale=_BABEL_LOCALES[self.language])

    def moment(self, value: datetime) -> str:
        """Return an aware moment in Vietnam's time (`21/11/2026 08:30`)."""
        return format_datetime(
            value, "dd/MM/yyyy HH:mm", tzinfo=VIETNAM_TIME, locale=_BABEL_LOCALES[self.language]
        )


@dataclass(frozen=True, slots=True)
class Catalogs:
    """All catalogs, loaded once at start."""

    texts: Mapping[Language, Texts]

    @classmethod
    def load(cls, folder: Path = LOCALES_FOLDER) -> "Catalogs":
        """Read every language's `bot.po` under *folder*; a missing one raises OSError."""
        loaded = {}
        for language in Language:
            path = folder / language / "LC_MESSAGES" / "bot.po"
            with path.open("rb") as file:
                loaded[language] = Texts(language, read_po(file, locale=language))
        return cls(loaded)

    def for_language(self, language: Language) -> Texts:
        """Return the sentences in *language*."""
        return self.texts[language]


def choose_language(code: str | None) -> Language:
    """Return the language nearest to an IETF *code* such as `vi`, `en-GB` or `in`.

    `in` and `ms` readers get Indonesian; anything unknown gets the master language.
    """
    primary = (code or "").replace("_", "-").split("-")[0].lower()
    primary = {"in": "id", "ms": "id"}.get(primary, primary)
    return Language(primary) if primary in set(Language) else MASTER_LANGUAGE


def _fill(text: str, values: Mapping[str, object]) -> str:
    return text.format(**values) if values else text


def _plural_form(language: Language, count: int) -> int:
    """Index of the plural form, as in the Plural-Forms header of each catalog."""
    if language is Language.EN:
        return 0 if count == 1 else 1
    if language is Language.AR:
        if count in (0, 1, 2):
            return count
        if 3 <= count % 100 <= 10:
            return 3
        return 4 if 11 <= count % 100 <= 99 else 5
    return 0
