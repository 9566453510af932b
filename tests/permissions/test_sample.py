"""A sample of the table on PostgreSQL: of each row two who are refused, then one who is allowed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.permissions.answers import ALLOWED
from tests.permissions.roles import ROLES
from tests.permissions.table import TABLE
from tests.permissions.walking import Stage, wrong

NAMES = (
    "GET /startups",
    "GET /startups [search]",
    "GET /startups/<slug> [hidden]",
    "POST /startups/new [the last button]",
    "POST /startups/<slug>/edit",
    "POST /startups/<slug>/people",
    "POST /startups/<slug>/suggestions/dismiss",
    "GET /files/<digest>.webp [in a draft]",
    "GET /introductions/<uuid:introduction> [contacts]",
    "POST /introductions/<uuid:introduction>/accept",
    "POST /introductions/<uuid:introduction>/times",
    "POST /introductions/<uuid:introduction>/partnership",
    "POST /partnerships/<uuid:partnership>/confirm",
    "POST /incubators/<slug>/edit",
    "POST /incubators/<slug>/manage/startups/<uuid:startup>/answer",
    "GET /i/<secret> [open]",
    "POST /account/register",
    "POST /admin/people",
    "PATCH /api/v1/startups/<startup> [unclaimed]",
    "POST /api/v1/introductions",
    "GET /api/v1/changes [introductions]",
    "POST /admin/vocabulary/fold",
)


@pytest.fixture
def stage(postgres_url: str, tmp_path: Path) -> Iterator[Stage]:
    opened = Stage(tmp_path, postgres_url)
    yield opened
    opened.close()


def test_a_sample_answers_the_same_on_postgresql(stage: Stage) -> None:
    sample = [row for row in TABLE if str(row) in NAMES]
    assert len(sample) == len(NAMES)
    problems: list[str] = []
    for row in sample:
        refused = [role for role in ROLES if row.answers[role] not in ALLOWED]
        allowed = [role for role in ROLES if row.answers[role] in ALLOWED]
        for role in dict.fromkeys([*refused[:1], *refused[-1:], *allowed[:1]]):
            problems += [f"{row}: {problem}" for problem in wrong(stage, row, role, stage.send(row, role))]
    assert problems == []
