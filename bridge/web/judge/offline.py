"""What a judge's phone is told about the pages that it keeps, so that the next sheet opens without a connection.

Whom a page is for, until when its copy may be shown, and the state of a sheet: another state, and it is fetched anew.
A page of the judge without these names makes a phone forget its copies: judging is over, or the link opens nothing.
"""

from hashlib import sha256
from typing import TYPE_CHECKING

from flask import Response, make_response, request

from bridge.web.app import Answer
from bridge.web.i18n import page_language
from bridge.web.judge.access import plan_of
from bridge.web.keeping import drawer

if TYPE_CHECKING:
    from bridge.web.judge.listing import Desk, Sheet

WHO, UNTIL, STATE = "X-Judge", "X-Judge-Until", "X-Judge-State"


def state_of_page(desk: "Desk", sheet: "Sheet") -> str:
    """A word that changes whenever the page of a sheet would say something else."""
    row = sheet.row
    known: list[object] = [
        page_language(), row["project_changed_at"], row["team_name"], row["times"], row["state"], sheet.typed_at,
        plan_of(row)["rubric"], desk.seat.until, [one.path for one in desk.current],
    ]  # fmt: skip
    return sha256(repr(known).encode()).hexdigest()[:12]


def for_the_phone(answer: Answer, desk: "Desk", sheet: "Sheet | None" = None) -> Response:
    """The same page with what a phone needs to keep it, while there is something to score."""
    response = make_response(answer)
    if request.method == "GET" and desk.current:
        response.headers[WHO] = drawer()
        if (until := desk.seat.until) is not None:
            response.headers[UNTIL] = str(int(until.timestamp()))
        if sheet is not None:
            response.headers[STATE] = state_of_page(desk, sheet)
    return response
