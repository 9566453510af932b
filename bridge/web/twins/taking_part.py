"""The addresses of twins of what a hackathon has: its projects, and its people for those who look after them."""

from bridge import listings
from bridge.web.app import Answer
from bridge.web.hackathons.access import look as look_at_hackathon
from bridge.web.sign_in import members_only
from bridge.web.twins.serving import FORM, Owner, blueprint, serve


def of_hackathon(slug: str) -> Owner:
    return lambda reading: look_at_hackathon(reading, slug).id


@blueprint.get(f"/hackathons/<slug>/projects.{FORM}")
def projects(slug: str, form: str) -> Answer:
    """The submitted projects of a hackathon."""
    return serve(listings.PROJECTS, form, of_hackathon(slug))


@blueprint.get(f"/hackathons/<slug>/manage/people.{FORM}")
@members_only
def registrations(slug: str, form: str) -> Answer:
    """Who registered."""
    return serve(listings.REGISTRATIONS, form, of_hackathon(slug))


@blueprint.get(f"/hackathons/<slug>/manage/judging/scorecards.{FORM}")
@members_only
def scorecards(slug: str, form: str) -> Answer:
    """Who looks at what in all rounds, and what was handed in."""
    return serve(listings.SCORECARDS, form, of_hackathon(slug))


@blueprint.get(f"/hackathons/<slug>/results.{FORM}")
def results(slug: str, form: str) -> Answer:
    """The published results."""
    return serve(listings.RESULTS, form, of_hackathon(slug))


@blueprint.get(f"/hackathons/<slug>/teams.{FORM}")
def teams(slug: str, form: str) -> Answer:
    """The teams."""
    return serve(listings.TEAMS, form, of_hackathon(slug))
