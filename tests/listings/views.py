"""What a list holds, as each of its forms tells it: the ids in their order and how many there are in all."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus
from uuid import UUID

from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from bridge.api import operation
from bridge.composition import Bridge


@dataclass(frozen=True)
class Told:
    """What one form answered: its status, and what it holds where that was 200."""

    status: int
    ids: tuple[str, ...] = ()
    total: int = 0


# How a page names its rows: patterns around an id or a slug, looked for in the part where the list is.
NAMED = {
    "/startups": r'<h2[^>]*><a href="/startups/([^"/]+)"',
    "/startups/{startup}/suggestions": r'<h2[^>]*><a href="/startups/([^"/]+)"',
    "/startups/{startup}/blocked": r'<b><a href="/startups/([^"/]+)"',
    "/incubators": r'<h2[^>]*><a href="/incubators/([^"/]+)"',
    "/hackathons/{hackathon}/teams": r'<h2[^>]*><a href="/hackathons/[^"/]+/teams/([^"/]+)"',
    "/hackathons/{hackathon}/projects": r'<h2[^>]*><a href="/hackathons/[^"/]+/projects/([^"/]+)"',
    "/hackathons": r'<h2[^>]*><a href="/hackathons/([^"/]+)"',
    "/incubators/{incubator}/startups": r'<h3[^>]*><a href="/startups/([^"/]+)"',
    "/incubators/{incubator}/manage/startups": r'<h2[^>]*><a href="[^"]+/manage/startups/([^"/]+)"',
    "/introductions": r'<h2[^>]*><a href="/introductions/([^"/]+)"',
    "/partnerships": r'<h2[^>]*><a href="/partnerships/([^"/]+)"',
    "/admin/vocabulary": r'href="[^"]*[?&;]tag=([^"&#]+)#fold"',
    "/startups/{startup}/suggestions/dismissed": r'<li class="row apart" data-id="([^"]+)"',
    "/startups/{startup}/people/invitations": r'data-invitation="([^"]+)"',
    "/incubators/{incubator}/manage/people/invitations": r'data-invitation="([^"]+)"',
    "/admin/moderation": r'data-about="([^"]+)"',
    "/admin/moderation/appeals": r'data-appeal="([^"]+)"',
    "/admin/vocabulary/folded": r'data-fold="([^"]+)"',
    "/admin/vocabulary/replaced": r'data-replaced="([^"]+)"',
}
BY_ID = r'<li [^>]*data-id="([^"]+)"'

TAB = r'aria-current="[a-z]+">[^<(]*\((\d+)\)<'
COUNTED = {
    "/startups": r'role="status"><b>(\d+) ',
    "/incubators": r'<p class="muted">(\d+) incubator',
    "/hackathons": r'<p class="muted">(\d+) hackathon',
    "/incubators/{incubator}/startups": r'Startups here <span class="muted">(\d+)<',
    "/incubators/{incubator}/manage/introductions": TAB,
    "/introductions": TAB,
    "/partnerships": r'role="status"><b>(\d+) ',
    "/admin/vocabulary": r'Free tags in use <span class="muted">(\d+)<',
}
# Lists whose page has another address than its twins, or shows all of it only when asked.
PAGES = {
    "/incubators/{incubator}/startups": "/incubators/{incubator}",
    "/admin/moderation/decisions": "/admin/moderation",
    "/admin/moderation/appeals": "/admin/moderation",
    "/startups/{startup}/suggestions/dismissed": "/startups/{startup}/suggestions",
    "/startups/{startup}/people/invitations": "/startups/{startup}/people",
    "/incubators/{incubator}/manage/people/invitations": "/incubators/{incubator}/manage/people",
    "/admin/vocabulary/folded": "/admin/vocabulary",
    "/admin/vocabulary/replaced": "/admin/vocabulary",
}
MORE = {"/startups/{startup}/suggestions": "all=1", "/introductions": "state=all", "/admin/mail": "state=all"}
# Parts of pages that more people read than the part is for: whom the list is not for, the page shows none of it.
PARTS = {"/startups/{startup}/suggestions/dismissed"}

View = Callable[[FlaskClient, str, str, str, dict[str, str]], Told | None]


def page(browser: FlaskClient, rule: str, address: str, query: str, ids: dict[str, str]) -> Told:
    """The page, with the slugs on it turned into ids."""
    path = address.rpartition("/")[0] if rule in PAGES else address
    answer = browser.get(f"{path}?" + "&".join(filter(None, [query, MORE.get(rule)])))  # a key counts where it is first
    if answer.status_code != 200:
        return Told(answer.status_code)
    names = [unquote_plus(html.unescape(name)) for name in re.findall(NAMED.get(rule, BY_ID), answer.text)]
    if rule in PARTS and not names:
        return Told(_file(browser, address, "json", query).status_code)
    count = re.search(COUNTED[rule], answer.text) if rule in COUNTED else None
    total = int(count[1]) if count else len(names)
    return Told(200, tuple(ids.get(name, name) for name in names), total)


def _file(browser: FlaskClient, address: str, form: str, query: str) -> TestResponse:
    answer = browser.get(f"{address}.{form}?{query}")
    if answer.status_code == 200:
        assert f".{form}" in answer.headers["Content-Disposition"]
    return answer


def as_csv(browser: FlaskClient, rule: str, address: str, query: str, ids: dict[str, str]) -> Told:
    answer = _file(browser, address, "csv", query)
    if answer.status_code != 200:
        return Told(answer.status_code)
    _, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))
    return Told(200, tuple(row[0].removeprefix("'") for row in rows), len(rows))


def as_xlsx(browser: FlaskClient, rule: str, address: str, query: str, ids: dict[str, str]) -> Told:
    answer = _file(browser, address, "xlsx", query)
    if answer.status_code != 200:
        return Told(answer.status_code)
    book = load_workbook(io.BytesIO(answer.data), read_only=True)
    _, *rows = book.worksheets[0].iter_rows(values_only=True)
    return Told(200, tuple(str(row[0]) for row in rows), len(rows))


def as_json(browser: FlaskClient, rule: str, address: str, query: str, ids: dict[str, str]) -> Told:
    answer = _file(browser, address, "json", query)
    if answer.status_code != 200:
        return Told(answer.status_code)
    found = answer.get_json()
    return Told(200, tuple(str(next(iter(item.values()))) for item in found["items"]), found["total"])


# Where the API has a list under another address than its page; None where it has none.
OPERATIONS: dict[str, str | None] = {
    "/incubators/{incubator}/manage/startups": "/incubators/{incubator}/roster",
    "/incubators/{incubator}/manage/introductions": "/incubators/{incubator}/introductions",
    "/admin/moderation/decisions": "/decisions",
    "/admin/vocabulary": "/tags",
    "/admin/people": None,  # administrators' alone, and no token has that role
    "/admin/moderation": "/moderation",
    "/admin/moderation/appeals": "/moderation/appeals",
    "/incubators/{incubator}/manage/enquiries": "/incubators/{incubator}/enquiries",
    "/admin/mail": None,
    "/admin/vocabulary/folded": "/tags/folds",
    "/admin/vocabulary/replaced": "/codes/replacements",
    "/startups/new": None,  # what is begun on pages is finished on pages
    "/account/tokens": "/tokens",
    "/startups/{startup}/tokens": None,  # a token reads those of whom it acts for: tests/api/test_tokens.py
    "/incubators/{incubator}/manage/tokens": None,
    "/startups/{startup}/people": "/startups/{startup}/founders",
    "/startups/{startup}/people/invitations": "/startups/{startup}/founders",
    "/incubators/{incubator}/manage/people": "/incubators/{incubator}/managers",
    "/incubators/{incubator}/manage/people/invitations": "/incubators/{incubator}/managers",
    "/startups/{startup}/incubators": "/startups/{startup}/admissions",
    "/startups/{startup}/suggestions/dismissed": "/startups/{startup}/dismissals",
    "/incubators/{incubator}/manage/import": "/incubators/{incubator}/imports",
    "/hackathons/{hackathon}/manage/people": "/hackathons/{hackathon}/registrations",
    "/hackathons/{hackathon}/manage/judges": None,  # one operation has judges and mentors with all that is known
    "/hackathons/{hackathon}/manage/messages": "/hackathons/{hackathon}/messages/written",
    "/hackathons/{hackathon}/manage/judging/scorecards": "/hackathons/{hackathon}/scorecards",
}
# Who acts for something stands on its own page too, so programs tell it to more people than the page of its people.
WIDER = {rule for rule, path in OPERATIONS.items() if path and path.endswith(("/founders", "/managers"))}

AT_ONCE = 3


def lists_of_the_api() -> dict[str, list[str]]:
    """Every list that programs can ask for: its path and its columns."""
    found = {one.path: one.schema.get("properties", {}) for one in operation.OPERATIONS.values() if one.schema}
    return {path: list(shape["items"]["items"]["properties"]) for path, shape in found.items() if "next" in shape}


def as_program(browser: FlaskClient, rule: str, address: str, query: str, ids: dict[str, str]) -> Told | None:
    """The API, asked with a token of whoever looks, part after part; None where no program can ask the same."""
    site = browser.application
    bridge: Bridge = site.extensions["bridge"]
    with browser.session_transaction() as session:
        account = UUID(session["_user_id"].partition(":")[0]) if "_user_id" in session else None
    actor = bridge.actor_for(account)
    path = OPERATIONS.get(rule, rule)
    if path is None or "administrator" in actor.roles:
        return None
    name = address.split("/")[2] if "{" in path else ""
    headers = {}
    if account is not None:
        tokens = bridge.machines.tokens
        for before in tokens.of_person(account):
            tokens.revoke(before.id, [before])
        _, secret = tokens.make(account, "reader", ["read"], 1)
        headers = {"Authorization": f"Bearer {secret}"}
    if rule in WIDER and browser.get(f"{address}.json").status_code != 200:
        return None
    found: list[dict[str, Any]] = []
    key, part = "invitations" if rule.endswith("/invitations") else "items", ""
    following, total = "", 0
    if path in lists_of_the_api():
        part = f"limit={AT_ONCE}"
    while True:
        asked = f"/api/v1{re.sub('{.*}', name, path)}?" + "&".join(filter(None, [query, part])) + following
        answer = site.test_client().get(asked, headers=headers)
        if answer.status_code != 200:
            return Told({401: 303}.get(answer.status_code, answer.status_code))
        told = answer.get_json()
        found += told[key]
        total = told.get("total", told.get("count", len(found)))
        if told.get("next") is None:
            break
        following = f"&after={told['next']}"
    return Told(200, tuple(str(next(iter(item.values()))) for item in found), total)


# Programs first: a token of theirs is a row of a list, too.
VIEWS: dict[str, View] = {"api": as_program, "page": page, "csv": as_csv, "xlsx": as_xlsx, "json": as_json}
