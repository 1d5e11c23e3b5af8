"""From a question to a verdict: the whole path, readable from top to bottom.

Pure and synchronous: no network, no database, no clock. The same path answers on
Telegram, in the terminal and in the batch mode.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from knowledge import emergency
from knowledge.danger import Urgency, urgency_of
from knowledge.directory import Directory
from knowledge.figures import figures_for, named_figure
from knowledge.language import detect
from knowledge.localities import Choice, Gazetteer, Locality, Mention, Place
from knowledge.model import EMPTY_BASE, Facet, Figure, KnowledgeBase, Language, local
from knowledge.normalize import Word, clean, words_of
from knowledge.search.decision import MIN_OURS, Decision, Outcome, decide
from knowledge.search.features import Token
from knowledge.search.matcher import (
    OTHER,
    SMALL_TALK,
    VIOLENCE_TOPIC,
    Matcher,
    Models,
    Scores,
    best_facet,
    fit_models,
    matcher_of,
)
from knowledge.search.places import PlaceMask, masked
from knowledge.search.stored import stored_matcher
from knowledge.verdicts import (
    Found,
    LocalOffice,
    NotFound,
    Question,
    SmallTalk,
    TopicChoice,
    Unclear,
    Urgent,
    Verdict,
)

MAX_CHARACTERS = 2_000
"""Characters read of one question: Telegram allows 4,096, and nobody's question is longer."""
MIN_SIGNPOST = 0.35
"""How sure the kind of somebody else's business must be for its line to be told."""
MIN_FOLLOWING_FACET = 0.30
"""Probability of the likeliest facet below which nothing is asked that could be a follow-up."""
MIN_FOR_ONE_WORD = 0.90
"""Confidence that an answer to a single word needs."""
MIN_DIGITS_OF_A_PROGRAMME = 3
"""Digits of a bare number that may name a programme (938); "8:00" and "2" do not."""
MIN_RESULTS = 0.4
"""Probability of the results facet from which a figure named outright is told."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question as it was read, once for all steps."""

    question: Question
    text: str
    words: list[Word]
    language: Language
    mentions: list[Mention]
    tokens: list[Token]
    scores: Scores | None
    """None where no knowledge is loaded, or nothing was asked in words."""


