"""Who looks at the page: the actor, the name to show, and the preferences that pages follow."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g

from events.actor import VISITOR, Actor


@dataclass(frozen=True, slots=True)
class Hat:
    """One of the parts that a person plays, to switch between: a hat's name, its label and where it leads."""

    name: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person in front of the page; without an account, a visitor."""

    actor: Actor = VISITOR
    name: str | None = None
    locale: str | None = None
    timezone: str | None = None
    hat: str = "visitor"
    hats: tuple[Hat, ...] = ()
    waiting: int | None = None  # things on /todo; None for a visitor
    startup: str | None = None  # address of the startup that the founder hat is about
    incubator: str | None = None  # address of the incubator that the manager hat is about
    judging: str | None = None  # address of the hackathon that somebody judges who came in by a link

    @property
    def signed_in(self) -> bool:
        return self.actor.account is not None


Loader = Callable[[], Viewer]


def init_app(app: Flask) -> None:
    app.extensions.setdefault("viewer_loader", Viewer)
    app.jinja_env.globals["viewer"] = current_viewer


def load_viewer_with(app: Flask, loader: Loader) -> None:
    """Let the accounts pages say who looks; called once for each request that asks."""
    app.extensions["viewer_loader"] = loader


def current_viewer() -> Viewer:
    """Return the viewer of this request, loaded once."""
    if "viewer" not in g:
        g.viewer = cast(Loader, current_app.extensions["viewer_loader"])()
    return cast(Viewer, g.viewer)


def forget_viewer() -> None:
    """Load the viewer again: somebody has just signed in or out, or changed their preferences."""
    g.pop("viewer", None)
