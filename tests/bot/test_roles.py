"""Who may do what, as tables."""

import pytest

from bot.roles import (
    Actor,
    Role,
    contains,
    may_announce,
    may_approve,
    may_grant,
    may_see,
    may_stop,
)
from knowledge.localities import COUNTRY, Gazetteer, Locality

GAZETTEER = Gazetteer.load()


def place(code: str) -> Locality:
    found = GAZETTEER.by_code(code)
    assert found is not None
    return found


THANH_HOA = place("38")
NGHE_AN = place("40")
HAC_THANH = GAZETTEER.communes(THANH_HOA)[0]
OTHER_COMMUNE = GAZETTEER.communes(THANH_HOA)[1]
IN_NGHE_AN = GAZETTEER.communes(NGHE_AN)[0]


@pytest.mark.parametrize(
    ("area", "inside", "is_contained"),
    [
        pytest.param(COUNTRY, COUNTRY, True, id="country-country"),
        pytest.param(COUNTRY, THANH_HOA, True, id="country-province"),
        pytest.param(COUNTRY, HAC_THANH, True, id="country-commune"),
        pytest.param(THANH_HOA, COUNTRY, False, id="province-country"),
        pytest.param(THANH_HOA, THANH_HOA, True, id="province-itself"),
        pytest.param(THANH_HOA, NGHE_AN, False, id="province-another"),
        pytest.param(THANH_HOA, HAC_THANH, True, id="province-its-commune"),
        pytest.param(THANH_HOA, IN_NGHE_AN, False, id="province-anothers-commune"),
        pytest.param(HAC_THANH, COUNTRY, False, id="commune-country"),
        pytest.param(HAC_THANH, THANH_HOA, False, id="commune-its-province"),
        pytest.param(HAC_THANH, HAC_THANH, True, id="commune-itself"),
        pytest.param(HAC_THANH, OTHER_COMMUNE, False, id="commune-its-neighbour"),
    ],
)
def test_areas(area: Locality, inside: Locality, is_contained: bool) -> None:
    assert contains(area, inside) is is_contained


def test_every_commune_lies_in_exactly_one_province() -> None:
    provinces = GAZETTEER.provinces()
    for province in provinces:
        for commune in GAZETTEER.communes(province):
            assert [p.code for p in provinces if contains(p, commune)] == [province.code]


MEMBER = Actor(1)
ADMIN = Actor(2, Role.ADMIN)
ADMIN_WITH_AREA = Actor(3, Role.ADMIN, THANH_HOA)
OF_PROVINCE = Actor(4, Role.OFFICER, THANH_HOA)
OF_COMMUNE = Actor(5, Role.OFFICER, HAC_THANH)
FOREIGN = Actor(6, Role.OFFICER, NGHE_AN)
OF_COUNTRY = Actor(7, Role.OFFICER, COUNTRY)
ALL = (MEMBER, ADMIN, ADMIN_WITH_AREA, OF_PROVINCE, OF_COMMUNE, FOREIGN, OF_COUNTRY)


def who(may: object, *arguments: object, **more: object) -> set[int]:
    assert callable(may)
    return {actor.telegram_id for actor in ALL if may(actor, *arguments, **more)}


def test_announcing_needs_an_area_around_every_place() -> None:
    assert who(may_announce, [HAC_THANH]) == {3, 4, 5, 7}
    assert who(may_announce, [THANH_HOA]) == {3, 4, 7}
    assert who(may_announce, [HAC_THANH, OTHER_COMMUNE]) == {3, 4, 7}
    assert who(may_announce, [HAC_THANH, IN_NGHE_AN]) == {7}
    assert who(may_announce, []) == set()


def test_the_second_officer_is_another_one_with_the_same_area_or_more() -> None:
    assert who(may_approve, [HAC_THANH], created_by=5) == {3, 4, 7}
    assert who(may_approve, [THANH_HOA], created_by=4) == {3, 7}


def test_counts_are_for_officers_of_the_area_and_admins() -> None:
    assert who(may_see, [THANH_HOA]) == {2, 3, 4, 7}
    assert who(may_stop, [HAC_THANH]) == {2, 3, 4, 5, 7}


def test_only_admins_grant() -> None:
    assert who(may_grant) == {2, 3}
