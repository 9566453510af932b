"""The people's choice: one's vote, and changing it, until the results open."""

from uuid import UUID

from flask import flash, redirect, render_template
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import Seen, announced
from bridge.web.results.access import blueprint, own_team
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Missing, Problem


def ballot_open(seen: Seen) -> bool:
    """Whether votes are taken at this moment, as far as the dates say."""
    results = seen.phases["results"]
    over = results.open(seen.now) or results.over(seen.now)
    return seen.state == "announced" and seen.phases["building"].over(seen.now) and not over


@blueprint.get("/hackathons/<slug>/vote")
@members_only
def ballot(slug: str) -> Answer:
    """Show what one may choose, and what one chose."""
    return _ballot(slug, Form())


def _ballot(slug: str, form: Form, status: int = 200) -> Answer:
    actor = current_viewer().actor
    with current_bridge().reading() as reading:
        seen, connection = announced(reading, slug), reading.connection
        if not seen.part("prizes").get("people"):
            raise Missing("vote", slug)
        projects = reading.views.projects.find(connection, seen.id, limit=1000)[0] if ballot_open(seen) else []
        mine = reading.views.results.vote_of(connection, seen.id, actor.account) if actor.account else None
        team = own_team(reading, seen, actor.account)
        decided = bool(reading.views.results.newest(connection, seen.id))
    shown = [row for row in projects if row["team"] != team]
    open_now = ballot_open(seen) and not decided
    page = render_template(
        "results/vote.html", seen=seen, projects=shown, mine=mine, open=open_now, decided=decided, form=form
    )
    return page, status


@blueprint.post("/hackathons/<slug>/vote")
@members_only
def vote(slug: str) -> Answer:
    """Choose a project, or take the vote back."""
    form = Form.of_request()
    with current_bridge().reading() as reading:
        seen = announced(reading, slug)
    actor, votes = current_viewer().actor, current_bridge().votes
    if form.text("take_back"):
        votes.withdraw(actor, seen.id)
        flash(gettext("Your vote is taken back."), "success")
    else:
        try:
            votes.vote(actor, seen.id, _chosen(form))
        except (Invalid, Broken) as refusal:
            return _ballot(slug, form, form.refuse(refusal, "project"))
        flash(gettext("Your vote counts. You may change it until the results are out."), "success")
    return redirect(f"{seen.address}/vote", 303)


def _chosen(form: Form) -> UUID:
    try:
        return UUID(form.text("project"))
    except ValueError:
        raise Invalid([Problem("project", "required")]) from None
