"""Phone numbers of offices: one way of writing them, and never a person's."""

import re

_PARTS = re.compile(r"[;/,]|\s+-\s+|\s+hoặc\s+|\s+or\s+")
_DIGITS = re.compile(r"\+?\d{3,15}")
_MOBILE = re.compile(r"(0|\+?84)[35789]\d{8}")
_LANDLINE = re.compile(r"(02[48])(\d{4})(\d{4})|(02\d\d)(\d{4})(\d{3})")
"""Hà Nội and Hồ Chí Minh have two digits behind the zero, the other provinces three."""
_SERVICE = re.compile(r"(1[89]00)(?:(\d{4})|(\d{3})(\d{3}))")


class MalformedPhoneError(ValueError):
    """It is not a phone number; the message is the part that is not."""


class PersonalPhoneError(ValueError):
    """It is a mobile number, which is a person's."""


def office_phone(text: str) -> str:
    """Return the number or numbers in *text* as the directory writes them: `0237 3852 033`.

    Raises:
        MalformedPhoneError: Where a part has other things than digits and their separators.
        PersonalPhoneError: Where a part is a mobile number.
    """
    shown = []
    for part in filter(None, (it.strip() for it in _PARTS.split(text))):
        digits = re.sub(r"[\s.()–-]", "", part)
        if _DIGITS.fullmatch(digits) is None:
            raise MalformedPhoneError(part)
        if _MOBILE.fullmatch(digits):
            raise PersonalPhoneError(part)
        if re.fullmatch(r"\+?842\d{8,9}", digits):
            digits = "0" + digits.removeprefix("+").removeprefix("84")
        shape = _LANDLINE.fullmatch(digits) or _SERVICE.fullmatch(digits)
        shown.append(" ".join(filter(None, shape.groups())) if shape else digits)
    if not shown:
        raise MalformedPhoneError(text)
    return "; ".join(shown)
