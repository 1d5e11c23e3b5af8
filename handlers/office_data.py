"""What the buttons of officers and admins carry; see `handlers.callback_data` for the whole.

    d:12:cp:en       draft 12: write the English copy
    n:12:ap:k3x9…    announcement 12: approve what was seen
    ro:7000:of:38    person 7000: officer of province 38

Nothing here gives a right: who pressed is looked up, and checked, at every press.
"""

import re

from bot.announcements.audience import Subject
from bot.replies.office_steps import (
    AddRole,
    CourseAct,
    DraftAct,
    GetHelp,
    ListAnnouncements,
    ListRoles,
    NewDraft,
    OfficeStep,
    OnCourse,
    OnDraft,
    OnRole,
    RoleAct,
    SignOff,
    SignOn,
    UrgentOnly,
)

_NUMBER = re.compile(r"[1-9]\d{0,17}")
_PAGE = re.compile(r"0|[1-9]\d{0,2}")
_ARGUMENT = re.compile(r"[A-Za-z0-9-]{1,36}")


def fields_of(step: OfficeStep) -> list[str]:
    """Return the kind of *step* and its arguments."""
    match step:
        case NewDraft():
            return ["dn"]
        case OnDraft(number, draft_act, argument):
            return ["d", str(number), draft_act.value, *_given(argument)]
        case ListAnnouncements():
            return ["nl"]
        case OnCourse(number, course_act, argument):
            return ["n", str(number), course_act.value, *_given(argument)]
        case ListRoles(page):
            return ["rl", str(page)]
        case AddRole():
            return ["ra"]
        case OnRole(person, role_act, argument):
            return ["ro", str(person), role_act.value, *_given(argument)]
        case SignOff(subject, is_listed):
            return ["uf", subject.value, *_given("l" if is_listed else "")]
        case SignOn(subject, is_listed):
            return ["uo", subject.value, *_given("l" if is_listed else "")]
        case UrgentOnly():
            return ["uu"]
        case GetHelp(topic):
            return ["gh", *_given(topic)]


def step_of(kind: str, fields: list[str]) -> OfficeStep | None:
    """Return the step with *kind* and *fields*; None where there is none such."""
    match kind, fields:
        case "dn", []:
            return NewDraft()
        case "nl", []:
            return ListAnnouncements()
        case "ra", []:
            return AddRole()
        case "rl", [page] if _PAGE.fullmatch(page):
            return ListRoles(int(page))
        case "uu", []:
            return UrgentOnly()
        case "gh", []:
            return GetHelp()
        case "gh", [topic] if _ARGUMENT.fullmatch(topic):
            return GetHelp(topic)
        case (("uf" | "uo"), [subject, *rest]) if subject in set(Subject) and rest in ([], ["l"]):
            made = SignOff if kind == "uf" else SignOn
            return made(Subject(subject), bool(rest))
        case (("d" | "n" | "ro"), [number, act, *rest]) if _NUMBER.fullmatch(number):
            return _act_of(kind, int(number), act, rest)
    return None


def _act_of(kind: str, number: int, act: str, rest: list[str]) -> OfficeStep | None:
    if len(rest) > 1 or not all(_ARGUMENT.fullmatch(one) for one in rest):
        return None
    argument = rest[0] if rest else ""
    if kind == "d" and act in set(DraftAct):
        return OnDraft(number, DraftAct(act), argument)
    if kind == "n" and act in set(CourseAct):
        return OnCourse(number, CourseAct(act), argument)
    if kind == "ro" and act in set(RoleAct):
        return OnRole(number, RoleAct(act), argument)
    return None


def _given(argument: str) -> list[str]:
    return [argument] if argument else []
