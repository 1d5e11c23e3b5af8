"""Arabic with Latin names and numbers in it."""

import pytest

from handlers.direction import END_OF_ISOLATE, ISOLATE, isolate_latin


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        pytest.param("القرار 939/QĐ-TTg في", ["939/QĐ-TTg"], id="number of a decision"),
        pytest.param("اتصلي 1900 969 680 أو 113", ["1900 969 680"], id="number in groups"),
        pytest.param("هاتف +84 24 3971 3436", ["+84 24 3971 3436"], id="international number"),
        pytest.param("الفرع (chi hội trưởng)، أو", ["chi hội trưởng"], id="in brackets"),
        pytest.param("عن TYM (Hà Nội)، ثم", ["TYM (Hà Nội)"], id="own bracket"),
        pytest.param(
            "المصدر: Báo A (1/2025); Báo B (b.vn).",
            ["Báo A (1/2025)", "Báo B (b.vn)"],
            id="sources",
        ),
        pytest.param("افتحي /topics", ["/topics"], id="command"),
        pytest.param("اكتبي @chihoi_bot ثم", ["@chihoi_bot"], id="mention"),
        pytest.param("في 30/6/2017", [], id="date"),
        pytest.param("للفترة 2017–2025", [], id="range"),
        pytest.param("بنسبة 6,24 %", [], id="percentage"),
        pytest.param("مبلغ 100.000.000 دونغ", [], id="amount"),
    ],
)
def test_what_would_be_shown_in_the_wrong_order_is_isolated(
    text: str, isolated: list[str]
) -> None:
    expected = text
    for part in isolated:
        expected = expected.replace(part, f"{ISOLATE}{part}{END_OF_ISOLATE}")
    assert isolate_latin(text) == expected
