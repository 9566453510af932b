"""Invitations: sent by mail or handed over as a link, opened by it, used with a button, renewed and taken back."""

from bridge.web.invitations import answering  # noqa: F401  # its routes register themselves
from bridge.web.invitations.access import blueprint
from bridge.web.invitations.sending import invite

__all__ = ["blueprint", "invite"]
