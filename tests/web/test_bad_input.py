"""Every form, page and address of the site with input that no browser would send: an answer each time, never a 500."""

import re
from collections.abc import Iterator
from itertools import cycle
from urllib.parse import quote

import pytest

from tests.databases import Sqlite
from tests.permissions.answers import Outcome
from tests.permissions.roles import ADMINISTRATOR, FOUNDER, VISITOR
from tests.permissions.rows import Row
from tests.permissions.table import SENT, TABLE
from tests.web.hostile import KEYS, LONG, NO_TEXT, ODD_NAMES, PARTS, QUERIES, STRANGE
from tests.web.rough import URLENCODED, Rough, allowed, encoded

# Buttons and numbers of a form say what it is for: hostile ones are among the strange, not among what is refused.
BUTTONS = ("step", "do", "save", "version", "draft")
# Forms that are a button alone.
BARE = {
    "/account/confirm/<token>", "/account/email/<token>", "/account/sign-out",
    "/admin/people/<uuid:account>/<role>/revoke", "/i/<secret>",
    "/incubators/<slug>/manage/people/<uuid:account>/leave",
    "/incubators/<slug>/manage/people/invitations/<uuid:invitation>/revoke",
    "/incubators/<slug>/manage/startups/<uuid:startup>/invite", "/introductions/<uuid:introduction>/remind",
    "/introductions/<uuid:introduction>/withdraw", "/partnerships/<uuid:partnership>/confirm",
    "/partnerships/<uuid:partnership>/dispute", "/startups/<slug>/blocked/<uuid:other>/remove",
    "/startups/<slug>/people/<uuid:account>/leave", "/startups/<slug>/people/invitations/<uuid:invitation>/revoke",
    "/startups/<slug>/confirm", "/startups/new/discard", "/i/<secret>/ask", "/invitations/<uuid:invitation>",
    "/invitations/<uuid:invitation>/ask", "/startups/<slug>/people/invitations/<uuid:invitation>/renew",
    "/incubators/<slug>/manage/people/invitations/<uuid:invitation>/renew",
    "/account/data/export", "/account/feed", "/account/feed/end", "/account/tokens/<uuid:token>/revoke",
    "/admin/mail/<uuid:letter>/again", "/admin/mail/<uuid:letter>/give-up", "/enquiries/<uuid:enquiry>/withdraw",
    "/incubators/<slug>/manage/introductions/<uuid:introduction>/<any(withdraw, remind):what>",
    "/incubators/<slug>/manage/startups/<uuid:startup>/ask-update",
    "/incubators/<slug>/manage/tokens/<uuid:token>/revoke", "/startups/<slug>/claim/withdraw",
    "/startups/<slug>/hand-over/withdraw", "/startups/<slug>/tokens/<uuid:token>/revoke",
    *(f"/hackathons/<slug>/manage/judging/<int:number>/{step}"
      for step in ("<any(open, close):what>", "judges/<uuid:judge>/leave")),
    *(f"/hackathons/<slug>/manage/results/<int:number>/{step}" for step in ("feedback", "freeze")),
    *(f"/incubators/<slug>/manage/import/<uuid:job>/{step}"
      for step in ("back", "dismiss", "drop", "go_on", "start", "undo")),
    *(f"/hackathons/<slug>/{step}"
      for step in ("help/<uuid:request_id>/<any(take, give_back, finish, withdraw):what>", "project/withdraw",
                   "project/files/<digest>/remove", "register/withdraw")),
    *(f"/hackathons/<slug>/teams/<uuid:team>/{step}"
      for step in ("dissolve", "leave", "take-back", "invitations/<uuid:invitation>/<any(revoke, renew):what>",
                   "members/<uuid:account>/<any(remove, lead):what>")),
    *(f"/hackathons/<slug>/manage/{step}"
      for step in ("agree", "announce", "certificates/issue", "changes/<uuid:change>/agree",
                   "changes/<uuid:change>/refuse", "hosts/<uuid:incubator>/leave", "mentors/<uuid:mentor>/remove",
                   "messages/<uuid:message>/cancel", "print/badges", "phases/<phase>/<any(open, close):what>",
                   "print/sheets/<uuid:round>", "team/<uuid:account>/leave",
                   *(f"judges/<uuid:judge>/{what}" for what in ("erase", "link", "revoke")),
                   *(f"team/invitations/<uuid:invitation>/{what}" for what in ("renew", "revoke")),
                   "mentors/invitations/<uuid:invitation>/<any(revoke, renew):what>")),
    "/j/<token>", "/verify/<code>/certificate",
}  # fmt: skip
# Drafts keep what is being typed, wrong or not; whether somebody has an address is never told.
FORGIVING = {
    "/startups/new/draft": {"drafts"},
    "/startups/<slug>/introduce/draft": {"drafts"},
    "/hackathons/<slug>/project": {"project_drafts"},
    "/hackathons/<slug>/project/draft": {"project_drafts"},
    "/hackathons/<slug>/judge/<uuid:round>/<uuid:project>/draft": {"scorecard_drafts"},
    "/account/forgot": set[str](),
    "/account/check-mail": set[str](),
}
KEEPS_DRAFTS = {
    "/startups/new": {"drafts"}, "/startups/<slug>/introduce": {"drafts"},
    "/hackathons/<slug>/project": {"project_drafts"},
}  # fmt: skip
# An address is made from what is left of anything, and shown; it can be changed again.
MADE_FROM_ANYTHING = {"/startups/<slug>/address"}
# A password may be made of anything; what is wrong with it is tested where it is set.
PASSWORDS = ("password", "current", "new", "username")
ONLY_PASSWORDS = {"/account/password", "/account/reset/<token>"}
READING_LEAVES = {"suggestions_shown", "judging_jobs"}
REFUSED = (400, 404, 409, 413, 422)
SAID = re.compile(r'class="(?:problem|error-list|error-page|notice error)')
EMPTY = (
    ("application/json", b'{"name": ["x"]}'),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
    ("multipart/form-data", b"no boundary"),
)
JUNK = (URLENCODED, b"&".join(b"a%d=" % n for n in range(3_000)) + b"=%zz&%ff=%fe&;")
NOBODY = "00000000-0000-0000-0000-000000000000"
PAGES = {row.path: row for row in reversed(TABLE) if row.method == "GET" and not row.rule.startswith("/static")}
RULES = sorted(SENT)
ROUNDS = 2  # of the strange values: each field meets so many of them, on other forms others


