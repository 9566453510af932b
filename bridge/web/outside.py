"""Who decides about a round that judges a project of the viewer's own team: others, whom its pages name."""

from collections.abc import Collection
from uuid import UUID

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.hackathons.access import Seen
from bridge.web.viewer import current_viewer
from events.projects.aggregate import project_id


def others_decide(reading: Reading, seen: Seen, projects: Collection[UUID]) -> list[str] | None:
    """The names of those who can; None where the viewer can, or has no right to in any case."""
    account = current_viewer().actor.account
    if "chair" not in seen.rights or own_project(reading, seen, account) not in projects:
        return None
    views, connection = reading.views, reading.connection
    people = views.hackathons.people_of(connection, seen.id)
    chairs = {one["account"] for one in people if "chair" in unpacked(one["rights"])}
    for host in seen.accepted:
        chairs.update(views.directory.managers(connection, host["incubator"]))
    able = [one for one in chairs if own_project(reading, seen, one) not in projects]
    return sorted(name for name in current_bridge().accounts.names(able).values() if name)


def own_project(reading: Reading, seen: Seen, account: UUID | None) -> UUID | None:
    """The project of somebody's team."""
    team = None if account is None else reading.views.teams.of_person(reading.connection, seen.id, account)
    return None if team is None else project_id(team["id"])
