"""How a list is sent as a file: found as its page finds it, said as its reader reads it, limited where it is long."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, request, send_file
from flask_babel import gettext

from bridge import listings, todo
from bridge.accounts.throttle import EXPORTS
from bridge.composition import Reading
from bridge.listings import Listing, Look, Row
from bridge.todo.lines import Name
from bridge.web.app import current_bridge
from bridge.web.hackathons.access import look as look_at_hackathon
from bridge.web.happenings import told
from bridge.web.history import lines
from bridge.web.i18n import direction, page_language
from bridge.web.incubators.access import look as look_at_incubator
from bridge.web.names import pick_text
from bridge.web.sign_in import network
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
    """Lists whose pages say each line in a sentence, with these sentences."""
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
        elif listing is listings.TODO:
            waits = [todo.line_of(row["item"], gettext, _name) for row in batch]
            yield [{**row, "what": line.text, "of": line.of} for row, line in zip(batch, waits, strict=True)]
        else:
            yield batch


def _name(name: Name) -> str:
    return name if isinstance(name, str) else pick_text(name)


def of_startup(slug: str) -> Owner:
    return lambda reading: look_at_startup(reading, slug).id


def of_incubator(slug: str) -> Owner:
    return lambda reading: look_at_incubator(reading, slug).id


def of_hackathon(slug: str) -> Owner:
    return lambda reading: look_at_hackathon(reading, slug).id


# By the first word of an address.
OWNERS = {"startups": of_startup, "incubators": of_incubator, "hackathons": of_hackathon}
