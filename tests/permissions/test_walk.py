"""Walks the whole table: an allowed request has its effect, a refused one has none."""

import pytest
from flask import Flask

from tests.permissions.roles import ROLES
from tests.permissions.rows import Row
from tests.permissions.table import TABLE
from tests.permissions.walking import Stage, wrong

AUTOMATIC = {"HEAD", "OPTIONS"}


def routes(app: Flask) -> set[tuple[str, str]]:
    """Every method and rule that the site answers."""
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in AUTOMATIC
    }


def test_every_route_is_in_the_table_and_every_row_has_a_route(stage: Stage) -> None:
    told = {(row.method, row.rule) for row in TABLE}
    assert routes(stage.app) - told == set(), "routes without a row"
    assert told - routes(stage.app) == set(), "rows without a route"


def test_rows_are_told_apart_by_their_names() -> None:
    names = [str(row) for row in TABLE]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_everybody_gets_the_answer_of_the_table(stage: Stage, row: Row) -> None:
    problems = [problem for role in ROLES for problem in wrong(stage, row, role, stage.send(row, role))]
    assert problems == []
