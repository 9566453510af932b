"""The addresses of twins: a page's own with .csv, .xlsx or .json at its end, and the page's query."""

from typing import Any
from uuid import UUID

from bridge.importing.listing import ROWS
from bridge.importing.past import IMPORTS
from bridge.listings import LISTINGS, Listing
from bridge.web.app import Answer
from bridge.web.imports.access import BASE, ONE, led
from bridge.web.imports.access import look as look_at_import
from bridge.web.sign_in import members_only
from bridge.web.twins.serving import FORM, OWNERS, blueprint, serve

# All lists that have twins, by the page without its form.
EVERY: dict[str, Listing[Any]] = {**LISTINGS, BASE: IMPORTS, ONE: ROWS}
# Pages that visitors may look at; any other sends them to the sign-in page first.
OPEN = {
    "/startups", "/incubators", "/incubators/<slug>/startups", "/hackathons", "/hackathons/<slug>/projects",
    "/hackathons/<slug>/questions", "/hackathons/<slug>/results", "/hackathons/<slug>/teams", "/partnerships",
}  # fmt: skip


def _add(page: str, listing: Listing[Any]) -> None:
    owner = OWNERS.get(page.split("/")[1]) if "<slug>" in page else None

    def twin(form: str, slug: str = "") -> Answer:
        return serve(listing, form, owner and owner(slug))

    twin.__doc__ = f"The list of {page}."
    blueprint.add_url_rule(f"{page}.{FORM}", f"{page[1:]}", twin if page in OPEN else members_only(twin))


for address, listed in LISTINGS.items():
    _add(address, listed)


@blueprint.get(f"{BASE}.{FORM}")
@members_only
def imports(slug: str, form: str) -> Answer:
    """The imports of an incubator."""
    return serve(IMPORTS, form, lambda reading: led(slug).id)


@blueprint.get(f"{ONE}.{FORM}")
@members_only
def rows_of_import(slug: str, job: UUID, form: str) -> Answer:
    """What became of the rows of an import."""
    return serve(ROWS, form, lambda reading: look_at_import(slug, job).job.id)
