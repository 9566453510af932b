"""The addresses of twins: a page's own with .csv, .xlsx or .json at its end, and the page's query."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, request, send_file

from bridge import listings
from bridge.accounts.throttle import EXPORTS
from bridge.composition import Reading
from bridge.importing.listing import ROWS
from bridge.listings import Listing, Look, Row
from bridge.web.app import Answer, current_bridge
from bridge.web.happenings import told
from bridge.web.history import lines
from bridge.web.i18n import direction, page_language
from bridge.web.imports.access import look as look_at_import
from bridge.web.incubators.access import look as look_at_incubator
from bridge.web.sign_in import members_only, network
from bridge.web.startups.access import look as look_at_startup
from bridge.web.twins.files import FORMS, Whole, written
from bridge.web.twins.words import shown
from bridge.web.viewer import current_viewer

blueprint = Blueprint("twins", __name__)

HEAVY = 500  # rows: smaller files cost no more than a page
FORM = "<any(csv, xlsx, json):form>"
Owner = Callable[[Reading], UUID]


def serve(listing: Listing[Any], form: str, owner: Owner | None = None) -> Response:
    """A whole list as a file; `owner` finds the thing whose list it is, as the page does."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        here = listings.look(bridge, reading, actor)
        filters = listing.parse(request.args.to_dict(flat=False), owner(reading) if owner else None)
        total, batches = listing.all(here, filters)
        if total > HEAVY and not bridge.accounts.may(EXPORTS, str(actor.account or network())):
            abort(429)
        columns = shown(listing, bridge.settings.base_url)
        whole = Whole(
            listing, columns, total, _told(listing, here, batches), bridge.clock(),
            right_to_left=direction(page_language()) == "rtl",
        )  # fmt: skip
        file = written(whole, form)
    of = str((request.view_args or {}).get("slug", ""))
    name = "-".join(filter(None, [of, listing.name, bridge.clock().date().isoformat()])) + f".{form}"
    answer = send_file(file, FORMS[form].type, as_attachment=True, download_name=name, etag=False)
    answer.headers["X-Robots-Tag"] = "noindex"  # the page is what search engines should lead to
    return answer


def _told(listing: Listing[Any], here: Look, batches: Iterator[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """Histories with the sentences of their pages."""
    for batch in batches:
        if listing is listings.HISTORY_OF_STARTUP:
            said = lines(here.reading, batch)  # type: ignore[arg-type]  # rows with one name more
            yield [
                {**row, "what": line.what.striptags(), "detail": line.detail}
                for row, line in zip(batch, said, strict=True)
            ]
        elif listing is listings.HISTORY_OF_INCUBATOR:
            happened = told(here.reading, batch, batch[0]["subject"])  # type: ignore[arg-type]
            yield [{**row, "what": one.what.striptags()} for row, one in zip(batch, happened, strict=True)]
        else:
            yield batch


def _of_startup(slug: str) -> Owner:
    return lambda reading: look_at_startup(reading, slug).id


def _of_incubator(slug: str) -> Owner:
    return lambda reading: look_at_incubator(reading, slug).id


@blueprint.get(f"/startups.{FORM}")
def startups(form: str) -> Answer:
    """The directory."""
    return serve(listings.STARTUPS, form)


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
    return serve(listings.SUGGESTIONS, form, _of_startup(slug))


@blueprint.get(f"/startups/<slug>/blocked.{FORM}")
@members_only
def blocked(slug: str, form: str) -> Answer:
    """Whom a startup has blocked."""
    return serve(listings.BLOCKED, form, _of_startup(slug))


@blueprint.get(f"/startups/<slug>/history.{FORM}")
@members_only
def history_of_startup(slug: str, form: str) -> Answer:
    """What happened to a startup."""
    return serve(listings.HISTORY_OF_STARTUP, form, _of_startup(slug))


@blueprint.get(f"/incubators/<slug>/startups.{FORM}")
def startups_here(slug: str, form: str) -> Answer:
    """The startups of an incubator as everybody sees them."""
    return serve(listings.OF_INCUBATOR, form, _of_incubator(slug))


@blueprint.get(f"/incubators/<slug>/manage/startups.{FORM}")
@members_only
def roster(slug: str, form: str) -> Answer:
    """The startups of an incubator for its managers."""
    return serve(listings.ROSTER, form, _of_incubator(slug))


@blueprint.get(f"/incubators/<slug>/manage/introductions.{FORM}")
@members_only
def oversight(slug: str, form: str) -> Answer:
    """The introductions of an incubator's startups for its managers."""
    return serve(listings.OVERSIGHT, form, _of_incubator(slug))


@blueprint.get(f"/incubators/<slug>/manage/import/<uuid:job>.{FORM}")
@members_only
def rows_of_import(slug: str, job: UUID, form: str) -> Answer:
    """What became of the rows of an import."""
    return serve(ROWS, form, lambda reading: look_at_import(slug, job).job.id)


@blueprint.get(f"/incubators/<slug>/history.{FORM}")
@members_only
def history_of_incubator(slug: str, form: str) -> Answer:
    """What happened to an incubator."""
    return serve(listings.HISTORY_OF_INCUBATOR, form, _of_incubator(slug))


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
