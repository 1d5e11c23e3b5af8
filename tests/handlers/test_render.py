"""HTML: escaped, split, with its tags intact."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.html_text import parse_html
from bot.replies import Block, Bullet, Heading, Link, Note, Paragraph, Reply
from handlers.direction import END_OF_ISOLATE, ISOLATE, RIGHT_TO_LEFT_MARK
from handlers.render import MAX_UNITS, render, units
from knowledge.model import Language

TELEGRAM_LIMIT = 4096


def rendered(*blocks: Block, language: Language = Language.VI) -> str:
    (part,) = render(Reply(language, blocks))
    return part


def test_each_kind_of_block_has_its_markup() -> None:
    assert rendered(
        Heading("Vay vốn"),
        Paragraph("Chị cần:\n- đơn\n- căn cước"),
        Paragraph("Nơi nhận"),
        Bullet("Địa chỉ: 1 phố A"),
        Link("Trang web", "https://vwu.vn/?a=1&b=2"),
        Note("Nguồn: B."),
    ) == (
        "<b>Vay vốn</b>\n\n"
        "Chị cần:\n• đơn\n• căn cước\n\n"
        "Nơi nhận\n• Địa chỉ: 1 phố A\n"
        '<a href="https://vwu.vn/?a=1&amp;b=2">Trang web</a>\n'
        "<i>Nguồn: B.</i>"
    )


def test_what_looks_like_markup_is_text() -> None:
    part = rendered(Paragraph("<b>&amp; 5 < 6"), Link('"x"', 'https://a.vn/"><b>'))
    assert parse_html(part).text == '<b>&amp; 5 < 6\n"x"'
    assert [entity.type for entity in parse_html(part).entities] == ["text_link"]


def test_a_telephone_number_stands_as_text_for_telegram_to_find() -> None:
    assert rendered(Link("Tổng đài", "tel:1900 969 680")) == "Tổng đài: 1900 969 680"
    assert rendered(Link("111", "tel:111")) == "111"


def test_empty_blocks_leave_no_trace() -> None:
    assert rendered(Paragraph(" \n "), Heading("A"), Note("")) == "<b>A</b>"
    assert render(Reply(Language.VI, (Paragraph(""),))) == []


def test_a_block_that_fits_is_not_broken() -> None:
    blocks = tuple(Paragraph(f"{number} " + "a" * 1500) for number in range(4))
    parts = render(Reply(Language.VI, blocks))
    assert [part.count("a" * 1500) for part in parts] == [2, 2]


def test_a_long_block_is_broken_between_its_lines() -> None:
    line = "mười chữ cái " * 20
    parts = render(Reply(Language.VI, (Paragraph("\n".join([line] * 40)),)))
    assert len(parts) > 1
    assert all(part.endswith("cái") for part in parts)


def test_every_part_of_a_long_heading_is_bold() -> None:
    parts = render(Reply(Language.VI, (Heading("rất dài " * 1000),)))
    assert len(parts) > 1
    assert all(re.fullmatch(r"<b>[^<]*</b>", part) for part in parts)


def test_arabic_lines_run_from_right_to_left() -> None:
    part = rendered(Heading("939/QĐ-TTg"), Paragraph("اتصلي 1900 969 680"), language=Language.AR)
    assert part == (
        f"<b>{RIGHT_TO_LEFT_MARK}{ISOLATE}939/QĐ-TTg{END_OF_ISOLATE}</b>\n\n"
        f"{RIGHT_TO_LEFT_MARK}اتصلي {ISOLATE}1900 969 680{END_OF_ISOLATE}"
    )


BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, st.text(max_size=300)),
        st.builds(Paragraph, st.text(max_size=3000)),
        st.builds(Bullet, st.text(max_size=900)),
        st.builds(Note, st.text(max_size=900)),
        st.builds(Link, st.text(min_size=1, max_size=50), st.just("https://vwu.vn/&")),
    ),
    max_size=8,
).map(tuple)


def _letters(text: str) -> str:
    return re.sub(r"[\s\u200f\u2068\u2069•-]", "", text)


@pytest.mark.parametrize("language", [Language.VI, Language.AR])
@settings(max_examples=60, deadline=None)
@given(blocks=BLOCKS, max_units=st.sampled_from([40, 500, MAX_UNITS]))
def test_parts_fit_are_whole_html_and_lose_nothing(
    language: Language, blocks: tuple[Block, ...], max_units: int
) -> None:
    parts = [
        parse_html(part).text for part in render(Reply(language, blocks), max_units=max_units)
    ]
    assert all(text for text in parts)
    assert all(units(text) <= max_units for text in parts)
    shown = (block.label if isinstance(block, Link) else block.text for block in blocks)
    assert _letters("".join(parts)) == _letters("".join(shown))


@given(st.text(alphabet="a🌷<&ộ \n", max_size=9000))
@settings(max_examples=40, deadline=None)
def test_length_is_counted_as_telegram_counts(text: str) -> None:
    for part in render(Reply(Language.VI, (Paragraph(text),))):
        visible = html.unescape(part)
        assert len(visible.encode("utf-16-le")) // 2 <= TELEGRAM_LIMIT
