"""Commands that carry a whole hackathon from one site to another."""

import json
from datetime import datetime
from typing import IO

import click
import orjson
import sqlalchemy as sa

from bridge.cli.wiring import opened
from bridge.hackathon_documents import bring_in, document
from events.actor import Actor
from events.errors import Missing
from events.hackathons.hosting import RIGHTS

CLI = Actor(system="cli")


@click.command("hackathon-export")
@click.argument("slug")
def hackathon_export(slug: str) -> None:
    """Print a hackathon as one JSON document, without its people."""
    with opened() as bridge, bridge.reading() as reading:
        row = reading.views.hackathons.by_slug(reading.connection, CLI, slug)
        if row is None:
            raise Missing("hackathon", slug)
        click.echo(orjson.dumps(document(reading, row, RIGHTS), option=orjson.OPT_INDENT_2).decode())


@click.command("hackathon-import")
@click.argument("file", type=click.File("rb"))
@click.option("--incubator", required=True, metavar="SLUG", help="Whose draft it will be: the address of its page.")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the first date falls.")
def hackathon_import(file: IO[bytes], incubator: str, start: datetime | None) -> None:
    """Make a draft of the document of a hackathon."""
    try:
        told = json.load(file)
    except ValueError as error:
        raise click.ClickException(f"{file.name} is no JSON: {error}") from error
    with opened() as bridge:
        with bridge.reading() as reading:
            houses = reading.views.incubators.rows
            house = reading.connection.scalar(sa.select(houses.c.id).where(houses.c.slug == incubator))
        if house is None:
            raise Missing("incubator", incubator)
        drafted = bring_in(bridge, CLI, house, told, None if start is None else start.date())
        click.echo(f"/hackathons/{drafted.slug}/manage/setup")
