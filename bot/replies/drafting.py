"""Writing an announcement: the question of each step, with a way back and a way out."""

from collections.abc import Mapping, Sequence

from bot.announcements.announcement import Announcement
from bot.announcements.audience import Reach, Subject
from bot.i18n import Texts
from bot.replies.labels import locality_label, place_label, topic_label
from bot.replies.office_steps import DraftAct, NewDraft, OnDraft
from bot.replies.reply import Block, Bullet, Button, Heading, Note, Paragraph, Reply
from bot.replies.welcome import LANGUAGE_NAMES
from knowledge.localities import Locality, Place
from knowledge.model import MASTER_LANGUAGE, Language, Topic

Row = tuple[Button, ...]


def draft_button(label: str, draft: Announcement, act: DraftAct, argument: str = "") -> Button:
    """Return a button that does *act* with *draft*."""
    return Button(label, OnDraft(draft.id, act, argument))


def way_out(draft: Announcement, back: DraftAct | None, texts: Texts) -> Row:
    """Return the last row of every step: back, and leave with everything kept."""
    leave = draft_button(texts("Leave, keep it"), draft, DraftAct.LAY_ASIDE)
    if back is None:
        delete = draft_button(texts("Delete the draft"), draft, DraftAct.ASK_DELETE)
        return (leave, delete)
    return (draft_button(texts("« Back"), draft, back), leave)


def unfinished(draft: Announcement, texts: Texts) -> Reply:
    """Return the question whether to go on with a draft or begin another."""
    blocks: tuple[Block, ...] = (
        Paragraph(texts("You have a draft that is not finished, no. {number}:", number=draft.id)),
        Note(excerpt(draft, texts)),
    )
    rows = (
        (draft_button(texts("Go on with it"), draft, DraftAct.GO_ON),),
        (Button(texts("Begin a new one"), NewDraft()),),
    )
    return Reply(texts.language, blocks, rows)


def copy_asked(draft: Announcement, language: Language, texts: Texts, *, is_first: bool) -> Reply:
    """Return the question for what readers of *language* get."""
    name = LANGUAGE_NAMES[language]
    blocks: list[Block] = [Heading(texts("Announcement no. {number}", number=draft.id))]
    blocks.append(Paragraph(texts("Send me what readers of {language} shall get.", language=name)))
    if language is MASTER_LANGUAGE:
        blocks += [
            Bullet(texts("A text: bold, italics and links stay as they are.")),
            Bullet(texts("A photo, a video, a file or an album, with the text under it.")),
            Bullet(texts("Or forward a post from elsewhere.")),
        ]
    if language in draft.copies:
        blocks.append(Note(texts("It takes the place of what you wrote before.")))
    blocks.append(Note(texts("Nothing is sent to anybody before you have seen it and confirmed.")))
    if language is not MASTER_LANGUAGE:
        back: DraftAct | None = DraftAct.LANGUAGES
    else:
        back = None if is_first else DraftAct.GO_ON
    return Reply(texts.language, tuple(blocks), (way_out(draft, back, texts),))


def languages_asked(
    draft: Announcement, reach: Reach | None, texts: Texts, *, back: DraftAct
) -> Reply:
    """Return the question which language is written next, or who gets the Vietnamese."""
    blocks: list[Block] = [
        Paragraph(texts("I have it. Some members read another language. What shall they get?"))
    ]
    others = [it for it in Language if it is not MASTER_LANGUAGE]
    rows: list[Row] = []
    for language in others:
        is_written = language in draft.copies
        name = LANGUAGE_NAMES[language]
        label = f"✅ {name}" if is_written else texts("Write it in {language}", language=name)
        rows.append((draft_button(label, draft, DraftAct.COPY, language.value),))
        if reach is not None:
            blocks.append(
                Bullet(
                    texts.plural(
                        "{language}: {count} reader",
                        "{language}: {count} readers",
                        reach.by_language.get(language, 0),
                        language=name,
                    )
                )
            )
    if all(language in draft.copies for language in others):
        rows.append((draft_button(texts("Next »"), draft, DraftAct.NO_FALLBACK),))
    else:
        vietnamese = texts("Send them the Vietnamese »")
        rows.append((draft_button(vietnamese, draft, DraftAct.FALLBACK),))
    return Reply(texts.language, tuple(blocks), (*rows, way_out(draft, back, texts)))


def places_asked(draft: Announcement, area: Locality, texts: Texts, *, back: DraftAct) -> Reply:
    """Return the question for whom it is; *area* is the officer's."""
    places = sorted(draft.audience.places, key=lambda place: place.code)
    named = [locality_label(place, texts.language) for place in places]
    whole = locality_label(area, texts.language)
    blocks: list[Block] = [
        Paragraph(texts("For whom is it? Chosen now:")),
        *(Bullet(name) for name in named),
        Note(
            texts(
                "For fewer people write the name of a commune, ward or province within {area}; "
                "several names on several lines.",
                area=whole,
            )
        ),
    ]
    rows: list[Row] = []
    if area not in draft.audience.places:
        rows.append((draft_button(texts("All of {area}", area=whole), draft,
                                  DraftAct.WHOLE_AREA),))  # fmt: skip
    rows.append((draft_button(texts("Next »"), draft, DraftAct.PLACES_DONE),))
    return Reply(texts.language, tuple(blocks), (*rows, way_out(draft, back, texts)))


