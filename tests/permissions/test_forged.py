"""A form that another site sends carries no token: it is refused for everybody, also for whoever may send it."""

from collections.abc import Iterator

import pytest

from tests.permissions.answers import ALLOWED
from tests.permissions.roles import ROLES, VISITOR
from tests.permissions.rows import Row
from tests.permissions.table import TABLE
from tests.permissions.walking import Stage

# Mail programs send this one: the signed link is the permission, and no cookie is read (RFC 8058).
SENT_BY_MAIL_PROGRAMS = {"/letters/<token>/stop"}
# For every rule that takes forms, the first row that somebody may send.
SENT = {row.rule: row for row in reversed(TABLE) if row.method == "POST" and set(row.answers.values()) & set(ALLOWED)}


@pytest.fixture
def guarded(stage: Stage) -> Iterator[Stage]:
    stage.app.config["WTF_CSRF_ENABLED"] = True
    yield stage
    stage.app.config["WTF_CSRF_ENABLED"] = False


def test_every_form_of_the_site_is_tried(stage: Stage) -> None:
    assert set(SENT) == {rule.rule for rule in stage.app.url_map.iter_rules() if "POST" in (rule.methods or ())}


@pytest.mark.parametrize("row", [row for rule, row in SENT.items() if rule not in SENT_BY_MAIL_PROGRAMS], ids=str)
def test_without_its_token_a_form_does_nothing(guarded: Stage, row: Row) -> None:
    role = next(role for role in ROLES if row.answers[role] in ALLOWED)
    outcome = guarded.send(row, role)
    assert (outcome.status, outcome.changed) == (400, set())


@pytest.mark.parametrize("rule", SENT_BY_MAIL_PROGRAMS)
def test_one_click_in_a_mail_program_needs_no_form_of_ours(guarded: Stage, rule: str) -> None:
    outcome = guarded.send(SENT[rule], VISITOR)
    assert (outcome.status, outcome.changed) == (200, {"accounts"})