class Answerer:
    """Answers from one version of the knowledge. Holds no state; safe to share."""

    def __init__(self, base: KnowledgeBase, gazetteer: Gazetteer, matcher: Matcher | None) -> None:
        """Use `build`, or `without_knowledge` where nothing could be loaded."""
        self.base = base
        self.gazetteer = gazetteer
        self.matcher = matcher
        self.directory = Directory(base.contacts)

    @classmethod
    def build(
        cls, base: KnowledgeBase, gazetteer: Gazetteer, models_folder: Path | None = None
    ) -> "Answerer":
        """Return the answerer of *base*; fitting takes a few seconds on one core.

        With *models_folder* the fitted models are kept there, and read when they are there.
        """
        if not base.topics:
            return cls(base, gazetteer, None)

        def fitted() -> Models:
            return fit_models(base, PlaceMask(gazetteer))

        if models_folder is None:
            return cls(base, gazetteer, matcher_of(base, fitted()))
        return cls(base, gazetteer, stored_matcher(base, models_folder, fitted))

    @classmethod
    def without_knowledge(cls, gazetteer: Gazetteer) -> "Answerer":
        """Return an answerer that only recognises emergencies."""
        return cls(EMPTY_BASE, gazetteer, None)

    def answer(self, question: Question) -> Verdict:
        """Return the verdict on *question*."""
        reading = self._read(question)
        alarm, urgency = _judged(reading)
        if alarm is not None and urgency is Urgency.URGENT:
            return self._urgent(reading, alarm)
        verdict = self._search(reading)
        return _with_hotlines(verdict) if urgency is Urgency.CONCERN else verdict

    def cry(
        self, text: str, today: date, chosen_language: Language | None = None
    ) -> Urgent | None:
        """Return the cry for help in *text*, or None; nothing else is looked for."""
        reading = self._read(Question(text, today, chosen_language))
        alarm, urgency = _judged(reading)
        if alarm is None or urgency is not Urgency.URGENT:
            return None
        return self._urgent(reading, alarm)

    def open_facet(
        self,
        topic: str,
        facet: Facet,
        *,
        language: Language,
        today: date,
        home: Locality | None = None,
    ) -> Found | NotFound:
        """Return the passage that a button or link names; NotFound where it is gone."""
        question = Question("", today, language, home=home)
        reading = _Reading(question, "", [], language, [], [], None)
        return self._found(reading, topic, facet, 1.0)

    def open_office(self, locality: Locality | None, *, language: Language) -> LocalOffice:
        """Return the Union's office for *locality*."""
        place = Place(locality) if locality else None
        return LocalOffice(language, 1.0, place, self.directory.office_for(locality))

    def _read(self, question: Question) -> _Reading:
        text = clean(question.text)[:MAX_CHARACTERS]
        words = words_of(text)
        language, _ = detect(text, words, question.chosen_language)
        if self.matcher is None or not words:
            return _Reading(question, text, words, language, [], [], None)
        mentions = self.gazetteer.find(text, language=language, words=words)
        tokens = self.matcher.tokens(masked(words, mentions), language)
        scores = self.matcher.score(tokens)
        return _Reading(question, text, words, language, mentions, tokens, scores)

    def _search(self, reading: _Reading) -> Verdict:
        scores = reading.scores
        if scores is None:
            return NotFound(reading.language, 0.0)
        if _is_only_a_place(reading):
            return self._office(reading, Decision(Outcome.OFFICE, confidence=MIN_OURS))
        last_topic = reading.question.last_topic
        is_follow_up = last_topic in self.base.topics and _may_follow(reading, scores)
        decision = decide(scores, last_topic if is_follow_up else None)
        if decision.outcome is Outcome.ANSWER and _is_too_little(reading, decision, scores):
            decision = Decision(Outcome.NOTHING, confidence=MIN_OURS)
        if decision.outcome in (Outcome.NOTHING, Outcome.ASK_BACK):
            decision = self._by_figure(reading, scores) or decision
        match decision.outcome:
            case Outcome.ANSWER:
                slug = decision.topics[0]
                facet = best_facet(scores, tuple(self.base.topics[slug].passages))
                return self._found(reading, slug, facet, decision.confidence)
            case Outcome.OFFICE:
                return self._office(reading, decision)
            case Outcome.ASK_BACK:
                return self._ask_back(reading, scores, decision)
            case Outcome.SMALL_TALK:
                return self._small_talk(reading, decision)
            case Outcome.NOTHING:
                return self._nothing(reading, scores, decision)

    def _by_figure(self, reading: _Reading, scores: Scores) -> Decision | None:
        """Return the answer where the words name a figure of the place outright.

        "How many new enterprises in Thanh Hoá city": a place and the name of a number are
        harder evidence than the words around them.
        """
        if not reading.mentions or scores.facets.get(Facet.RESULTS, 0.0) < MIN_RESULTS:
            return None
        place = reading.mentions[0].places[0]
        figure = named_figure(self.base.figures, reading.tokens, reading.language, place)
        if figure is None or figure.topic not in self.base.topics:
            return None
        return Decision(Outcome.ANSWER, (figure.topic,), MIN_OURS)

    def _found(
        self, reading: _Reading, slug: str, facet: Facet, confidence: float
    ) -> Found | NotFound:
        topic = self.base.topics.get(slug)
        passage = topic.passages.get(facet) if topic else None
        if topic is None or passage is None:
            return NotFound(reading.language, 1.0)
        home = reading.question.home
        named = self._place(reading) if reading.mentions or facet is Facet.CONTACT else None
        known = named or (Place(home) if home else None)
        is_current = passage.is_current(reading.question.today)
        office = None
        if facet is Facet.CONTACT or not is_current:
            office = self.directory.office_for(
                known.locality if known else None, with_support=slug == VIOLENCE_TOPIC
            )
        figures: tuple[Figure, ...] = ()
        if facet is Facet.RESULTS:
            figures = figures_for(self.base.figures, slug, reading.tokens, reading.language, named)
        return Found(
            language=reading.language,
            confidence=confidence,
            topic=topic,
            facet=facet,
            passage=passage,
            is_current=is_current,
            figures=figures,
            place=known if office is not None else named,
            place_is_home=named is None and home is not None,
            office=office,
        )

    def _office(self, reading: _Reading, decision: Decision) -> LocalOffice | Unclear:
        found = self._resolved(reading, wants_office=True)
        if isinstance(found, Choice):
            return Unclear(reading.language, decision.confidence, places=found.places)
        home = reading.question.home
        place = found or (Place(home) if home else None)
        office = self.directory.office_for(place.locality if place else None)
        is_home = found is None and home is not None
        return LocalOffice(reading.language, decision.confidence, place, office, is_home)

    def _place(self, reading: _Reading) -> Place | None:
        """Return the place that the question names, the likeliest of several."""
        found = self._resolved(reading, wants_office=False)
        return found.places[0] if isinstance(found, Choice) else found

    def _resolved(self, reading: _Reading, *, wants_office: bool) -> Place | Choice | None:
        return self.gazetteer.resolve(
            reading.text,
            home=reading.question.home,
            language=reading.language,
            words=reading.words,
            expects_place=wants_office,
        )

    def _ask_back(self, reading: _Reading, scores: Scores, decision: Decision) -> Unclear:
        choices = []
        for slug in decision.topics:
            topic = self.base.topics[slug]
            facet = best_facet(scores, tuple(topic.passages))
            choices.append(TopicChoice(topic, facet, scores.topics[slug]))
        return Unclear(reading.language, decision.confidence, topics=tuple(choices))

    def _small_talk(self, reading: _Reading, decision: Decision) -> SmallTalk | NotFound:
        courtesy = self.base.courtesies.get(self._kind(reading, SMALL_TALK)[0])
        if courtesy is None:
            return NotFound(reading.language, decision.confidence)
        reply = local(courtesy.reply, reading.language)
        return SmallTalk(reading.language, decision.confidence, courtesy.key, reply)

    def _nothing(self, reading: _Reading, scores: Scores, decision: Decision) -> NotFound:
        signpost = None
        if scores.topics.get(OTHER, 0.0) >= MIN_SIGNPOST:
            key, certainty = self._kind(reading, OTHER)
            if certainty >= MIN_SIGNPOST:
                signpost = self.base.signposts.get(key)
        return NotFound(reading.language, decision.confidence, signpost)

    def _kind(self, reading: _Reading, among: str) -> tuple[str, float]:
        return self.matcher.kind_of_other(reading.tokens, among) if self.matcher else ("", 0.0)

    def _urgent(self, reading: _Reading, alarm: emergency.Alarm) -> Urgent:
        home = reading.question.home
        return Urgent(
            language=reading.language,
            confidence=alarm.confidence,
            kind=alarm.kind,
            is_abroad=alarm.is_abroad,
            place=self._place(reading) or (Place(home) if home else None),
        )


