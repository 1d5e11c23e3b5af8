"""Buttons: which are shown, how wide they are, and what a rating changes."""

from telegram import InlineKeyboardMarkup

from bot.i18n import Catalogs
from bot.replies import AskOfficer, Button, OpenTopic, Paragraph, Rate, Reply, ShowTopics
from handlers.callback_data import Press, decode
from handlers.keyboards import MAX_LABEL, Origin, inline_keyboard, rated
from knowledge.model import Language

KEY = "Ab_-01234567"
TEXTS = Catalogs.load().for_language(Language.VI)


def keyboard(*rows: tuple[Button, ...], origin: Origin = Origin()) -> list[list[str]]:  # noqa: B008
    return labels(inline_keyboard(Reply(Language.VI, (Paragraph("?"),), rows), origin))


def labels(markup: InlineKeyboardMarkup | None) -> list[list[str]]:
    return [[button.text for button in row] for row in markup.inline_keyboard] if markup else []


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    short, long = Button("Là gì", ShowTopics()), Button("Vay vốn ngân hàng xã hội", ShowTopics())
    assert keyboard((short, short), (short, long)) == [
        ["Là gì", "Là gì"],
        ["Là gì"],
        ["Vay vốn ngân hàng xã hội"],
    ]


def test_a_label_is_cut_where_no_phone_shows_more() -> None:
    ((label,),) = keyboard((Button("x" * 200, ShowTopics()),))
    assert label == "x" * (MAX_LABEL - 1) + "…"


def test_what_cannot_be_done_is_not_offered() -> None:
    rating = (Button("👍", Rate(True)), Button("👎", Rate(False)))
    assert keyboard(rating, (Button("Hỏi cán bộ", AskOfficer()),)) == []
    assert keyboard(rating, origin=Origin(question_key=KEY)) == [["👍", "👎"]]


def test_thanks_take_the_place_of_the_rating_and_stay() -> None:
    topic = (Button("Vay vốn", OpenTopic("von-vay-nhcsxh")),)
    rating = (Button("👍", Rate(True)), Button("👎", Rate(False)))
    reply = Reply(Language.VI, (Paragraph("?"),), (topic, rating))
    before = inline_keyboard(reply, Origin(question_key=KEY))
    press = Press(Rate(True), Language.VI, question_key=KEY)
    once = rated(before, press, TEXTS)
    assert labels(once) == [["Vay vốn"], ["🙏 Em cảm ơn chị"]]
    again = decode(str(once.inline_keyboard[-1][0].callback_data))
    assert again == press
    assert rated(once, press, TEXTS).to_dict() == once.to_dict()


def test_after_a_thumb_down_other_ways_are_offered_once() -> None:
    rating = (Button("👍", Rate(True)), Button("👎", Rate(False)))
    reply = Reply(Language.VI, (Paragraph("?"),), (rating,))
    press = Press(Rate(False), Language.VI, question_key=KEY)
    once = rated(inline_keyboard(reply, Origin(question_key=KEY)), press, TEXTS)
    assert [row[0] for row in labels(once)][:2] == ["Các chủ đề", "Gặp ai gần tôi"]
    assert rated(once, press, TEXTS).to_dict() == once.to_dict()


def test_an_arabic_label_keeps_its_latin_name_together() -> None:
    reply = Reply(Language.AR, (Paragraph("?"),), ((Button("TYM (Quỹ)", ShowTopics()),),))
    assert labels(inline_keyboard(reply)) == [["\u2068TYM (Quỹ)\u2069"]]
