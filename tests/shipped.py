"""The base that ships with the program, loaded and fitted once for all tests of a process."""

from functools import cache

from knowledge.answer import Answerer
from knowledge.loader import load_base
from knowledge.localities import Gazetteer


@cache
def shipped_answerer() -> Answerer:
    """Return the answerer of the shipped base; fitting takes a few seconds, once."""
    loaded = load_base()
    assert loaded.base is not None, [problem.line_for() for problem in loaded.errors[:5]]
    return Answerer.build(loaded.base, Gazetteer.load())
