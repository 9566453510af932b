"""One team: who is in it, who asks, whom it looks for; and what its people may do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.messages import sentence
from bridge.web.names import label
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import Part, blueprint, names_of, part_of
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, DomainError, Invalid, Missing, Problem, Refused

STARTED = "/hackathons/<slug>/teams/<uuid:team>"


@dataclass(frozen=True, slots=True)
class Team:
    """A team in front of a viewer."""

    part: Part
    row: sa.RowMapping
    members: list[sa.RowMapping]
    former: list[sa.RowMapping]
    asking: list[tuple[sa.RowMapping, str | None]]
    mine: sa.RowMapping | None
    project: sa.RowMapping | None
    startup: sa.RowMapping | None
    startups: list[tuple[str, str]]

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

    @property
    def address(self) -> str:
        return f"{self.part.address}/teams/{self.id}"

    @property
    def is_in(self) -> bool:
        return self.part.team is not None and self.part.team["id"] == self.id

    @property
    def leads(self) -> bool:
        return self.is_in and self.row["lead"] == self.part.account

    @property
    def asked(self) -> bool:
        """Whether the viewer waits for an answer of this team."""
        return self.mine is not None and self.mine["state"] == "asked"

    @property
    def may_ask(self) -> bool:
        room = self.row["size"] < self.part.rules.most
        return self.part.stands and self.part.team is None and self.part.may_change_teams and bool(
            self.row["open"]
        ) and room and not self.asked  # fmt: skip


def team_of(reading: Reading, slug: str, id: UUID) -> Team:
    """Find a team of a hackathon; messages are opened only for its lead. Raises `Missing`."""
    part, teams, connection = part_of(reading, slug), reading.views.teams, reading.connection
    row = teams.one(connection, id)
    is_in = part.team is not None and part.team["id"] == id
    if row is None or row["hackathon"] != part.seen.id or (row["dissolved_at"] and not part.seen.rights):
        raise Missing("team", id)
    if row["hidden"] and not (is_in or part.reads_all):
        raise Missing("team", id)
    everybody = teams.members(connection, id, former=True)
    asking = teams.asking(connection, id) if is_in or part.seen.rights else []
    leads = is_in and row["lead"] == part.account
    mine = teams.requests_of(connection, part.seen.id, part.account).get(id) if part.account else None
    directory, actor = reading.views.directory, current_viewer().actor
    own = directory.founded_by(connection, actor.account) if actor.account and is_in else []
    return Team(
        part,
        row,
        [one for one in everybody if one["until"] is None],
        [one for one in everybody if one["until"] is not None],
        [(one, reading.open(one["message"]) if leads else None) for one in asking],
        mine,
        reading.views.projects.of_team(connection, id),
        directory.by_ids(connection, actor, [row["startup"]]).get(row["startup"]) if row["startup"] else None,
        [(str(one["id"]), one["name"]) for one in own],
    )


@blueprint.get(STARTED)
def team(slug: str, team: UUID) -> Answer:
    """Show a team."""
    return page(slug, team, Form())


def page(slug: str, id: UUID, form: Form, status: int = 200) -> Answer:
    """The page of a team, with what was typed where something was wrong."""
    with current_bridge().reading() as reading:
        found = team_of(reading, slug, id)
    people = [*found.members, *found.former, *(one for one, _ in found.asking)]
    invitations = current_bridge().invitations.open_for(id) if found.is_in else []
    stored = {
        "name": found.row["name"], "open": found.row["open"] and "yes", "skills": unpacked(found.row["skills"]),
        "text": unpacked(found.row["text"]), "startup": found.row["startup"],
    }  # fmt: skip
    return render_template(
        "taking_part/team.html",
        team=found,
        part=found.part,
        names=names_of(one["account"] for one in people),
        invitations=invitations,
        stored=Form(stored),
        form=form,
        skills=[(code, label(code, "technologies")) for code in vocabulary.technologies.codes],
        texts=unpacked(found.row["text"]),
        sought=unpacked(found.row["skills"]),
    ), status


@blueprint.get("/teams/<uuid:team>", defaults={"rest": ""})
@blueprint.get("/teams/<uuid:team>/<any(project):rest>")
@members_only
def by_id(team: UUID, rest: str) -> Response:
    """Lead from an id, which is what lines of waiting things know, to the team's own pages."""
    with current_bridge().reading() as reading:
        row = reading.views.teams.one(reading.connection, team)
        if row is not None and row["hidden"]:
            members = reading.views.teams.members(reading.connection, team)
            row = row if any(one["account"] == current_viewer().actor.account for one in members) else None
        known = row is not None and reading.views.hackathons.by_ids(
            reading.connection, current_viewer().actor, [row["hackathon"]]
        )
    if row is None or not known:
        raise Missing("team", team)
    address = f"/hackathons/{known[row['hackathon']]['slug']}"
    return redirect(f"{address}/project" if rest else f"{address}/teams/{team}", 302)


