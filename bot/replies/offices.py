"""Offices and places as they are told: what is known, how sure, and what to do if nothing is."""

from bot.i18n import Texts
from bot.replies.labels import locality_in_text
from bot.replies.reply import Block, Bullet, Link, Note, Paragraph
from knowledge.localities import Level, Place
from knowledge.model import Confidence, Contact, local
from knowledge.verdicts import Office

MAX_COMMUNES_NAMED = 15
"""Communes of an old district that are named; the largest districts became more."""


def place_note(place: Place, texts: Texts) -> list[Block]:
    """Tell what an old place became; nothing where today's name was used."""
    if place.former is None:
        return []
    names = {
        "old": place.former.shown(texts.language),
        "place": locality_in_text(place.locality, texts.language),
    }
    if place.locality.level is Level.COMMUNE:
        sentence = texts("{old} ended on 1 July 2025; it is now part of {place}.", **names)
        return [Note(sentence)]
    notes: list[Block] = [
        Note(texts("{old} ended on 1 July 2025; its area now lies in {place}.", **names))
    ]
    communes = place.former.became
    if place.former.level is Level.DISTRICT and 0 < len(communes) <= MAX_COMMUNES_NAMED:
        named = ", ".join(it.shown(texts.language) for it in communes)
        notes.append(
            Note(
                texts(
                    "Its communes and wards today: {communes}. Tell me yours to be sent to "
                    "the right place.",
                    communes=named,
                )
            )
        )
    return notes


def office_blocks(office: Office, place: Place | None, texts: Texts) -> list[Block]:
    """Tell the office for *place*, and what stands in for it where it is still empty."""
    blocks: list[Block] = []
    where = locality_in_text(place.locality, texts.language) if place else ""
    if office.fell_back and where:
        blocks.append(
            Paragraph(
                texts(
                    "The Union's own address and phone for {place} have not been filled in yet. "
                    "Ask your branch head (chi hội trưởng), or go to the commune's public "
                    "service centre (Trung tâm Phục vụ hành chính công) and ask for the "
                    "Women's Union of the commune.",
                    place=where,
                )
            )
        )
    if office.counter is not None:
        blocks.extend(_contact(office.counter, texts))
    if office.contact is not None:
        if office.fell_back:
            blocks.append(Paragraph(texts("The next office up that we know:")))
        blocks.extend(_contact(office.contact, texts))
    for other in office.others:
        blocks.extend(_contact(other, texts))
    return blocks


def _contact(contact: Contact, texts: Texts) -> list[Block]:
    blocks: list[Block] = [Paragraph(local(contact.name, texts.language))]
    if contact.address:
        blocks.append(Bullet(texts("Address: {address}", address=contact.address)))
    if contact.phone:
        blocks.append(Bullet(texts("Phone: {phone}", phone=contact.phone)))
    if contact.hours:
        blocks.append(Bullet(texts("Hours: {hours}", hours=contact.hours)))
    if contact.email:
        blocks.append(Bullet(texts("E-mail: {email}", email=contact.email)))
    if contact.website:
        url = contact.website.split()[0]
        url = url if url.startswith("http") else f"https://{url}"
        blocks.append(Link(texts("Website"), url))
    if contact.note:
        blocks.append(Note(local(contact.note, texts.language)))
    if contact.confidence in (Confidence.PAGE3, Confidence.OLD):
        blocks.append(Note(_caution(contact, texts)))
    return blocks


def _caution(contact: Contact, texts: Texts) -> str:
    if contact.seen_on:
        day = "/".join(reversed(contact.seen_on.split("-")))
        return texts(
            "This is information of {day}, perhaps of an earlier unit: call first to check.",
            day=day,
        )
    return texts("This information has no date, perhaps of an earlier unit: call first to check.")
