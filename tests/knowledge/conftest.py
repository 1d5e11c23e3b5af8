"""The base that ships with the program, loaded and fitted once for all tests of the core."""

from datetime import date

import pytest

from knowledge.answer import Answerer
from knowledge.loader import Loaded, load_base
from knowledge.localities import Gazetteer
from tests.shipped import shipped_answerer

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return load_base()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def answerer() -> Answerer:
    return shipped_answerer()
