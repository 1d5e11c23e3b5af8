import copy
import difflib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.editing.rewrite import NotRewrittenError, rewrite
from knowledge.loader import CONTENT_FOLDER, read_folder
from knowledge.positions import Plain, read_document
from tests.knowledge.editing.small_base import CONTACTS, LOAN

Change = Callable[[Any], object]


def differing(before: str, change: Change) -> list[str]:
    """The lines that went and came, and nothing else."""
    content = copy.deepcopy(read_document("", before.encode()).content)
    change(content)
    after = rewrite(before.encode(), content).decode()
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("text", "change", "lines"),
    [
        pytest.param(
            LOAN,
            lambda c: c["facets"]["overview"]["phrases"]["vi"].append("vay: thế nào # vậy"),
            ["+         - 'vay: thế nào # vậy'"],
            id="append-to-a-list",
        ),
        pytest.param(
            LOAN,
            lambda c: c["facets"]["procedure"]["phrases"]["vi"].append("mới"),
            [
                "-       vi: [nộp đơn vay vốn ở đâu, hồ sơ vay vốn gồm gì]",
                "+       vi: ['nộp đơn vay vốn ở đâu', 'hồ sơ vay vốn gồm gì', 'mới']",
            ],
            id="append-to-a-flow-list",
        ),
        pytest.param(
            LOAN,
            lambda c: c["facets"]["overview"].update(checked_on="2026-11-21"),
            ["-     checked_on: 2026-11-01  # đã xem", "+     checked_on: 2026-11-21  # đã xem"],
            id="the-comment-behind-a-value-stays",
        ),
        pytest.param(
            LOAN,
            lambda c: c["facets"]["overview"]["phrases"]["vi"].pop(1),
            ["-         - tiền vay của ngân hàng chính sách"],
            id="remove-from-a-list",
        ),
        pytest.param(
            CONTACTS,
            lambda c: c["offices"][0].update(phone="024 1234 567"),
            ["+     phone: '024 1234 567'"],
            id="new-key-before-the-blank-line",
        ),
        pytest.param(
            CONTACTS,
            lambda c: c["offices"].append({"id": "x", "kind": "bank"}),
            ["+   - id: x", "+     kind: bank"],
            id="new-entry-before-the-last-comment",
        ),
        pytest.param(
            "a: |\n  một\n  hai\n\n# ghi chú\nb: x\n",
            lambda c: c.update(a="ba\nbốn\n"),
            ["-   một", "-   hai", "+   ba", "+   bốn"],
            id="block-text",
        ),
        pytest.param("a:\nb: x\n", lambda c: c.update(a="z"), ["- a:", "+ a: z"], id="no-value"),
        pytest.param("a: x", lambda c: c.update(b="z"), ["+ b: z"], id="no-last-newline"),
        pytest.param(
            "- a\n-   b: 1\n    c: 2\n",
            lambda c: c[1].update(d="3"),
            ["+     d: '3'"],
            id="uneven-indentation-is-hers",
        ),
    ],
)
def test_only_the_lines_concerned_change(text: str, change: Change, lines: list[str]) -> None:
    assert differing(text, change) == lines


def test_windows_line_ends_and_the_mark_at_the_top_stay() -> None:
    data = b"\xef\xbb\xbf# c\r\na:\r\n  - x\r\n"
    assert rewrite(data, {"a": ["x", "z"]}) == b"\xef\xbb\xbf# c\r\na:\r\n  - x\r\n  - z\r\n"


def test_every_shipped_file_is_its_own_rewriting() -> None:
    contents, _ = read_folder(CONTENT_FOLDER)
    for name, data in contents.items():
        assert rewrite(data, read_document(name, data).content) == data


def test_a_broken_file_is_not_touched() -> None:
    with pytest.raises(NotRewrittenError):
        rewrite(b"a: [", {"a": []})


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
plain: st.SearchStrategy[Plain] = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
mappings = st.dictionaries(texts, plain, min_size=1, max_size=4)


@settings(max_examples=300, deadline=2000)
@given(mappings, mappings)
def test_any_content_becomes_any_other_or_is_refused(
    old: dict[str, Plain], new: dict[str, Plain]
) -> None:
    try:
        first = rewrite(b"a: b\n", old)
        second = rewrite(first, {**old, **new})
    except NotRewrittenError:
        return
    assert read_document("", second).content == {**old, **new}
