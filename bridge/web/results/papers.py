"""Papers as PDF: asked for by a page, drawn by the follower, fetched when they are there."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, request

from bridge import awards
from bridge.composition import Reading
from bridge.papers import BADGES, SHEETS, Paper
from bridge.web.app import Answer, current_bridge
from bridge.web.hackathons.access import Seen, announced
from bridge.web.i18n import page_language
from bridge.web.results.access import blueprint
from bridge.web.sign_in import members_only
from events.errors import Missing

MANAGE = "/hackathons/<slug>/manage/print"


@blueprint.get(MANAGE)
@members_only
def printing(slug: str) -> str:
    """What can be printed: badges for everybody, score sheets of each round."""
    with current_bridge().reading() as reading:
        seen = _led(reading, slug, "people", "desk", "judging")
        rounds = reading.views.judging.rounds_of(reading.connection, seen.id)
    return render_template("results/print.html", seen=seen, rounds=rounds)


@blueprint.route(f"{MANAGE}/badges", methods=["GET", "POST"])
@members_only
def print_badges(slug: str) -> Answer:
    """Have the badges drawn, and wait for them."""
    seen, said = _badges(slug)
    base = f"{seen.address}/manage/print"
    return waiting(BADGES, seen.id, said, f"{base}/badges", base)


@blueprint.get(f"{MANAGE}/badges.pdf")
@members_only
def badges_file(slug: str) -> Answer:
    """The badges."""
    seen, said = _badges(slug)
    paper = current_bridge().papers.find(BADGES, seen.id, page_language(), said)
    return fetched(paper, f"{seen.address}/manage/print/badges", f"{slug}-badges")


@blueprint.route(f"{MANAGE}/sheets/<uuid:round>", methods=["GET", "POST"])
@members_only
def print_sheets(slug: str, round: UUID) -> Answer:
    """Have the score sheets of a round drawn, and wait for them."""
    seen, said = _sheets(slug, round)
    base = f"{seen.address}/manage/print"
    return waiting(SHEETS, round, said, f"{base}/sheets/{round}", base)


@blueprint.get(f"{MANAGE}/sheets/<uuid:round>.pdf")
@members_only
def sheets_file(slug: str, round: UUID) -> Answer:
    """The score sheets."""
    seen, said = _sheets(slug, round)
    paper = current_bridge().papers.find(SHEETS, round, page_language(), said)
    return fetched(paper, f"{seen.address}/manage/print/sheets/{round}", f"{slug}-score-sheets")


def _badges(slug: str) -> tuple[Seen, dict[str, Any]]:
    bridge, language = current_bridge(), page_language()
    with bridge.reading() as reading:
        seen = _led(reading, slug, "people", "desk")
        said = [asdict(badge) for badge in awards.badges(bridge, reading, seen.id, language)]
    return seen, {"badges": said, "day": bridge.clock().date()}


def _sheets(slug: str, round: UUID) -> tuple[Seen, dict[str, Any]]:
    bridge, language = current_bridge(), page_language()
    with bridge.reading() as reading:
        seen = _led(reading, slug, "judging")
        found = reading.views.judging.round(reading.connection, round)
        if found is None or found["hackathon"] != seen.id:
            raise Missing("round", round)
        said = [asdict(sheet) for sheet in awards.sheets(bridge, reading, round, language)]
    return seen, {"sheets": said, "day": bridge.clock().date()}


def _led(reading: Reading, slug: str, *rights: str) -> Seen:
    seen = announced(reading, slug)
    if not seen.rights.intersection(rights):
        seen.must(rights[0])
    return seen


def waiting(kind: str, subject: UUID, said: Mapping[str, Any], page: str, back: str) -> Answer:
    """A page that waits until a paper is drawn, and then offers it; sending its form asks for the paper."""
    papers = current_bridge().papers
    if request.method == "POST":
        papers.ask(kind, subject, page_language(), said)
        return redirect(page, 303)
    paper = papers.find(kind, subject, page_language(), said)
    values: dict[str, Any] = {"paper": paper, "page": page, "file": f"{page}.pdf", "back": back}
    if request.headers.get("HX-Request") == "true":
        return render_template("results/_paper.html", **values)
    return render_template("results/paper.html", **values)


def fetched(paper: Paper | None, page: str, name: str) -> Answer:
    """The file; where it is not drawn yet, the page that waits for it."""
    if paper is None or paper.content is None:
        return redirect(page, 303)
    response = Response(paper.content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
