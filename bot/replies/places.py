"""Choosing the member's own place: asked, listed, found, kept, forgotten."""

from collections.abc import Sequence

from bot.i18n import Texts
from bot.replies.labels import (
    locality_in_text,
    locality_label,
    place_label,
    province_label,
)
from bot.replies.reply import (
    Button,
    ChoosePlace,
    Paragraph,
    Reply,
    ShowOffice,
    ShowTopics,
)
from bot.replies.steps import (
    ForgetPlace,
    KeepPlace,
    ListCommunes,
    ListProvinces,
    ShareLocation,
    SkipPlace,
)
from knowledge.localities import Level, Locality, Place

PAGE = 18
"""Places on one page: nine rows of two, about what a phone shows without scrolling."""

Rows = tuple[tuple[Button, ...], ...]


def place_asked(texts: Texts, *, home: Locality | None, is_first: bool = False) -> Reply:
    """Return the question where she lives; *home* is what is kept already."""
    blocks = []
    if home is not None:
        label = locality_in_text(home, texts.language)
        blocks.append(Paragraph(texts("You told me that you live in {place}.", place=label)))
    blocks.append(
        Paragraph(
            texts(
                "Where do you live? Write the name of your commune, ward or province, the old "
                "name or the new one. Or choose below."
            )
        )
    )
    if is_first:
        blocks.append(Paragraph(texts("With it I can name the office near you.")))
    rows = [
        (_list_button(texts),),
        (Button(texts("Send where I am"), ShareLocation()),),
    ]
    if is_first:
        rows.append((Button(texts("Skip"), SkipPlace()),))
    elif home is not None:
        rows.append((Button(texts("Remove my place"), ForgetPlace()),))
    return Reply(texts.language, tuple(blocks), tuple(rows))


def provinces_listed(provinces: Sequence[Locality], page: int, texts: Texts) -> Reply | None:
    """Return a page of the provinces; None where there is no such page."""
    shown = _page(provinces, page)
    if not shown:
        return None
    buttons = [
        Button(province_label(it.short, texts.language), ListCommunes(it.code)) for it in shown
    ]
    last = (len(provinces) - 1) // PAGE
    nearby = [ListProvinces(page - 1), ListProvinces(page + 1)]
    rows = (*_in_pairs(buttons), *_turning(page, last, nearby, texts))
    question = Paragraph(texts("Which province or city?"))
    return Reply(texts.language, (question,), rows)


def communes_listed(
    province: Locality, communes: Sequence[Locality], page: int, texts: Texts
) -> Reply | None:
    """Return a page of the communes of *province*; None where there is no such page."""
    shown = _page(communes, page)
    if not shown:
        return None
    name = province_label(province.short, texts.language)
    buttons = [Button(it.shown(texts.language), KeepPlace(it.code)) for it in shown]
    last = (len(communes) - 1) // PAGE
    nearby = [ListCommunes(province.code, page - 1), ListCommunes(province.code, page + 1)]
    rows = (
        *_in_pairs(buttons),
        *_turning(page, last, nearby, texts),
        (Button(texts("Only {province}", province=name), KeepPlace(province.code)),),
        (Button(texts("Back"), ListProvinces()),),
    )
    question = texts(
        "Which commune or ward of {province}? You can also write its name, old or new.",
        province=name,
    )
    return Reply(texts.language, (Paragraph(question),), rows)


def candidates_offered(places: Sequence[Place], texts: Texts) -> Reply:
    """Return the places she may have meant, to choose from."""
    question = Paragraph(texts("Which of these places do you mean?"))
    rows = [(Button(place_label(it, texts), _picking(it.locality)),) for it in places]
    return Reply(texts.language, (question,), (*rows, (_list_button(texts),)))


def offices_offered(places: Sequence[Place], texts: Texts) -> Reply:
    """Return the places whose office she may have meant, to choose from."""
    question = Paragraph(texts("Which of these places do you mean?"))
    rows = [(Button(place_label(it, texts), ChoosePlace(it.locality.code)),) for it in places]
    return Reply(texts.language, (question,), tuple(rows))


def nearby_offered(localities: Sequence[Locality], texts: Texts) -> Reply:
    """Return the communes around where she is, to choose hers from."""
    question = Paragraph(texts("You seem to be in or near one of these. Which one is yours?"))
    rows = [(Button(locality_label(it, texts.language), KeepPlace(it.code)),) for it in localities]
    return Reply(texts.language, (question,), (*rows, (_list_button(texts),)))


def keeping_rows(here: Locality, others: Sequence[Locality], texts: Texts) -> Rows:
    """Return buttons under the office of where she is: to keep it, or to look at a neighbour."""
    keep = Button(
        texts("Keep {place} as my place", place=locality_in_text(here, texts.language)),
        KeepPlace(here.code),
    )
    rows = [(Button(locality_label(it, texts.language), ChoosePlace(it.code)),) for it in others]
    return ((keep,), *rows)


def place_kept(place: Locality, texts: Texts) -> Reply:
    """Return the confirmation."""
    label = locality_in_text(place, texts.language)
    blocks = [Paragraph(texts("Noted: you live in {place}.", place=label))]
    if place.level is Level.PROVINCE:
        hint = texts("Write the name of your commune too, and I can name the nearest office.")
        blocks.append(Paragraph(hint))
    blocks.append(Paragraph(texts("You can ask me now. To change or remove your place: /place")))
    rows = (
        (Button(texts("Whom to see near me"), ShowOffice()),),
        (Button(texts("All topics"), ShowTopics()),),
    )
    return Reply(texts.language, tuple(blocks), rows)


def place_forgotten(texts: Texts) -> Reply:
    """Return the confirmation that nothing is kept any more."""
    text = Paragraph(texts("Your place is removed. To choose one again: /place"))
    return Reply(texts.language, (text,))


def place_unknown(texts: Texts) -> Reply:
    """Return what is said where a name is asked for and none is recognised."""
    text = Paragraph(
        texts(
            "I know no commune, ward or province of this name. Write it once more, with the "
            "province if you can, or choose from the list."
        )
    )
    return Reply(texts.language, (text,), ((_list_button(texts),),))


def location_outside(texts: Texts) -> Reply:
    """Return what is said of a point far from every commune."""
    text = Paragraph(
        texts("This point is not in Vietnam. Write the name of the commune or ward you mean.")
    )
    return Reply(texts.language, (text,), ((_list_button(texts),),))


def _picking(locality: Locality) -> KeepPlace | ListCommunes:
    """What picking it does: a commune is kept, of a province the communes are shown."""
    is_province = locality.level is Level.PROVINCE
    return ListCommunes(locality.code) if is_province else KeepPlace(locality.code)


def _list_button(texts: Texts) -> Button:
    return Button(texts("Choose from the list"), ListProvinces())


def _page(localities: Sequence[Locality], page: int) -> Sequence[Locality]:
    return localities[page * PAGE : (page + 1) * PAGE] if page >= 0 else ()


def _in_pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def _turning(
    page: int, last: int, nearby: Sequence[ListProvinces | ListCommunes], texts: Texts
) -> Rows:
    before, after = nearby
    row = []
    if page > 0:
        row.append(Button(texts("« Page {number}", number=page), before))
    if page < last:
        row.append(Button(texts("Page {number} »", number=page + 2), after))
    return (tuple(row),) if row else ()
