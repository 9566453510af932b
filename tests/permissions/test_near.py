"""What only the machine itself may ask for; nobody's role opens it over the network."""

from dataclasses import replace

import pytest

from bridge.composition import Bridge
from bridge.settings import Environment
from bridge.web import create_app
from tests.permissions.roles import ROLES
from tests.permissions.rows import Row
from tests.permissions.table import TABLE
from tests.permissions.walking import Stage

NEAR = [row for row in TABLE if row.rule.startswith(("/mailbox", "/metrics"))]


@pytest.mark.parametrize("row", NEAR, ids=str)
def test_nobody_reaches_it_over_the_network(stage: Stage, row: Row) -> None:
    for role in ROLES:
        assert stage.send(row, role, REMOTE_ADDR="203.0.113.9").status == 404, role


@pytest.mark.parametrize("environment", ["production", "testing"])
def test_the_mailbox_exists_nowhere_but_on_a_developers_machine(stage: Stage, environment: Environment) -> None:
    bridge = Bridge(replace(stage.settings, environment=environment))
    rules = {rule.rule for rule in create_app(bridge).url_map.iter_rules()}
    bridge.close()
    assert not [rule for rule in rules if rule.startswith("/mailbox")]
