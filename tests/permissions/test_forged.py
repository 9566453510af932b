"""A form that another site sends carries no token: it is refused for everybody, also for whoever may send it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.permissions.answers import ALLOWED
from tests.permissions.roles import MEMBER, ROLES, VISITOR
from tests.permissions.rows import Row
from tests.permissions.table import SENT, TABLE
from tests.permissions.walking import Stage

# Mail programs send this one: the signed link is the permission, and no cookie is read (RFC 8058).
SENT_BY_MAIL_PROGRAMS = {"/letters/<token>/stop"}
# Nobody in the planted world is suspended; everybody else is sent away from the form of their appeal.
OF_SUSPENDED = next(row for row in TABLE if str(row) == "POST /account/suspended")
# What programs do: no form of the site leads there and none carries a token, because no browser sends theirs by itself.
CALLS = [row for row in TABLE if row.program and row.method != "GET" and set(row.answers.values()) & set(ALLOWED)]


@pytest.fixture
def guarded(stage: Stage) -> Iterator[Stage]:
    stage.app.config["WTF_CSRF_ENABLED"] = True
    yield stage
    stage.app.config["WTF_CSRF_ENABLED"] = False


def test_every_form_of_the_site_is_tried(stage: Stage) -> None:
    posted = {rule.rule for rule in stage.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert {*SENT, OF_SUSPENDED.rule} == posted - {row.rule for row in CALLS}
    assert all(row.rule.startswith("/api/v1/") for row in CALLS)


@pytest.mark.parametrize("row", [row for rule, row in SENT.items() if rule not in SENT_BY_MAIL_PROGRAMS], ids=str)
def test_without_its_token_a_form_does_nothing(guarded: Stage, row: Row) -> None:
    role = next(role for role in ROLES if row.answers[role] in ALLOWED)
    outcome = guarded.send(row, role)
    assert (outcome.status, outcome.changed) == (400, set())


@pytest.mark.parametrize("role", [VISITOR, MEMBER])
def test_without_its_token_an_appeal_does_nothing(guarded: Stage, role: str) -> None:
    outcome = guarded.send(OF_SUSPENDED, role)
    assert (outcome.status, outcome.changed) == (400, set())


def test_a_session_opens_nothing_that_programs_do(guarded: Stage) -> None:
    problems = []
    for row in CALLS:
        role = next(role for role in ROLES if row.answers[role] in ALLOWED)
        outcome = guarded.send(replace(row, program=False, fields={"name": "Forged"}), role)
        if (outcome.status, outcome.changed) != (401, set()):
            problems.append(f"{row} as {role}: {outcome.status} {outcome.changed}")
    assert problems == []


@pytest.mark.parametrize("rule", SENT_BY_MAIL_PROGRAMS)
def test_one_click_in_a_mail_program_needs_no_form_of_ours(guarded: Stage, rule: str) -> None:
    outcome = guarded.send(SENT[rule], VISITOR)
    assert (outcome.status, outcome.changed) == (200, {"accounts"})
