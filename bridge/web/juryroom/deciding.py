"""The jury decides: freeze, confirm or depart, the hosts agree, publish or correct, release feedback."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.juryroom.access import OUTCOME, Room, Round, blueprint, round_in
from bridge.web.juryroom.results import results_page
from bridge.web.messages import sentence
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Problem


def _decide(slug: str, number: int, form: Form, act: Callable[[], Any], told: str) -> Answer:
    """Do it, and say so; what refuses it stands on the page, above everything that was typed."""
    try:
        act()
    except Invalid as invalid:
        form.refuse(invalid)
        return results_page(slug, number, form, 422)
    except Broken as broken:
        return results_page(slug, number, form, 409, sentence(broken.code, broken.params))
    flash(told, "success")
    return redirect(f"/hackathons/{slug}/manage/results/{number}", 303)


def _mine(slug: str, number: int) -> tuple[Room, Round, Form]:
    room, round = round_in(slug, number, "chair")
    return room, round, Form.of_request()


@blueprint.post(f"{OUTCOME}/freeze")
@members_only
def freeze(slug: str, number: int) -> Answer:
    """Let the leaderboard stand still for everybody but the chair."""
    _, round, form = _mine(slug, number)
    told = gettext("The leaderboard stands still until the results are published. The chair sees on.")
    publishing, actor = current_bridge().publishing, current_viewer().actor
    return _decide(slug, number, form, lambda: publishing.freeze(actor, round.id), told)


@blueprint.post(f"{OUTCOME}/confirm")
@members_only
def confirm(slug: str, number: int) -> Answer:
    """The jury's word: as computed, or in another order with a reason."""
    _, round, form = _mine(slug, number)
    ranking = None
    if form.text("do") == "depart":
        ranking = [{"project": str(id), "place": form.text(f"place.{id}")} for id in round.projects]
        for row in ranking:
            if whole(row["place"]) is None:
                form.problems.append(Problem(f"place.{row['project']}", "required", {}))
        if not form.ok:
            return results_page(slug, number, form, 422)
    publishing, actor = current_bridge().publishing, current_viewer().actor
    told = gettext("Confirmed. Every host is asked to agree.")
    digest, why = form.text("digest"), form.text("why")
    return _decide(slug, number, form, lambda: publishing.confirm(actor, round.id, digest, ranking, why), told)


@blueprint.post(f"{OUTCOME}/agree")
@members_only
def agree_results(slug: str, number: int) -> Answer:
    """A host agrees to the confirmed ranking."""
    _, round, form = _mine(slug, number)
    publishing, actor, seen = current_bridge().publishing, current_viewer().actor, form.text("seen")
    return _decide(slug, number, form, lambda: publishing.agree(actor, round.id, seen), gettext("Your side agrees."))


@blueprint.post(f"{OUTCOME}/publish")
@members_only
def publish(slug: str, number: int) -> Answer:
    """Let everybody read the results; from the second time on it is a correction."""
    room, round, form = _mine(slug, number)
    keys = [one["key"] for one in room.seen.part("prizes").get("prizes") or ()]
    prizes = [{"prize": key, "project": form.text(f"prize.{key}")} for key in keys if form.text(f"prize.{key}")]
    publishing, actor, why = current_bridge().publishing, current_viewer().actor, form.text("why")
    told = gettext("Corrected. Everybody sees that it was.") if round.row["published"] else gettext("Published.")
    seen = form.text("seen")
    return _decide(slug, number, form, lambda: publishing.publish(actor, round.id, prizes, why, seen), told)


@blueprint.post(f"{OUTCOME}/feedback")
@members_only
def release_feedback(slug: str, number: int) -> Answer:
    """Let every team read what the judges wrote for it."""
    _, round, form = _mine(slug, number)
    publishing, actor = current_bridge().publishing, current_viewer().actor
    told = gettext("Every team reads its comments now, and how its mark arose.")
    return _decide(slug, number, form, lambda: publishing.release_feedback(actor, round.id), told)
