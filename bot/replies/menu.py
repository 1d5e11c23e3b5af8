"""The menu of topics, browsable: groups, then topics, then what there is to know of one."""

from collections.abc import Mapping

from bot.i18n import Texts
from bot.replies.labels import facet_label, topic_label
from bot.replies.reply import (
    Button,
    Heading,
    OpenFacet,
    OpenTopic,
    Paragraph,
    Reply,
)
from bot.replies.steps import OpenGroup
from knowledge.model import KnowledgeBase, Topic, local

GROUPS: Mapping[str, tuple[str, ...]] = {
    "credit": ("von-vay-nhcsxh", "quy-ho-tro-phu-nu-phat-trien"),
    "economy": ("day-nghe-viec-lam", "giup-ho-ngheo", "ngay-phu-nu-khoi-nghiep"),
    "projects": ("de-an-939", "de-an-938", "de-an-01", "du-an-8"),
    "welfare": (
        "mai-am-tinh-thuong",
        "me-do-dau",
        "phu-nu-bien-cuong",
        "trieu-phan-qua",
        "bien-rac-thanh-tien",
        "tri-an-chinh-sach",
        "dong-hanh-phu-nu-lao",
    ),
    "campaigns": (
        "5-khong-3-sach",
        "5-co-3-sach",
        "phu-nu-thoi-dai-moi",
        "vun-dap-gia-dinh",
        "noi-loi-hay-moi-truong",
        "di-san-van-hoa",
    ),
    "environment": ("duong-hoa-tu-quan",),
    "digital": ("chuyen-doi-so",),
    "union": (
        "gia-nhap-hoi",
        "co-so-hoi",
        "giam-sat-phan-bien",
        "phat-trien-dang",
        "chi-tieu-nghi-quyet",
    ),
    "violence": ("bao-luc-gia-dinh",),
}
"""Which topics stand together, what is asked most often first."""
ALL_GROUPS = "all"
"""Stands for the menu itself, where a button goes back to it."""
OTHER_GROUP = "other"
"""Where a topic goes that an admin has added and nobody has put into a group yet."""

_ICONS = {
    "credit": "💰",
    "economy": "🧺",
    "projects": "📘",
    "welfare": "🤝",
    "campaigns": "🌷",
    "environment": "🌿",
    "digital": "📱",
    "union": "👩‍🌾",
    "violence": "☂️",
    OTHER_GROUP: "📄",
}


def topic_menu(base: KnowledgeBase, texts: Texts) -> Reply:
    """Return the groups as buttons; a group of one topic opens that topic."""
    rows = []
    for key, topics in _grouped(base).items():
        label = f"{_ICONS[key]} {group_label(key, texts)}"
        action = OpenTopic(topics[0].slug) if len(topics) == 1 else OpenGroup(key)
        rows.append((Button(label, action),))
    question = texts("What would you like to know about?")
    return Reply(texts.language, (Paragraph(question),), tuple(rows))


def group_menu(base: KnowledgeBase, key: str, texts: Texts) -> Reply | None:
    """Return the topics of a group as buttons; None where there is no such group."""
    if key == ALL_GROUPS:
        return topic_menu(base, texts)
    topics = _grouped(base).get(key)
    if topics is None:
        return None
    rows = [
        (Button(topic_label(topic, texts.language), OpenTopic(topic.slug)),) for topic in topics
    ]
    return Reply(
        texts.language,
        (Heading(group_label(key, texts)), Paragraph(texts("Choose a topic:"))),
        (*rows, (Button(texts("Back"), OpenGroup(ALL_GROUPS)),)),
    )


def facet_menu(topic: Topic, texts: Texts) -> Reply:
    """Return what there is to know of *topic* as buttons."""
    buttons = [
        Button(facet_label(facet, texts), OpenFacet(topic.slug, facet)) for facet in topic.passages
    ]
    rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    key = _group_of(topic.slug)
    is_alone = key != OTHER_GROUP and len(GROUPS[key]) == 1
    back = OpenGroup(ALL_GROUPS if is_alone else key)
    return Reply(
        texts.language,
        (
            Heading(local(topic.name, texts.language)),
            Paragraph(texts("What would you like to know of it?")),
        ),
        (*rows, (Button(texts("Back"), back),)),
    )


def group_label(key: str, texts: Texts) -> str:
    """Return the words for a group."""
    match key:
        case "credit":
            return texts("Loans and funds")
        case "economy":
            return texts("Work, trades, a way out of poverty")
        case "projects":
            return texts("Government projects")
        case "welfare":
            return texts("Help in hardship")
        case "campaigns":
            return texts("Campaigns and movements")
        case "environment":
            return texts("Environment")
        case "digital":
            return texts("Digital skills")
        case "union":
            return texts("About the Women's Union")
        case "violence":
            return texts("Violence at home: getting help")
        case _:
            return texts("More topics")


def _grouped(base: KnowledgeBase) -> dict[str, list[Topic]]:
    """Return the topics of *base* by group, without empty groups."""
    groups = {
        key: [base.topics[slug] for slug in slugs if slug in base.topics]
        for key, slugs in GROUPS.items()
    }
    groups[OTHER_GROUP] = [
        topic for slug, topic in base.topics.items() if _group_of(slug) == OTHER_GROUP
    ]
    return {key: topics for key, topics in groups.items() if topics}


def _group_of(slug: str) -> str:
    return next((key for key, slugs in GROUPS.items() if slug in slugs), OTHER_GROUP)
