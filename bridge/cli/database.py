"""Commands on the database as a whole: migrate, rebuild, verify."""

import click

from bridge import reference
from bridge.cli.wiring import opened, out, progress
from bridge.migrating import bring_up
from events.store.rebuild import Overtaken
from events.store.rebuild import rebuild as made_again
from events.store.verify import verify as findings

PROBLEMS = {
    "altered": "entry {id} ({topic}) was altered",
    "missing": "an entry before {id} is missing",
    "reordered": "entry {id} ({topic}) stands in another place than it was written",
}


@click.command()
def migrate() -> None:
    """Bring the database to this version and load the incubators' reference data."""
    with opened() as bridge:
        with progress("Read models") as report:
            done = bring_up(bridge, report)
        if done.before == done.after:
            out.print(f"The tables are at version {done.after}.")
        else:
            out.print(f"The tables are at version {done.after} now (before: {done.before or 'empty'}).")
        if done.rebuilt:
            out.print("The read models were made again.")
        loaded = reference.load(bridge)
        if loaded.listed or loaded.updated:
            out.print(f"Incubators: {loaded.listed} listed, {loaded.updated} updated.")


@click.command()
@click.option("--only-if-same", is_flag=True, help="Keep the present rows when the new ones differ.")
def rebuild(only_if_same: bool) -> None:
    """Make every read model again from the log, while the site runs; says whether the rows are identical."""
    with opened() as bridge:
        try:
            with progress("Events") as report:
                done = made_again(bridge.log, bridge.views, progress=report, compare=True, only_if_same=only_if_same)
        except Overtaken:
            raise click.ClickException("Another rebuild has begun meanwhile; this one has ended.") from None
    for difference in done.differences:
        out.print(f"{difference.table[:-2]}: {difference.old} rows were there, {difference.new} are made instead")
        for example in difference.examples:
            out.print(f"  {example}", markup=False)
    if not done.differences:
        out.print(f"{done.events} events: the rows are identical.")
    elif done.moved:
        out.print(f"{done.events} events: the rows differed; the new ones are shown now.")
    if only_if_same and done.differences:
        raise click.ClickException("The rows differ; the present ones stay.")


@click.command()
def verify() -> None:
    """Follow the hash chain through the log; names the first altered, missing or reordered entry."""
    with opened() as bridge, progress("Entries") as report:
        found = findings(bridge.db, report)
    if not found:
        out.print("The log is what was written.")
        return
    for finding in found:
        out.print(PROBLEMS[finding.problem].format(id=finding.id, topic=finding.topic), markup=False)
    raise SystemExit(1)
