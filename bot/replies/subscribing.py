"""What a member wants to hear: shown, switched, and the buttons under an announcement."""

from bot.announcements.announcement import Announcement
from bot.announcements.audience import URGENT_ONLY, Subject
from bot.i18n import Texts
from bot.replies.drafting import subject_label
from bot.replies.office_steps import GetHelp, SignOff, SignOn, UrgentOnly
from bot.replies.reply import Block, Button, Note, OpenFacet, Paragraph, Reply
from knowledge.model import Facet


def subscriptions_shown(wanted: frozenset[Subject], texts: Texts, *, has_place: bool) -> Reply:
    """Return what she gets and what not, each to be switched with a tap."""
    blocks: list[Block] = [
        Paragraph(texts("Which news shall I send you? Tap one to switch it on or off.")),
    ]
    if not has_place:
        blocks.append(
            Note(texts("I do not know where you live yet, so no news finds you. Tell me: /place"))
        )
    rows = []
    for subject in Subject:
        is_wanted = subject in wanted
        action = SignOff(subject, True) if is_wanted else SignOn(subject, True)
        mark = "✅" if is_wanted else "⬜"
        rows.append((Button(f"{mark} {subject_label(subject, texts)}", action),))
    if wanted & URGENT_ONLY:
        rows.append((Button(texts("Only what is urgent"), UrgentOnly()),))
    return Reply(texts.language, tuple(blocks), tuple(rows))


def rows_under(announcement: Announcement, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that every announcement carries."""
    rows = []
    if announcement.topic:
        more = OpenFacet(announcement.topic, Facet.OVERVIEW)
        rows.append((Button(texts("Read more about it"), more),))
    rows.append((Button(texts("I need help with this"), GetHelp(announcement.topic or "")),))
    subject = announcement.audience.subject_for(is_urgent=announcement.is_urgent)
    rows.append((sign_off_button(subject, texts),))
    return tuple(rows)


def sign_off_button(subject: Subject, texts: Texts) -> Button:
    """Return the button that ends this kind of news for her."""
    label = subject_label(subject, texts)
    return Button(f"🔕 {texts('No more of: {subject}', subject=label)}", SignOff(subject))


def sign_on_button(subject: Subject, texts: Texts) -> Button:
    """Return the button that takes it back."""
    label = subject_label(subject, texts)
    return Button(f"🔔 {texts('Send me again: {subject}', subject=label)}", SignOn(subject))
