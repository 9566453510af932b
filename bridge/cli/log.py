"""The command that shows the log."""

from dataclasses import fields
from uuid import UUID

import click
import orjson

from bridge.cli.wiring import opened
from events.fact import Fact
from events.log import Entry

BATCH = 500
WAIT = 1.0
COMMON = {"originator_id", "originator_version", "timestamp", "by", "why"}


@click.command()
@click.option("--after", type=int, default=0, metavar="ID", help="Only entries after this one.")
@click.option("--topic", "topics", multiple=True, help="Only this kind of event; may be said several times.")
@click.option("--of", "aggregate", type=click.UUID, help="Only events of this startup, introduction ...")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--follow", "follow_on", is_flag=True, help="Wait for more until interrupted.")
def events(
    after: int, topics: tuple[str, ...], aggregate: UUID | None, limit: int | None, as_json: bool, follow_on: bool
) -> None:
    """Show the log, the oldest entries first. What people typed stays sealed."""
    unknown = set(topics) - Fact.known.keys()
    if unknown:
        raise click.UsageError(
            f"There is no topic {', '.join(sorted(unknown))}. Topics: {', '.join(sorted(Fact.known))}."
        )
    shown = 0
    with opened() as bridge, bridge.db.listen() as listener:
        while limit is None or shown < limit:
            most = BATCH if limit is None else min(BATCH, limit - shown)
            entries = bridge.log.entries(after, most, topics=topics, of=aggregate)
            for entry in entries:
                click.echo(_as_json(entry) if as_json else _line(entry))
            shown += len(entries)
            after = entries[-1].id if entries else after
            if entries:
                continue
            if not follow_on:
                break
            listener.wait(WAIT)


def _line(entry: Entry) -> str:
    fact = entry.fact
    when = f"{fact.timestamp:%Y-%m-%d %H:%M:%S}"
    details = orjson.dumps(_details(fact), default=str).decode()
    short = details if len(details) <= 160 else f"{details[:157]}..."
    return (
        f"{entry.id:>8}  {when}  {fact.TOPIC:<32} {fact.originator_id} v{fact.originator_version}  {fact.by}  {short}"
    )


def _as_json(entry: Entry) -> str:
    fact = entry.fact
    return orjson.dumps(
        {
            "id": entry.id, "topic": fact.TOPIC, "of": fact.originator_id, "version": fact.originator_version,
            "at": fact.timestamp, "recorded_at": entry.recorded_at, "by": fact.by,
            "why": None if fact.why is None else str(fact.why), "details": _details(fact),
        },
        default=str,
    ).decode()  # fmt: skip


def _details(fact: Fact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in sorted({field.name for field in fields(fact)} - COMMON)}