@pytest.fixture(scope="module")
def site(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rough]:
    url = sqlite.fresh()
    opened = Rough(tmp_path_factory.mktemp("rough"), url.render_as_string(hide_password=False))
    yield opened
    opened.close()
    sqlite.drop(url)


def broken(row: Row, came: Outcome) -> str | None:
    """What is wrong with any answer to a form."""
    changed = came.changed - READING_LEAVES - KEEPS_DRAFTS.get(row.rule, set())
    if came.status >= 500:
        return f"{came.status}"
    if came.status >= 400 and changed:
        return f"{came.status}, and yet changed {changed}"
    if came.status == 422 and "<html" in came.text and not SAID.search(came.text):
        return "422 without a word about why"
    return "came back as a script" if "<script>alert" in came.text else None


def test_the_fields_of_every_form_are_found(site: Rough) -> None:
    assert {rule for rule, row in SENT.items() if not site.form(row).fields.keys() - set(BUTTONS)} == BARE


@pytest.mark.parametrize("rule", sorted(SENT.keys() - BARE - MADE_FROM_ANYTHING - ONLY_PASSWORDS))
def test_what_is_no_text_is_refused_in_every_field(site: Rough, rule: str) -> None:
    form, problems, first = site.form(SENT[rule]), [], RULES.index(rule)
    # What is too long is tried by itself; of the characters each field gets another one, on other forms another still.
    for name, values in (("too long", [LONG]), ("no text", NO_TEXT[first % len(NO_TEXT) :] + NO_TEXT)):
        typed = cycle(values)
        sent = [
            (field, text if field in (*BUTTONS, *PASSWORDS) else next(typed)) for field, text in form.fields.items()
        ]
        came = site.ask(form.path, form.role, "POST", encoded(sent))
        if rule in FORGIVING:
            fine = came.status in (200, 303, 413, 422) and not came.changed - FORGIVING[rule]
        else:
            fine = came.status in REFUSED and broken(form.row, came) is None
        problems += [] if fine else [f"{name}: {came.status} {came.changed} {broken(form.row, came)}"]
    assert problems == []


