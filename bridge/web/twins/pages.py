"""The addresses of twins: a page's own with .csv, .xlsx or .json at its end, and the page's query."""

from uuid import UUID

from bridge import listings
from bridge.importing.listing import ROWS
from bridge.importing.past import IMPORTS
from bridge.web.app import Answer
from bridge.web.imports.access import led
from bridge.web.imports.access import look as look_at_import
from bridge.web.sign_in import members_only
from bridge.web.twins.serving import FORM, blueprint, of_incubator, of_startup, serve


@blueprint.get(f"/startups.{FORM}")
def startups(form: str) -> Answer:
    """The directory."""
    return serve(listings.STARTUPS, form)


@blueprint.get(f"/hackathons.{FORM}")
def hackathons(form: str) -> Answer:
    """The list of hackathons."""
    return serve(listings.HACKATHONS, form)


@blueprint.get(f"/incubators.{FORM}")
def incubators(form: str) -> Answer:
    """The list of incubators."""
    return serve(listings.INCUBATORS, form)


@blueprint.get(f"/partnerships.{FORM}")
def partnerships(form: str) -> Answer:
    """Partnerships."""
    return serve(listings.PARTNERSHIPS, form)


@blueprint.get(f"/introductions.{FORM}")
@members_only
def introductions(form: str) -> Answer:
    """One's own introductions."""
    return serve(listings.INTRODUCTIONS, form)


@blueprint.get(f"/startups/<slug>/suggestions.{FORM}")
@members_only
def suggestions(slug: str, form: str) -> Answer:
    """The suggestions of a startup."""
    return serve(listings.SUGGESTIONS, form, of_startup(slug))


@blueprint.get(f"/startups/<slug>/blocked.{FORM}")
@members_only
def blocked(slug: str, form: str) -> Answer:
    """Whom a startup has blocked."""
    return serve(listings.BLOCKED, form, of_startup(slug))


@blueprint.get(f"/startups/<slug>/history.{FORM}")
@members_only
def history_of_startup(slug: str, form: str) -> Answer:
    """What happened to a startup."""
    return serve(listings.HISTORY_OF_STARTUP, form, of_startup(slug))


@blueprint.get(f"/incubators/<slug>/startups.{FORM}")
def startups_here(slug: str, form: str) -> Answer:
    """The startups of an incubator as everybody sees them."""
    return serve(listings.OF_INCUBATOR, form, of_incubator(slug))


@blueprint.get(f"/incubators/<slug>/manage/startups.{FORM}")
@members_only
def roster(slug: str, form: str) -> Answer:
    """The startups of an incubator for its managers."""
    return serve(listings.ROSTER, form, of_incubator(slug))


@blueprint.get(f"/incubators/<slug>/manage/introductions.{FORM}")
@members_only
def oversight(slug: str, form: str) -> Answer:
    """The introductions of an incubator's startups for its managers."""
    return serve(listings.OVERSIGHT, form, of_incubator(slug))


@blueprint.get(f"/incubators/<slug>/manage/import.{FORM}")
@members_only
def imports(slug: str, form: str) -> Answer:
    """The imports of an incubator."""
    return serve(IMPORTS, form, lambda reading: led(slug).id)


@blueprint.get(f"/incubators/<slug>/manage/import/<uuid:job>.{FORM}")
@members_only
def rows_of_import(slug: str, job: UUID, form: str) -> Answer:
    """What became of the rows of an import."""
    return serve(ROWS, form, lambda reading: look_at_import(slug, job).job.id)


@blueprint.get(f"/incubators/<slug>/history.{FORM}")
@members_only
def history_of_incubator(slug: str, form: str) -> Answer:
    """What happened to an incubator."""
    return serve(listings.HISTORY_OF_INCUBATOR, form, of_incubator(slug))


@blueprint.get(f"/admin/moderation/decisions.{FORM}")
@members_only
def decisions(form: str) -> Answer:
    """What was decided about reports."""
    return serve(listings.DECISIONS, form)


@blueprint.get(f"/admin/people.{FORM}")
@members_only
def people(form: str) -> Answer:
    """Who has which role."""
    return serve(listings.GRANTS, form)


@blueprint.get(f"/admin/vocabulary.{FORM}")
@members_only
def tags(form: str) -> Answer:
    """Free tags that nobody has decided about."""
    return serve(listings.TAGS, form)
