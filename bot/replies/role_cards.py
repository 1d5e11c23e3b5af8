"""Roles: who has one, given and taken."""

from collections.abc import Mapping, Sequence

from bot.i18n import Texts
from bot.officers import Grant, LastAdmin, NoArea, NoRole, NotAllowed, Revocation, SetOutside
from bot.replies.labels import locality_in_text, place_label
from bot.replies.office_steps import AddRole, ListRoles, OnRole, RoleAct
from bot.replies.reply import Block, Bullet, Button, Note, Paragraph, Reply
from bot.roles import Actor, Role
from knowledge.localities import Place

PAGE = 8
"""People on one page of the list."""


def roles_listed(
    people: Sequence[Actor], names: Mapping[int, str], page: int, texts: Texts
) -> Reply:
    """Return a page of officers and admins; *names* of those Telegram could name."""
    shown = people[page * PAGE : (page + 1) * PAGE]
    rows = [
        (
            Button(
                f"{names.get(one.telegram_id, str(one.telegram_id))}: {role_label(one, texts)}",
                OnRole(one.telegram_id, RoleAct.SHOW),
            ),
        )
        for one in shown
    ]
    turning = []
    if page > 0:
        turning.append(Button(texts("« Page {number}", number=page), ListRoles(page - 1)))
    if (page + 1) * PAGE < len(people):
        turning.append(Button(texts("Page {number} »", number=page + 2), ListRoles(page + 1)))
    add = (Button(texts("Give somebody a role"), AddRole()),)
    question = Paragraph(texts("Officers and admins. Tap one to change or take her role."))
    return Reply(texts.language, (question,), (*rows, *([tuple(turning)] if turning else []), add))


def person_asked(texts: Texts) -> Reply:
    """Return the question who shall get a role."""
    blocks: tuple[Block, ...] = (
        Paragraph(texts("Who is it? Do one of these:")),
        Bullet(texts("forward me a message of hers")),
        Bullet(texts("send me her contact")),
        Bullet(texts("write her Telegram number; she sees it at /privacy")),
    )
    return Reply(texts.language, blocks, (_to_list(texts),))


def person_unknown(texts: Texts, *, is_hidden: bool) -> Reply:
    """Return what is said where a message does not tell who she is."""
    if is_hidden:
        text = texts(
            "Her settings hide who she is. Please send me her contact, or write her Telegram "
            "number; she sees it at /privacy."
        )
    else:
        text = texts("From this I cannot tell who she is.")
    asked = person_asked(texts)
    return Reply(texts.language, (Paragraph(text), *asked.blocks), asked.rows)


def person_shown(actor: Actor, name: str, texts: Texts) -> Reply:
    """Return what somebody is, with what can be made of her."""
    person = actor.telegram_id
    blocks = (
        Paragraph(texts("{name} is now: {role}.", name=name, role=role_label(actor, texts))),
        Note(texts("Telegram number: {number}", number=person)),
    )
    officer = texts("Officer of a place …") if not actor.is_officer else texts("Another place …")
    rows = [(Button(officer, OnRole(person, RoleAct.AREA)),)]
    if not actor.is_admin:
        rows.append((Button(texts("Admin"), OnRole(person, RoleAct.ADMIN)),))
    if actor.role is not Role.MEMBER:
        rows.append((Button(texts("Take her role …"), OnRole(person, RoleAct.ASK_REVOKE)),))
    return Reply(texts.language, blocks, (*rows, _to_list(texts)))


def area_asked(person: int, texts: Texts) -> Reply:
    """Return the question which place an officer is responsible for."""
    question = texts(
        "Which place is she officer of? Write the name of a commune, ward or province, or “Việt "
        "Nam” for the whole country."
    )
    back = (Button(texts("« Back"), OnRole(person, RoleAct.SHOW)),)
    return Reply(texts.language, (Paragraph(question),), (back,))


def area_offered(person: int, places: Sequence[Place], texts: Texts) -> Reply:
    """Return the place she named, or those she may have meant, to be confirmed."""
    question = Paragraph(texts("Officer of this place? Please confirm."))
    rows = [
        (Button(place_label(it, texts), OnRole(person, RoleAct.OFFICER, it.locality.code)),)
        for it in places
    ]
    back = (Button(texts("« Back"), OnRole(person, RoleAct.SHOW)),)
    return Reply(texts.language, (question,), (*rows, back))


def revoking_asked(actor: Actor, name: str, texts: Texts) -> Reply:
    """Return the question before a role is taken."""
    question = texts(
        "Take the role from {name} ({role})? She will be a member, and cannot announce or approve "
        "any more.",
        name=name,
        role=role_label(actor, texts),
    )
    rows = (
        (Button(texts("Yes, take it"), OnRole(actor.telegram_id, RoleAct.REVOKE)),),
        (Button(texts("« Back"), OnRole(actor.telegram_id, RoleAct.SHOW)),),
    )
    return Reply(texts.language, (Paragraph(question),), rows)


def role_refused(refused: Grant | Revocation, texts: Texts) -> str:
    """Return why a role was not given or taken."""
    match refused:
        case LastAdmin():
            return texts("She is the last admin. Please name another admin first.")
        case SetOutside():
            return texts(
                "She stands in the settings of the server (CHIHOI_ADMINS). Only whoever runs the "
                "server can take this role."
            )
        case NoRole():
            return texts("She has no role any more.")
        case NoArea():
            return texts("An officer needs a place. Please choose one.")
        case NotAllowed():
            return texts("Only admins can do this. Nothing was done.")
        case _:
            return ""


def role_told(actor: Actor, texts: Texts) -> Reply:
    """Tell somebody what she is from now on."""
    if actor.role is Role.MEMBER:
        text = texts("Your role has ended; from now on you are here as a member. Thank you.")
        return Reply(texts.language, (Paragraph(text),))
    blocks: list[Block] = [
        Paragraph(texts("From now on you are here: {role}.", role=role_label(actor, texts)))
    ]
    if actor.is_officer:
        blocks.append(Bullet(texts("Write to the members of your area: /announce")))
    blocks.append(Bullet(texts("What was sent, and how far it is: /announcements")))
    if actor.is_admin:
        blocks.append(Bullet(texts("Who has which role: /roles")))
    return Reply(texts.language, tuple(blocks))


def role_label(actor: Actor, texts: Texts) -> str:
    """Return the words for a role with its place."""
    place = locality_in_text(actor.area, texts.language) if actor.area else ""
    if actor.is_admin and place:
        return texts("admin, and officer of {place}", place=place)
    if actor.is_admin:
        return texts("admin")
    return texts("officer of {place}", place=place) if place else texts("member")


def _to_list(texts: Texts) -> tuple[Button, ...]:
    return (Button(texts("« All roles"), ListRoles()),)