@pytest.mark.parametrize("rule", RULES)
def test_strange_words_and_fields_break_no_form(site: Rough, rule: str) -> None:
    form, problems, first = site.form(SENT[rule]), [], RULES.index(rule)
    for turn in range(ROUNDS):
        strange = [STRANGE[(first + number * ROUNDS + turn) % len(STRANGE)] for number in range(len(form.fields))]
        # Every field twice, the second time with another value: a list where one value is expected.
        sent = [*zip(form.fields, strange, strict=True), *zip(form.fields, reversed(strange), strict=True)]
        sent += [(name, STRANGE[(first + turn) % len(STRANGE)]) for name in ODD_NAMES[turn::ROUNDS]]
        came = site.ask(form.path, form.role, "POST", encoded(sent))
        problems += [f"{turn}: {said}" for said in (broken(form.row, came),) if said]
    assert problems == []


@pytest.mark.parametrize("rule", RULES)
def test_what_is_no_form_breaks_no_form(site: Rough, rule: str) -> None:
    form = site.form(SENT[rule])
    # Those of EMPTY are a form without fields to whoever reads one, so they take turns.
    for content_type, body in (EMPTY[RULES.index(rule) % len(EMPTY)], JUNK):
        came = site.ask(form.path, form.role, "POST", body, content_type=content_type)
        assert broken(form.row, came) is None, content_type


@pytest.mark.parametrize("path", PAGES)
def test_any_query_shows_a_page(site: Rough, path: str) -> None:
    row, first = PAGES[path], [*PAGES].index(path)
    there = site.address(path).partition("?")[0]
    for turn in range(ROUNDS):  # what is next to a value in the list is like it, so the other turn is far from it
        start = first * 3 + turn * len(QUERIES) // ROUNDS
        values = [QUERIES[(start + number) % len(QUERIES)] for number in range(len(KEYS))]
        query = encoded(zip(KEYS, values, strict=True)).decode()
        came = site.ask(f"{there}?{query}", allowed(row))
        assert came.status < 500, query
        assert "<script>alert" not in came.text, query
        assert came.changed <= READING_LEAVES, query


def test_any_address_is_answered(site: Rough) -> None:
    problems = []
    rules = sorted({rule.rule for rule in site.app.url_map.iter_rules() if "<" in rule.rule})
    for number, rule in enumerate(rules):
        for turn, (role, method) in enumerate(((VISITOR, "GET"), (FOUNDER, "GET"), (ADMINISTRATOR, "POST"))):
            part = quote(PARTS[(number * 3 + turn) % len(PARTS)].encode("utf-8", "surrogatepass"))
            # A visitor asks for what no rule takes; the others get past the router with the ids of nobody.
            known = rule if role == VISITOR else re.sub("<uuid:[^>]*>", NOBODY, rule)
            path = part.join(re.split("<[^>]*>", known))
            came = site.ask(path, role, method)
            if came.status >= 500 or came.changed or "<script>alert" in came.text:
                problems.append(f"{role} {method} {path[:80]}: {came.status} {came.changed}")
    assert problems == []
