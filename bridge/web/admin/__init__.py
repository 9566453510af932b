"""Pages of organisers and administrators: words, roles, and the health of the house."""

from bridge.web.admin import health, mail, moderation, people, vocabulary  # noqa: F401  # routes
from bridge.web.admin.access import blueprint

__all__ = ["blueprint"]
