"""The command `bridge`: everything that is done from a terminal, as a named part of the system."""

from bridge.cli.group import main

__all__ = ["main"]