def _done(slug: str, id: UUID, command: Callable[[], object], said: str, to: str = "") -> Answer:
    """Run a command; what is wrong stands beside its field, what the state forbids in a notice above what was typed."""
    try:
        command()
    except Invalid as invalid:
        form = Form.of_request()
        form.refuse(invalid)
        return page(slug, id, form, 422)
    except Broken as broken:
        flash(sentence(broken.code, broken.params), "error")
        return page(slug, id, Form.of_request(), 409)
    flash(said, "success")
    return redirect(to or f"/hackathons/{slug}/teams/{id}", 303)


@blueprint.post(f"{STARTED}/rename")
@members_only
def rename(slug: str, team: UUID) -> Answer:
    """Call it differently."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    return _done(slug, team, lambda: bridge.teams.rename(actor, team, form.text("name")), gettext("Saved."))


@blueprint.post(f"{STARTED}/describe")
@members_only
def describe(slug: str, team: UUID) -> Answer:
    """Say whom the team looks for."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    typed = {"open": form.text("open"), "skills": form.many("skills"), "text": form.mapping("text")}
    return _done(slug, team, lambda: bridge.teams.describe(actor, team, typed), gettext("Saved."))


@blueprint.post(f"{STARTED}/ask")
@members_only
def ask(slug: str, team: UUID) -> Answer:
    """Ask to join."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    said = gettext("The team's lead is asked. You see the answer here.")
    return _done(slug, team, lambda: bridge.teams.ask(actor, team, form.text("message")), said)


@blueprint.post(f"{STARTED}/take-back")
@members_only
def take_back(slug: str, team: UUID) -> Answer:
    """Not ask any more."""
    bridge, actor = current_bridge(), current_viewer().actor
    return _done(slug, team, lambda: bridge.teams.take_back(actor, team), gettext("You do not ask any more."))


@blueprint.post(f"{STARTED}/requests/<uuid:account>")
@members_only
def answer(slug: str, team: UUID, account: UUID) -> Answer:
    """The lead answers somebody who asks."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    yes = form.yes("answer")
    said = gettext("Welcome aboard: the team has one more member.") if yes else gettext("The request is refused.")
    return _done(slug, team, lambda: bridge.teams.answer(actor, team, account, yes, form.text("why")), said)


@blueprint.post(f"{STARTED}/leave")
@members_only
def leave(slug: str, team: UUID) -> Answer:
    """Go."""
    bridge, actor = current_bridge(), current_viewer().actor
    to = f"/hackathons/{slug}/teams"
    return _done(slug, team, lambda: bridge.teams.leave(actor, team), gettext("You have left the team."), to)


@blueprint.post(f"{STARTED}/members/<uuid:account>/<any(remove, lead):what>")
@members_only
def member(slug: str, team: UUID, account: UUID, what: str) -> Answer:
    """Take a member off, or let them lead."""
    bridge, actor = current_bridge(), current_viewer().actor
    command = bridge.teams.remove if what == "remove" else bridge.teams.hand_over
    said = gettext("The member is taken off the team.") if what == "remove" else gettext("Somebody else leads now.")
    return _done(slug, team, lambda: command(actor, team, account), said)


@blueprint.post(f"{STARTED}/startup")
@members_only
def startup(slug: str, team: UUID) -> Answer:
    """Name the startup that the team stands for."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()

    def command() -> None:
        try:
            chosen = UUID(form.text("startup")) if form.text("startup") else None
            bridge.teams.stand_for(actor, team, chosen)
        except (ValueError, Missing) as error:
            if isinstance(error, DomainError) and error.args[0] != "startup":
                raise
            raise Invalid([Problem("startup", "unknown_code")]) from error

    return _done(slug, team, command, gettext("Saved."))


@blueprint.route(f"{STARTED}/dissolve", methods=["GET", "POST"])
@members_only
def dissolve(slug: str, team: UUID) -> Answer:
    """Ask once more, then end the team."""
    bridge, actor = current_bridge(), current_viewer().actor
    if request.method == "GET":
        with bridge.reading() as reading:
            found = team_of(reading, slug, team)
        if not found.leads:
            raise Refused("not_the_lead")
        return render_template("taking_part/dissolve.html", team=found)
    to = f"/hackathons/{slug}/teams"
    return _done(slug, team, lambda: bridge.teams.dissolve(actor, team), gettext("The team is dissolved."), to)
