"""The command that brings a spreadsheet of startups in."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import click
import sqlalchemy as sa

from bridge import importing
from bridge.cli.wiring import opened, out, progress
from bridge.cli.words import said
from bridge.composition import Bridge
from events.actor import Actor

IMPORT = Actor(system="import")
MOST_WORDS = 20


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--incubator", metavar="SLUG", help="Admit the startups to this incubator.")
@click.option("--map", "columns", multiple=True, metavar="COLUMN=FIELD", help="What a column holds; empty: leave it.")
@click.option("--country", metavar="CC", help="The country where the list has no column for it.")
@click.option("--source", metavar="NAME", help="The list's name, part of each row's identity; default: the file's.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--bad", type=click.Path(dir_okay=False, path_type=Path), help="Where the refused rows go, to mend.")
def bring_in(
    file: Path,
    incubator: str | None,
    columns: tuple[str, ...],
    country: str | None,
    source: str | None,
    dry_run: bool,
    bad: Path | None,
) -> None:
    """Bring startups in from a spreadsheet (.xlsx) or CSV file: hidden and unclaimed, until somebody publishes them.

    Running it again changes nothing, and never what a person has edited. Fields: see --map with a wrong one.
    """
    chosen = _chosen(columns)
    with opened() as bridge:
        options = importing.Options(
            source=source or file.stem,
            year=bridge.clock().year,
            columns=chosen,
            defaults={"country": country} if country else {},
            dry_run=dry_run,
        )
        sink = importing.StartupSink(bridge.startups, IMPORT, _incubator(bridge, incubator))
        try:
            table = importing.opened(file.read_bytes())
            unknown = chosen.keys() - set(table.headers)
            if unknown:
                raise click.ClickException(
                    f"There is no column {_listed(unknown)}; there are {_listed(table.headers)}."
                )
            with progress("Rows") as report_progress:
                report = importing.run(table, sink, options, report_progress)
        except importing.Unreadable as error:
            raise click.ClickException(_about_file(error)) from error
    _tell(report)
    if bad is not None and report.bad_rows:
        bad.write_bytes(importing.mending_file(table, report, _reason))
        # Row ids belong to a source: under another name the mended rows would count as another list's.
        out.print(
            f"The refused rows are in {bad}: mend them there, then: bridge import {bad} --source {options.source}",
            markup=False,
        )


def _chosen(columns: Iterable[str]) -> dict[str, str | None]:
    chosen: dict[str, str | None] = {}
    for pair in columns:
        column, equals, field = pair.rpartition("=")
        if not equals or (field and field not in importing.FIELDS):
            raise click.UsageError(f"--map {pair}: write COLUMN=FIELD, with a field of {', '.join(importing.FIELDS)}.")
        chosen[column] = field or None
    return chosen


def _incubator(bridge: Bridge, slug: str | None) -> UUID | None:
    if slug is None:
        return None
    with bridge.reading() as reading:
        rows = reading.views.incubators.rows
        found: UUID | None = reading.connection.scalar(sa.select(rows.c.id).where(rows.c.slug == slug))
    if found is None:
        raise click.ClickException(f"There is no incubator '{slug}'.")
    return found


def _tell(report: importing.Report) -> None:
    for finding in report.problems:
        out.print(f"row {finding.row}: {_reason(finding)}", markup=False)
    for finding in report.hints:
        if finding.code == "column_not_used":
            out.print(f"column {finding.column}: not known, nothing was read from it", markup=False)
    words = report.unknown_words()
    if words:
        some = ", ".join(f"{word} ({count})" for word, count in words[:MOST_WORDS])
        more = f" and {len(words) - MOST_WORDS} more" if len(words) > MOST_WORDS else ""
        out.print(f"Words that became tags, for an organiser to fold: {some}{more}", markup=False)
    would = "would be " if report.dry_run else ""
    out.print(
        f"{report.rows} rows: {report.created} {would}new, {report.updated} {would}updated, "
        f"{report.unchanged} unchanged, {report.refused} refused."
    )
    good = report.rows - report.refused
    if good:
        out.print(f"{report.with_sectors} of {good} have a sector of our vocabulary.")


def _reason(finding: importing.Finding) -> str:
    sentence = said(finding.code, finding.params)
    return f"{finding.column}: {sentence}" if finding.column else sentence


def _about_file(error: importing.Unreadable) -> str:
    return said(error.code, error.params)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(filter(None, names)))
