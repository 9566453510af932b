"""Lists that managers bring into their incubator: a file, what its columns hold, a check, the import, the way back."""

from bridge.web.imports import checked, mapping, mending, report, sending, wording  # noqa: F401  # routes and sentences
from bridge.web.imports.access import blueprint

__all__ = ["blueprint"]
