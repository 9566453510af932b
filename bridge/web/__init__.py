"""The site: thin pages that parse, ask a command or a query, and answer."""

from bridge.web.app import create_app

__all__ = ["create_app"]
