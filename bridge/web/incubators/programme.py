"""One startup in an incubator's roster: answer it, invite it, graduate it, look after an unclaimed profile."""

from collections.abc import Callable, Mapping
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.composition import Reading
from bridge.listings.rosters import STATES
from bridge.web import invitations
from bridge.web.app import Answer, current_bridge
from bridge.web.badges import badges_in_full
from bridge.web.completeness import LABELS, missing
from bridge.web.forms import Form
from bridge.web.i18n import page_language
from bridge.web.incubators.access import Seen, blueprint, look
from bridge.web.incubators.roster import Member, member_of
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.actor import Actor
from events.errors import Invalid, Missing

Command = Callable[[Actor, UUID, UUID, bool, str | None], object]  # who, startup, incubator, yes or no, why not


@blueprint.get("/incubators/<slug>/manage/startups/<uuid:startup>")
@members_only
def member(slug: str, startup: UUID) -> Answer:
    """Show one startup of the roster, and what can be done with it."""
    seen, found = _member(slug, startup)
    return _page(seen, found, Form({"visibility": found.row["visibility"]}), 200)


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/answer")
@members_only
def answer_request(slug: str, startup: UUID) -> Answer:
    """Say yes or no to a startup that asks."""
    done = {True: gettext("Admitted."), False: gettext("The request is declined.")}
    return _answer(slug, startup, current_bridge().startups.answer_request, done)


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/invite")
@members_only
def offer_admission(slug: str, startup: UUID) -> Answer:
    """Invite a startup; an unclaimed one belongs at once."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages)
        actor = current_viewer().actor
        if startup not in reading.views.directory.by_ids(reading.connection, actor, [startup]):
            raise Missing("startup", startup)
    current_bridge().startups.offer_admission(current_viewer().actor, startup, seen.id)
    flash(gettext("Done: the startup is in your list now."), "success")
    return redirect(f"{seen.address}/manage/startups/{startup}", 303)


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/take-over")
@members_only
def answer_handover(slug: str, startup: UUID) -> Answer:
    """Take a profile that another incubator hands over, or do not."""
    done = {True: gettext("The profile is yours to look after now."), False: gettext("The offer is declined.")}
    return _answer(slug, startup, current_bridge().keeping.answer_handover, done)


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/ask-update")
@members_only
def ask_update(slug: str, startup: UUID) -> Answer:
    """Ask the founders to look through their profile."""

    def act(seen: Seen, form: Form) -> None:
        current_bridge().keeping.ask_update(current_viewer().actor, startup, seen.id)

    return _do(slug, startup, act, gettext("Its founders are asked, in their list and by mail."), back=True)


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/graduate")
@members_only
def graduate(slug: str, startup: UUID) -> Answer:
    """Record the day on which a startup finished the programme."""

    def act(seen: Seen, form: Form) -> None:
        current_bridge().startups.graduate(current_viewer().actor, startup, seen.id, form.text("on"))

    return _do(slug, startup, act, gettext("Graduated. Congratulations to all of you!"))


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/end")
@members_only
def end_stay(slug: str, startup: UUID) -> Answer:
    """Take an invitation back, or end a stay."""
    how = request.form.get("how", "")
    done = gettext("The stay has ended.") if how == "left" else gettext("The invitation is taken back.")

    def act(seen: Seen, form: Form) -> None:
        current_bridge().startups.end_admission(current_viewer().actor, startup, seen.id, how)

    return _do(slug, startup, act, done, back=True)


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/publish")
@members_only
def publish(slug: str, startup: UUID) -> Answer:
    """Choose who may see an unclaimed profile."""

    def act(seen: Seen, form: Form) -> None:
        current_bridge().startups.publish(current_viewer().actor, startup, form.text("visibility"))

    return _do(slug, startup, act, gettext("Saved."))


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/founder")
@members_only
def invite_founder(slug: str, startup: UUID) -> Answer:
    """Invite the person who should take an unclaimed profile over."""

    def act(seen: Seen, form: Form) -> None:
        invitations.invite("startup", startup, form.text("email"))

    return _do(slug, startup, act, gettext("The invitation is on its way."))


def _answer(slug: str, startup: UUID, command: Command, done: Mapping[bool, str]) -> Answer:
    """Say yes, or no with a reason."""
    yes = Form.of_request().yes("answer")

    def act(seen: Seen, form: Form) -> None:
        command(current_viewer().actor, startup, seen.id, yes, None if yes else form.text("why"))

    return _do(slug, startup, act, done[yes], back=not yes)


def _do(slug: str, startup: UUID, act: Callable[[Seen, Form], None], done: str, *, back: bool = False) -> Answer:
    """Act on a startup of the roster; what is wrong is shown beside its field."""
    seen, found = _member(slug, startup)
    form = Form.of_request()
    try:
        act(seen, form)
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(seen, found, form, 422)
    flash(done, "success")
    return redirect(f"{seen.address}/manage/startups" + ("" if back else f"/{startup}"), 303)


def _member(slug: str, startup: UUID) -> tuple[Seen, Member]:
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages)
        row = _row(reading, seen.id, startup)
        if row is None:
            raise Missing("startup", startup)
        return seen, member_of(reading, row)


def _row(reading: Reading, incubator: UUID, startup: UUID) -> sa.RowMapping | None:
    rows, table = reading.views.startups.rows, reading.views.startups.admissions
    query = (
        sa.select(rows, table.c.state, table.c.admitted_at, table.c.graduated_on, table.c.message, table.c.why)
        .add_columns(table.c.update_asked_at)
        .join(table, table.c.startup == rows.c.id)
        .where(table.c.incubator == incubator, table.c.startup == startup, table.c.state.in_(STATES))
        .where(reading.views.directory.present())
    )
    return reading.connection.execute(query).mappings().first()


def _page(seen: Seen, member: Member, form: Form, status: int) -> tuple[str, int]:
    waiting = current_bridge().invitations.open_for(member.row["id"]) if member.row["unclaimed"] else []
    with current_bridge().reading() as reading:
        verified = badges_in_full(reading, current_viewer().actor, member.row["id"])
    page = render_template(
        "incubators/member.html",
        seen=seen,
        member=member,
        form=form,
        invitations=waiting,
        lacking=[LABELS[code] for code in missing(member.profile)],
        today=current_bridge().clock().date().isoformat(),
        verified=verified,
        verifications=vocabulary.verifications.choices(page_language()),
    )
    return page, status
