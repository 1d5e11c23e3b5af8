"""What became of a sheet of offices, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.editing.proposal import Contents
from knowledge.model import Language
from knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row."""

    number: int
    place: str
    """The place as today's name, or as the row has it where that was not found."""
    key: str = ""
    """Id of the office that was corrected or added; empty where it was not taken."""
    is_new: bool = False
    problem: Problem | None = None
    """Why it was not taken; None where it was."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A whole sheet: the directory as it would be, and each row's result."""

    files: Contents = field(default_factory=dict)
    """The files that change; none where nothing was taken."""
    results: tuple[RowResult, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    """What is wrong with the sheet as a whole."""

    @property
    def taken(self) -> int:
        """How many rows were taken."""
        return sum(it.problem is None for it in self.results)


def rows_as_text(results: Sequence[RowResult], language: Language = Language.VI) -> str:
    """Return one line a row, for the file that goes with the reply."""
    is_vi = language is Language.VI
    added, corrected = ("đã thêm", "đã sửa") if is_vi else ("added", "corrected")
    lines = []
    for it in results:
        if it.problem is None:
            lines.append(
                f"{it.number}\t✓ {it.place}\t{added if it.is_new else corrected}: {it.key}"
            )
        else:
            why = f"{it.problem.message(language)}; {it.problem.remedy(language)}"
            lines.append(f"{it.number}\t✗ {it.place}\t{why}")
    return "\n".join(lines) + "\n"
