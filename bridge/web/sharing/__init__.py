"""Sharing a page: what its link shows in a messenger, the picture beside it, and its QR code."""

from bridge.web.sharing.pages import blueprint, init_app

__all__ = ["blueprint", "init_app"]
