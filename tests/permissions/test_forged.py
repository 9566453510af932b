"""A form that another site sends carries no token: it is refused for everybody, also for whoever may send it."""

from collections.abc import Iterator

import pytest

from tests.permissions.answers import ALLOWED
from tests.permissions.roles import ROLES
from tests.permissions.rows import Row
from tests.permissions.table import TABLE
from tests.permissions.walking import Stage

# For every rule that takes forms, the first row that somebody may send.
SENT = {row.rule: row for row in reversed(TABLE) if row.method == "POST" and set(row.answers.values()) & set(ALLOWED)}


@pytest.fixture
def guarded(stage: Stage) -> Iterator[Stage]:
    stage.app.config["WTF_CSRF_ENABLED"] = True
    yield stage
    stage.app.config["WTF_CSRF_ENABLED"] = False


def test_every_form_of_the_site_is_tried(stage: Stage) -> None:
    assert set(SENT) == {rule.rule for rule in stage.app.url_map.iter_rules() if "POST" in (rule.methods or ())}


@pytest.mark.parametrize("row", SENT.values(), ids=str)
def test_without_its_token_a_form_does_nothing(guarded: Stage, row: Row) -> None:
    role = next(role for role in ROLES if row.answers[role] in ALLOWED)
    outcome = guarded.send(row, role)
    assert (outcome.status, outcome.changed) == (400, set())
