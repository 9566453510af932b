"""Bringing lists of startups in from spreadsheets: read, map the columns, fold into the vocabulary, report, write."""

from bridge.importing.columns import FIELDS, mapping
from bridge.importing.engine import Options, Reader, Sink, run
from bridge.importing.mending import mending_file, mending_workbook
from bridge.importing.opening import opened
from bridge.importing.reading import How, Table, Unreadable, read
from bridge.importing.report import Finding, Report
from bridge.importing.sink import StartupSink

__all__ = [
    "FIELDS", "Finding", "How", "Options", "Reader", "Report", "Sink", "StartupSink", "Table", "Unreadable", "mapping",
    "mending_file", "mending_workbook", "opened", "read", "run",
]  # fmt: skip
