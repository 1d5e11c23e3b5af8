"""A draft at a glance: everything that is chosen, what is missing, and where to change it."""

from datetime import datetime

from bot.announcements import rules
from bot.announcements.announcement import Announcement
from bot.announcements.audience import Reach
from bot.announcements.flaws import flaws_of
from bot.i18n import Texts
from bot.replies.drafting import Row, draft_button, subject_label, way_out
from bot.replies.labels import locality_label
from bot.replies.office_steps import DraftAct
from bot.replies.refusing import flaw_sentence
from bot.replies.reply import Block, Bullet, Heading, Note, Paragraph, Reply
from bot.replies.welcome import LANGUAGE_NAMES
from knowledge.model import Language


def overview(draft: Announcement, reach: Reach, texts: Texts, *, now: datetime) -> Reply:
    """Return the draft as it stands, with the button to send it if nothing is missing."""
    faults = missing(draft, reach, texts, now=now)
    blocks: list[Block] = [
        Heading(texts("Draft no. {number}", number=draft.id)),
        *chosen_blocks(draft, texts, now=now),
        *reach_blocks(draft, reach, texts),
        *(Paragraph(f"⚠️ {fault}") for fault in faults),
    ]
    rows: list[Row] = []
    if not faults:
        label = texts.plural(
            "Send to {count} member …", "Send to {count} members …", reach.recipients
        )
        rows.append((draft_button(f"✅ {label}", draft, DraftAct.ASK_CONFIRM),))
    return Reply(texts.language, tuple(blocks), (*rows, *_changing(draft, texts)))


def confirming_asked(
    draft: Announcement, reach: Reach, stamp: str, texts: Texts, *, now: datetime
) -> Reply:
    """Return the last question before it goes; *stamp* names what she has seen."""
    question = texts.plural(
        "Send it to {count} member? What has arrived cannot be taken back.",
        "Send it to {count} members? What has arrived cannot be taken back.",
        reach.recipients,
    )
    blocks: list[Block] = [Paragraph(question), *chosen_blocks(draft, texts, now=now)]
    if rules.needs_approval(reach.recipients):
        blocks.append(
            Note(
                texts(
                    "To more than {number} members a second officer must approve. I shall ask "
                    "those of the area as soon as you press.",
                    number=texts.number(rules.FOUR_EYES_ABOVE),
                )
            )
        )
    rows = (
        (draft_button(f"✅ {texts('Yes, send it')}", draft, DraftAct.CONFIRM, stamp),),
        (draft_button(texts("« Back"), draft, DraftAct.GO_ON),),
    )
    return Reply(texts.language, tuple(blocks), rows)


def chosen_blocks(draft: Announcement, texts: Texts, *, now: datetime) -> list[Block]:
    """Tell for whom, about what, in which languages, and when."""
    places = sorted(draft.audience.places, key=lambda place: place.code)
    comma = "، " if texts.language is Language.AR else ", "
    named = comma.join(locality_label(place, texts.language) for place in places)
    written = comma.join(LANGUAGE_NAMES[it] for it in Language if it in draft.copies)
    blocks: list[Block] = [
        Bullet(texts("For: {places}", places=named)),
        Bullet(texts("About: {subject}", subject=subject_label(draft.audience.subject, texts))),
        Bullet(texts("Written in: {languages}", languages=written or "–")),
    ]
    if draft.audience.languages:
        readers = comma.join(
            LANGUAGE_NAMES[it] for it in Language if it in draft.audience.languages
        )
        blocks.append(Bullet(texts("Only readers of: {languages}", languages=readers)))
    blocks.append(Bullet(_leaving(draft, texts, now=now)))
    if draft.urgent_reason is not None:
        blocks.append(Bullet(texts("Urgent: {reason}", reason=draft.urgent_reason)))
    if any(len(copy.media) > 1 for copy in draft.copies.values()):
        blocks.append(Note(texts("Telegram puts no buttons under an album.")))
    return blocks


def reach_blocks(draft: Announcement, reach: Reach, texts: Texts) -> list[Block]:
    """Tell how many get it, in which language, and how long it takes."""
    if not reach.recipients:
        return []
    told = texts.plural("{count} member gets it:", "{count} members get it:", reach.recipients)
    blocks: list[Block] = [Paragraph(told)]
    for language, number in sorted(reach.by_language.items()):
        copy = f"{LANGUAGE_NAMES[language]}: {texts.number(number)}"
        if language not in draft.copies and draft.fallback is not None:
            copy += f" ({texts('they get the Vietnamese')})"
        blocks.append(Bullet(copy))
    minutes = round(reach.minutes)
    if minutes < 1:
        blocks.append(Note(texts("Sending takes less than a minute.")))
    else:
        blocks.append(
            Note(
                texts.plural(
                    "Sending takes about {count} minute.",
                    "Sending takes about {count} minutes.",
                    minutes,
                )
            )
        )
    return blocks


def missing(draft: Announcement, reach: Reach, texts: Texts, *, now: datetime) -> list[str]:
    """Return what keeps it from being sent, each with its remedy."""
    told = [flaw_sentence(flaw, language, texts) for flaw, language in flaws_of(draft, now=now)]
    if not reach.recipients:
        told.append(
            texts(
                "Nobody would get it: no member there wants this kind of news yet. Please choose "
                "a larger place, or other languages."
            )
        )
    without = [
        language
        for language, number in reach.by_language.items()
        if number and draft.copies and draft.copy_for(language) is None
    ]
    told += [
        texts(
            "Readers of {language} would get nothing: write it for them, or send them the "
            "Vietnamese.",
            language=LANGUAGE_NAMES[language],
        )
        for language in without
    ]
    return told


def _leaving(draft: Announcement, texts: Texts, *, now: datetime) -> str:
    wanted = draft.scheduled_at or now
    starts_at = rules.starts_at(wanted, is_urgent=draft.is_urgent)
    if starts_at != wanted:
        return texts(
            "Leaves: {moment}, because nobody is disturbed from 21:00 to 07:00",
            moment=texts.moment(starts_at),
        )
    if draft.scheduled_at is not None:
        return texts("Leaves: {moment}", moment=texts.moment(draft.scheduled_at))
    return texts("Leaves: as soon as you confirm")


def _changing(draft: Announcement, texts: Texts) -> list[Row]:
    urgent = (
        draft_button(texts("Not urgent"), draft, DraftAct.NOT_URGENT)
        if draft.is_urgent
        else draft_button(texts("Urgent"), draft, DraftAct.URGENT)
    )
    return [
        (
            draft_button(texts("Text"), draft, DraftAct.COPY, Language.VI.value),
            draft_button(texts("Languages"), draft, DraftAct.LANGUAGES),
        ),
        (
            draft_button(texts("Places"), draft, DraftAct.PLACES),
            draft_button(texts("Kind of news"), draft, DraftAct.SUBJECTS),
        ),
        (
            draft_button(texts("Readers"), draft, DraftAct.READERS),
            draft_button(texts("Topic button"), draft, DraftAct.TOPICS),
        ),
        (draft_button(texts("Time"), draft, DraftAct.WHEN), urgent),
        (draft_button(texts("See it as they will"), draft, DraftAct.PREVIEW),),
        way_out(draft, None, texts),
    ]
