"""Button data: what we write is read again, what others write is refused."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.audience import Subject
from bot.replies import (
    Action,
    AskOfficer,
    ChoosePlace,
    EraseTrace,
    OpenFacet,
    OpenTopic,
    Rate,
    SetPlace,
    ShowOffice,
    ShowTopics,
)
from bot.replies.office_steps import (
    AddRole,
    CourseAct,
    DraftAct,
    GetHelp,
    ListAnnouncements,
    ListRoles,
    NewDraft,
    OnCourse,
    OnDraft,
    OnRole,
    RoleAct,
    SignOff,
    SignOn,
    UrgentOnly,
)
from bot.replies.steps import (
    ChooseLanguage,
    EraseData,
    ExportData,
    ForgetPlace,
    KeepPlace,
    ListCommunes,
    ListProvinces,
    OpenGroup,
    ShareLocation,
    ShowPrivacy,
    SkipLanguage,
    SkipPlace,
)
from handlers.callback_data import MAX_BYTES, Press, decode, encode
from knowledge.model import Facet, Language

LONGEST = "quy-ho-tro-phu-nu-phat-trien"
KEY = "Ab_-01234567"

PRESSES = [
    *(Press(OpenFacet(LONGEST, facet), Language.AR) for facet in Facet),
    *(Press(ChooseLanguage(it, is_first=it is Language.ID), Language.VI) for it in Language),
    Press(OpenTopic("5-co-3-sach"), Language.EN),
    Press(OpenGroup("welfare"), Language.ID),
    Press(ShowTopics(), Language.VI),
    Press(ShowOffice(), Language.VI),
    Press(ChoosePlace("14797"), Language.VI),
    Press(ChoosePlace("VN"), Language.VI),
    Press(KeepPlace("38"), Language.VI),
    Press(SetPlace(), Language.VI),
    Press(Rate(True), Language.VI, question_key=KEY),
    Press(Rate(False), Language.VI, question_key=KEY),
    Press(EraseTrace(), Language.AR, question_message_id=2_000_000_000),
    Press(EraseTrace(), Language.AR),
    Press(SkipLanguage(), Language.VI),
    Press(SkipPlace(), Language.VI),
    Press(ListProvinces(1), Language.VI),
    Press(ListCommunes("79", 9), Language.VI),
    Press(ForgetPlace(), Language.VI),
    Press(ShareLocation(), Language.VI),
    Press(ShowPrivacy(), Language.VI),
    Press(ExportData(), Language.VI),
    Press(EraseData(), Language.VI),
    Press(EraseData(is_confirmed=True), Language.VI),
    *(Press(OnDraft(10**17, act, LONGEST), Language.VI) for act in DraftAct),
    *(Press(OnCourse(12, act, "0123456789abcdef"), Language.AR) for act in CourseAct),
    *(Press(OnRole(7_000_000_000, act), Language.ID) for act in RoleAct),
    *(Press(SignOff(subject, True), Language.VI) for subject in Subject),
    Press(SignOn(Subject.CREDIT), Language.VI),
    Press(UrgentOnly(), Language.VI),
    Press(GetHelp(), Language.VI),
    Press(GetHelp(LONGEST), Language.VI),
    Press(NewDraft(), Language.VI),
    Press(ListAnnouncements(), Language.VI),
    Press(ListRoles(3), Language.VI),
    Press(AddRole(), Language.VI),
]


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: type(press.action).__name__)
def test_what_is_written_is_read_again(press: Press) -> None:
    data = encode(press)
    assert data is not None
    assert len(data.encode()) <= MAX_BYTES
    assert decode(data) == press


def test_every_action_has_data() -> None:
    written = {type(press.action) for press in PRESSES}
    assert written | {AskOfficer} == set(get_args(Action))


def test_what_cannot_be_carried_gets_no_button() -> None:
    assert encode(Press(AskOfficer(), Language.VI)) is None
    assert encode(Press(Rate(True), Language.VI)) is None
    assert encode(Press(OpenTopic("x" * 60), Language.VI)) is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("", id="empty"),
        pytest.param("0vi:m", id="earlier version"),
        pytest.param("2vi:m", id="later version"),
        pytest.param("1fr:m", id="language"),
        pytest.param("1vi:zz", id="kind"),
        pytest.param("1vi:m:more", id="arguments of a bare kind"),
        pytest.param("1vi:f:de-an-939", id="no facet"),
        pytest.param("1vi:f:de-an-939:z", id="facet"),
        pytest.param("1vi:f:De-An:o", id="slug"),
        pytest.param("1vi:t:../../etc", id="path"),
        pytest.param("1vi:k:VN", id="country as a home"),
        pytest.param("1vi:k:123", id="code"),
        pytest.param("1vi:lp:-1", id="page before the first"),
        pytest.param("1vi:lp:999", id="page too far"),
        pytest.param("1vi:r:2:Ab_-01234567", id="rating"),
        pytest.param("1vi:r:1:short", id="key"),
        pytest.param("1vi:x:0", id="message id"),
        pytest.param("1vi:x:-5", id="negative message id"),
        pytest.param("1vi:l:fr", id="language chosen"),
        pytest.param("1vi:d:0:go", id="draft 0"),
        pytest.param("1vi:d:12:zz", id="act with a draft"),
        pytest.param("1vi:n:-1:sh", id="announcement below 1"),
        pytest.param("1vi:n:1:ap:a:b", id="two arguments"),
        pytest.param("1vi:ro:x:rv", id="person"),
        pytest.param("1vi:uf:everything", id="subject"),
        pytest.param("1vi:m\n", id="line end"),
        pytest.param("1vi:t:" + "a" * 70, id="too long"),
        pytest.param("١vi:m", id="Arabic digit"),
    ],
)
def test_forged_and_old_data_is_refused(data: str) -> None:
    assert decode(data) is None


@given(st.text(max_size=80))
def test_no_data_breaks_the_reader(data: str) -> None:
    press = decode(data)
    assert press is None or encode(press) == data


@given(st.from_regex(r"1(vi|en|id|ar):[a-z]{1,2}(:[A-Za-z0-9_-]{1,20}){0,3}", fullmatch=True))
def test_whatever_is_accepted_is_what_we_write(data: str) -> None:
    press = decode(data)
    assert press is None or encode(press) == data
