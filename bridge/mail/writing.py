"""Turns a letter into a message with a plain and an HTML part, in the reader's language."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache, partial
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from babel import Locale, dates
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from bridge.calendars import Meeting, file_of
from bridge.folders import TEMPLATES, TRANSLATIONS
from bridge.mail.letters import DIGEST, Letter
from bridge.mail.outbox import Leased
from bridge.mail.stopping import StopLinks
from bridge.texts import best_text

RIGHT_TO_LEFT = frozenset({"ur", "ps", "fa", "ar"})
_ONE_LINE = frozenset({"list-id", "list-unsubscribe", "message-id", "in-reply-to", "references"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_BLANK_LINES = re.compile(r"\n\s*\n")


class Plainly(EmailPolicy):
    """Headers that hold links and ids are one line: folded, the library would write them in code words."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in _ONE_LINE:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


# Not every server on the way takes more than seven bits.
POLICY = Plainly(linesep="\r\n", cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list, with where it leads."""

    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in words."""

    subject: str
    text: str
    html: str


class Writer:
    """Writes letters from `templates/mail/`, with links to this site."""

    def __init__(
        self, base_url: str, mail_from: str, stop: StopLinks | None = None, unsubscribe_mail: str | None = None
    ) -> None:
        self.base_url = base_url
        self.mail_from = mail_from
        self.stop, self.unsubscribe_mail = stop, unsubscribe_mail
        self.host = urlsplit(base_url).hostname or "localhost"

    def write(self, leased: Leased, language: str) -> Written:
        """Write the words; the HTML part is made from the plain one, so both always say the same."""
        letter = leased.letter
        environment = _environment(language)
        template = _template(environment, letter.kind)
        params = dict(letter.params)
        subject = _CONTROL.sub(" ", _block(template, "subject", params))
        body = _block(template, "body", params)
        action = _block(template, "action", params) if letter.path else ""
        stop = self._stop(letter)
        layout = {
            "subject": subject,
            "paragraphs": [" ".join(part.split()) for part in _BLANK_LINES.split(body) if part.strip()],
            "choices": self._choices(letter, template),
            "lists": self._lists(letter, environment),
            "action": action,
            "link": f"{self.base_url}{letter.path}" if letter.path else None,
            "stop": stop,
            "site": self.base_url,
            "language": language,
            "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        }
        return Written(
            subject=subject,
            text=environment.get_template("mail/layout.txt").render(layout).strip(),
            html=environment.get_template("mail/layout.html").render(layout),
        )

    def _choices(self, letter: Letter, template: Template) -> list[Line]:
        """Several answers, each with its own link: a block of lines 'words | end of the address'."""
        if "choices" not in template.blocks:
            return []
        rows = _block(template, "choices", dict(letter.params)).splitlines()
        parts = [row.rpartition(" | ") for row in rows if row.strip()]
        return [Line(text.strip(), f"{self.base_url}{letter.path}{end.strip()}") for text, _, end in parts]

    def _lists(self, letter: Letter, environment: Environment) -> list[list[Line]]:
        """What a daily letter lists: things to do in their own words, news by the subjects of their letters."""
        if letter.kind != DIGEST:
            return []
        told: dict[str, Any] = dict(letter.params)
        news = [
            Line(_CONTROL.sub(" ", _block(_template(environment, one["kind"]), "subject", one["params"])), one["path"])
            for one in told["news"]
        ]
        waiting = [Line(one["text"], one["path"]) for one in told["waiting"]]
        lists = ((line, self.base_url) for line in (waiting, news))
        return [[Line(line.text, f"{base}{line.link or '/'}") for line in lines] for lines, base in lists]

    def message(self, leased: Leased, written: Written, email: str, name: str | None) -> EmailMessage:
        """Wrap the words; the same row always has the same Message-ID, so a repeated sending shows once."""
        message = EmailMessage(policy=POLICY)
        message["Subject"] = written.subject
        message["From"] = formataddr(parseaddr(self.mail_from))
        message["To"] = formataddr((_CONTROL.sub(" ", name or ""), email))
        message["Date"] = format_datetime(leased.created_at)
        message["Message-ID"] = f"<{leased.id}@{self.host}>"
        message["Auto-Submitted"] = "auto-generated"
        self._thread(message, leased.letter)
        self._offer_to_stop(message, leased.letter)
        message.set_content(written.text)
        message.add_alternative(written.html, subtype="html")
        if entry := leased.letter.params.get("calendar"):
            self._attach(message, leased.letter, entry)
        return message

    def _thread(self, message: EmailMessage, letter: Letter) -> None:
        """All letters of a thread answer the same one, which nobody ever got: the order in which they come is free."""
        if letter.thread is not None:
            root = uuid5(NAMESPACE_URL, f"thread:{letter.thread}:{letter.account or letter.email}")
            message["In-Reply-To"] = message["References"] = f"<{root}@{self.host}>"

    def _stop(self, letter: Letter) -> str | None:
        if self.stop is None or letter.account is None or letter.always:
            return None
        return f"{self.base_url}{self.stop.path(letter.account)}"

    def _offer_to_stop(self, message: EmailMessage, letter: Letter) -> None:
        """One click in a mail program stops the letters (RFC 8058)."""
        if (stop := self._stop(letter)) is None:
            return
        ways = [f"<{stop}/stop>"]
        if self.unsubscribe_mail:
            ways.append(f"<mailto:{self.unsubscribe_mail}?subject=unsubscribe&body={quote(stop, safe='')}>")
        message["List-Id"] = f"Startup Bridge <letters.{self.host}>"
        message["List-Unsubscribe"] = ", ".join(ways)
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"

    def _attach(self, message: EmailMessage, letter: Letter, entry: Any) -> None:
        address = f"{self.base_url}{letter.path}"
        meeting = Meeting(
            introduction=UUID(entry["introduction"]),
            start=datetime.fromisoformat(entry["start"]),
            minutes=entry["minutes"],
            sequence=entry["sequence"],
            changed=datetime.fromisoformat(entry["changed"]),
            title=f"{letter.params['mine']} – {letter.params['theirs']}",
            description=address,
            place=None,
            address=address,
            cancelled=entry["cancelled"],
        )
        content = file_of(meeting, host=self.host, organiser=parseaddr(self.mail_from)[1])
        method = {"method": "CANCEL" if meeting.cancelled else "PUBLISH"}
        message.add_attachment(content, maintype="text", subtype="calendar", filename="meeting.ics", params=method)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations: NullTranslations = Translations.load(TRANSLATIONS, [language])
    locale = Locale.parse(language)
    environment.filters["moment"] = partial(_moment, locale, translations.gettext(", "))
    environment.filters["zone_city"] = partial(_zone_city, locale)
    environment.filters["pick"] = partial(best_text, language=language)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    return environment


def _moment(locale: Locale, comma: str, iso: str, zone: str) -> str:
    """A moment of the log on the clock of a zone: '20 March 2026, 14:00' in the reader's language."""
    there = datetime.fromisoformat(iso).astimezone(ZoneInfo(zone))
    day = dates.format_date(there, "long", locale=locale)
    return f"{day}{comma}{there:%H:%M}"  # nobody mistakes 02:00 for 14:00


def _zone_city(locale: Locale, zone: str) -> str:
    return zone if zone == "UTC" else str(dates.get_timezone_location(zone, locale=locale, return_city=True))


def _template(environment: Environment, kind: str) -> Template:
    return environment.get_template(f"mail/{kind}.txt")


def _block(template: Template, name: str, params: dict[str, object]) -> str:
    return "".join(template.blocks[name](template.new_context(params))).strip()
