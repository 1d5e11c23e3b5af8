"""The shape of every YAML file of the knowledge base, and the JSON Schema made from it."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from knowledge.model import Confidence, Facet, Language


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise PydanticCustomError("bad_date", "{value}", {"value": str(value)}) from error


def _decimal(value: object) -> object:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise PydanticCustomError("bad_number", "{value}", {"value": str(value)}) from error
    if not number.is_finite():
        raise PydanticCustomError("bad_number", "{value}", {"value": str(value)})
    return number


def _filled(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty_text", "empty")
    return value.strip()


def _has_master(texts: dict[Language, str]) -> dict[Language, str]:
    if Language.VI not in texts:
        raise PydanticCustomError("no_master", "no Vietnamese text")
    return texts


Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Text = Annotated[str, AfterValidator(_filled)]
Texts = Annotated[dict[Language, Text], AfterValidator(_has_master)]
Lists = dict[Language, list[Text]]
LooseDay = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Shape(BaseModel):
    """Unknown keys are refused; values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FacetShape(Shape):
    """One facet of a topic: its passage, how people ask for it, and where it comes from."""

    checked_on: Day
    valid_from: Day | None = None
    valid_until: Day | None = None
    sources: list[Text] = []
    needs_review: str = ""
    confirmed: dict[Language, Day] = {}
    passage: Texts
    phrases: Lists = {}


class TopicShape(Shape):
    """topics/<slug>.yaml: one thing members ask about."""

    name: Texts
    aliases: Lists = {}
    related: list[Text] = []
    facets: dict[Facet, FacetShape]


class NumberShape(Shape):
    """A number and what it counts."""

    value: Number
    unit: Text


class FigureShape(Shape):
    """One statement with numbers."""

    topic: Text
    also: list[Text] = []
    numbers: dict[str, NumberShape]
    needs_review: str = ""
    text: Texts
    keywords: Lists = {}


class PlaceThenShape(Shape):
    """The locality of a report, as it was called then."""

    name: Texts
    former: str = ""
    province_then: Text
    province_today: Text


class FiguresShape(Shape):
    """figures/<name>.yaml: figures of one locality and period, from one source."""

    locality: PlaceThenShape
    period: Texts
    source: Text
    checked_on: Day
    figures: dict[str, FigureShape]


class SourceShape(Shape):
    """One source; `url` only where the address is complete."""

    title: Text
    date: LooseDay | None = None
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    site: str = ""


class SourcesShape(Shape):
    """sources.yaml: every source by its key."""

    sources: dict[str, SourceShape]


class ContactShape(Shape):
    """One office."""

    id: Text
    kind: Annotated[
        str,
        Field(
            pattern="^(union|one_stop|reception|counselling|legal_aid|bank|microfinance|consular)$"
        ),
    ]
    level: Annotated[str, Field(pattern="^(centre|province|commune)$")]
    province: str = ""
    commune: str = ""
    former: str = ""
    name: Texts
    address: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""
    website: str = ""
    confidence: Confidence = Confidence.NONE
    seen_on: LooseDay | None = None
    source: str = ""
    note: dict[Language, Text] = {}


class ContactsShape(Shape):
    """contacts.yaml, contacts/<province>.yaml: the directory of offices."""

    offices: list[ContactShape]


class SignpostShape(Shape):
    """One thing that is not the Union's, and who is in charge."""

    line: Texts
    phrases: Lists


class SignpostsShape(Shape):
    """signposts.yaml: what others are in charge of."""

    signposts: dict[str, SignpostShape]


class CourtesyShape(Shape):
    """One kind of small talk."""

    reply: Texts
    phrases: Lists


class CourtesiesShape(Shape):
    """smalltalk.yaml: greetings, thanks, who are you."""

    smalltalk: dict[str, CourtesyShape]


class LexiconShape(Shape):
    """Chat spellings of one language."""

    abbreviations: dict[str, list[Text]] = {}
    fillers: list[Text] = []


class LexiconsShape(Shape):
    """lexicon.yaml: chat spellings, a section a language."""

    lexicon: dict[Language, LexiconShape]


SHAPES: dict[str, type[Shape]] = {
    "topic": TopicShape,
    "figures": FiguresShape,
    "sources": SourcesShape,
    "contacts": ContactsShape,
    "signposts": SignpostsShape,
    "smalltalk": CourtesiesShape,
    "lexicon": LexiconsShape,
}
"""Kind of file → its shape; the kind is also the name of its schema file."""


def kind_of(path: str) -> str | None:
    """Return the kind of the file at *path* (relative, forward slashes), None if it has none."""
    folder, _, name = path.rpartition("/")
    if folder == "topics":
        return "topic"
    if folder in ("figures", "contacts"):
        return folder
    stem = name.removesuffix(".yaml")
    return stem if not folder and stem in SHAPES and stem not in ("topic", "figures") else None


def schema_of(kind: str) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of one kind of file, for editors."""
    schema = SHAPES[kind].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
