"""The group of commands, its settings, and how expected errors are told: one clear sentence, never a traceback."""

import os
import sys
from importlib import import_module
from typing import Any

import click
from eventsourcing.persistence import OperationalError, ProgrammingError

from bridge.accounts import TooManyAttempts
from bridge.cli.words import sentences
from bridge.settings import SettingsError
from events.errors import DomainError

# Each command is a module's function: a command loads what it needs and nothing else.
COMMANDS = {
    "migrate": "database:migrate",
    "demo": "demo:demo",
    "import": "lists:bring_in",
    "grant": "people:grant",
    "revoke": "people:revoke",
    "erase": "people:erase",
    "rebuild": "database:rebuild",
    "verify": "database:verify",
    "judging-verify": "judging:judging_verify",
    "hackathon-export": "hackathons:hackathon_export",
    "hackathon-import": "hackathons:hackathon_import",
    "events": "log:events",
    "follow": "running:follow",
    "serve": "running:serve",
    "health": "running:health",
}


class Commands(click.Group):
    """Loads commands when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"bridge.cli.{module}"), function)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise click.ClickException(f"The settings are not complete:\n{error}") from error
        except DomainError as error:
            raise click.ClickException(sentences(error)) from error
        except TooManyAttempts as error:
            raise click.ClickException(f"Too many attempts; it is possible again at {error.until}.") from error
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(_about_the_database(error)) from error
        except BrokenPipeError:
            # `bridge events | head`: the reader has seen enough, and nothing may complain at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None


def _about_the_database(error: Exception) -> str:
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if any(sign in text for sign in ("no such table", "no column named", "no such column", "does not exist")):
        return f"The database has no tables yet, or old ones: run 'bridge migrate' first. ({text})"
    return f"The database does not answer: {text}"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Startup Bridge: the site, its database and its followers. Settings come from the environment."""
