"""The review page: one HTML file without scripts, readable on a phone, safe to pass on."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge.editing.change_words import place_words
from knowledge.editing.health import Health
from knowledge.model import Facet, Language

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Kho kiến thức của Chị Hội: những việc cần làm", "Chị Hội's knowledge: what to do"),
    "version": ("Phiên bản", "Version"),
    "show": ("Xem danh sách", "Show the list"),
    "expired": ("Đã hết hạn", "Expired"),
    "needs_review": ("Cần xem lại", "Needs review"),
    "old": ("Quá sáu tháng chưa kiểm tra", "Not checked for six months"),
    "missing_languages": ("Chưa dịch", "Not translated"),
    "unconfirmed": ("Bản dịch chưa có người bản ngữ xác nhận", "Translations nobody confirmed"),
    "missing_facets": ("Mặt chưa có đoạn trả lời", "Facets without a passage"),
    "wanted": ("Hội viên hỏi mà chưa ai viết", "Asked for, and nobody has written it"),
    "without_phone": ("Nơi liên hệ chưa có điện thoại", "Contacts without a phone number"),
    "to_confirm": ("Nơi liên hệ cần hỏi lại (quá sáu tháng)", "Contacts to confirm again"),
    "filled": ("Danh bạ đã điền, theo tỉnh", "The directory by province"),
    "communes": ("xã, phường có thông tin", "communes filled in"),
    "no_province_office": ("chưa có thông tin Hội cấp tỉnh", "no provincial office yet"),
    "topics": ("Các chủ đề, lâu chưa kiểm tra nhất ở trên", "Topics, longest unchecked first"),
    "checked": ("kiểm tra", "checked"),
    "phrases": ("câu mẫu", "phrases"),
    "empty": ("chưa điền gì", "nothing filled in"),
    "undated": ("không rõ ngày", "date unknown"),
}


def health_page(health: Health, language: Language = Language.VI) -> str:
    """Return the page in Vietnamese, or in English for every other language."""
    column = 0 if language is Language.VI else 1
    words = {name: texts[column] for name, texts in _WORDS.items()}
    spots = [
        (words["expired"], health.expired),
        (words["needs_review"], health.needs_review),
        (words["old"], health.old),
        (words["missing_languages"], health.missing_languages),
        (words["missing_facets"], health.missing_facets),
        (words["unconfirmed"], health.unconfirmed),
    ]

    def facet(value: Facet) -> str:
        return place_words((value.value,), language)

    def day(value: date) -> str:
        return f"{value:%d/%m/%Y}"

    return _TEMPLATES.get_template("health.html").render(
        lang="vi" if column == 0 else "en",
        t=words,
        health=health,
        spots=spots,
        facet=facet,
        day=day,
    )
