"""Changes told in sentences, in Vietnamese and English: what is read before publishing."""

import difflib
from collections.abc import Mapping
from typing import TypeAlias

from knowledge.editing.changes import Act, Change, LeftBehind
from knowledge.editing.layout import Path, Subject
from knowledge.model import KnowledgeBase, Language, LocalText

Names: TypeAlias = Mapping[str, LocalText]
"""Slug of a topic → its name."""

EXCERPT = 90
"""Characters shown of a text on either side of a change."""
_AROUND = 24
"""Characters shown before the first letter that differs."""

_MARKS: Mapping[Act, str] = {
    Act.ADDED: "+", Act.ALTERED: "~", Act.REMOVED: "−", Act.MOVED: "→",
}  # fmt: skip

_SUBJECTS: Mapping[Subject, tuple[str, str]] = {
    Subject.TOPIC: ("chủ đề", "topic"),
    Subject.FACET: ("mặt", "facet"),
    Subject.PASSAGE: ("đoạn trả lời", "passage"),
    Subject.DETAIL: ("chi tiết", "detail"),
    Subject.NAME: ("tên", "name"),
    Subject.ALIAS: ("tên khác", "alias"),
    Subject.PHRASE: ("câu mẫu", "phrase"),
    Subject.SIGNPOST: ("biển chỉ đường", "signpost"),
    Subject.COURTESY: ("lời thưa gửi", "small talk"),
    Subject.CONTACT: ("nơi liên hệ", "contact"),
    Subject.FIGURE: ("số liệu", "figure"),
    Subject.SOURCE: ("nguồn", "source"),
    Subject.LEXICON: ("từ viết tắt", "abbreviation"),
}

_STEPS: Mapping[str, tuple[str, str]] = {
    # facets, fields and languages, as an admin calls them
    "overview": ("giới thiệu", "overview"),
    "criteria": ("điều kiện", "criteria"),
    "benefit": ("quyền lợi", "benefit"),
    "procedure": ("thủ tục", "procedure"),
    "results": ("kết quả", "results"),
    "contact": ("liên hệ", "contact"),
    "vi": ("tiếng Việt", "Vietnamese"),
    "en": ("tiếng Anh", "English"),
    "id": ("tiếng Indonesia", "Indonesian"),
    "ar": ("tiếng Ả Rập", "Arabic"),
    "checked_on": ("ngày kiểm tra", "checked on"),
    "valid_from": ("có hiệu lực từ", "valid from"),
    "valid_until": ("có hiệu lực đến", "valid until"),
    "sources": ("nguồn", "sources"),
    "needs_review": ("cần xem lại", "needs review"),
    "confirmed": ("bản dịch đã xác nhận", "confirmed translations"),
    "related": ("chủ đề liên quan", "related topics"),
    "line": ("lời chỉ đường", "line"),
    "reply": ("lời đáp", "reply"),
    "text": ("câu", "text"),
    "keywords": ("từ khoá", "keywords"),
    "report": ("nơi, kỳ, nguồn", "place, period, source"),
    "fillers": ("từ đệm", "fillers"),
    "name": ("tên", "name"),
    "address": ("địa chỉ", "address"),
    "phone": ("điện thoại", "phone"),
    "hours": ("giờ làm việc", "hours"),
    "email": ("thư điện tử", "e-mail"),
    "website": ("trang mạng", "website"),
    "confidence": ("độ tin cậy", "confidence"),
    "seen_on": ("ngày xem", "seen on"),
    "source": ("nguồn", "source"),
    "note": ("ghi chú", "note"),
    "kind": ("loại", "kind"),
    "level": ("cấp", "level"),
    "province": ("tỉnh", "province"),
    "commune": ("xã", "commune"),
    "former": ("đơn vị cũ", "former unit"),
    "~signpost": ("biển chỉ đường", "signpost"),
    "~smalltalk": ("lời thưa gửi", "small talk"),
}

_NOTHING = ("(trống)", "(empty)")


def names_of(base: KnowledgeBase) -> Names:
    """Return the names of the topics of *base*."""
    return {slug: topic.name for slug, topic in base.topics.items()}


def sentence(change: Change, language: Language = Language.VI, names: Names | None = None) -> str:
    """Return one line: a mark (+ ~ − →), what, where, and before → after.

    With *names* topics are called by their names instead of their slugs.
    """
    column = _column(language)
    quote = change.subject in (Subject.PHRASE, Subject.ALIAS)
    path = change.path[:-1] if quote else change.path
    head = (
        f"{_MARKS[change.act]} {_SUBJECTS[change.subject][column]} {_where(path, column, names)}"
    )
    match change.act:
        case Act.MOVED:
            source = _where(tuple(change.before.split("/")), column, names)
            return f"{head}: “{change.path[-1]}” ← {source}"
        case Act.ALTERED:
            before, after = _differing(change.before, change.after)
            return f"{head}: {before or _NOTHING[column]} → {after or _NOTHING[column]}"
        case Act.ADDED:
            return f"{head}: {_quoted(change.after)}" if change.after else head
        case Act.REMOVED:
            return f"{head}: {_quoted(change.before)}" if change.before else head


def sentence_behind(
    behind: LeftBehind, language: Language = Language.VI, names: Names | None = None
) -> str:
    """Return one line that names the translations that were not changed with the original."""
    column = _column(language)
    where = _where((behind.topic, behind.facet), column, names)
    languages = ", ".join(_STEPS[it.value][column] for it in behind.languages)
    told = ("bản dịch chưa sửa theo", "translations not changed with it")[column]
    return f"! {where}: {told}: {languages}"


def place_words(path: Path, language: Language, names: Names | None = None) -> str:
    """Return a place such as `(slug, facet, language)` in words."""
    return _where(path, _column(language), names)


def _column(language: Language) -> int:
    return 0 if language is Language.VI else 1


def _where(path: Path, column: int, names: Names | None) -> str:
    words = []
    for position, step in enumerate(path):
        name = names.get(step) if names is not None and position == 0 else None
        if name is not None:
            words.append(f"“{name.get((Language.VI, Language.EN)[column], step)}”")
        else:
            words.append(_STEPS[step][column] if step in _STEPS else step)
    return " · ".join(words)


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= EXCERPT else f"“{flat[: EXCERPT - 1]}…”"


def _differing(before: str, after: str) -> tuple[str, str]:
    """Return the parts of two texts where they first and last differ, with a little around."""
    one, other = " ".join(before.split()), " ".join(after.split())
    matcher = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not codes:
        return _quoted(before), _quoted(after)
    first, last = codes[0], codes[-1]
    return (
        _cut(one.split(), first[1], last[2]),
        _cut(other.split(), first[3], last[4]),
    )


def _cut(words: list[str], start: int, stop: int) -> str:
    """Return words *start* to *stop* in quotes, with some before, ellipses where cut."""
    if not words:
        return ""
    before = ""
    while start > 0 and len(before) + len(words[start - 1]) < _AROUND:
        start -= 1
        before = f"{words[start]} {before}"
    text = " ".join(words[start:stop])
    text = f"…{text}" if start > 0 else text
    if len(text) > EXCERPT:
        return f"“{text[: EXCERPT - 1]}…”"
    return f"“{text}…”" if stop < len(words) else f"“{text}”"
