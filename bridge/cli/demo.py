"""The command that fills an empty database with the demonstration."""

import os

import click
import sqlalchemy as sa

from bridge.accounts.registration import DEMO_PASSWORD
from bridge.cli.wiring import opened, out, progress
from bridge.composition import Bridge
from bridge.demo.content import DemoPerson, load
from bridge.demo.judging import judge_link
from bridge.demo.play import Play
from bridge.demo.timeline import SetClock
from bridge.settings import Settings
from events.errors import Refused
from events.log import utc_now

# Who is worth trying first, of everybody with the demo password.
SHOWN = 20


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where there are startups already.")
def demo(if_empty: bool) -> None:
    """Fill the database with a fictional network of startups and show its accounts; refused in production."""
    settings = Settings.load(os.environ)
    if settings.environment == "production":
        raise Refused("no_demo_here")
    content, clock = load(), SetClock()
    with opened(settings, clock) as bridge:
        if not _empty(bridge):
            if not if_empty:
                raise click.ClickException("There are startups already: the demonstration wants an empty database.")
            clock.now = utc_now()
            _show(bridge, settings, content.people)
            return
        with progress("Demonstration") as report:
            played = Play(bridge, clock, content, utc_now()).perform(report)
        out.print(
            f"{played.startups} startups, {played.incubators} demo incubators, {played.introductions} introductions, "
            f"{played.partnerships} partnerships, {played.accounts} accounts."
        )
        clock.now = utc_now()
        _show(bridge, settings, content.people)


def _empty(bridge: Bridge) -> bool:
    with bridge.reading() as reading:
        rows = reading.views.startups.rows
        return reading.connection.scalar(sa.select(rows.c.id).limit(1)) is None


def _show(bridge: Bridge, settings: Settings, people: tuple[DemoPerson, ...]) -> None:
    out.print(f"\nDemo accounts, all with the password [bold]{DEMO_PASSWORD}[/bold]:")
    width = max(len(person.email) for person in people[:SHOWN])
    for person in people[:SHOWN]:
        out.print(f"  {person.email:{width}}  {person.name}", markup=False)
    if len(people) > SHOWN:
        out.print(f"  and {len(people) - SHOWN} more: every startup has a founder.")
    if (link := judge_link(bridge)) is not None:
        out.print(f"\nA judge without an account comes in by {settings.base_url}{link}", markup=False, soft_wrap=True)
