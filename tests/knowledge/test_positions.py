from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Language
from knowledge.positions import MAX_BYTES, read_document


def codes(data: bytes) -> list[tuple[int, int, str]]:
    return [(it.line, it.column, it.code) for it in read_document("x.yaml", data).problems]


def test_scalars_stay_text() -> None:
    document = read_document("x.yaml", b"phone: 0236123456\nhours: 8:30\nok: no\nnone: ~\n")
    assert document.content == {"phone": "0236123456", "hours": "8:30", "ok": "no", "none": "~"}


def test_positions_count_from_one() -> None:
    document = read_document("x.yaml", "a: 1\nb:\n  - x\n  - c: đ\n".encode())
    assert document.at(("b", 1, "c")) == (4, 5)
    assert document.at(("b", 1, "missing")) == (4, 5)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a: 1\nb: 2\na: 3\n", (3, 1, "repeated_key"), id="repeated-key"),
        pytest.param(b"a: &x [1]\nb: 2\n", (1, 4, "alias"), id="anchor"),
        pytest.param(b"a: *x\n", (1, 4, "alias"), id="alias"),
        pytest.param(b"[" * 5_000, (1, 17, "too_deep"), id="too-deep"),
        pytest.param(b"a: 1\n---\nb: 2\n", (2, 1, "several_documents"), id="two-documents"),
        pytest.param(b"a: [1\nb: 2\n", (2, 2, "syntax"), id="open-bracket"),
        pytest.param(b"\xff\xfe\x00", (1, 1, "not_utf8"), id="not-utf8"),
        pytest.param(b"a" * (MAX_BYTES + 1), (1, 1, "too_large"), id="too-large"),
    ],
)
def test_bad_form_is_told_with_its_place(data: bytes, expected: tuple[int, int, str]) -> None:
    assert codes(data)[0] == expected


def test_alias_bomb_is_refused_at_once() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [*{before},*{before},*{before},*{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert codes(bomb.encode())[0][2] == "alias"


@given(st.binary(max_size=400))
def test_any_bytes_give_a_document(data: bytes) -> None:
    document = read_document("x.yaml", data)
    for problem in document.problems:
        assert problem.line_for(Language.VI)
        assert problem.line_for(Language.EN)


@pytest.mark.parametrize("path", sorted(Path("knowledge/content").rglob("*.yaml")), ids=str)
def test_every_shipped_file_opens_with_its_manual(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("# yaml-language-server: $schema="), path
    schema = lines[0].partition("$schema=")[2].strip()
    assert (path.parent / schema).resolve().is_file(), schema
    assert sum(line.startswith("#") for line in lines[:30]) >= 5
