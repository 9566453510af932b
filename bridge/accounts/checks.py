"""Checking and folding what people type about themselves."""

import re
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from bridge.accounts.model import LANGUAGES
from events.checks import Checker
from events.zones import time_zones

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_TELEGRAM = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
_BETWEEN_DIGITS = re.compile(r"[\s().\-\u2010-\u2013]+")


@dataclass(frozen=True, slots=True)
class Email:
    """An address to send to, and the key under which its spellings are one."""

    address: str
    key: str


def email(check: Checker, field: str, typed: str) -> Email:
    """Check an address; the domain comes out in the letters that mail servers read."""
    text = _clean(check, field, typed, most=254, least=1)
    if not text:
        return Email("", "")
    try:
        valid = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        check.problem(field, "not_an_email")
        return Email("", "")
    return Email(valid.ascii_email or valid.normalized, key_of(valid.normalized))


def key_of(address: str) -> str:
    """Fold an address as it was typed; what is no address folds to something that nobody has."""
    try:
        valid = validate_email(address.strip()[:320], check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return ascii(address.strip()[:200])  # its quotation marks make it nobody's key
    return (valid.ascii_email or valid.normalized).lower()


def name(check: Checker, field: str, typed: str) -> str:
    return " ".join(check.text(field, typed, most=100, least=1).split())


def language(check: Checker, field: str, typed: str) -> str:
    return check.code(field, typed, LANGUAGES, required=True) or "en"


def time_zone(check: Checker, field: str, typed: str) -> str:
    return check.code(field, typed, time_zones(), required=True) or "UTC"


def phone(check: Checker, field: str, typed: str) -> str | None:
    """A number with its country's code, without the spaces and brackets it was typed with; None when empty."""
    text = _BETWEEN_DIGITS.sub("", _clean(check, field, typed, most=40))
    if not text:
        return None
    # Persian and Arabic digits are digits.
    text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    text = "+" + text[2:] if text.startswith("00") else text
    if not _PHONE.fullmatch(text):
        check.problem(field, "not_a_phone")
        return None
    return text


def telegram(check: Checker, field: str, typed: str) -> str | None:
    """A user name, without the @ or the address around it; None when empty."""
    text = _clean(check, field, typed, most=80)
    text = re.sub(r"^(https?://)?(t\.me|telegram\.me)/", "", text).removeprefix("@")
    if not text:
        return None
    if not _TELEGRAM.fullmatch(text):
        check.problem(field, "not_a_telegram_name")
        return None
    return text


def _clean(check: Checker, field: str, typed: str, *, most: int, least: int = 0) -> str:
    """The cleaned text, or nothing when a problem was noted: one sentence beside a field is enough."""
    before = len(check.problems)
    text = check.text(field, typed, most=most, least=least)
    return text if len(check.problems) == before else ""
