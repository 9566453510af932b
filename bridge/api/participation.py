"""Taking part in hackathons: registrations, teams, projects."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.words import Moment, OneOf, Sent, Text, Texts, Told, utc
from bridge.listings import PROJECTS, REGISTRATIONS, TEAMS
from bridge.listings import look as look_at
from bridge.listings.projects import runs_it
from bridge.readmodels.base import unpacked
from bridge.readmodels.hackathons import times
from bridge.readmodels.projects import SHOWN
from events.errors import Missing
from events.projects.content import EMPTY
from events.teams.aggregate import Team as Aggregate

GROUP = "hackathons"
WRITE = "write:hackathons"
HERE = "/hackathons/{hackathon}"
PERSON, TEAM, PROJECT = HERE + "/registrations/{account}", HERE + "/teams/{team}", HERE + "/projects/{project}"
FILES = "Digests of files that the team uploaded."


class NewRegistration(Sent):
    """What somebody says who registers; `answers` by the keys of the questions."""

    country: str | None = None
    answers: dict[str, str] = {}
    agreed: Annotated[bool, Field(description="To the code of conduct.")] = False
    student: bool = False
    old_enough: bool = False


class Reason(Sent):
    """Why; whoever it is about reads it."""

    why: Text


class NewTeam(Sent):
    """A team's name."""

    name: Text


class Wanted(Sent):
    """Whom a team looks for; codes of technologies."""

    open: bool
    skills: list[str] = []
    text: Texts = {}


class Message(Sent):
    """What the team's lead reads."""

    message: Text = ""


class Reply(Sent):
    """Yes or no."""

    accept: bool
    why: Text = ""


class Link(Sent):
    """A link of a project."""

    label: Text = ""
    address: Text


class NewProject(Sent):
    """A version of a project: its text is Markdown, its summary is in its own language and a second one."""

    title: Text
    language: str
    text: Text
    summary: Texts
    links: list[Link] = []
    video: Text | None = None
    files: Annotated[list[str], Field(description=FILES)] = []
    tracks: list[str] = []
    challenges: list[str] = []


class Registration(Told):
    """Where a person stands with a hackathon."""

    id: UUID
    state: Annotated[str, Field(description="`asked`, `waiting`, `approved`, `refused` or `withdrawn`.")]
    code: Annotated[str, Field(description="For the desk.")]
    country: str | None
    at: Moment
    checked_in_at: Moment | None


class Team(Told):
    """A team; `members` are the ids of accounts, told to people who are signed in: all callers with a token are."""

    id: UUID
    name: str
    open: bool
    skills: list[str]
    text: Texts
    lead: UUID | None
    members: list[UUID]
    startup: UUID | None


class Project(Told):
    """A project as it stands; `ruling` says when it was handed in, and under which rule and deadline."""

    id: UUID
    team: UUID
    state: Annotated[str, Field(description="`submitted`, `waiting`, `withdrawn` or `disqualified`.")]
    versions: int
    standing: int | None
    penalty: int
    content: dict[str, Any]
    ruling: dict[str, Any]
    submitted_at: Moment
    changed_at: Moment


def _id(call: Call, hackathon: str) -> UUID:
    """The hackathon that an address names, by its slug or id, announced once. Raises `Missing`."""
    with call.bridge.reading() as reading:
        hackathons, connection = reading.views.hackathons, reading.connection
        row = hackathons.by_slug(connection, call.actor, hackathon)
        if row is None and len(hackathon) == 36:
            try:
                row = hackathons.by_ids(connection, call.actor, [UUID(hackathon)]).get(UUID(hackathon))
            except ValueError:
                row = None
    if row is None:
        raise Missing("hackathon", hackathon)
    found: UUID = row["id"]
    return found


def _team(call: Call, hackathon: str, team: UUID) -> UUID:
    """A team of this hackathon. Raises `Missing`."""
    here = _id(call, hackathon)
    found = call.bridge.log.get(Aggregate, team)
    if found.hackathon != here or found.dissolved:
        raise Missing("team", team)
    return team


def _told(at: str | None) -> Any:
    return None if at is None else utc(at)


def _oneself(call: Call) -> UUID | None:
    """Who takes part; the token of an organisation takes part in nothing."""
    return call.actor.account if call.actor.only is None else None


def own_registration(call: Call, hackathon: UUID) -> Registration:
    with call.bridge.reading() as reading:
        account = _oneself(call)
        row = reading.views.registrations.of(reading.connection, hackathon, account) if account else None
    if row is None:
        raise Missing("registration", hackathon)
    return Registration(
        id=row["id"], state=row["state"], code=row["code"], country=row["country"], at=_told(row["at"]),
        checked_in_at=_told(row["checked_in_at"]),
    )  # fmt: skip


