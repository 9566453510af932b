"""The start page: what each kind of person needs first."""

from collections.abc import Callable

from flask import Blueprint, Flask

from bridge.web import viewers
from bridge.web.home.administrator import administrator_home
from bridge.web.home.founder import founder_home
from bridge.web.home.manager import manager_home
from bridge.web.home.member import member_home
from bridge.web.home.organiser import organiser_home
from bridge.web.home.visitor import visitor_home
from bridge.web.viewer import current_viewer, load_viewer_with

blueprint = Blueprint("home", __name__)

HOMES: dict[str, Callable[[], str]] = {
    "visitor": visitor_home,
    "member": member_home,
    "founder": founder_home,
    "manager": manager_home,
    "organiser": organiser_home,
    "administrator": administrator_home,
}


def init_app(app: Flask) -> None:
    # After the accounts pages, which know who is signed in: this adds which hats they have.
    load_viewer_with(app, viewers.load)


@blueprint.get("/")
def show() -> str:
    """Show the start page of the hat that the viewer wears."""
    return HOMES[current_viewer().hat]()
