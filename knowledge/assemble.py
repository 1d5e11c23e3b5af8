"""From read files to the frozen values of `model`, with the references between files checked."""

import difflib
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from knowledge import documents as shapes
from knowledge.model import (
    Contact,
    Courtesy,
    Facet,
    Figure,
    KnowledgeBase,
    Language,
    Lexicon,
    Passage,
    Quantity,
    Report,
    Signpost,
    Source,
    Topic,
)
from knowledge.positions import Document, Path
from knowledge.problems import Problem

S = TypeVar("S", bound=shapes.Shape)


class Readable(Protocol):
    """A file with its positions and its validated content."""

    @property
    def document(self) -> Document:
        """Positions and problems."""

    @property
    def shape(self) -> shapes.Shape:
        """Content."""


def assemble(files: Iterable[Readable], version: str) -> tuple[KnowledgeBase, list[Problem]]:
    """Build the base from *files*; problems are dangling references and repeated entries."""
    readable = list(files)
    sources = {
        key: Source(key, it.title, it.date or "", it.url or "", it.site)
        for _, shape in _of(readable, shapes.SourcesShape)
        for key, it in shape.sources.items()
    }
    slugs = [_slug(document) for document, _ in _of(readable, shapes.TopicShape)]
    topics = {}
    figures: list[Figure] = []
    for document, shape in _of(readable, shapes.TopicShape):
        slug = _slug(document)
        for index, other in enumerate(shape.related):
            _check_slug(document, ("related", index), other, slugs)
        topics[slug] = Topic(
            slug,
            shape.name,
            {language: tuple(names) for language, names in shape.aliases.items()},
            {
                facet: _passage(document, facet, shape.facets[facet], sources)
                for facet in Facet
                if facet in shape.facets
            },
            tuple(shape.related),
        )
    for document, figures_shape in _of(readable, shapes.FiguresShape):
        figures.extend(_figures(document, figures_shape, slugs, sources))
    contacts: dict[str, Contact] = {}
    for document, contacts_shape in _of(readable, shapes.ContactsShape):
        for index, it in enumerate(contacts_shape.offices):
            if it.id in contacts:
                document.problem(
                    ("offices", index), "repeated_entry", key=it.id, elsewhere=document.file
                )
            contacts[it.id] = _contact(it)
    base = KnowledgeBase(
        version=version,
        topics=topics,
        figures=tuple(figures),
        contacts=tuple(contacts.values()),
        signposts={
            key: Signpost(key, it.line, _tuples(it.phrases))
            for _, shape in _of(readable, shapes.SignpostsShape)
            for key, it in shape.signposts.items()
        },
        courtesies={
            key: Courtesy(key, it.reply, _tuples(it.phrases))
            for _, shape in _of(readable, shapes.CourtesiesShape)
            for key, it in shape.smalltalk.items()
        },
        lexicons={
            language: Lexicon(
                {short.lower(): tuple(long) for short, long in it.abbreviations.items()},
                frozenset(it.fillers),
            )
            for _, shape in _of(readable, shapes.LexiconsShape)
            for language, it in shape.lexicon.items()
        },
        sources=sources,
    )
    return base, [problem for it in readable for problem in it.document.problems]


def _of(files: Sequence[Readable], kind: type[S]) -> Iterator[tuple[Document, S]]:
    for file in files:
        if isinstance(file.shape, kind):
            yield file.document, file.shape


def _slug(document: Document) -> str:
    return document.file.rpartition("/")[2].removesuffix(".yaml")


def _tuples(lists: Mapping[Language, list[str]]) -> dict[Language, tuple[str, ...]]:
    return {language: tuple(items) for language, items in lists.items()}


def _passage(
    document: Document, facet: Facet, shape: shapes.FacetShape, sources: Mapping[str, Source]
) -> Passage:
    path: Path = ("facets", facet.value)
    for index, key in enumerate(shape.sources):
        if key not in sources:
            document.problem((*path, "sources", index), "dangling_source", key=key)
    if shape.valid_from and shape.valid_until and shape.valid_until < shape.valid_from:
        document.problem(
            (*path, "valid_until"),
            "validity_reversed",
            until=shape.valid_until,
            begin=shape.valid_from,
        )
    return Passage(
        facet=facet,
        text=shape.passage,
        phrases=_tuples(shape.phrases),
        sources=tuple(sources[key] for key in shape.sources if key in sources),
        checked_on=shape.checked_on,
        valid_from=shape.valid_from,
        valid_until=shape.valid_until,
        needs_review=shape.needs_review,
        confirmed=shape.confirmed,
    )


def _figures(
    document: Document,
    shape: shapes.FiguresShape,
    slugs: Sequence[str],
    sources: Mapping[str, Source],
) -> Iterator[Figure]:
    if shape.source not in sources:
        document.problem(("source",), "dangling_source", key=shape.source)
    place = shape.locality
    report = Report(
        key=_slug(document),
        place=place.name,
        former=place.former,
        province_then=place.province_then,
        province_today=place.province_today,
        period=shape.period,
        source=sources.get(shape.source, Source(shape.source, shape.source)),
        checked_on=shape.checked_on,
    )
    for key, it in shape.figures.items():
        path: Path = ("figures", key)
        for name, slug in (("topic", it.topic), *(("also", slug) for slug in it.also)):
            _check_slug(document, (*path, name), slug, slugs)
        for language, text in it.text.items():
            _check_placeholders(document, (*path, "text", language.value), text, it, language)
        yield Figure(
            key=f"{report.key}/{key}",
            report=report,
            topic=it.topic,
            also=tuple(it.also),
            numbers={name: Quantity(n.value, n.unit) for name, n in it.numbers.items()},
            text=it.text,
            keywords=_tuples(it.keywords),
            needs_review=it.needs_review,
        )


def _check_placeholders(
    document: Document, path: Path, text: str, shape: shapes.FigureShape, language: Language
) -> None:
    try:
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        document.problem(path, "bad_value", detail=str(error))
        return
    for name in sorted(named - set(shape.numbers)):
        document.problem(path, "unknown_placeholder", name=name)
    for name in sorted(set(shape.numbers) - named):
        document.problem(path, "unused_number", name=name, language=language.value)


def _check_slug(document: Document, path: Path, slug: str, slugs: Sequence[str]) -> None:
    if slug not in slugs:
        close = difflib.get_close_matches(slug, slugs, n=1)
        hint = f" ({close[0]}?)" if close else ""
        document.problem(path, "dangling_topic", slug=slug, hint=hint)


def _contact(it: shapes.ContactShape) -> Contact:
    return Contact(
        key=it.id,
        kind=it.kind,
        level=it.level,
        name=it.name,
        province=it.province,
        commune=it.commune,
        former=it.former,
        address=it.address,
        phone=it.phone,
        hours=it.hours,
        email=it.email,
        website=it.website,
        confidence=it.confidence,
        seen_on=it.seen_on or "",
        source=it.source,
        note=it.note,
    )
