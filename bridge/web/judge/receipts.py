"""The receipts of a judge, to see, copy, take along and check at any time: some have no address for a letter."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

import sqlalchemy as sa
from flask import Response, render_template
from flask_babel import gettext

from bridge.composition import Reading
from bridge.readmodels.judge_desk import Given, handed_in, sheets
from bridge.web.app import Answer, current_bridge
from bridge.web.judge.access import Seat, blueprint, plan_of, seat_of
from bridge.web.names import pick_text
from bridge.web.sharing.previews import absolute

HERE = "/hackathons/<slug>/judge/receipts"


@dataclass(frozen=True, slots=True)
class Shown:
    """A receipt with what it is of; an older one was replaced by a later hand-in of the same sheet."""

    given: Given
    row: sa.RowMapping

    @property
    def text(self) -> str:
        return str(self.given.receipt)

    @property
    def round(self) -> str:
        return pick_text(plan_of(self.row)["name"])


def shown(reading: Reading, seat: Seat) -> list[Shown]:
    """Every receipt of a judge, the oldest first; of sheets that were taken away too."""
    rows = sheets(reading.connection, reading.views, seat.judge, seat.seen.id)
    of: dict[UUID, sa.RowMapping] = {row["card"]: row for row in rows if row["card"]}
    return [Shown(given, of[given.card]) for given in handed_in(reading.connection, reading.views, list(of))]


@blueprint.get(HERE)
def receipts(slug: str) -> Answer:
    """Show all of a judge's receipts."""
    with current_bridge().reading() as reading:
        seat = seat_of(reading, slug)
        found = shown(reading, seat)
    return render_template("judge/receipts.html", seat=seat, receipts=found, command=_command(seat, found))


@blueprint.get(f"{HERE}.<any(txt, json):form>")
def receipts_file(slug: str, form: str) -> Response:
    """The same as a small file to keep."""
    with current_bridge().reading() as reading:
        seat = seat_of(reading, slug)
        found = shown(reading, seat)
        made = reading.now.astimezone(UTC).isoformat(timespec="seconds")
    check = absolute(f"{seat.seen.address}/results/audit")
    if form == "json":
        items = [
            {"receipt": one.text, "project": one.row["title"], "round": one.row["number"], "at": one.given.at}
            for one in found
        ]
        told = {"hackathon": seat.seen.name, "made_at": made, "check": check, "receipts": items}
        response = Response(json.dumps(told, ensure_ascii=False, indent=1), mimetype="application/json")
    else:
        lines = [f"{one.text}  {one.given.at}  {one.row['title']}" for one in found]
        how = gettext("When the results are published, each receipt can be checked at %(address)s", address=check)
        text = "\n".join([seat.seen.name, made, "", *lines, "", how, _command(seat, found), ""])
        response = Response(text, mimetype="text/plain")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-receipts.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _command(seat: Seat, found: Sequence[Shown]) -> str:
    """The command that checks all of them against the public entries."""
    slug = seat.seen.row["slug"]
    return " ".join(["python3 verify_judging.py", f"{slug}-judging.jsonl", *(f"--receipt {one.text}" for one in found)])
