"""Loading the reference data of incubators into the directory; again and again, without ever changing it twice."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bridge import incubator_data
from events.actor import Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge

REFERENCE = Actor(system="reference")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many incubators came new and how many were updated."""

    listed: int
    updated: int


def load(bridge: "Bridge") -> Loaded:
    """List the incubators that are not there, and bring newer facts to those that nobody has taken over."""
    with bridge.reading() as reading:
        rows = reading.views.incubators.rows
        known = {row.slug: row.id for row in reading.connection.execute(sa.select(rows.c.slug, rows.c.id))}
    listed = updated = 0
    for reference in incubator_data.load():
        facts = [fact.as_dict() for fact in reference.facts]
        if reference.slug not in known:
            bridge.incubators.list(REFERENCE, reference.page(), facts, slug=reference.slug)
            listed += 1
        elif bridge.incubators.relist(REFERENCE, known[reference.slug], reference.page(), facts):
            updated += 1
    return Loaded(listed, updated)