def _is_only_a_place(reading: _Reading) -> bool:
    """Whether nothing but one place was named: then its office is what may be wanted."""
    if len(reading.mentions) != 1:
        return False
    mention = reading.mentions[0]
    return mention.last - mention.first == len(reading.words)


def _may_follow(reading: _Reading, scores: Scores) -> bool:
    """Whether the question can go on about the last topic: it asks one of the facets."""
    asked = max(scores.facets.values(), default=0.0)
    return len(reading.words) > 1 and asked >= MIN_FOLLOWING_FACET


def _is_too_little(reading: _Reading, decision: Decision, scores: Scores) -> bool:
    """Whether the answer would rest on a bare number or on one doubtful word."""
    if scores.programme is not None:
        return False
    words = [word.folded for word in reading.words]
    if all(word.isdigit() for word in words):
        return max(map(len, words)) < MIN_DIGITS_OF_A_PROGRAMME
    return len(words) == 1 and decision.confidence < MIN_FOR_ONE_WORD


def _judged(reading: _Reading) -> tuple[emergency.Alarm | None, Urgency]:
    """Return the alarm that the question raises, and what it asks for."""
    alarm = emergency.detect(reading.text, reading.words, reading.language)
    return alarm, urgency_of(alarm, reading.scores.danger if reading.scores else None)


def _with_hotlines(verdict: Verdict) -> Verdict:
    """Return *verdict* with the hotlines under it: it came near a call for help."""
    match verdict:
        case Found() | LocalOffice() | Unclear() | NotFound():
            return replace(verdict, with_hotlines=True)
        case _:
            return verdict
