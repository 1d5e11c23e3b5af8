"""What a loaded base may still have wrong: meaning, not form.

`check_content` looks at the texts; `check_over_match` asks every phrase of the whole base
and names those that find another topic or facet than their own.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from knowledge import documents as shapes
from knowledge.answer import Answerer
from knowledge.loader import Loaded, ReadFile
from knowledge.localities import Gazetteer, Level
from knowledge.model import Facet, Language
from knowledge.normalize import fold
from knowledge.positions import Path
from knowledge.problems import Problem
from knowledge.search.decision import Outcome, decide
from knowledge.search.features import tokens_of
from knowledge.search.matcher import best_facet, expansions_by_language
from knowledge.search.places import PlaceMask

MIN_PHRASES: Mapping[Language, int] = {
    Language.VI: 8,
    Language.EN: 3,
    Language.ID: 3,
    Language.AR: 3,
}
"""Fewest phrases of a facet that has a passage, per language."""

_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2,}")
_ARABIC = re.compile(r"[\u0600-\u06ff]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)|«[^»]*»|“[^”]*”|\"[^\"]*\"")
_ADDRESS = re.compile(r"\S+\.\S+")
_PHONE = re.compile(r"^\+?[\d ]{3,20}$")
_MOBILE = re.compile(r"^0[35789]\d{8}$")


def check_content(loaded: Loaded, today: date, gazetteer: Gazetteer) -> list[Problem]:
    """Return warnings and errors about the meaning of what was loaded, by file and line."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for file in loaded.files.values():
        before = len(file.document.problems)
        match file.shape:
            case shapes.TopicShape():
                _check_topic(file, file.shape, today, seen)
            case shapes.ContactsShape():
                _check_contacts(file, file.shape, gazetteer)
            case _:
                pass
        problems.extend(file.document.problems[before:])
    return sorted(problems)


def _check_topic(
    file: ReadFile, shape: shapes.TopicShape, today: date, seen: dict[str, str]
) -> None:
    document = file.document
    _check_languages(file, ("name",), shape.name)
    for facet in Facet:
        if facet not in shape.facets:
            document.problem(("facets",), "missing_key", is_warning=True, key=facet.value)
    for facet, it in shape.facets.items():
        path: Path = ("facets", facet.value)
        _check_languages(file, (*path, "passage"), it.passage)
        if not it.sources and not it.needs_review and _states_a_number(it.passage[Language.VI]):
            document.problem((*path, "passage"), "no_source", is_warning=True)
        if it.valid_until is not None and it.valid_until < today:
            document.problem(
                (*path, "valid_until"), "expired", is_warning=True, day=it.valid_until
            )
        if it.checked_on > today:
            document.problem((*path, "checked_on"), "checked_in_future", day=it.checked_on)
        for language, needed in MIN_PHRASES.items():
            count = len(it.phrases.get(language, ()))
            if language in it.passage and count < needed:
                document.problem(
                    (*path, "phrases"),
                    "few_phrases",
                    is_warning=True,
                    count=count,
                    language=language.value,
                    needed=needed,
                )
        for language, phrases in it.phrases.items():
            for index, phrase in enumerate(phrases):
                own: Path = (*path, "phrases", language.value, index)
                line, _ = document.at(own)
                where = f"{document.file}:{line}"
                first = seen.setdefault(f"{language} {phrase.casefold()}", where)
                if first != where:
                    document.problem(own, "repeated_phrase", phrase=phrase, elsewhere=first)


def _check_languages(file: ReadFile, path: Path, texts: Mapping[Language, str]) -> None:
    missing = [language.value for language in Language if language not in texts]
    if missing:
        file.document.problem(
            path, "missing_language", is_warning=True, languages=", ".join(missing)
        )
    for language, text in texts.items():
        if sample := _foreign_letters(language, text):
            file.document.problem(
                (*path, language.value),
                "wrong_alphabet",
                is_warning=True,
                language=language.value,
                sample=sample,
            )


def _foreign_letters(language: Language, text: str) -> str:
    """Return letters of another alphabet outside brackets and quotes, or nothing."""
    bare = _ADDRESS.sub(" ", _IN_BRACKETS.sub(" ", text))
    if language is not Language.AR:
        found = _ARABIC.search(bare)
        return found.group() if found else ""
    words = _LATIN_WORD.findall(bare)
    # Abbreviations and proper names stand in Latin letters; a running sentence does not.
    return " ".join(words[:6]) if len(words) > 12 else ""


def _states_a_number(text: str) -> bool:
    return bool(re.search(r"\d{2,}", text))


def _check_contacts(file: ReadFile, shape: shapes.ContactsShape, gazetteer: Gazetteer) -> None:
    provinces = {fold(it.short) for it in gazetteer.provinces()}
    for index, office in enumerate(shape.offices):
        path: Path = ("offices", index)
        if office.phone:
            bare = office.phone.split(";")[0].strip()
            digits = bare.replace(" ", "")
            if not _PHONE.match(bare):
                file.document.problem((*path, "phone"), "bad_phone", value=office.phone)
            elif _MOBILE.match(digits) and office.kind != "consular":
                file.document.problem((*path, "phone"), "personal_phone", value=office.phone)
        if office.province and fold(office.province) not in provinces:
            file.document.problem(
                (*path, "province"), "unknown_place", value=office.province, hint=""
            )
        if office.commune:
            found = gazetteer.search(office.commune, province=office.province or None)
            if not any(
                place.locality.level is Level.COMMUNE
                and fold(place.locality.name) == fold(office.commune)
                for place in found
            ):
                file.document.problem(
                    (*path, "commune"), "unknown_place", value=office.commune, hint=""
                )


def check_over_match(loaded: Loaded, answerer: Answerer) -> list[Problem]:
    """Return a warning for every phrase that does not find its own topic and facet."""
    problems = []
    for read, path, phrase, found in _stolen(loaded, answerer):
        line, column = read.document.at(path)
        values = {"phrase": phrase, "found": found}
        problems.append(
            Problem(read.document.file, line, column, "over_match", values, is_warning=True)
        )
    return problems


def _stolen(loaded: Loaded, answerer: Answerer) -> Iterator[tuple[ReadFile, Path, str, str]]:
    if loaded.base is None or answerer.matcher is None:
        return
    masked = PlaceMask(answerer.gazetteer)
    expansions = expansions_by_language(loaded.base)
    for read in loaded.files.values():
        if not isinstance(read.shape, shapes.TopicShape):
            continue
        slug = read.document.file.rpartition("/")[2].removesuffix(".yaml")
        for facet, it in read.shape.facets.items():
            for language, phrases in it.phrases.items():
                for index, phrase in enumerate(phrases):
                    tokens = tokens_of(masked(phrase, language), expansions.get(language))
                    scores = answerer.matcher.score(tokens)
                    decision = decide(scores, None)
                    found = decision.outcome.name.lower()
                    if decision.outcome is Outcome.ANSWER:
                        topic = answerer.base.topics[decision.topics[0]]
                        best = best_facet(scores, tuple(topic.passages))
                        found = f"{topic.slug}/{best.value}"
                    if found != f"{slug}/{facet.value}":
                        path: Path = (
                            "facets", facet.value, "phrases", language.value, index,
                        )  # fmt: skip
                        yield read, path, phrase, found
