"""What is private leaves its seal in the chain: it cannot be changed later, and nobody can guess it from there."""

import hmac
import secrets

from events.judging_chain.verifying import seal_of

SALT = 16


def salt() -> bytes:
    """New salt; kept with the text, and gone with it."""
    return secrets.token_bytes(SALT)


def commit(text: str, salt: bytes) -> str:
    """The seal of a text under its salt: without the salt even a one-word comment cannot be tried out."""
    if len(salt) < SALT:
        raise ValueError("salt")
    return seal_of(text, salt)


def opens(commitment: str, text: str, salt: bytes) -> bool:
    """Whether this is the text that was sealed."""
    return hmac.compare_digest(commit(text, salt), commitment)
