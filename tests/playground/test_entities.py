"""Formatted text: counting, trimming, what Telegram marks by itself, and its way back to HTML."""

import pytest
from hypothesis import given
from hypothesis.strategies import text

from bot.playground.entities import FormattedText, MessageEntity, utf16_length, utf16_slice
from bot.playground.html_text import UnparsableMarkup, parse_html
from bot.playground.rendering import render_html


def test_lengths_are_counted_in_utf16_code_units() -> None:
    assert utf16_length("chị 🌸") == 6  # 4 + 2
    assert utf16_slice("chị 🌸 Lan", 4, 2) == "🌸"


def test_trimming_moves_cuts_and_drops_entities() -> None:
    text = FormattedText(
        " 🌸 a ", (MessageEntity("bold", 0, 3), MessageEntity("italic", 5, 1))
    ).trimmed()
    assert text == FormattedText("🌸 a", (MessageEntity("bold", 0, 2),))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        pytest.param("/start abc", [("bot_command", "/start")], id="command"),
        pytest.param("/help@my_bot", [("bot_command", "/help@my_bot")], id="command for a bot"),
        pytest.param("và/hoặc 1/2", [], id="no command"),
        pytest.param("hỏi @chihoi_bot nhé", [("mention", "@chihoi_bot")], id="mention"),
        pytest.param("xem https://a.vn/x.", [("url", "https://a.vn/x")], id="url before a dot"),
        pytest.param("a@b.vn", [("email", "a@b.vn")], id="email"),
        pytest.param("#vayvốn #1", [("hashtag", "#vayvốn")], id="hashtag"),
        pytest.param("🌸 /a", [("bot_command", "/a")], id="after an astral character"),
        pytest.param("gọi +84 24 3971 3436", [("phone_number", "+84 24 3971 3436")], id="phone"),
    ],
)
def test_telegram_marks_what_it_recognises(text: str, marked: list[tuple[str, str]]) -> None:
    detected = FormattedText(text).with_detected()
    assert [
        (one.type, utf16_slice(text, one.offset, one.length)) for one in detected.entities
    ] == marked


def test_nothing_is_marked_inside_code_or_a_link() -> None:
    text = parse_html('<code>/start</code> <a href="https://a.vn">https://b.vn</a>')
    assert text.with_detected() == text


@given(text(alphabet="ab <>/&;=\"'\n🌸ạم"))
def test_any_source_is_either_refused_or_rendered_back(source: str) -> None:
    try:
        parsed = parse_html(source)
    except UnparsableMarkup:
        return
    assert all(0 <= one.offset < one.end <= utf16_length(parsed.text) for one in parsed.entities)
    assert parse_html(render_html(parsed)) == parsed


@pytest.mark.parametrize(
    "source",
    [
        "Chào <b>chị <i>Lan</i></b> 🌸",
        "<blockquote expandable>مرحبا <b>بك</b></blockquote>",
        '<pre><code class="language-py">x &lt; 1</code></pre>',
        "<u>a</u><s>b</s><tg-spoiler>c</tg-spoiler><code>d</code><pre>e</pre>",
        '<a href="https://a.vn/?x=1&amp;y=2">xem</a>',
    ],
)
def test_rendering_gives_back_the_markup(source: str) -> None:
    assert render_html(parse_html(source)) == source


def test_rendering_escapes_everything_else() -> None:
    assert render_html(FormattedText("<script>&")) == "&lt;script&gt;&amp;"


def test_crossing_entities_are_closed_and_opened_again() -> None:
    crossing = FormattedText("abc", (MessageEntity("bold", 0, 2), MessageEntity("italic", 1, 2)))
    assert render_html(crossing) == "<b>a<i>b</i></b><i>c</i>"


def test_links_of_unsafe_schemes_are_not_rendered() -> None:
    text = FormattedText("a", (MessageEntity("text_link", 0, 1, url="javascript:x"),))
    assert render_html(text) == '<a href="https://javascript:x">a</a>'
