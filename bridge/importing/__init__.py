"""Bringing lists of startups in from spreadsheets: read, map the columns, fold into the vocabulary, report, write."""

from bridge.importing.columns import FIELDS, mapping
from bridge.importing.engine import Options, Sink, run
from bridge.importing.mending import mending_file
from bridge.importing.reading import Table, Unreadable, read
from bridge.importing.report import Finding, Report
from bridge.importing.sink import StartupSink

__all__ = [
    "FIELDS", "Finding", "Options", "Report", "Sink", "StartupSink", "Table", "Unreadable", "mapping", "mending_file",
    "read", "run",
]  # fmt: skip
