"""Every list as a file: CSV and Excel for people, JSON for machines."""

from typing import Any

from flask import Flask, request

from bridge.web.layout import here
from bridge.web.twins.addresses import EVERY
from bridge.web.twins.serving import blueprint

__all__ = ["EVERY", "blueprint", "init_app", "twins"]

NAMES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}


def init_app(app: Flask) -> None:
    app.jinja_env.globals["twins"] = twins


def twins(address: str | None = None, **changes: Any) -> list[tuple[str, str]]:
    """The names and addresses of a page's twins: with the page's query, or with none for another `address`."""
    path, _, query = here(page=None, before=None, **changes).partition("?")
    if address is not None:
        path, query = request.script_root + address, ""
    return [(name, f"{path}.{form}" + (f"?{query}" if query else "")) for form, name in NAMES.items()]
