"""From a verdict to what the member reads: the only place where the two meet."""

from typing import assert_never

from bot.i18n import Texts
from bot.replies.figures import figure_blocks
from bot.replies.labels import facet_label, locality_in_text, place_label, topic_label
from bot.replies.offices import office_blocks, place_note
from bot.replies.reply import (
    Block,
    Button,
    ChoosePlace,
    Heading,
    Note,
    OpenFacet,
    Paragraph,
    Rate,
    Reply,
    SetPlace,
    ShowOffice,
    ShowTopics,
)
from bot.replies.urgent import hotline_blocks, urgent_reply
from knowledge.model import Facet, Language, Passage, Topic, local
from knowledge.verdicts import (
    Found,
    LocalOffice,
    NotFound,
    SmallTalk,
    Unclear,
    Urgent,
    Verdict,
)

MAX_SOURCES = 3
"""Sources named under an answer; the rest stand in the knowledge base."""


def compose(verdict: Verdict, texts: Texts) -> Reply:
    """Return the reply to *verdict* in the language of *texts*."""
    match verdict:
        case Found():
            return _found(verdict, texts)
        case LocalOffice():
            return _local_office(verdict, texts)
        case Unclear():
            return _unclear(verdict, texts)
        case Urgent():
            return urgent_reply(verdict, texts)
        case SmallTalk():
            blocks = (Paragraph(verdict.text),)
            return Reply(texts.language, blocks, ((_topics_button(texts),),))
        case NotFound():
            return _not_found(verdict, texts)
        case _:
            assert_never(verdict)


def _found(found: Found, texts: Texts) -> Reply:
    language = texts.language
    title = f"{local(found.topic.name, language)}: {facet_label(found.facet, texts)}"
    blocks: list[Block] = [Heading(title)]
    # The figure that was asked for comes before everything else that is known.
    blocks.extend(figure_blocks(found.figures, texts))
    if found.is_current:
        blocks.append(Paragraph(local(found.passage.text, language)))
    else:
        until = found.passage.valid_until or found.passage.valid_from
        day = texts.day(until) if until else ""
        blocks.append(
            Paragraph(
                texts(
                    "What we had here was valid until {day} and has not been renewed yet, "
                    "so it is not told as if it were current. Please ask the office below.",
                    day=day,
                )
            )
        )
    if language not in found.passage.text and language is not Language.VI:
        blocks.append(Note(texts("This part is not translated yet; it is shown in Vietnamese.")))
    if found.place is not None and not found.place_is_home:
        blocks.extend(place_note(found.place, texts))
    if found.office is not None:
        blocks.extend(office_blocks(found.office, found.place, texts))
    blocks.append(Note(_provenance(found.passage, texts)))
    if found.with_hotlines:
        blocks.extend(hotline_blocks(texts))
    return Reply(language, tuple(blocks), _found_buttons(found.topic, found.facet, texts))


def _provenance(passage: Passage, texts: Texts) -> str:
    checked = texts("Last checked {day}.", day=texts.day(passage.checked_on))
    if not passage.sources:
        return checked
    named = "; ".join(
        f"{source.title}{_dated(source.date)}" for source in passage.sources[:MAX_SOURCES]
    )
    return texts("Source: {sources}.", sources=named) + " " + checked


def _dated(day: str) -> str:
    """Return ` (02/10/2025)`, ` (10/2025)` or nothing, from an ISO date of any precision."""
    if not day:
        return ""
    return f" ({'/'.join(reversed(day.split('-')))})"


def _found_buttons(topic: Topic, shown: Facet, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    others = [
        Button(facet_label(facet, texts), OpenFacet(topic.slug, facet))
        for facet in topic.passages
        if facet is not shown
    ]
    rows = [tuple(others[i : i + 2]) for i in range(0, len(others), 2)]
    rows.append((Button("👍", Rate(True)), Button("👎", Rate(False))))
    return tuple(rows)


def _local_office(answer: LocalOffice, texts: Texts) -> Reply:
    blocks: list[Block] = []
    rows: tuple[tuple[Button, ...], ...]
    if answer.place is None:
        blocks.append(
            Paragraph(
                texts(
                    "Which commune or ward do you live in? Tell me its name, old or new, "
                    "and I will look up the Women's Union there."
                )
            )
        )
        rows = ((Button(texts("Choose my place"), SetPlace()),),)
    else:
        blocks.append(Heading(texts("Women's Union for {place}", place=_shown(answer, texts))))
        blocks.extend(place_note(answer.place, texts))
        rows = ((Button("👍", Rate(True)), Button("👎", Rate(False))),)
    blocks.extend(office_blocks(answer.office, answer.place, texts))
    if answer.with_hotlines:
        blocks.extend(hotline_blocks(texts))
    return Reply(texts.language, tuple(blocks), rows)


def _shown(answer: LocalOffice, texts: Texts) -> str:
    return locality_in_text(answer.place.locality, texts.language) if answer.place else ""


def _unclear(unclear: Unclear, texts: Texts) -> Reply:
    language = texts.language
    if unclear.places:
        question = texts("Several places have this name. Which one do you mean?")
        meant = [place_label(place, texts) for place in unclear.places]
        buttons = [
            Button(f"{number}. {label}", ChoosePlace(place.locality.code))
            for number, (label, place) in enumerate(zip(meant, unclear.places, strict=True), 1)
        ]
        otherwise = [texts("None of these? Write the name once more, with its province.")]
    else:
        question = texts("I want to be sure I understand. Which of these do you mean?")
        meant = [
            f"{local(choice.topic.name, language)}: {facet_label(choice.facet, texts)}"
            for choice in unclear.topics
        ]
        buttons = [
            Button(
                f"{number}. {topic_label(choice.topic, language)}: "
                f"{facet_label(choice.facet, texts)}",
                OpenFacet(choice.topic.slug, choice.facet),
            )
            for number, choice in enumerate(unclear.topics, 1)
        ]
        buttons.append(Button(texts("None of these"), ShowTopics()))
        otherwise = []
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(meant, 1))
    blocks: list[Block] = [Paragraph(question), Paragraph(listed), *map(Paragraph, otherwise)]
    if unclear.with_hotlines:
        blocks.extend(hotline_blocks(texts))
    return Reply(language, tuple(blocks), tuple((button,) for button in buttons))


def _not_found(answer: NotFound, texts: Texts) -> Reply:
    language = texts.language
    blocks: list[Block] = []
    if answer.signpost is not None:
        blocks.append(Paragraph(local(answer.signpost.line, language)))
        blocks.append(Note(texts("I only know about the programmes of the Women's Union.")))
    else:
        blocks.append(
            Paragraph(
                texts(
                    "I have no checked answer to this, so I will not guess. You can put it in "
                    "other words, look at the topics, or ask the Women's Union where you live."
                )
            )
        )
    if answer.with_hotlines:
        blocks.extend(hotline_blocks(texts))
    rows = ((_topics_button(texts), Button(texts("Whom to see near me"), ShowOffice())),)
    return Reply(language, tuple(blocks), rows)


def _topics_button(texts: Texts) -> Button:
    return Button(texts("All topics"), ShowTopics())
