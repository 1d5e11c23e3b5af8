"""Short random names for rows that a button points to."""

import secrets


def new_key() -> str:
    """Return 12 characters that cannot be guessed (72 bits), fit for callback data."""
    return secrets.token_urlsafe(9)
