"""How the site works, a short page for each kind of person."""

from flask import Blueprint, render_template

from bridge.web.crowd import same_for_visitors

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@same_for_visitors
def show() -> str:
    """Show the answers to what people ask first."""
    return render_template("help/show.html")
