"""Who may open these pages."""

from flask import Blueprint

from bridge.web.viewer import current_viewer
from events.actor import Actor
from events.errors import Refused

blueprint = Blueprint("admin", __name__)


def administrator() -> Actor:
    """The viewer, if they administer."""
    actor = current_viewer().actor
    if "administrator" not in actor.roles:
        raise Refused("not_an_administrator")
    return actor


def organiser() -> Actor:
    """The viewer, if they organise or administer."""
    actor = current_viewer().actor
    if not actor.roles & {"organiser", "administrator"}:
        raise Refused("not_an_organiser")
    return actor
