"""Two joint hackathons of the demonstration: one whose projects are in, one in which teams are building now."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from bridge.demo.timeline import Cast, Moment
from bridge.project_files import take_in
from events.actor import Actor
from events.hackathons.moments import in_zone
from events.projects.aggregate import project_id

if TYPE_CHECKING:
    from bridge.composition import Bridge

ONE, OTHER = "demo-incubator-khyber", "demo-incubator-naryn"
WITH_PAPER = ("Paper Bridge", "Canal Clock")
"""Projects that come with a file."""
PAPER = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1
/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 51>>stream
BT /F 18 Tf 60 500 Td (Plan for the first month) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
"""


class Hackathons:
    """Set up by two incubators together, filled by founders whom the demonstration knows."""

    def __init__(self, bridge: "Bridge", cast: Cast, until: datetime) -> None:
        self.bridge, self.cast, self.until = bridge, cast, until
        content: dict[str, Any] = json.loads((files(__package__) / "hackathons.json").read_text(encoding="utf-8"))
        self.content = content["hackathons"]
        self.made: dict[str, UUID] = {}
        self.teams: dict[str, UUID] = {}

    def moments(self) -> Iterator[Moment]:
        """Everything, in days before now."""
        for hackathon in self.content:
            begun = self.begun(hackathon)
            yield Moment(begun, partial(self._announce, hackathon, begun))
            for number, person in enumerate(hackathon["people"]):
                at = begun + timedelta(days=1, minutes=40 * number)
                yield Moment(at, partial(self._register, hackathon, person))
            for number, team in enumerate(hackathon["teams"]):
                yield Moment(begun + timedelta(days=3, hours=number), partial(self._team, hackathon, team))
                for place, project in enumerate(team.get("projects", ())):
                    at = begun + timedelta(days=hackathon["days"]["building"][0] + 1, hours=3 * place + number)
                    yield Moment(at, partial(self._submit, team, project))

    def begun(self, hackathon: Mapping[str, Any]) -> datetime:
        """The morning of the first day, in the hosts' countries: people do not open a hall at 3:37."""
        return (self.until - timedelta(days=hackathon["begun"])).replace(hour=4, minute=0, second=0, microsecond=0)

    def _announce(self, hackathon: Mapping[str, Any], begun: datetime) -> None:
        """Both incubators agree, and everybody may read it."""
        one, other = self.cast.managers[ONE], self.cast.managers[OTHER]
        zone = hackathon["zone"]

        def day(number: float | None) -> dict[str, str] | None:
            return None if number is None else in_zone(begun + timedelta(days=number), zone)

        phases = {
            phase: {"opens": day(days[0]), "closes": day(days[1] if len(days) > 1 else None)}
            for phase, days in hackathon["days"].items()
        }
        parts = {**hackathon["parts"], "dates": {"zone": zone, "phases": phases}}
        kept = (self.until + timedelta(days=90)).date().isoformat()
        parts["questions"] = {**parts["questions"], "keep_until": kept}
        items = [
            {
                "title": item["title"],
                "where": item["where"],
                "starts": in_zone(begun + timedelta(hours=round(24 * item["day"])), zone),
                "ends": in_zone(begun + timedelta(hours=round(24 * item["day"]) + 2), zone),
            }
            for item in hackathon["schedule"]
        ]
        parts["schedule"] = {"items": items}
        service, slug = self.bridge.hackathons, hackathon["slug"]
        made = service.draft(one, self.cast.incubators[ONE], parts, slug=slug)
        service.invite_host(one, made.id, self.cast.incubators[OTHER])
        service.answer_host(other, made.id, self.cast.incubators[OTHER], True)
        service.agree(other, made.id)
        service.announce(one, made.id)
        self.made[slug] = made.id

    def _register(self, hackathon: Mapping[str, Any], person: Mapping[str, Any]) -> None:
        account = self.cast.accounts.get(f"{person['who']}@demo.example")
        if account is not None:
            typed = {"country": person["country"], "answers": person.get("answers", {}), "agreed": "yes"}
            self.bridge.registrations.register(Actor(account), self.made[hackathon["slug"]], typed)

    def _team(self, hackathon: Mapping[str, Any], team: Mapping[str, Any]) -> None:
        people = [self._actor(name) for name in team["people"]]
        service, lead = self.bridge.teams, people[0]
        made = service.form(lead, self.made[hackathon["slug"]], team["name"])
        self.teams[team["name"]] = made.id
        if "looks_for" in team:
            service.describe(lead, made.id, {"open": True, **team["looks_for"]})
        for number, member in enumerate(people[1:]):
            invitation = uuid5(made.id, f"invitation {number}")
            service.invite(lead, made.id, invitation)
            service.join(member, made.id, invitation)
        for name, message in team.get("asked", {}).items():
            service.ask(self._actor(name), made.id, message)
        if (startup := self.cast.startups.get(team.get("startup", ""))) is not None:
            service.stand_for(lead, made.id, startup)

    def _submit(self, team: Mapping[str, Any], project: Mapping[str, Any]) -> None:
        lead, id = self._actor(team["people"][0]), self.teams[team["name"]]
        files = []
        if project["title"] in WITH_PAPER and lead.account is not None:
            name = f"{project['title']}.pdf"
            files = [take_in(self.bridge, id, lead.account, {}, "file", name, PAPER).record()]
        typed = {**project, "files": [file["digest"] for file in files]}
        self.bridge.projects.submit(lead, id, typed, files)

    def _actor(self, name: str) -> Actor:
        return Actor(self.cast.accounts[f"{name}@demo.example"])

    def project(self, team: str) -> UUID:
        """The project of a team by the team's name."""
        return project_id(self.teams[team])
