"""A sample on PostgreSQL, which takes no NUL, counts to fewer than people type, and knows no lone surrogates."""

from pathlib import Path
from urllib.parse import quote

from tests.permissions.roles import FOUNDER
from tests.permissions.table import SENT, TABLE
from tests.web.hostile import LONG, NO_TEXT
from tests.web.rough import Rough, allowed, encoded

RULES = (
    "/account",
    "/account/register",
    "/account/sign-in",
    "/admin/people",
    "/admin/vocabulary/fold",
    "/incubators/<slug>/edit",
    "/introductions/<uuid:introduction>/times",
    "/startups/<slug>/edit",
    "/startups/<slug>/introduce",
    "/startups/<slug>/introduce/draft",
    "/startups/<slug>/suggestions/dismiss",
    "/startups/new",
    "/startups/new/draft",
)
VALUES = (*NO_TEXT, LONG, "a\ud800b", "9" * 19, "²")


def test_no_value_breaks_a_form_or_a_page_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    site = Rough(tmp_path, postgres_url)
    problems = []
    for rule in RULES:
        form = site.form(SENT[rule])
        for bad in VALUES:
            sent = [(name, text if name in ("step", "do", "version") else bad) for name, text in form.fields.items()]
            came = site.ask(form.path, form.role, "POST", encoded(sent))
            problems += [f"{rule} {bad[:20]!r}: {came.status}"] if came.status >= 500 else []
    lists = ("/startups", "/incubators", "/startups/<slug>/history", "/admin/vocabulary", "/introductions")
    for row in {row.rule: row for row in reversed(TABLE) if row.method == "GET" and row.rule in lists}.values():
        for bad in VALUES:
            typed = quote(bad.encode("utf-8", "surrogatepass"))
            query = "&".join(f"{key}={typed}" for key in ("q", "page", "before", "sector", "country", "tag", "order"))
            came = site.ask(f"{site.address(row.path).partition('?')[0]}?{query}", allowed(row))
            problems += [f"{row.rule} {bad[:20]!r}: {came.status}"] if came.status >= 500 else []
    assert site.ask("/startups/a%00b", FOUNDER).status == 404
    site.close()
    assert problems == []
