"""A team's own project: the draft that saves itself, submitting it, revising it, taking it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.project_drafts import Draft, StoredFile
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.names import language
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import Part, blueprint, names_of, part_of, tracks_of
from bridge.web.taking_part.fields import read, stored
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, Invalid, Refused, Stale
from events.projects.aggregate import rule

HERE = "/hackathons/<slug>/project"


@dataclass(frozen=True, slots=True)
class Own:
    """The project of the viewer's own team: what is submitted, and what was typed since."""

    part: Part
    team: UUID
    row: sa.RowMapping | None
    versions: list[sa.RowMapping]
    draft: Draft
    files: list[StoredFile]

    @property
    def address(self) -> str:
        return f"{self.part.address}/project"

    @property
    def member(self) -> UUID:
        """Who writes: somebody of the team, for sure."""
        if self.part.account is None:
            raise Refused("sign_in")
        return self.part.account

    @property
    def content(self) -> dict[str, Any]:
        """What the form begins with: the draft, else the last version."""
        if self.draft.version:
            return self.draft.data
        return unpacked(self.versions[0]["content"]) if self.versions else {}

    @property
    def state(self) -> str:
        return str(self.row["state"]) if self.row is not None else "none"

    @property
    def unsaved(self) -> bool:
        """Whether the draft holds something newer than what is submitted."""
        if not self.draft.version:
            return False
        said = stored(unpacked(self.versions[0]["content"])) if self.versions else None
        return said is None or _said_of(stored(self.draft.data)) != _said_of(said)

    @property
    def applies(self) -> tuple[str, datetime | None]:
        """Which rule applies to a version that came now: open, penalty, reason, or why nothing is taken in."""
        try:
            ruling = rule(self.part.rules, self.part.seen.now)
        except Broken as broken:
            return broken.code, self.part.rules.deadline
        return ("open" if not ruling.late else ruling.rule), self.part.rules.deadline


def _said_of(value: Any) -> Any:
    """What a draft or a version says, whatever stands for nothing in it, and however lines end."""
    if isinstance(value, dict):
        return {name: said for name, one in value.items() if (said := _said_of(one))}
    if isinstance(value, list):
        return [said for one in value if (said := _said_of(one))]
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def own_of(slug: str) -> Own | None:
    """The viewer's own project; None for somebody without a team. Raises `Missing`."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        part = part_of(reading, slug)
        if part.team is None:
            return None
        projects, connection = reading.views.projects, reading.connection
        row = projects.of_team(connection, part.team["id"])
        versions = projects.all_versions(connection, row["id"]) if row is not None else []
    team = part.team["id"]
    return Own(part, team, row, versions, bridge.project_drafts.load(team), bridge.project_drafts.files_of(team))


def _own(slug: str) -> Own:
    own = own_of(slug)
    if own is None:
        raise Refused("not_in_a_team")
    return own


@blueprint.route(HERE, methods=["GET", "POST"])
@members_only
def project(slug: str) -> Answer:
    """Show the draft, save it, or submit it."""
    own = own_of(slug)
    if own is None:
        flash(gettext("First form a team or join one: a project belongs to a team."), "warning")
        return redirect(f"/hackathons/{slug}/teams", 303)
    if request.method == "GET":
        return page(own, Form(stored(own.content)))
    form = Form.of_request(stored(own.content))
    typed, version = read(form), whole(form.text("version")) or 0
    try:
        draft = current_bridge().project_drafts.save(own.team, version, typed, own.member)
    except Stale:
        return _stale(own, typed)
    except Invalid as invalid:
        form.refuse(invalid)
        if form.text("do") != "submit":
            return page(own, form, 422)
        draft = own.draft
    if form.text("do") != "submit":
        flash(gettext("The draft is saved. Nothing is submitted by that."), "success")
        return redirect(own.address, 303)
    return _submit(own, form, typed, draft)


def _submit(own: Own, form: Form, typed: dict[str, Any], draft: Draft) -> Answer:
    bridge = current_bridge()
    now = Own(own.part, own.team, own.row, own.versions, draft, own.files)
    try:
        made = bridge.projects.submit(current_viewer().actor, own.team, typed, [file.record() for file in own.files])
    except Invalid as invalid:
        form.refuse(invalid)
        return page(now, form, 422)
    except Broken as broken:  # what was typed is in the draft, whatever the clock says
        return page(now, form, 409, refusal=broken)
    flash(_said(made.versions[-1]["state"]), "success" if made.versions[-1]["state"] != "waits" else "warning")
    return redirect(own.address, 303)


def _said(state: str) -> str:
    texts: dict[str, str] = {
        "in_time": gettext("Submitted, in time. You may revise it until the deadline."),
        "penalty": gettext("Submitted late: the penalty that the page names applies."),
        "waits": gettext("Submitted late: it counts when a manager accepts it."),
    }
    return texts.get(state) or str(gettext("Submitted."))


@blueprint.post(f"{HERE}/draft")
@members_only
def autosave(slug: str) -> Answer:
    """Keep what is being typed; answers the line under the form, and the version that the next save builds on."""
    own, form = _own(slug), Form.of_request()
    try:
        draft = current_bridge().project_drafts.save(
            own.team, whole(form.text("version")) or 0, read(form), own.member
        )  # fmt: skip
    except Stale:
        return render_template("taking_part/_saved.html", draft=None, problem="stale")
    except Invalid as invalid:
        return render_template("taking_part/_saved.html", draft=None, problem=invalid.problems[0].code)
    return render_template("taking_part/_saved.html", draft=draft, problem=None)


@blueprint.post(f"{HERE}/withdraw")
@members_only
def withdraw_project(slug: str) -> Answer:
    """Take the project back."""
    own = _own(slug)
    current_bridge().projects.withdraw(current_viewer().actor, own.team)
    flash(gettext("The project is withdrawn. Its versions and your draft stay; you may submit again."), "success")
    return redirect(own.address, 303)


def _stale(own: Own, typed: dict[str, Any]) -> Answer:
    """Somebody else of the team saved meanwhile: both versions are shown, the form holds this person's."""
    theirs, yours = stored(own.draft.data), stored(typed)
    labels = {
        "title": gettext("Title"), "language": gettext("Language"), "summary": gettext("Summary"),
        "text": gettext("Description"), "video": gettext("Video"), "tracks": gettext("Tracks"),
        "challenges": gettext("Challenges"),
    }  # fmt: skip
    different = [
        {"label": label, "theirs": _in_words(theirs[name]), "yours": _in_words(yours[name])}
        for name, label in labels.items()
        if (theirs[name] or None) != (yours[name] or None)
    ]
    return page(own, Form(yours), 409, different=different)


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(str(text) for text in value.values())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value or "")


def page(
    own: Own,
    form: Form,
    status: int = 200,
    *,
    different: list[dict[str, str]] | None = None,
    refusal: Broken | None = None,
) -> Answer | Response:
    """The form of the project."""
    rules, deadline = own.applies
    tracks, challenges = (tracks_of(own.part.seen, kind) for kind in ("track", "challenge"))
    return render_template(
        "taking_part/project.html",
        own=own,
        part=own.part,
        form=form,
        different=different,
        refusal=refusal,
        applies=rules,
        deadline=deadline,
        tracks=tracks,
        challenges=challenges,
        written_in=[(code, language(code)) for code in vocabulary.languages.codes],
        names=names_of([own.draft.saved_by]),
        limits=own.part.seen.part("rules").get("files") or {"most": 5, "megabytes": 10},
    ), status
