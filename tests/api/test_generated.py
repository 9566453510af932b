"""Thousands of calls that schemathesis makes up from the OpenAPI document, good ones and bad ones, on each database.

Every answer must be one that the document describes: its status, its media type, its headers, its schema; nothing may
break, bad data is refused, good data is not, other methods are not answered, and nobody gets in with a token that does
not work. Most calls walk the edges of every field one after the other, the databases in turns; the rest is drawn from
what is well formed.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from bridge.api.bringing import FILES
from bridge.api.document import described
from bridge.api.operation import OPERATIONS
from bridge.api.project_files import FILES as PROJECT_FILES
from tests.api.places import place
from tests.api.robot import Robot
from tests.permissions import roles

GROUPS = sorted({operation.group for operation in OPERATIONS.values()})
DATABASES = ("sqlite", "postgresql")
MOST, DRAWN = 120, 6  # of one operation
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
# What is well formed may still be refused: rules that no schema says, a version that is not the present one.
ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "412", "422"]
CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ACCEPTED},
        "missing_required_header": {"expected-statuses": ["401", "403", "404", "428"]},  # If-Match is the only one
    }
}
load_all_checks()
for media in {*FILES, *PROJECT_FILES} - {"application/octet-stream"}:  # files are sent as they are
    schemathesis.serializer.alias(media, "application/octet-stream")
[ACCEPTANCE] = CHECKS.get_by_names(["positive_data_acceptance"])


class Door:
    """The same calls go to the site on one database, then on the other."""

    app: Any

    def __call__(self, environ: Any, start: Any) -> Any:
        return self.app(environ, start)


DOOR = Door()


@cache
def schema() -> Any:
    """The document."""
    found = schemathesis.openapi.from_dict(described("http://localhost"), config=SchemathesisConfig.from_dict(CONFIG))
    found.app = DOOR
    return found


@cache
def edges(group: str) -> list[Any]:
    """Calls along the edges of what the document says of a group's operations."""
    return [case for operation in _operations(group) for case in _edges(operation)]


def _operations(group: str) -> Iterator[Any]:
    for operation in OPERATIONS.values():
        if operation.group == group:
            yield schema()[operation.path][operation.method]


def _edges(operation: Any) -> list[Any]:
    config = schema().config.generation_for(operation=operation, phase="coverage")
    found = list(schema().iter_coverage_cases(operation, generation_modes=MODES, generation_config=config))
    return found[:: -(-len(found) // MOST)]


def edges_on(database: str, group: str) -> list[Any]:
    """Every other of them: what no schema describes is refused before a database is asked."""
    return edges(group)[DATABASES.index(database) :: len(DATABASES)]


def test_there_are_five_thousand_of_them_on_each_database() -> None:
    for database in DATABASES:
        along = sum(len(edges_on(database, group)) for group in GROUPS)
        assert along + DRAWN * len(OPERATIONS) * 0.9 >= 5_000


@pytest.mark.parametrize("group", GROUPS)
def test_every_answer_is_in_the_document(robot: Robot, group: str) -> None:
    DOOR.app = robot.app
    asking = Asking(robot)
    along = edges_on(robot.bridge.db.name, group)
    for case in along:
        asking.ask(case)
    for operation in _operations(group):
        _drawn(asking, operation)
    assert asking.told > len(along)


def _drawn(asking: "Asking", operation: Any) -> None:
    @settings(
        max_examples=DRAWN,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def call(case: Any) -> None:
        asking.ask(case)

    call()


class Asking:
    """Sends calls with the tokens of everybody in turn, about things that there are."""

    def __init__(self, robot: Robot) -> None:
        self.names, self.told = robot.world.names, 0
        self.secrets = [
            robot.token(roles.FOUNDER),
            robot.token(roles.MANAGER),
            robot.token(roles.PARTNER),
            robot.token(roles.ORGANISER_HERE),
            robot.token(roles.MEMBER),
            robot.token(roles.FOUNDER, organisation="anor", kind="startup"),
            robot.token(roles.MANAGER, organisation="center", kind="incubator"),
        ]

    def ask(self, case: Any) -> None:
        """Send one call, and compare its answer with the document."""
        self.told += 1
        if self.told % 4 and case.path_parameters and not case.meta.is_negative_at(ParameterLocation.PATH):
            real = self._real(case.operation.path, case.path_parameters)
            case.path_parameters = {**case.path_parameters, **real}
        # Nothing here unpacks what the site has compressed.
        headers = {"Authorization": f"Bearer {self._secret()}", "Accept-Encoding": "identity"}
        response = case.call(headers=headers)
        # A cursor looks like any text: that it was never given out, no schema says.
        unfair = [ACCEPTANCE] if response.status_code == 400 and b"bad_cursor" in response.content else []
        case.validate_response(response, headers=headers, excluded_checks=unfair)

    def _secret(self) -> str:
        return self.secrets[self.told % len(self.secrets)]

    def _real(self, path: str, asked: Mapping[str, Any]) -> dict[str, str]:
        """Names of things that there are, for parameters of paths."""
        turn = self.told // len(self.secrets)  # everybody asks about everything
        known = {
            "startup": ["anor", "veiled", "asking", "offered", "shifo", "dormant"],
            "other": ["steppe_id", "shifo", "woken"],
            "incubator": ["center", "garden", "park_id"],
            "introduction": sorted(name for name in self.names if name.startswith("i_")),
            "partnership": sorted(name for name in self.names if name.startswith("p_")),
            "account": [roles.PARTNER, "cofounder"],
            "invitation": ["invitation_open_id", "invitation_center_id"],
            "claim": ["claim_wanted"],
            "enquiry": ["enquiry"],
            "report": ["r_member", "r_visitor"],
            "decision": ["d_change", "d_hide", "d_appealed"],
            "about": ["anor_id", "i_rude"],
            "job": ["import_done", "import_checked"],
            "what": ["registered", "site"],
            "name": ["sectors", "exchange"],  # lists of the vocabulary
            "question": ["question", "hidden_question"],
            "message": ["message"],
            "code": ["won_code", "taken_code"],
        }
        if "hackathon" in asked:
            known |= place(path, asked, turn)
        chosen = {name: some[turn % len(some)] for name in asked if (some := known.get(name))}
        return {name: self.names.get(value, value) for name, value in chosen.items()}
