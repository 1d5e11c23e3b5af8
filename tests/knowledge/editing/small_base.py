"""A base of two topics: loads in a millisecond, fits in a tenth of a second."""

from knowledge.editing.proposal import Contents

SOURCES = "# Nguồn\nsources:\n  P1: {title: Báo Thử, date: 2026-01-02}\n"

LOAN = """\
# Vay vốn: tệp này do chị Lan giữ
name: {vi: Vay vốn, en: Loans}

facets:
  overview:
    checked_on: 2026-11-01  # đã xem
    sources: [P1]
    passage:
      vi: Vốn vay cho hộ nghèo làm ăn.
      en: Loans for poor households.
    phrases:
      vi:
        - vay vốn là gì
        - tiền vay của ngân hàng chính sách
        # câu của bà con miền Nam
        - tui muốn mượn tiền ngân hàng
      en:
        - what is a loan

  procedure:
    checked_on: 2026-11-01
    sources: [P1]
    passage: {vi: 'Nộp đơn cho tổ vay vốn.'}
    phrases:
      vi: [nộp đơn vay vốn ở đâu, hồ sơ vay vốn gồm gì]
"""

HOUSE = """\
name: {vi: Mái ấm, en: Houses}
facets:
  overview:
    checked_on: 2026-11-01
    sources: [P1]
    passage: {vi: Xây nhà cho phụ nữ nghèo., en: Houses for poor women.}
    phrases:
      vi:
        - mái ấm tình thương là gì
        - xây nhà cho chị em nghèo
        - nhà dột nát muốn sửa mái
      en: [a house for poor women]
"""

SIGNPOSTS = """\
signposts:
  passport:
    line: {vi: 'Hộ chiếu thì hỏi công an tỉnh.'}
    phrases:
      vi:
        - làm hộ chiếu ở đâu
        - xin visa đi Đài Loan
  land:
    line: {vi: 'Giấy tờ đất thì hỏi văn phòng đất đai.'}
    phrases:
      vi: [sổ đỏ bị mất, tách thửa đất]
"""

CONTACTS = """\
# Nơi liên hệ
offices:
  # Trung ương
  - id: union-central
    kind: union
    level: centre
    name: {vi: 'Trung ương Hội'}
    website: https://hoilhpn.org.vn
    confidence: old

  - id: union-lai-chau
    kind: union
    level: province
    province: Lai Châu
    name: {vi: 'Hội LHPN tỉnh Lai Châu'}
    confidence: none   # chưa biết

  # cuối tệp
"""


def small_base() -> dict[str, bytes]:
    """Return its files."""
    return {
        "sources.yaml": SOURCES.encode(),
        "topics/mai-am.yaml": HOUSE.encode(),
        "topics/vay-von.yaml": LOAN.encode(),
        "signposts.yaml": SIGNPOSTS.encode(),
        "contacts.yaml": CONTACTS.encode(),
    }


def changed(contents: Contents, name: str, old: str, new: str) -> dict[str, bytes]:
    """Return *contents* with *old*, which must stand there, replaced in the file *name*."""
    text = contents[name].decode()
    if old not in text:
        raise LookupError(old)
    return {**contents, name: text.replace(old, new, 1).encode()}
