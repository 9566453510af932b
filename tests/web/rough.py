"""Sends what no browser would: fields of the site's own forms with hostile values in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote_from_bytes

from tests.permissions.answers import ALLOWED, Outcome
from tests.permissions.roles import ROLES
from tests.permissions.rows import Row
from tests.permissions.walking import Stage
from tests.permissions.world import World

URLENCODED = "application/x-www-form-urlencoded"


def allowed(row: Row) -> str:
    """The first role that a row is open to."""
    return next((role for role in ROLES if row.answers[role] in ALLOWED), ROLES[0])


def encoded(pairs: Iterable[tuple[str, str]]) -> bytes:
    """A form as it travels; lone surrogates become the bytes that a broken program would send."""
    return "&".join(f"{_quoted(name)}={_quoted(text)}" for name, text in pairs).encode()


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Form:
    """The form behind a rule as its page shows it: where it goes, who may send it, and all its fields."""

    row: Row
    role: str
    path: str
    fields: dict[str, str]


class Rough(Stage):
    """The planted world, with forms taken from its pages; `more` is planted on top."""

    def __init__(self, folder: Path, database_url: str, more: Callable[[World], None] | None = None) -> None:
        super().__init__(folder, database_url)
        self.forms: dict[str, Form] = {}
        self.read: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        if more is not None:
            more(self.world)
            self.watcher.close()
            self._keep()

    def ask(self, path: str, role: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Outcome:
        """Send anything; on SQLite, see what it led to and put the world back."""
        client = self.app.test_client()
        if role in self.cookies:
            client.set_cookie("bridge", self.cookies[role])
        content_type = headers.pop("content_type", URLENCODED)
        response = client.open(path, method=method, data=body, content_type=content_type, headers=headers)
        kind = response.mimetype or ""
        text = response.get_data(as_text=True) if kind.startswith(("text/", "application/json", "image/svg")) else ""
        outcome = Outcome(response.status_code, response.headers.get("Location", ""), text)
        outcome.headers = dict(response.headers)
        if self.file is not None and self._version() != self.seen:
            self._note_effects(outcome)  # PostgreSQL goes on as it is: to read all of it again is most of the work
        response.close()
        return outcome

    def address(self, path: str) -> str:
        """A row's path with the names of the world in it."""
        return self._filled(path)

    def form(self, row: Row) -> Form:
        """The form of a row, with the fields that its page has beside those that the row fills in; looked for once."""
        if str(row) not in self.forms:
            self.forms[str(row)] = self._form(row)
        return self.forms[str(row)]

    def _form(self, row: Row) -> Form:
        role, path = allowed(row), self._filled(row.path)
        fields = {name: self._filled(text) for name, text in row.fields.items()}
        for address in self._pages(row.path):
            for name, text in self._forms(role, address).get(path.partition("?")[0], {}).items():
                fields.setdefault(name, text)
        fields.pop("csrf_token", None)
        return Form(row, role, path, fields)

    def _pages(self, path: str) -> Iterator[str]:
        """The pages on which a form may stand: the address itself and those above it."""
        parts = self._filled(path).partition("?")[0].split("/")
        query = "?" + path.partition("?")[2] if "?" in path else ""
        for depth in range(len(parts), 1, -1):
            yield "/".join(parts[:depth]) + self._filled(query)

    def _forms(self, role: str, address: str) -> dict[str, dict[str, str]]:
        """The forms on a page; one that many forms are looked for on is asked for once while the world stays."""
        if (role, address) in self.read:
            return self.read[role, address]
        outcome = self.ask(address, role)
        found = forms_in(outcome.text) if outcome.status == 200 else {}
        if self.file is not None:
            self.read[role, address] = found
        return found


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self.now: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("method") == "post":
            self.now = self.forms.setdefault((given.get("action") or "").partition("?")[0], {})
        elif self.now is not None and (name := given.get("name")) and tag != "button":
            ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            self.now[name] = self.now.get(name) or (given.get("value") or "" if ticked else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None


def forms_in(page: str) -> dict[str, dict[str, str]]:
    """{where it goes: {field: value}} of the forms on a page."""
    parser = _Fields()
    parser.feed(page)
    return parser.forms
