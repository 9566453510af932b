"""Each secret is read by somebody: one that no page shows could never be seen to leak."""

import pytest

from tests.permissions import roles
from tests.permissions.judging import INSULT
from tests.permissions.secrets import DECIDED_MESSAGE, SECRETS, YES, Secret, leaks
from tests.permissions.table import TABLE
from tests.permissions.walking import Stage

ROWS = {str(row): row for row in TABLE}
CONTACTS = "GET /introductions/<uuid:introduction> [contacts]"
UNKIND_TEAM = "GET /hackathons/<slug>/teams/<uuid:team> [hidden by a decision]"
# By secret: a row and a role that does read it.
WITNESSES = {
    "Inner Circle": ("GET /startups/<slug> [for members]", roles.MEMBER),
    "Veiled Lantern": ("GET /startups [search]", roles.MANAGER),  # more is planted than one page lists
    "Dormant Row": ("GET /startups", roles.MANAGER),
    "Faraway Shadow": ("GET /startups", roles.ORGANISER_THERE),
    'value="mining"': ("GET /startups", roles.ORGANISER_THERE),
    "Ended Pair": ("GET /startups", roles.ADMINISTRATOR),
    "Members Garden": ("GET /incubators", roles.MEMBER),
    "Cellar Of Silence": ("GET /incubators", roles.ADMINISTRATOR),
    "Unkind Name": (UNKIND_TEAM, roles.MANAGER),
    "Unkind Words": (UNKIND_TEAM, roles.ORGANISER_THERE),
    "Unkind Watch": ("GET /hackathons/<slug>/projects/<uuid:project> [its team hidden]", roles.MANAGER),
    "only both sides": ("GET /introductions/<uuid:introduction> [proposed]", roles.PARTNER),
    "only the managers": (
        "GET /incubators/<slug>/manage/startups/<uuid:startup> [asks]",
        roles.MANAGER,
    ),
    INSULT: (DECIDED_MESSAGE, roles.ORGANISER_HERE),
    "only those who decide": ("GET /startups/<slug>/claims", roles.MANAGER),
    "only the asking side": ("GET /enquiries/<uuid:enquiry>", roles.PARTNER),
    "only we know": ("GET /startups/<slug>/history", roles.FOUNDER),
    "Anor Clinic": ("GET /startups/<slug>/history", roles.FOUNDER),
    "only its writer": ("GET /startups/<slug>/introduce", roles.FOUNDER),
    "Drafted Thing": ("GET /startups/new [drafts]", roles.MEMBER),
    "Person Cofounder": ("GET /startups/<slug> [public]", roles.MEMBER),
    "@founder_telegram": (CONTACTS, roles.PARTNER),
    "founder@people.example": (CONTACTS, roles.PARTNER),
    "@partner_telegram": (CONTACTS, roles.FOUNDER),
    "partner@people.example": (CONTACTS, roles.FOUNDER),
    "Person Organiser_There": ("GET /admin/people", roles.ADMINISTRATOR),
}


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret.text)
def test_somebody_reads_it(stage: Stage, secret: Secret) -> None:
    name, role = WITNESSES[secret.text]
    assert secret.text in stage.send(ROWS[name], role).text


def test_a_leak_is_told(stage: Stage) -> None:
    row = ROWS[CONTACTS]
    outcome = stage.send(row, roles.PARTNER)
    assert leaks(row, roles.PARTNER, outcome) == []
    assert f"{roles.MEMBER}: reads '@founder_telegram'" in leaks(row, roles.MEMBER, outcome)


def test_contacts_are_looked_for_in_every_state_of_an_introduction() -> None:
    before_yes = {"proposed", "declined", "withdrawn", "expired", "an incubator's"}
    rule = "/introductions/<uuid:introduction>"
    assert {row.variant for row in TABLE if row.rule == rule} == {*YES, *before_yes}
