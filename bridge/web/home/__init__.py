"""The start page: what each kind of person needs first."""

from collections.abc import Callable

from flask import Blueprint

from bridge.web.crowd import same_for_visitors
from bridge.web.home.administrator import administrator_home
from bridge.web.home.founder import founder_home
from bridge.web.home.manager import manager_home
from bridge.web.home.member import member_home
from bridge.web.home.organiser import organiser_home
from bridge.web.home.participant import participant_home
from bridge.web.home.visitor import visitor_home
from bridge.web.viewer import current_viewer

blueprint = Blueprint("home", __name__)

HOMES: dict[str, Callable[[], str]] = {
    "visitor": visitor_home,
    "judge": visitor_home,  # who came in by a link is a visitor outside of their own pages
    "member": member_home,
    "participant": participant_home,
    "founder": founder_home,
    "manager": manager_home,
    "organiser": organiser_home,
    "administrator": administrator_home,
}


@blueprint.get("/")
@same_for_visitors
def show() -> str:
    """Show the start page of the hat that the viewer wears."""
    return HOMES[current_viewer().hat]()
