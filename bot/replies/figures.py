"""Figures as they are told: grouped by locality and period, with their source."""

from collections.abc import Sequence
from itertools import groupby

from bot.i18n import Texts
from bot.replies.reply import Block, Bullet, Note, Paragraph
from knowledge.model import Figure, local

MAX_FIGURES = 12
"""Figures told in one reply; the first are those that fit the question best."""


def figure_blocks(figures: Sequence[Figure], texts: Texts) -> list[Block]:
    """Return the blocks that tell *figures*, in their order, one heading a report."""
    blocks: list[Block] = []
    told = figures[:MAX_FIGURES]
    for report, group in groupby(told, key=lambda figure: figure.report):
        place = local(report.place, texts.language)
        period = local(report.period, texts.language)
        blocks.append(Paragraph(f"{place[:1].upper()}{place[1:]}, {period}:"))
        blocks.extend(Bullet(figure_text(figure, texts)) for figure in group)
        named = f"{report.source.title}"
        blocks.append(Note(texts("Figures of that time, from {source}.", source=named)))
    return blocks


def figure_text(figure: Figure, texts: Texts) -> str:
    """Return the sentence of *figure* with its numbers written as in the language."""
    numbers = {name: texts.number(it.value) for name, it in figure.numbers.items()}
    return local(figure.text, texts.language).format(**numbers)
