from datetime import date

from bot.editing.report import health_page
from knowledge.editing.health import health_of
from knowledge.loader import load_contents
from knowledge.localities import Gazetteer
from knowledge.model import Facet, Language
from tests.knowledge.editing.small_base import changed, small_base

TODAY = date(2027, 6, 1)


def test_the_page_names_what_is_to_do_and_escapes_it() -> None:
    contents = changed(
        small_base(),
        "topics/vay-von.yaml",
        "checked_on: 2026-11-01  # đã xem",
        "checked_on: 2026-11-01\n    valid_until: 2026-12-31\n    needs_review: <b>hỏi & ghi</b>",
    )
    base = load_contents(contents).base
    assert base is not None
    asked = ["<script>alert(1)</script>", "học nghề ở đâu", "học nghề  ở đâu"]
    health = health_of(base, TODAY, Gazetteer.load(), unanswered=asked)
    assert [it.detail for it in health.expired] == ["2026-12-31"]
    assert [it.facet for it in health.needs_review] == [Facet.OVERVIEW]
    assert len(health.old) == 3
    assert (health.wanted[0].text, health.wanted[0].count) == ("học nghề ở đâu", 2)
    assert [it.key for it in health.without_phone] == ["union-central", "union-lai-chau"]
    for language in (Language.VI, Language.EN):
        page = health_page(health, language)
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert "&lt;b&gt;hỏi &amp; ghi&lt;/b&gt;" in page
        assert 'name="viewport"' in page
        assert "Lai Châu" in page
