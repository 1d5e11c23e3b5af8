"""How good the answers are, on labelled questions: the tables, and the worst mistakes.

A row of questions holds `q`, `lang`, `register` and `expect`, as in the batch contract; an
answer is what the batch mode printed for it. The classes and outcomes are those that the
project's acceptance uses.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.normalize import fold

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer against what was expected."""

    group: str
    """in, out, contact, emergency, safe or smalltalk."""
    outcome: str
    """right, wrong, none, clarify+ (the right choice offered), clarify- …"""
    facet_is_right: bool | None
    severity: float
    """How bad: the confidence of a wrong answer; 0 for a right one."""


def judge(question: Row, answer: Row) -> Judged:
    """Return how *answer* compares with what *question* expects."""
    expect = question["expect"]
    if not isinstance(expect, Mapping):
        raise TypeError("'expect' must be a mapping")
    if "topic" in expect:
        return _in_scope(question, expect, answer)
    kind = answer["kind"]
    sure = float(str(answer["confidence"]))
    if expect.get("none"):
        outcome = {"none": "right", "smalltalk": "right", "clarify": "clarify"}.get(
            str(kind), "wrong"
        )
        return Judged("out", outcome, None, sure if outcome == "wrong" else 0.0)
    if expect.get("emergency"):
        near = answer["topic"] == "bao-luc-gia-dinh"
        outcome = "right" if kind == "emergency" else ("near" if near else "missed")
        return Judged("emergency", outcome, None, {"right": 0.0, "near": 1.0}.get(outcome, 2.0))
    if expect.get("safe"):
        is_alarm = kind == "emergency"
        return Judged("safe", "alarm" if is_alarm else "right", None, 1.5 if is_alarm else 0.0)
    if "contact" in expect:
        return _contact(expect, answer)
    right = kind in ("smalltalk", "none")
    return Judged("smalltalk", "right" if right else "wrong", None, 0.0 if right else sure)


def _in_scope(question: Row, expect: Row, answer: Row) -> Judged:
    topic = expect["topic"]
    wanted = [topic] if isinstance(topic, str) else _strings(topic)
    kind = answer["kind"]
    sure = float(str(answer["confidence"]))
    if kind in ("answer", "contact") and answer["topic"] in wanted:
        facet_is_right = answer["facet"] == expect.get("facet")
        return Judged("in", "right", facet_is_right, 0.0 if facet_is_right else 0.3)
    if kind == "clarify":
        offered = {str(it["topic"]) for it in _rows(answer["choices"]) if "topic" in it}
        is_offered = bool(offered & set(wanted))
        return Judged("in", "clarify+" if is_offered else "clarify-", None, 0.2)
    if kind == "emergency" and "bao-luc-gia-dinh" in wanted:
        return Judged("in", "right", True, 0.0)
    if kind == "contact" and expect.get("facet") == "contact" and question.get("place"):
        return Judged("in", "contact", None, 0.2)
    if kind in ("none", "smalltalk"):
        return Judged("in", "none", None, 0.4)
    return Judged("in", "wrong", None, 0.5 + sure)


def _contact(expect: Row, answer: Row) -> Judged:
    wanted = fold(str(expect.get("province") or expect["contact"]))

    def lies_in(locality: object) -> bool:
        return isinstance(locality, Mapping) and wanted in fold(str(locality["province"]))

    is_contact = answer["kind"] == "contact" or (
        answer["kind"] == "answer" and answer["facet"] == "contact"
    )
    if is_contact:
        right = lies_in(answer["locality"])
        return Judged("contact", "right" if right else "wrong place", None, 0.0 if right else 1.0)
    if answer["kind"] == "clarify":
        offered = any(lies_in(it.get("locality")) for it in _rows(answer["choices"])[:3])
        return Judged("contact", "clarify+" if offered else "clarify-", None, 0.2)
    return Judged("contact", str(answer["kind"]), None, 0.8)


def _rows(value: object) -> list[Row]:
    return [it for it in value if isinstance(it, Mapping)] if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return [str(it) for it in value] if isinstance(value, list) else []


def evaluation_tables(
    questions: Sequence[Row], answers: Sequence[Row], *, mistakes: int = 20
) -> str:
    """Return the tables by group, language, register and topic, and the worst mistakes."""
    judged = [judge(q, a) for q, a in zip(questions, answers, strict=True)]
    lines = ["nhóm / group:"]
    lines += _table((it.group, it.outcome) for it in judged)
    facets = [it.facet_is_right for it in judged if it.facet_is_right is not None]
    if facets:
        lines.append(f"đúng mặt khi đúng chủ đề / facet right: {_share(sum(facets), len(facets))}")
    told = [
        (q["lang"], a["lang"]) for q, a in zip(questions, answers, strict=True) if q.get("lang")
    ]
    same = sum(asked == answered for asked, answered in told)
    lines.append(f"đúng ngôn ngữ / language right: {_share(same, len(told))}")
    for title, key in (("ngôn ngữ / language", "lang"), ("kiểu gõ / register", "register")):
        lines.append(f"\n{title} (trong phạm vi / in scope):")
        lines += _table(
            (str(q.get(key)), it.outcome)
            for q, it in zip(questions, judged, strict=True)
            if it.group == "in"
        )
    lines.append("\nchủ đề / topic:")
    lines += _table(
        (_topic_of(q), it.outcome)
        for q, it in zip(questions, judged, strict=True)
        if it.group == "in"
    )
    worst = sorted(
        (item for item in zip(judged, questions, answers, strict=True) if item[0].severity > 0),
        key=lambda item: -item[0].severity,
    )
    lines.append("\nlỗi nặng nhất / worst mistakes:")
    for it, question, answer in worst[:mistakes]:
        found = f"{answer['kind']} {answer['topic'] or ''} {answer['facet'] or ''}".strip()
        lines.append(
            f"  {it.group}/{it.outcome} {answer['confidence']:.2f} {question['q']!r}"
            f" → {found}; cần / wanted {question['expect']}"
        )
    return "\n".join(lines)


def _topic_of(question: Row) -> str:
    expect = question["expect"]
    topic = expect.get("topic") if isinstance(expect, Mapping) else None
    return topic if isinstance(topic, str) else "+".join(_strings(topic))


def _table(pairs: Iterable[tuple[str, str]]) -> list[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for group, outcome in pairs:
        counts[group][outcome] += 1
    lines = []
    for group, outcomes in sorted(counts.items()):
        total = sum(outcomes.values())
        shares = "  ".join(f"{name} {_share(n, total)}" for name, n in outcomes.most_common())
        lines.append(f"  {group:32} {total:4}  {shares}")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