def shown_team(call: Call, team: UUID) -> Team:
    with call.bridge.reading() as reading:
        row = reading.views.teams.one(reading.connection, team)
        members = [one["account"] for one in reading.views.teams.members(reading.connection, team)]
    if row is None:
        raise Missing("team", team)
    return Team(
        id=row["id"], name=row["name"], open=row["open"], skills=unpacked(row["skills"]), text=unpacked(row["text"]),
        lead=row["lead"], members=members, startup=row["startup"],
    )  # fmt: skip


def shown_project(call: Call, hackathon: UUID, project: UUID) -> Project:
    """A project, if the caller may see it: its team and those who run the hackathon at any time. Raises `Missing`."""
    with call.bridge.reading() as reading:
        views, connection, account = reading.views, reading.connection, _oneself(call)
        row = views.projects.one(connection, project)
        if row is None or row["hackathon"] != hackathon:
            raise Missing("project", project)
        own = views.teams.of_person(connection, hackathon, account) if account else None
        phase = views.hackathons.phases_of(connection, [hackathon])[hackathon]["building"]
        over = times(phase["opens"], phase["closes"], phase["hand"]).over(reading.now)
        everybody = over and row["state"] == SHOWN
        inside = (own is not None and own["id"] == row["team"]) or runs_it(
            look_at(call.bridge, reading, call.actor), hackathon
        )
        if not (everybody or inside):
            raise Missing("project", project)
        place = row["standing"] or row["versions"]
        version = next(one for one in views.projects.all_versions(connection, project) if one["place"] == place)
    return Project(
        id=row["id"], team=row["team"], state=row["state"], versions=row["versions"], standing=row["standing"],
        penalty=row["penalty"], content={**EMPTY, **unpacked(row["content"])}, ruling=unpacked(version["ruling"]),
        submitted_at=_told(row["submitted_at"]), changed_at=_told(row["changed_at"]),
    )  # fmt: skip


listed(
    "list_projects", HERE + "/projects", GROUP, PROJECTS, "List the projects of a hackathon",
    "Everybody may look from the end of building on; until then only those who run the hackathon.",
    public=True, owner=_id,
)  # fmt: skip
listed(
    "list_teams", HERE + "/teams", GROUP, TEAMS, "List the teams of a hackathon",
    "Those that look for people first; with `open=yes` or `skill=` no others.", public=True, owner=_id,
    more={"open": (Annotated[str | None, OneOf(("yes",))], None)},
)  # fmt: skip
listed(
    "list_registrations", HERE + "/registrations", GROUP, REGISTRATIONS, "List who registered",
    "For those who look after the people of a hackathon.", owner=_id,
)  # fmt: skip


@operation("GET", HERE + "/registration", GROUP)
def read_own_registration(call: Call, hackathon: str) -> Registration:
    """Read your own registration"""
    return own_registration(call, _id(call, hackathon))


@operation("POST", HERE + "/registration", GROUP, scope=WRITE, status=201, example={"country": "KG", "agreed": True})
def register_for_hackathon(call: Call, hackathon: str, body: NewRegistration) -> Answer[Registration]:
    """Register for a hackathon

    At once, as a request, or at the end of the waiting list: `state` says which.
    """
    here = _id(call, hackathon)
    call.bridge.registrations.register(call.actor, here, body.model_dump())
    return Answer(own_registration(call, here), location=f"/api/v1/hackathons/{hackathon}/registration")


@operation("POST", HERE + "/registration/withdraw", GROUP, scope=WRITE)
def withdraw_registration(call: Call, hackathon: str) -> Registration:
    """Withdraw your registration

    You leave your team, too; the next on the waiting list moves up.
    """
    here = _id(call, hackathon)
    call.bridge.registrations.withdraw(call.actor, here)
    return own_registration(call, here)


@operation("POST", PERSON + "/approve", GROUP, scope=WRITE)
def approve_registration(call: Call, hackathon: str, account: UUID) -> None:
    """Let somebody in; without a free place they go on the waiting list"""
    call.bridge.registrations.approve(call.actor, _id(call, hackathon), account)


@operation("POST", PERSON + "/refuse", GROUP, scope=WRITE, example={"why": "This one is for students"})
def refuse_registration(call: Call, hackathon: str, account: UUID, body: Reason) -> None:
    """Say no to somebody, with a reason"""
    call.bridge.registrations.refuse(call.actor, _id(call, hackathon), account, body.why)


@operation("POST", PERSON + "/check-in", GROUP, scope=WRITE)
def check_in(call: Call, hackathon: str, account: UUID) -> None:
    """Tick somebody off at the desk"""
    call.bridge.registrations.check_in(call.actor, _id(call, hackathon), account)


@operation("DELETE", PERSON + "/check-in", GROUP, scope=WRITE)
def undo_check_in(call: Call, hackathon: str, account: UUID) -> None:
    """Take a tick at the desk back"""
    call.bridge.registrations.undo_check_in(call.actor, _id(call, hackathon), account)


