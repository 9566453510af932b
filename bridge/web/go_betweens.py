"""Which incubators of an unclaimed startup have somebody who can be asked."""

from uuid import UUID

import sqlalchemy as sa

from bridge.composition import Reading


def go_betweens(reading: Reading, incubators: list[UUID]) -> list[UUID]:
    """Those of some incubators that have somebody to ask, in the same order."""
    people = reading.views.incubators.people.c
    query = sa.select(people.incubator).where(people.incubator.in_(incubators)).distinct()
    led = set(reading.connection.scalars(query)) if incubators else set()
    return [id for id in incubators if id in led]
