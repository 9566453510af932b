"""What is private leaves its seal in the chain: it cannot be changed later, and nobody can guess it from there."""

from events.judging_chain.verifying import seal_of

SALT = 16


def commit(text: str, salt: bytes) -> str:
    """The seal of a text under its salt: without the salt even a one-word comment cannot be tried out."""
    if len(salt) < SALT:
        raise ValueError("salt")
    return seal_of(text, salt)
