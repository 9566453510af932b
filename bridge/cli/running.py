"""Commands that keep running: the site and the followers; and a look at how they are."""

import logging
import os
import subprocess
import sys
from dataclasses import replace

import click

from bridge.cli.wiring import opened, out
from bridge.followers.running import FOLLOWERS, Team
from bridge.settings import Settings
from events.store.places import go_on, place

ALWAYS_TOLD = ("waiting", "sent", "failed")  # counts of letters; the others where there are any


@click.command(help=f"Run the followers (all, or those named: {', '.join(FOLLOWERS)}) until told to stop.")
@click.argument("names", nargs=-1, type=click.Choice(list(FOLLOWERS)), metavar="[NAME ...]")
@click.option("--continue", "again", metavar="NAME", help="Tell a stopped follower to try its event again, and end.")
@click.option("--past", is_flag=True, help="With --continue: leave the event out for good.")
def follow(names: tuple[str, ...], again: str | None, past: bool) -> None:
    if past and again is None:
        raise click.UsageError("--past goes with --continue NAME.")
    _log_to_terminal()
    with opened() as bridge:
        if again is not None:
            if again not in FOLLOWERS:
                raise click.UsageError(f"There is no follower {again}: {', '.join(FOLLOWERS)}.")
            if place(bridge.db, again).stopped_at is None:
                raise click.ClickException(f"The {again} has not stopped.")
            go_on(bridge.db, again, past=past)
            out.print(f"The {again} goes on{' behind its event' if past else ''}.")
            return
        team = Team(bridge, names or tuple(FOLLOWERS))
        team.run()
    if team.failed:
        raise click.ClickException(f"Ended by an error: {', '.join(team.failed)}.")


@click.command()
@click.option("--development", is_flag=True, help="On this machine only, with the local mailbox.")
@click.option("--host", help="The address to listen at (BRIDGE_HOST).")
@click.option("--port", type=int, help="The port to listen at (BRIDGE_PORT).")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes in production.")
@click.option("--followers/--no-followers", default=False, help="Run the followers in a second process beside it.")
def serve(development: bool, host: str | None, port: int | None, workers: int, followers: bool) -> None:
    """Serve the site: by waitress with --development, else by gunicorn."""
    if development:
        os.environ["BRIDGE_ENV"] = "development"
    settings = Settings.load(os.environ)
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    # What the processes of gunicorn and the followers read is the environment.
    os.environ.update(BRIDGE_HOST=settings.host, BRIDGE_PORT=str(settings.port))
    from bridge import serving

    if not development:
        if followers:
            raise click.UsageError("In production the followers are a service of their own: bridge follow.")
        serving.serve_production(settings, workers)
    beside = subprocess.Popen([sys.executable, "-m", "bridge.cli", "follow"]) if followers else None
    try:
        serving.serve_development(settings)
    except OSError as error:
        raise click.ClickException(f"{settings.host}:{settings.port} cannot be used: {error.strerror}.") from error
    finally:
        if beside is not None:
            beside.terminate()
            beside.wait()


@click.command()
def health() -> None:
    """Say how far behind the followers are, what stopped them, and what mail waits; fails when somebody must look."""
    from bridge.health import BESIDE, look

    with opened() as bridge:
        found = look(bridge)
    out.print(f"{found.newest} events in the log")
    for follower in found.followers:
        state = f"{follower.behind} behind" if follower.behind else "has read everything"
        if follower.stopped:
            again = f"'bridge follow --continue {follower.name}' tries again"
            state = f"STOPPED at event {follower.stopped_at}: {follower.error}; {again}"
        elif not follower.ever_ran:
            state = "has never run"
        elif follower.silent:
            state = "IS NOT AT WORK" + (f" since {follower.beat_at:%Y-%m-%d %H:%M} UTC" if follower.beat_at else "")
        elif follower.name in BESIDE:
            state = "is at work"
        out.print(f"{follower.name}: {state}", markup=False)
    out.print(
        "mail: " + ", ".join(f"{count} {state}" for state, count in found.mail.items() if count or state in ALWAYS_TOLD)
    )
    if found.mail_stands:
        out.print(f"mail: the oldest letter waits since {found.mail_waits_since:%Y-%m-%d %H:%M} UTC")
    if not found.well:
        raise SystemExit(1)


def _log_to_terminal() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(threadName)s %(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
