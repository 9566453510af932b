"""Inviting somebody from a page: whoever looks at it is the inviter."""

from collections.abc import Sequence
from uuid import UUID

from bridge.inviting import Inviter, Kind
from bridge.web.app import current_bridge
from bridge.web.i18n import page_language
from bridge.web.viewer import current_viewer


def _inviter(rights: Sequence[str] = (), topics: Sequence[str] = ()) -> Inviter:
    viewer = current_viewer()
    return Inviter(current_bridge(), viewer.actor, viewer.name or "", page_language(), tuple(rights), tuple(topics))


def invite(
    kind: Kind, subject: UUID, typed_email: str, rights: Sequence[str] = (), topics: Sequence[str] = ()
) -> None:  # fmt: skip
    """Invite the person with an e-mail address. Raises `Invalid`, `Refused`, `Broken`."""
    _inviter(rights, topics).invite(kind, subject, typed_email)


def hand_over(kind: Kind, subject: UUID, typed_name: str, rights: Sequence[str] = ()) -> str:
    """Make a link for somebody without mailing it; answers its path, which is shown once. Raises like `invite`."""
    return _inviter(rights).hand_over(kind, subject, typed_name).path


def renew(kind: Kind, subject: UUID, old: UUID, *, to_who_asked: bool = False) -> str:
    """Send a newer invitation, after which the old link is dead; answers its path. Raises like `Inviter.renew`."""
    return _inviter().renew(kind, subject, old, to_who_asked=to_who_asked).path


def revoke(kind: Kind, subject: UUID, invitation: UUID) -> None:
    """Take an unused invitation back. Raises `Refused`, `Broken`."""
    _inviter().revoke(kind, subject, invitation)
