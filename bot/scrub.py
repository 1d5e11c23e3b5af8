"""Taking out of a question what could tell who asked it, or of whom.

It is a net, not a promise: a name that nothing announces ("hoa lan hỏi…") stays. So questions
are kept without their asker besides, and purged. What is taken out leaves a word in brackets,
which is never needed for an answer.

Rules read the text folded (lower case, no marks) and of the same length, so that one pattern
serves "tên là" and "ten la", and every hit stands at the same place in the original.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.scrub_words import (
    AFTER_NAMES,
    ARABIC_HOUSE_NUMBER,
    ARABIC_NAME_IS,
    NOT_NAMES,
    QUESTION_WORDS,
    SURELY_FAMILY,
)

MAX_CHARACTERS = 4096
"""What is longer is cut: Telegram's messages end here."""

_KIN = r"(?:chong|vo|con(?: gai| trai| dau| re)?|me|bo|cha|ba|em(?: gai| trai)?|chi|anh|chau|ban)"
_SELF = r"(?:toi|tui|em|minh|chi|chau|con|bac|co|anh|ong|ba|me|ho va)"
_ANNOUNCED = re.compile(
    rf"""(?:
      \b{_SELF}\ ten(?:\ la|:)?                          # em tên là …
    | \bten(?:\ {_KIN})?(?:\ {_SELF})?(?:\ la|:)         # tên tôi là …, tên chồng em là …
    | \b{_KIN}(?:\ {_SELF})?\ ten(?:\ la|:)?             # con gái em tên …
    | \bname(?:'s|\ is|\ was|:) | \bi\ am\ called | \bcall\ me | \bis\ named
    | \bnama(?:\ lengkap)?(?:\ \w+)?\ (?:saya|aku|dia|ibu|suami|istri)(?:\ adalah|\ ialah|:)?
    | \bbernama
    | {ARABIC_NAME_IS}
    )[ ]+""",
    re.VERBOSE,
)
"""What a name surely follows, however it is written."""
_IS = re.compile(rf"\b(?:(?:{_KIN}\ )?{_SELF}) la (?:(?:chi|co|ba|anh|ong) )?")
"""What a name may follow: then it must be written as one (Nguyễn Thị Hoa, Lan)."""
_FULL_NAME = re.compile(
    r"\b(?P<family>nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|trinh"
    r"|dinh|truong|mai|cao|luong|ha|to|doan|lam|ta|thai|quach|luu) (?:thi|van) [^\W\d_]"
)
_NAMED_AFTER = re.compile(r"(?:duong|pho|phuong|xa|truong|thon|cho|quan) $")
"""A person's name after these is a place."""

MAX_NAME_WORDS = 4

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\(?\+?\d(?:[ .\-\u2013()\xa0]{0,2}\d){6,}")
_KEPT_NUMBERS = re.compile(
    r"(?:[1-9]\d{0,2}(?:[. ]?\d{3})*(?:[. ]?000){1,}"  # 100.000.000, 50000000
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-.]\d{1,2}[-.]\d{4}"  # 2026-11-21, 21.11.2026
    r"|(?:19|20)\d\d ?[-\u2013] ?(?:19|20)\d\d"  # 2021-2025
    r"|1[89]00[ .]?\d{2,4}[ .]?\d{0,4})"  # 1800 and 1900 lines
)
_MONEY_AFTER = re.compile(r" ?(?:d|dong|vnd|trieu|rp|rupiah|usd)\b")
_SPOKEN_DIGIT = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin)"
MIN_DIGITS = 7
"""Fewer cannot reach a person: 113, 938, a year, a sum in thousands."""

