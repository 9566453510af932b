"""Passwords: which are refused, and how they are kept."""

import re
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from events.checks import Checker

LEAST = 10
MOST = 200
# Words that the commonest passwords are built around; digits and signs at their ends make them no better.
_WORDS = frozenset(
    """
    abc abcd admin administrator afghanistan almaty asdf asdfgh asdfghjkl astana azerbaijan baseball basketball batman
    bishkek blink bridge butterfly changeme charlie chocolate computer cricket daniel default dragon dushanbe
    football freedom google guest hello hockey iloveyou incubator islamabad jennifer jordan karachi kazakhstan killer
    kyrgyzstan lahore letmein liverpool login lovely manchester master michael monkey mustang newyork ninja nothing osh
    pakistan parol pass passw password passwort peshawar pokemon princess qazwsx qazwsxedc qwer qwert qwerty qwertyui
    qwertyuiop samsung secret shadow soccer starwars startup startupbridge sunshine superman superstar
    tajikistan tashkent test testing trustno turkmenistan user uzbekistan welcome whatever zaq zaqwsx zxcv zxcvbn
    zxcvbnm пароль йцукен йцукенг йцукенгшщз привет люблю россия казахстан кыргызстан узбекистан
    """.split()
)
_LEET = str.maketrans("013457@$!", "oieastasi")
_LINES = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "0123456789",
)
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class Passwords:
    """Argon2id with the library's present parameters; tests hand in cheaper ones."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        return self._hasher.hash(_normal(password))

    def verify(self, hashed: str | None, password: str) -> bool:
        """Compare; without a hash the same work is done for nothing, so that the time tells nothing."""
        try:
            self._hasher.verify(hashed or self._nobody(), _normal(password)[:MOST])
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None

    def outdated(self, hashed: str) -> bool:
        """Whether a hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(hashed)

    def _nobody(self) -> str:
        return _hash_of_nobody(self._hasher)


@cache
def _hash_of_nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody has this password")


def check(checker: Checker, field: str, password: str, *, email: str) -> None:
    """Note what is wrong with a new password."""
    normal = _normal(password)
    if len(normal) < LEAST:
        checker.problem(field, "password_too_short", least=LEAST)
    elif len(normal) > MOST:
        checker.problem(field, "too_long", most=MOST, length=len(normal))
    elif _holds_email(normal, email):
        checker.problem(field, "password_holds_email")
    elif is_common(normal):
        checker.problem(field, "password_common")


def is_common(password: str) -> bool:
    """Whether a guesser's first list has it: a common word with trimmings, a row of keys, one thing repeated."""
    folded = password.casefold()
    return _is_repetition(folded) or _is_row(folded) or any(_is_words(form) for form in _forms(folded))


def _forms(folded: str) -> set[str]:
    """The word inside: with the digits and signs at its ends cut off, before and after digits become letters."""
    return {_EDGES.sub("", folded), _EDGES.sub("", folded.translate(_LEET)), _EDGES.sub("", folded).translate(_LEET)}


def _is_words(text: str) -> bool:
    parts = [part for part in re.split(r"[\W\d_]+", text) if part]
    return bool(parts) and all(part in _WORDS or _halves_are_words(part) for part in parts)


def _halves_are_words(text: str) -> bool:
    return any(text[:i] in _WORDS and text[i:] in _WORDS for i in range(3, len(text) - 2))


def _is_repetition(text: str) -> bool:
    return any(len(text) > size and text == (text[:size] * len(text))[: len(text)] for size in range(1, 6))


def _is_row(text: str) -> bool:
    """Keys or numbers in order, forwards or backwards, also in two or three rows one after the other."""
    rows = [line * 2 for line in _LINES] + [line[::-1] * 2 for line in _LINES]
    rest = text
    for _ in range(3):
        taken = max((size for size in range(1, len(rest) + 1) if any(rest[:size] in row for row in rows)), default=0)
        rest = rest[taken:] if taken >= 3 else rest
        if not rest:
            return True
    return False


def _holds_email(password: str, email: str) -> bool:
    local, _, domain = email.casefold().partition("@")
    folded = password.casefold()
    return any(len(part) >= 4 and part in folded for part in (local, domain, domain.partition(".")[0]))


def _normal(password: str) -> str:
    # Two keyboards type one letter differently (composed or not): the password is the same.
    return unicodedata.normalize("NFKC", password)
