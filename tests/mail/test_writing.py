"""The words of letters."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar

from bridge.folders import TEMPLATES
from bridge.mail import Letter
from bridge.mail.outbox import Leased
from bridge.mail.writing import Writer

WRITER = Writer("https://bridge.example", "Startup Bridge <bridge@bridge.example>")
OURS = (
    "already_registered", "confirm", "email_changed", "email_confirm", "email_requested", "email_taken",
    "password_changed", "reset",
)  # fmt: skip


def leased(kind: str = "confirm", name: str = "Aisha") -> Leased:
    letter = Letter(kind, email="a@startup.example", params={"name": name}, path="/account/confirm/abc")
    return Leased(uuid4(), uuid4(), letter, datetime(2026, 3, 2, tzinfo=UTC), 0)


@pytest.mark.parametrize("kind", OURS)
@pytest.mark.parametrize("language", ["en", "ru", "ur"])
def test_every_letter_of_accounts_is_written_in_every_language(kind: str, language: str) -> None:
    written = WRITER.write(leased(kind), language)
    assert written.subject
    assert "\n" not in written.subject
    assert written.text.endswith("-- \nStartup Bridge\nhttps://bridge.example")
    assert f'lang="{language}" dir="{"rtl" if language == "ur" else "ltr"}"' in written.html


def test_the_list_of_letters_is_whole() -> None:
    assert set(OURS) <= {path.stem for path in (TEMPLATES / "mail").glob("*.txt")}


def test_both_parts_hold_the_link_and_the_words() -> None:
    written = WRITER.write(leased(), "en")
    for part in (written.text, written.html):
        assert "Hello Aisha," in part
        assert "https://bridge.example/account/confirm/abc" in part
    assert "Confirm my address:\nhttps://bridge.example/account/confirm/abc\n" in written.text


def test_a_name_is_text_in_both_parts() -> None:
    written = WRITER.write(leased(name="<b>Ali</b> & sons"), "en")
    assert "Hello <b>Ali</b> & sons," in written.text
    assert "Hello &lt;b&gt;Ali&lt;/b&gt; &amp; sons," in written.html


def test_a_line_break_in_a_name_starts_no_header() -> None:
    letter = leased(name="A\r\nBcc: everybody@startup.example")
    message = WRITER.message(letter, WRITER.write(letter, "en"), "a@startup.example", "A\r\nBcc: x@startup.example")
    assert message["Bcc"] is None
    assert str(message["To"]).endswith("<a@startup.example>")


def test_a_message_has_both_parts_a_date_and_says_that_nobody_typed_it() -> None:
    letter = leased()
    message = WRITER.message(letter, WRITER.write(letter, "en"), "a@startup.example", "Aisha")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["Date"] == "Mon, 02 Mar 2026 00:00:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == "Startup Bridge <bridge@bridge.example>"


@pytest.mark.parametrize(("kind", "cancelled"), [("meeting_confirmed", False), ("meeting_cancelled", True)])
def test_letters_about_meetings_carry_the_calendar_entry(kind: str, cancelled: bool) -> None:
    introduction = uuid4()
    entry = {
        "introduction": str(introduction), "start": "2026-03-05T09:00:00+00:00", "minutes": 45, "sequence": 2,
        "changed": "2026-03-02T09:00:00+00:00", "cancelled": cancelled,
    }  # fmt: skip
    told = {
        "mine": "Anor",
        "theirs": "Шифо",
        "when": "2026-03-05T09:00:00+00:00",
        "zone": "Asia/Karachi",
        "minutes": 45,
    }
    letter = Letter(
        kind, email="a@startup.example", params={**told, "calendar": entry}, path=f"/introductions/{introduction}"
    )
    row = Leased(uuid4(), uuid4(), letter, datetime(2026, 3, 2, tzinfo=UTC), 0)
    message = WRITER.message(row, WRITER.write(row, "en"), "a@startup.example", "A")
    [part] = message.iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "meeting.ics")
    calendar: Any = Calendar.from_ical(part.get_payload(decode=True))  # type: ignore[arg-type]
    [event] = calendar.walk("VEVENT")
    assert event["UID"] == f"{introduction}@bridge.example"
    assert event["DTSTART"].dt == datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CANCELLED" if cancelled else "CONFIRMED")
    assert part.get_param("method") == ("CANCEL" if cancelled else "PUBLISH")
    assert {sub.get_content_type() for sub in message.walk()} >= {"text/plain", "text/html", "text/calendar"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "March 5, 2026, 14:00 (Karachi)"), ("ru", "5 марта 2026 г., 14:00 (Карачи)"), ("ur", "14:00 (کراچی)")],
)
def test_a_meeting_is_told_on_the_readers_clock_and_in_their_words(language: str, words: str) -> None:
    told = {
        "mine": "Anor",
        "theirs": "Bodom",
        "when": "2026-03-05T09:00:00+00:00",
        "zone": "Asia/Karachi",
        "minutes": 45,
    }
    letter = Letter("meeting_confirmed", email="a@startup.example", params=told, path="/introductions/x")
    written = WRITER.write(Leased(uuid4(), uuid4(), letter, datetime(2026, 3, 2, tzinfo=UTC), 0), language)
    assert words in written.text
