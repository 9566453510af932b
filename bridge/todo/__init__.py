"""What waits for a person, whatever filed it, and the words for it: for pages, mail, feeds and the API."""

from bridge.readmodels.todo import Item, Kind, Party
from bridge.todo.gathering import count, waiting_for
from bridge.todo.lines import Line, line_of

__all__ = ["Item", "Kind", "Line", "Party", "count", "line_of", "waiting_for"]