_PLAIN_RULES = (
    ("[email]", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")),
    ("[link]", re.compile(r"(?:https?://|www\.|t\.me/|tg://)\S+|\b[\w-]+(?:\.[\w-]+)+/\S+")),
    ("[name]", re.compile(r"(?<![\w@])@\w{3,32}")),
    ("[number]", re.compile(rf"\b{_SPOKEN_DIGIT}(?:[ ,-]{{1,2}}{_SPOKEN_DIGIT}){{7,}}\b")),
    ("[number]", re.compile(r"\b[a-z]{1,2}\d{7,8}\b")),
    (
        "[address]",
        re.compile(
            r"\b(?:so nha|nha so|sn|can ho(?: so)?|ngo|ngach|hem|kiet|house(?: number| no\.?)?"
            r"|jalan|jl\.?|nomor rumah|no\.? rumah|rt|rw|" + ARABIC_HOUSE_NUMBER + r")"
            r"[ :]{0,2}(?:so )?\d+[a-z]?(?:[/-]\d+[a-z]?)*\b"
        ),
    ),
    ("[address]", re.compile(r"\b\d+[a-z]?(?:/\d+[a-z]?)*(?= (?:duong|pho) )")),
    ("[address]", re.compile(r"\b\d+[a-z]?(?:/\d+[a-z]?)* \w+ (?:street|road|st|rd)\b")),
)


@dataclass(frozen=True, slots=True, order=True)
class _Hit:
    start: int
    end: int
    label: str


def scrub(text: str) -> str:
    """Return *text* without numbers, names, addresses and links that lead to a person.

    The result is NFC, holds no invisible or control characters, and is not changed by
    another scrub.
    """
    text = unicodedata.normalize("NFC", text[:MAX_CHARACTERS])
    text = "".join(filter(_is_kept, text))
    folded = "".join(map(_fold, text))
    parts: list[str] = []
    done = 0
    for hit in sorted(_hits(text, folded)):
        if hit.start < done:
            done = max(done, hit.end)
            continue
        parts += [text[done : hit.start], hit.label]
        done = hit.end
    return "".join(parts) + text[done:]


def _is_kept(char: str) -> bool:
    """Whether it can be seen and stored: PostgreSQL takes no NUL, UTF-8 no half of a pair."""
    return char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")


def _fold(char: str) -> str:
    base = unicodedata.normalize("NFD", "d" if char in "đĐ" else char)[0].lower()
    return base if len(base) == 1 else char


def _hits(text: str, folded: str) -> Iterator[_Hit]:
    for label, pattern in _PLAIN_RULES:
        for match in pattern.finditer(folded):
            yield _Hit(match.start(), match.end(), label)
    yield from _numbers(folded)
    yield from _names(text, folded)


def _numbers(folded: str) -> Iterator[_Hit]:
    for match in _DIGITS.finditer(folded):
        digits = sum(char.isdecimal() for char in match.group())
        is_kept = digits < MIN_DIGITS or _KEPT_NUMBERS.fullmatch(match.group())
        is_money = "." in match.group() and _MONEY_AFTER.match(folded, match.end())
        if not is_kept and not is_money:
            yield _Hit(match.start(), match.end(), "[number]")


def _names(text: str, folded: str) -> Iterator[_Hit]:
    starts = [(match.end(), QUESTION_WORDS) for match in _ANNOUNCED.finditer(folded)]
    for match in _IS.finditer(folded):
        if text[match.end() : match.end() + 1].isupper():
            starts.append((match.end(), NOT_NAMES))
    for match in _FULL_NAME.finditer(folded):
        is_place = _NAMED_AFTER.search(folded, max(0, match.start() - 8), match.start())
        if not is_place and (text[match.start()].isupper() or match["family"] in SURELY_FAMILY):
            starts.append((match.start(), frozenset()))
    for start, never in starts:
        end = _end_of_name(text, folded, start, never)
        if end > start:
            yield _Hit(start, end, "[name]")


def _end_of_name(text: str, folded: str, start: int, never: frozenset[str]) -> int:
    """Where the name that begins at *start* ends; *start* where its first word is in *never*.

    A name that begins with a capital goes on with capitals; what follows in small letters
    is the sentence.
    """
    end = position = start
    is_written_as_name = (
        text[start : start + 1].isupper() and not text[start : start + 3].isupper()
    )
    for index in range(MAX_NAME_WORDS):
        word = _WORD.match(folded, position)
        if word is None or word.group() in (AFTER_NAMES if index else never):
            break
        if index and is_written_as_name and not text[position].isupper():
            break
        end = word.end()
        if folded[end : end + 1] != " ":
            break
        position = end + 1
    return end