@operation("POST", HERE + "/teams", GROUP, scope=WRITE, status=201, example={"name": "Suu Bar"})
def form_team(call: Call, hackathon: str, body: NewTeam) -> Answer[Team]:
    """Form a team and lead it

    One team per person and hackathon.
    """
    made = call.bridge.teams.form(call.actor, _id(call, hackathon), body.name)
    return Answer(shown_team(call, made.id), location=f"/api/v1/hackathons/{hackathon}/teams/{made.id}")


@operation("GET", TEAM, GROUP)
def read_team(call: Call, hackathon: str, team: UUID) -> Team:
    """Read a team"""
    return shown_team(call, _team(call, hackathon, team))


@operation("PUT", TEAM + "/wanted", GROUP, scope=WRITE, example={"open": True, "skills": ["iot"]})
def describe_team(call: Call, hackathon: str, team: UUID, body: Wanted) -> Team:
    """Say whom a team looks for"""
    call.bridge.teams.describe(call.actor, _team(call, hackathon, team), body.model_dump())
    return shown_team(call, team)


@operation("POST", TEAM + "/ask", GROUP, scope=WRITE, example={"message": "I solder"})
def ask_to_join(call: Call, hackathon: str, team: UUID, body: Message) -> None:
    """Ask to join an open team"""
    call.bridge.teams.ask(call.actor, _team(call, hackathon, team), body.message)


@operation("POST", TEAM + "/requests/{account}", GROUP, scope=WRITE, example={"accept": True})
def answer_join_request(call: Call, hackathon: str, team: UUID, account: UUID, body: Reply) -> Team:
    """Answer somebody who asks to join; for the team's lead"""
    call.bridge.teams.answer(call.actor, _team(call, hackathon, team), account, body.accept, body.why)
    return shown_team(call, team)


@operation("POST", TEAM + "/leave", GROUP, scope=WRITE)
def leave_team(call: Call, hackathon: str, team: UUID) -> None:
    """Leave a team"""
    call.bridge.teams.leave(call.actor, _team(call, hackathon, team))


@operation("PUT", TEAM + "/project", GROUP, scope=WRITE,
           example={"title": "Canal Clock", "language": "en", "text": "A float and a radio",
                    "summary": {"en": "Whose turn is it?", "ru": "Чья очередь?"}, "tracks": ["water"]})  # fmt: skip
def submit_project(call: Call, hackathon: str, team: UUID, body: NewProject) -> Project:
    """Submit a project, or another version of it

    Whether it is in time is decided by the server's clock when it is stored; `ruling` says how.
    """
    found = _team(call, hackathon, team)
    files = [file.record() for file in call.bridge.project_drafts.files_of(found)]
    made = call.bridge.projects.submit(call.actor, found, body.model_dump(), files)
    return shown_project(call, made.hackathon, made.id)


@operation("POST", TEAM + "/project/withdraw", GROUP, scope=WRITE)
def withdraw_project(call: Call, hackathon: str, team: UUID) -> Project:
    """Take a project back; its versions stay"""
    made = call.bridge.projects.withdraw(call.actor, _team(call, hackathon, team))
    return shown_project(call, made.hackathon, made.id)


@operation("GET", PROJECT, GROUP, public=True)
def read_project(call: Call, hackathon: str, project: UUID) -> Project:
    """Read a project, in the version that stands"""
    return shown_project(call, _id(call, hackathon), project)


@operation("POST", PROJECT + "/disqualify", GROUP, scope=WRITE, example={"why": "It was copied"})
def disqualify_project(call: Call, hackathon: str, project: UUID, body: Reason) -> Project:
    """Take a project out of the judging, with a reason"""
    here = _id(call, hackathon)
    call.bridge.projects.disqualify(call.actor, shown_project(call, here, project).team, body.why)
    return shown_project(call, here, project)


@operation("POST", PROJECT + "/reinstate", GROUP, scope=WRITE, example={"why": "It was not copied"})
def reinstate_project(call: Call, hackathon: str, project: UUID, body: Reason) -> Project:
    """Take a project back into the judging, with a reason"""
    here = _id(call, hackathon)
    call.bridge.projects.reinstate(call.actor, shown_project(call, here, project).team, body.why)
    return shown_project(call, here, project)


@operation("POST", PROJECT + "/versions/{number}/answer", GROUP, scope=WRITE,
           example={"accept": True, "why": "The power was out"})  # fmt: skip
def answer_late_version(call: Call, hackathon: str, project: UUID, number: str, body: Reply) -> Project:
    """Let a late version count, or not, with a reason"""
    here = _id(call, hackathon)
    team = shown_project(call, here, project).team
    place = int(number) if number.isdecimal() and len(number) < 6 else 0
    call.bridge.projects.answer_late(call.actor, team, place, body.accept, body.why)
    return shown_project(call, here, project)
