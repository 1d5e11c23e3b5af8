"""What an admin sees before she publishes: everything a proposal would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.answer import Answerer
from knowledge.editing.change_words import (
    Names,
    names_of,
    place_words,
    sentence,
    sentence_behind,
)
from knowledge.editing.changes import Change, LeftBehind, changes_between, left_behind
from knowledge.editing.fates import Fate, phrase_fates
from knowledge.editing.probes import Difference, Fallen, Probe, Told, canaries, differences
from knowledge.model import Language

SHOWN = 10
"""Lines shown of each part; the rest goes into the file."""

_KINDS: Mapping[str, tuple[str, str]] = {
    "answer": ("trả lời", "answers"),
    "contact": ("chỉ văn phòng", "names the office"),
    "clarify": ("hỏi lại", "asks back"),
    "emergency": ("khẩn cấp", "emergency"),
    "smalltalk": ("thưa gửi", "small talk"),
    "none": ("nói là không biết", "says it does not know"),
    "ask_back": ("hỏi lại", "asks back"),
    "office": ("chỉ văn phòng", "names the office"),
    "small_talk": ("thưa gửi", "small talk"),
    "nothing": ("nói là không biết", "says it does not know"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a review, as lines; `lines` has all of them."""

    title: str
    lines: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The first `SHOWN` lines."""
        return self.lines[:SHOWN]

    @property
    def hidden(self) -> int:
        """How many more there are."""
        return max(0, len(self.lines) - SHOWN)


@dataclass(frozen=True, slots=True)
class Review:
    """What would change."""

    changes: tuple[Change, ...] = ()
    behind: tuple[LeftBehind, ...] = ()
    fates: tuple[Fate, ...] = ()
    """Phrases that would find another topic than their own."""
    asked: tuple[Difference, ...] = ()
    """Members' recent questions that would be answered otherwise."""
    golden: tuple[Difference, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    """Golden questions now right that would be wrong: publishing is put back for them."""
    asked_count: int = 0
    golden_count: int = 0
    names: Names = field(default_factory=dict, compare=False, repr=False)
    """What the topics are called in the sentences."""

    def sections(self, language: Language = Language.VI) -> tuple[Section, ...]:
        """Return the parts that have something to tell, the gravest last but one."""
        is_vi = language is Language.VI
        parts = (
            (
                "Thay đổi" if is_vi else "Changes",
                [sentence(it, language, self.names) for it in self.changes],
            ),
            (
                "Bản dịch chưa sửa theo bản tiếng Việt" if is_vi else "Translations left behind",
                [sentence_behind(it, language, self.names) for it in self.behind],
            ),
            (
                "Câu mẫu sẽ bị trả lời sang chủ đề khác"
                if is_vi
                else "Phrases that would find another topic",
                [self._fate(it, language) for it in self.fates],
            ),
            (
                f"Câu hội viên hỏi gần đây sẽ được trả lời khác ({len(self.asked)}"
                f" trên {self.asked_count})"
                if is_vi
                else f"Recent questions answered otherwise ({len(self.asked)}"
                f" of {self.asked_count})",
                self._differences(self.asked, language),
            ),
            (
                f"Câu hỏi kiểm tra sẽ được trả lời khác ({len(self.golden)}"
                f" trên {self.golden_count})"
                if is_vi
                else f"Golden questions answered otherwise ({len(self.golden)}"
                f" of {self.golden_count})",
                self._differences(self.golden, language),
            ),
            (
                "Câu hỏi kiểm tra đang đúng sẽ thành sai"
                if is_vi
                else "Golden questions that would become wrong",
                [f"“{it.probe.text}”: {self._told(it.after, language)}" for it in self.fallen],
            ),
        )
        return tuple(Section(title, tuple(lines)) for title, lines in parts if lines)

    def as_file(self, language: Language = Language.VI) -> str:
        """Return all of it as a text file."""
        blocks = [
            "\n".join([section.title, "-" * len(section.title), *section.lines])
            for section in self.sections(language)
        ]
        nothing = "Không có gì thay đổi." if language is Language.VI else "Nothing changes."
        return "\n\n".join(blocks or [nothing]) + "\n"

    def _fate(self, fate: Fate, language: Language) -> str:
        home = place_words((fate.topic, fate.facet, fate.language.value), language, self.names)
        return f"“{fate.phrase}” ({home}) → {self._found(fate.after, language)}"

    def _found(self, found: str, language: Language) -> str:
        if "/" in found:
            return place_words(tuple(found.split("/")), language, self.names)
        return _KINDS[found][0 if language is Language.VI else 1]

    def _differences(self, found: tuple[Difference, ...], language: Language) -> list[str]:
        """Return the clear ones, a line each, and how many stood on the edge."""
        touched = {it.path[0] for it in self.changes}
        clear = [self._difference(it, language) for it in found if not it.is_slight(touched)]
        if slight := len(found) - len(clear):
            is_vi = language is Language.VI
            word = "câu khác chút ít, vốn chưa chắc" if is_vi else "slight ones, unsure before"
            clear.append(f"(+ {slight} {word})")
        return clear

    def _difference(self, it: Difference, language: Language) -> str:
        before, after = self._told(it.before, language), self._told(it.after, language)
        return f"“{it.probe.text}”: {before} → {after}"

    def _told(self, told: Told, language: Language) -> str:
        kind = _KINDS[told.kind][0 if language is Language.VI else 1]
        if told.kind == "clarify":
            topics = ", ".join(place_words((it,), language, self.names) for it in told.topics)
            return f"{kind} ({topics})"
        path = (*told.topics[:1], *filter(None, [told.facet]))
        return f"{kind} {place_words(path, language, self.names)}" if path else kind


def review(
    old: Answerer,
    new: Answerer,
    *,
    asked: Iterable[Probe] = (),
    golden: Iterable[Probe] = (),
    today: date,
) -> Review:
    """Return what would change if *new* answered instead of *old*; takes some seconds."""
    recent, known = tuple(dict.fromkeys(asked)), tuple(dict.fromkeys(golden))
    return Review(
        changes=changes_between(old.base, new.base),
        behind=left_behind(old.base, new.base),
        fates=phrase_fates(old, new),
        asked=differences(old, new, recent, today),
        golden=differences(old, new, known, today),
        fallen=canaries(old, new, known, today),
        asked_count=len(recent),
        golden_count=len(known),
        names={**names_of(old.base), **names_of(new.base)},
    )