def which_place(draft: Announcement, places: Sequence[Place], texts: Texts) -> Reply:
    """Return the places she may have meant."""
    question = Paragraph(texts("Which of these places do you mean?"))
    rows = [
        (draft_button(place_label(it, texts), draft, DraftAct.ADD_PLACE, it.locality.code),)
        for it in places
    ]
    back = (draft_button(texts("« Back"), draft, DraftAct.PLACES),)
    return Reply(texts.language, (question,), (*rows, back))


def subject_asked(draft: Announcement, texts: Texts, *, back: DraftAct) -> Reply:
    """Return the question what it is about."""
    question = Paragraph(
        texts("What is it about? Members who do not want this kind of news will not get it.")
    )
    rows = [
        (draft_button(subject_label(subject, texts), draft, DraftAct.SUBJECT, subject.value),)
        for subject in Subject
        if subject is not Subject.URGENT
    ]
    return Reply(texts.language, (question,), (*rows, way_out(draft, back, texts)))


def readers_asked(draft: Announcement, texts: Texts) -> Reply:
    """Return the languages of readers, to switch each on and off."""
    chosen = draft.audience.languages or frozenset(Language)
    question = Paragraph(texts("Readers of which languages? Tap one to switch it on or off."))
    rows = [
        (
            draft_button(
                f"{'✅' if language in chosen else '⬜'} {LANGUAGE_NAMES[language]}",
                draft,
                DraftAct.READERS,
                language.value,
            ),
        )
        for language in Language
    ]
    back = (draft_button(texts("« Back"), draft, DraftAct.GO_ON),)
    return Reply(texts.language, (question,), (*rows, back))


def topics_asked(draft: Announcement, topics: Mapping[str, Topic], texts: Texts) -> Reply:
    """Return the topics that a button under it can open."""
    question = Paragraph(
        texts("Which topic shall a button under the announcement open? Members read more there.")
    )
    buttons = [
        draft_button(
            f"✅ {topic_label(topic, texts.language)}"
            if slug == draft.topic
            else topic_label(topic, texts.language),
            draft,
            DraftAct.TOPIC,
            slug,
        )
        for slug, topic in topics.items()
    ]
    pairs = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    last = (
        draft_button(texts("« Back"), draft, DraftAct.GO_ON),
        draft_button(texts("No such button"), draft, DraftAct.TOPIC),
    )
    return Reply(texts.language, (question,), (*pairs, last))


def when_asked(draft: Announcement, texts: Texts) -> Reply:
    """Return the question when it leaves."""
    blocks = (
        Paragraph(texts("When shall it leave? Write the time, for example:")),
        Bullet("20:30"),
        Bullet(texts("tomorrow 7:00")),
        Bullet("25/11 8:00"),
        Note(texts("Vietnam's time. From 21:00 to 07:00 only what is urgent is sent.")),
    )
    now = (draft_button(texts("As soon as I confirm"), draft, DraftAct.NOW),)
    return Reply(texts.language, blocks, (now, way_out(draft, DraftAct.GO_ON, texts)))


def reason_asked(draft: Announcement, texts: Texts) -> Reply:
    """Return the question why it is urgent."""
    question = Paragraph(
        texts(
            "Urgent news is sent at night too, and to those who want urgent news only. Why can it "
            "not wait? Please write one sentence; it is kept in the log."
        )
    )
    return Reply(texts.language, (question,), (way_out(draft, DraftAct.GO_ON, texts),))


def deleting_asked(draft: Announcement, texts: Texts) -> Reply:
    """Return the question before a draft is thrown away."""
    question = Paragraph(texts("Delete draft no. {number}? What you wrote for it is gone then.",
                               number=draft.id))  # fmt: skip
    rows = (
        (draft_button(texts("Yes, delete it"), draft, DraftAct.DELETE),),
        (draft_button(texts("No, go on with it"), draft, DraftAct.GO_ON),),
    )
    return Reply(texts.language, (question,), rows)


def subject_label(subject: Subject, texts: Texts) -> str:
    """Return the words for a kind of news."""
    match subject:
        case Subject.PROGRAMMES:
            return texts("Programmes and policies")
        case Subject.CREDIT:
            return texts("Loans and savings")
        case Subject.EVENTS:
            return texts("Meetings and events")
        case Subject.URGENT:
            return texts("Urgent news")


def excerpt(announcement: Announcement, texts: Texts, *, characters: int = 80) -> str:
    """Return the beginning of its text, or what stands for it."""
    copy = announcement.copy_for(MASTER_LANGUAGE) or next(iter(announcement.copies.values()), None)
    if copy is None:
        return texts("(nothing written yet)")
    words = " ".join(copy.text.split()) or texts("(a photo or file without text)")
    return words if len(words) <= characters else f"{words[: characters - 1]}…"
