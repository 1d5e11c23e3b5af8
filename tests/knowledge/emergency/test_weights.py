"""The compiled weights: fresh, small, quick, and in need of nothing else."""

import time
from datetime import date
from importlib.resources import files

from knowledge.answer import Answerer
from knowledge.emergency.compile import digest
from knowledge.emergency.examples import examples
from knowledge.emergency.signs import signs_of
from knowledge.emergency.weights import FILE_NAME, load_weights
from knowledge.localities import Gazetteer
from knowledge.model import Language
from knowledge.verdicts import Question, Urgent

MAX_BYTES = 15_000_000
MAX_LOAD_SECONDS = 0.5
"""Five times what is aimed at (0.1 s): tests share their machine."""


def test_weights_are_fresh() -> None:
    assert load_weights().digest == digest(), "run python -m knowledge.emergency.compile"


def test_weights_are_small() -> None:
    size = len(files("knowledge.emergency").joinpath(FILE_NAME).read_bytes())
    assert size < MAX_BYTES


def test_weights_load_quickly() -> None:
    load_weights.cache_clear()
    start = time.process_time()
    load_weights()
    assert time.process_time() - start < MAX_LOAD_SECONDS


def test_no_message_stands_twice_among_the_examples() -> None:
    texts = [example.text for example in examples()]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_signs_are_read_in_every_language() -> None:
    assert all(signs_of([], language) == [] for language in Language)


def test_alarm_needs_no_knowledge(gazetteer: Gazetteer) -> None:
    answerer = Answerer.without_knowledge(gazetteer)
    question = Question("chồng em vừa đánh em chảy máu đầu", date(2026, 11, 22))
    assert isinstance(answerer.answer(question), Urgent)
