"""Telegram's HTML: what it reads, how it counts, what it refuses."""

import pytest

from bot.playground.entities import MessageEntity
from bot.playground.html_text import UnparsableMarkup, parse_html


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        pytest.param("Chào <b>chị</b>", "Chào chị", [("bold", 5, 3)], id="bold"),
        pytest.param(
            "<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)], id="synonyms"
        ),
        pytest.param(
            "<u>a</u><ins>b</ins>",
            "ab",
            [("underline", 0, 1), ("underline", 1, 1)],
            id="underline",
        ),
        pytest.param(
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
            id="strikethrough",
        ),
        # 🌸 is one character and two UTF-16 code units
        pytest.param("🌸<b>a</b>", "🌸a", [("bold", 2, 1)], id="astral"),
        pytest.param("<b>مرحبا</b> Lan", "مرحبا Lan", [("bold", 0, 5)], id="arabic"),
        pytest.param("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)], id="nested"),
        pytest.param("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)], id="spoiler"),
        pytest.param(
            '<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)], id="spoiler span"
        ),
        pytest.param("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)], id="quote"),
        pytest.param(
            "<blockquote expandable>a</blockquote>",
            "a",
            [("expandable_blockquote", 0, 1)],
            id="expandable",
        ),
        pytest.param("<code>a</code>", "a", [("code", 0, 1)], id="code"),
        pytest.param(
            "1 &lt; 2 &amp; &quot;3&quot; &#127800; &#x41; &nbsp;",
            '1 < 2 & "3" 🌸 A &nbsp;',
            [],
            id="references",
        ),
        pytest.param("&ltx &#1234567890;", "&ltx &#1234567890;", [], id="no references"),
        pytest.param("<b></b>a", "a", [], id="empty entity"),
        pytest.param("<pre><code>a</code></pre>", "a", [("pre", 0, 1)], id="code in pre"),
        pytest.param("<B>a</b>", "a", [("bold", 0, 1)], id="upper case"),
        pytest.param("<b>a</>", "a", [("bold", 0, 1)], id="short end tag"),
        pytest.param("a > b", "a > b", [], id="lone bracket"),
        pytest.param('<a href="javascript:alert(1)">a</a>', "a", [], id="script link"),
    ],
)
def test_markup_becomes_text_and_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    parsed = parse_html(source)
    assert parsed.text == text
    assert [(one.type, one.offset, one.length) for one in parsed.entities] == entities


def test_link_keeps_its_decoded_address() -> None:
    parsed = parse_html('<a href="https://a.vn/?x=1&amp;y=2">here</a>')
    assert parsed.entities == (MessageEntity("text_link", 0, 4, url="https://a.vn/?x=1&y=2"),)


def test_code_inside_pre_gives_its_language() -> None:
    parsed = parse_html('<pre><code class="language-yaml">a: 1</code></pre>')
    assert parsed.entities == (MessageEntity("pre", 0, 4, language="yaml"),)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        pytest.param("<p>a</p>", 'Unsupported start tag "p" at byte offset 0', id="unknown"),
        pytest.param("<br/>", 'Unsupported start tag "br/" at byte offset 0', id="void tag"),
        pytest.param("<b>a", 'Can\'t find end tag corresponding to start tag "b"', id="unclosed"),
        pytest.param("a</b>", "Unexpected end tag at byte offset 1", id="unopened"),
        pytest.param(
            "<b>a</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
            id="crossed",
        ),
        # "ạ" takes three bytes
        pytest.param("ạ<x>", 'Unsupported start tag "x" at byte offset 3', id="offset in bytes"),
        pytest.param(
            '<a href="x"/>', 'Empty attribute name in the tag "a" at byte offset 0', id="slash"
        ),
        pytest.param(
            "<a href=x!>a</a>", "Unexpected end of name token at byte offset 8", id="bare value"
        ),
        pytest.param('<a href="x', "Unclosed start tag at byte offset 0", id="open quote"),
        pytest.param("1 < 2", 'Unsupported start tag "" at byte offset 2', id="bare less-than"),
        pytest.param("a <b", "Unclosed start tag at byte offset 2", id="cut off"),
        pytest.param(
            "<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0', id="span"
        ),
    ],
)
def test_bad_markup_is_refused_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(UnparsableMarkup) as refusal:
        parse_html(source)
    assert str(refusal.value) == complaint
