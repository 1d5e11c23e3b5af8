import pytest

from knowledge.model import Facet
from knowledge.search.decision import MAX_CHOICES, Outcome, decide
from knowledge.search.matcher import OFFICE, OTHER, SMALL_TALK, Scores
from knowledge.search.programmes import Named


def scores(programme: Named | None = None, **topics: float) -> Scores:
    labels = {"other": OTHER, "talk": SMALL_TALK, "office": OFFICE}
    named = {labels.get(name, name): p for name, p in topics.items()}
    return Scores(
        {OTHER: 0.0, SMALL_TALK: 0.0, OFFICE: 0.0, **named}, {Facet.OVERVIEW: 1}, programme
    )


@pytest.mark.parametrize(
    ("asked", "outcome", "topics"),
    [
        pytest.param(scores(vay=0.9, other=0.1), Outcome.ANSWER, ("vay",), id="sure"),
        pytest.param(
            scores(vay=0.3, quy=0.28, tym=0.27, nghe=0.15),
            Outcome.ASK_BACK, ("vay", "quy", "tym"), id="three-alike",
        ),
        pytest.param(scores(vay=0.2, other=0.8), Outcome.NOTHING, (), id="somebody-else"),
        pytest.param(scores(vay=0.1, talk=0.8), Outcome.SMALL_TALK, (), id="small-talk"),
        pytest.param(scores(vay=0.1, office=0.8), Outcome.OFFICE, (), id="office"),
        pytest.param(scores(other=1.0), Outcome.NOTHING, (), id="nothing-at-all"),
    ],
)  # fmt: skip
def test_without_a_conversation(asked: Scores, outcome: Outcome, topics: tuple[str, ...]) -> None:
    decision = decide(asked, None)
    assert (decision.outcome, decision.topics) == (outcome, topics)


def test_never_more_choices_than_a_phone_shows() -> None:
    many = {f"t{i}": 0.1 for i in range(10)}
    assert len(decide(scores(None, **many), None).topics) <= MAX_CHOICES


@pytest.mark.parametrize(
    ("asked", "outcome", "topics"),
    [
        # "thế lãi bao nhiêu?": hardly any evidence of its own stays with the topic
        pytest.param(
            scores(vay=0.02, quy=0.3, other=0.6), Outcome.ANSWER, ("vay",), id="follow-up"
        ),
        pytest.param(
            scores(vay=0.0001, quy=0.98, other=0.01), Outcome.ANSWER, ("quy",), id="names-another"
        ),
        pytest.param(scores(vay=0.0001, other=0.99), Outcome.NOTHING, (), id="leaves"),
        pytest.param(scores(vay=0.0001, talk=0.95), Outcome.SMALL_TALK, (), id="thanks"),
    ],
)
def test_within_a_conversation(asked: Scores, outcome: Outcome, topics: tuple[str, ...]) -> None:
    decision = decide(asked, "vay")
    assert (decision.outcome, decision.topics) == (outcome, topics)


def test_a_number_of_nobody_is_no_programme() -> None:
    unknown = scores(Named("7", None), da8=0.99)
    assert decide(unknown, None).outcome is Outcome.NOTHING


def test_a_programme_named_by_its_number_is_answered() -> None:
    named = scores(Named("938", "de-an-938"), **{"de-an-938": 0.2, "vay": 0.7})
    assert decide(named, None).topics == ("de-an-938",)
