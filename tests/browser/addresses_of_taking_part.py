"""Addresses of registering, teams, projects and the people of hackathons, in the demonstration's two."""

from typing import Any

import sqlalchemy as sa

from bridge.composition import Reading
from bridge.demo.taking_part import WITH_PAPER
from bridge.readmodels.base import unpacked

MANAGER, LEAD, NEWCOMER = (f"{name}@demo.example" for name in ("manager-khyber", "founder-bishkek", "newcomer"))
RUN, DONE = "/hackathons/water-and-light", "/hackathons/village-clinic"


def of_taking_part(reading: Reading) -> dict[str, list[tuple[str, str | None]]]:
    """(address, who) by rule."""
    teams, projects, registrations = (
        reading.views.teams.rows.c,
        reading.views.projects.rows.c,
        reading.views.registrations,
    )

    def one(column: Any, *where: Any) -> Any:
        found = reading.connection.scalar(sa.select(column).where(*where).limit(1))
        assert found is not None, f"the demonstration has nothing for {column}"
        return found

    team = one(teams.id, teams.name == "Suu Bar")
    done = one(projects.id, projects.title == "Paper Bridge")
    here = one(projects.hackathon, projects.id == done)
    paper, plan = (_file(one(projects.content, projects.title == title)) for title in WITH_PAPER)
    code = one(registrations.rows.c.code, registrations.rows.c.hackathon == here)
    h = "/hackathons/<slug>"
    return {
        f"{h}/register": [(f"{RUN}/register", LEAD), (f"{RUN}/register", MANAGER), (f"{DONE}/register", NEWCOMER)],
        f"{h}/teams": [(f"{RUN}/teams", who) for who in (None, LEAD)] + [(f"{RUN}/teams?skill=iot&open=yes", None)],
        f"{h}/teams/<uuid:team>": [(f"{RUN}/teams/{team}", who) for who in (None, LEAD, NEWCOMER, MANAGER)],
        f"{h}/teams/<uuid:team>/dissolve": [(f"{RUN}/teams/{team}/dissolve", LEAD)],
        "/teams/<uuid:team>": [(f"/teams/{team}", LEAD)],
        "/teams/<uuid:team>/<any(project):rest>": [(f"/teams/{team}/project", LEAD)],
        f"{h}/project": [(f"{RUN}/project", LEAD)],
        f"{h}/project/files/<digest>": [(f"{RUN}/project/files/{plan}", LEAD)],
        f"{h}/projects/<uuid:project>/files/<digest>": [(f"{DONE}/projects/{done}/files/{paper}", None)],
        f"{h}/projects": [(f"{DONE}/projects{query}", None) for query in ("", "?track=clinic&q=paper", "?q=xyzzy")]
        + [(f"{RUN}/projects", None), (f"{RUN}/projects", MANAGER)],
        f"{h}/projects/<uuid:project>": [(f"{DONE}/projects/{done}", who) for who in (None, LEAD, MANAGER)],
        f"{h}/projects/<uuid:project>/versions/<int:number>": [(f"{DONE}/projects/{done}/versions/1", MANAGER)],
        f"{h}/manage/people": [(f"{RUN}/manage/people", MANAGER)],
        f"{h}/manage/people/check-in": [
            (f"{DONE}/manage/people/check-in{query}", MANAGER) for query in ("", f"?code={code}")
        ],
    }


def _file(content: str) -> str:
    """The digest of a project's first file."""
    return str(unpacked(content)["files"][0]["digest"])


FILES = {"/hackathons/<slug>/project/files/<digest>", "/hackathons/<slug>/projects/<uuid:project>/files/<digest>"}
