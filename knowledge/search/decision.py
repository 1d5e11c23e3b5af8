"""From probabilities to a decision: answer, ask back, or say that it is not known.

A wrong confident answer is the worst outcome, so an answer needs more evidence than a
question back, and a question back more than silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from knowledge.search.matcher import OFFICE, OTHER, SMALL_TALK, Scores

MIN_OURS = 0.50
"""Probability (0 to 1) that any topic is meant, below which the question is not ours."""
MIN_ANSWER = 0.45
"""Probability of the best topic, given that one is meant, below which we ask back."""
MIN_CHOICE = 0.08
"""Probability of a topic below which it is not offered as "did you mean"."""
MIN_ASK_BACK = 0.30
"""Probability that any topic is meant, below which we do not even ask back."""
STAY_ODDS = 800.0
"""How much likelier the topic of the conversation is than any other single topic, before
the question is read: about five in six follow-ups stay (5 : 1 against thirty others)."""
LEAVE_ODDS = 1000.0
"""The same against "not ours", small talk and the office: leaving needs a clear sign."""
MAX_CHOICES = 3


class Outcome(Enum):
    """What to do with a question."""

    ANSWER = auto()
    ASK_BACK = auto()
    OFFICE = auto()
    SMALL_TALK = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome, the topics it concerns (best first), and how sure it is (0 to 1)."""

    outcome: Outcome
    topics: tuple[str, ...] = ()
    confidence: float = 0.0


def decide(scores: Scores, last_topic: str | None) -> Decision:
    """Return what to do about a question with *scores*.

    *last_topic* is the topic of the conversation: a question that names no other topic is
    taken as a question about it.
    """
    topics = scores.topics
    ranked = scores.ranked_topics()
    if scores.programme is not None:
        if scores.programme.topic is None:
            return Decision(Outcome.NOTHING, confidence=0.9)
        named = scores.programme.topic
        if topics.get(named, 0.0) >= MIN_CHOICE or not _is_other(topics):
            return Decision(Outcome.ANSWER, (named,), max(0.9, topics.get(named, 0.0)))
    if not ranked:
        return Decision(Outcome.NOTHING, confidence=1.0)
    best, probability = ranked[0]
    if last_topic is not None:
        return _in_conversation(topics, best, probability, last_topic)
    ours = sum(p for _, p in ranked)
    label, most = max(
        ((it, topics.get(it, 0.0)) for it in (SMALL_TALK, OFFICE)), key=lambda pair: pair[1]
    )
    if most > ours and most > topics.get(OTHER, 0.0):
        outcome = Outcome.SMALL_TALK if label == SMALL_TALK else Outcome.OFFICE
        return Decision(outcome, confidence=most)
    if ours >= MIN_OURS and probability >= MIN_ANSWER * ours:
        return Decision(Outcome.ANSWER, (best,), probability)
    offered = tuple(slug for slug, p in ranked[:MAX_CHOICES] if p >= MIN_CHOICE)
    if offered and ours >= MIN_ASK_BACK:
        return Decision(Outcome.ASK_BACK, offered, ours)
    return Decision(Outcome.NOTHING, confidence=topics.get(OTHER, 0.0))


def _in_conversation(
    topics: Mapping[str, float], best: str, probability: float, last_topic: str
) -> Decision:
    """Weigh the question against the topic of the conversation by Bayes' rule."""
    stays = topics.get(last_topic, 0.0)
    label, leaves = max(
        ((it, topics.get(it, 0.0)) for it in (OTHER, SMALL_TALK, OFFICE)),
        key=lambda pair: pair[1],
    )
    odds_of_topic = probability / STAY_ODDS if best != last_topic else 0.0
    odds_of_leaving = leaves / LEAVE_ODDS
    total = stays + odds_of_topic + odds_of_leaving
    if stays >= max(odds_of_topic, odds_of_leaving):
        return Decision(Outcome.ANSWER, (last_topic,), stays / total if total else 0.0)
    if odds_of_topic >= odds_of_leaving:
        return Decision(Outcome.ANSWER, (best,), probability)
    outcome = {SMALL_TALK: Outcome.SMALL_TALK, OFFICE: Outcome.OFFICE}.get(label, Outcome.NOTHING)
    return Decision(outcome, confidence=leaves)


def _is_other(topics: Mapping[str, float]) -> bool:
    return topics.get(OTHER, 0.0) >= 0.6
