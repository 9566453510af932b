"""The words of letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from typing import Any
from uuid import UUID, uuid4

import pytest
from icalendar import Calendar

from bridge.folders import TEMPLATES
from bridge.mail import Letter, StopLinks
from bridge.mail.letters import ALWAYS
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


STOPPING = StopLinks("k" * 40)
THREADED = (
    "introduction_proposed", "introduction_reminded", "introduction_accepted", "introduction_declined",
    "introduction_expired", "times_proposed", "meeting_cancelled", "partnership_recorded", "admission_asked",
    "admission_offered", "admission_answered", "admission_accepted", "admission_refused", "admission_declined",
)  # fmt: skip


def news(kind: str = "introduction_accepted", *, thread: str | None = None, account: UUID | None = None) -> Leased:
    told = {"mine": "Anor", "theirs": "Bodom", "startup": "Anor", "incubator": "Demo Park"}
    letter = Letter(kind, account=account or uuid4(), params=told, path="/introductions/x", thread=thread)
    return Leased(uuid4(), uuid4(), letter, datetime(2026, 3, 2, tzinfo=UTC), 0)


def sent(leased: Leased, unsubscribe_mail: str | None = None) -> tuple[Message, Any]:
    writer = Writer("https://bridge.example", "Startup Bridge <bridge@bridge.example>", STOPPING, unsubscribe_mail)
    written = writer.write(leased, "en")
    raw = writer.message(leased, written, "a@startup.example", "Aisha").as_bytes()
    return message_from_bytes(raw), written


def test_one_click_stops_letters_and_the_letter_says_where() -> None:
    account = uuid4()
    message, written = sent(news(account=account), "stop@bridge.example")
    way = f"https://bridge.example/letters/{STOPPING.token(account)}"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    web, mail = message["List-Unsubscribe"].split(", ")
    assert web == f"<{way}/stop>"
    assert mail.startswith(
        "<mailto:stop@bridge.example?subject=unsubscribe&body=https%3A%2F%2Fbridge.example%2Fletters"
    )
    assert message["List-Id"] == "Startup Bridge <letters.bridge.example>"
    for part in (written.text, written.html):
        assert way in part
    for part in (way, str(message)):
        assert str(account) not in part


@pytest.mark.parametrize("kind", sorted(ALWAYS))
def test_letters_about_the_account_itself_cannot_be_stopped(kind: str) -> None:
    told: dict[str, object] = {"name": "A", "inviter": None, "kind": "startup", "measure": "hide", "outcome": "upheld"}
    told |= {"hackathon": "Water", "receipts": ["1-AAAAA-BBBBB"]}
    leased = Leased(uuid4(), uuid4(), Letter(kind, account=uuid4(), params=told, path="/x"), datetime.now(UTC), 0)
    message, written = sent(leased)
    assert message["List-Unsubscribe"] is None
    assert "/letters/" not in written.text


def test_a_token_is_for_one_account_and_made_here_alone() -> None:
    account = uuid4()
    token = STOPPING.token(account)
    assert STOPPING.account(token) == account
    assert StopLinks("x" * 40).account(token) is None
    for bad in ("", "x", token[:-1], token[1:], f"{token}x", STOPPING.token(uuid4())[:23] + token[23:]):
        assert STOPPING.account(bad) is None


def test_letters_about_one_thing_stand_together_for_each_reader() -> None:
    account = uuid4()
    first, second = (sent(news(thread="introductions:7", account=account))[0] for _ in range(2))
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
    assert sent(news(thread="introductions:8", account=account))[0]["References"] != first["References"]
    assert sent(news(thread="introductions:7"))[0]["References"] != first["References"]
    assert sent(news(account=account))[0]["References"] is None


@pytest.mark.parametrize("kind", THREADED)
def test_every_subject_of_a_thread_names_whom_it_is_about(kind: str) -> None:
    subject = sent(news(kind))[1].subject
    assert "Bodom" in subject or "Anor" in subject


def test_long_links_in_headers_are_whole_and_words_travel_in_seven_bits() -> None:
    leased = news(thread="introductions:7")
    told = {"mine": "Шифо и партнёры", "theirs": "Барака" * 20}
    leased = replace(leased, letter=replace(leased.letter, params=told))
    writer = Writer(f"https://{'bridge' * 8}.example", "Startup Bridge <bridge@bridge.example>", STOPPING, None)
    raw = writer.message(leased, writer.write(leased, "ru"), "a@startup.example", "Айгүл").as_bytes()
    assert max(raw) < 128
    assert b"/stop>\r\n" in raw
    body = raw.partition(b"\r\n\r\n")[2]
    assert max(len(line) for line in body.split(b"\r\n")) <= 78


def test_a_daily_letter_lists_what_waits_and_what_happened() -> None:
    told = {
        "name": "Aisha",
        "waiting": [{"text": "<Bodom> asks", "path": "/introductions/1"}],
        "news": [
            {"kind": "introduction_declined", "params": {"mine": "Anor", "theirs": "C & D"}, "path": "/introductions/2"}
        ],
    }
    leased = Leased(
        uuid4(), uuid4(), Letter("digest", account=uuid4(), params=told, path="/todo"), datetime.now(UTC), 0
    )
    _, written = sent(leased)
    assert written.subject == "1 thing waits for you"
    assert "- <Bodom> asks\n  https://bridge.example/introductions/1" in written.text
    assert "- C & D declined the introduction\n  https://bridge.example/introductions/2" in written.text
    assert "&lt;Bodom&gt; asks" in written.html
    assert "<table" not in written.html
