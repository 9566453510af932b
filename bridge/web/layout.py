"""What every template may call: navigation, addresses of this page with changes, charts and placeholders."""

from typing import Any
from urllib.parse import urlencode

from flask import Flask, abort, g, redirect, request
from markupsafe import Markup

from bridge.web import charts, messages, names, placeholder
from bridge.web.navigation import IN_THE_BAR, is_built, navigation


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        navigation=navigation,
        in_the_bar=IN_THE_BAR,
        is_built=is_built,
        here=here,
        bdi=names.bdi,
        arcs=charts.arcs,
        bars=charts.bars,
        sparkline=charts.sparkline,
        placeholder=placeholder.placeholder,
    )
    app.jinja_env.filters["sentence"] = messages.sentence
    app.jinja_env.filters["attributes"] = attributes


def here(**changes: Any) -> str:
    """Return this page's address with its query changed: None takes a key away, a list repeats it."""
    query: dict[str, list[str]] = {key: request.args.getlist(key) for key in request.args}
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = [str(part) for part in value] if isinstance(value, list | tuple) else [str(value)]
    text = urlencode(query, doseq=True)
    path = request.script_root + g.get("stands_at", request.path)
    return f"{path}?{text}" if text else path


def stands_at(address: str) -> None:
    """Name the page that answers a form of it which was sent to another address: links to other pages of a list."""
    g.stands_at = address


def lead_to_its_address(kind: str, asked: str, slug: str) -> None:
    """Lead a page that was asked by an earlier address, or by an id, to the same page at the present one."""
    before = f"/{kind}/{asked}"
    if slug != asked and request.method == "GET" and request.path.startswith(before):
        abort(redirect(f"/{kind}/{slug}{request.full_path.removeprefix(before).rstrip('?')}", 301))


def attributes(values: dict[str, Any]) -> Markup:
    """Write HTML attributes: True stands alone, None and False are left out, `hx_get` becomes `hx-get`."""
    written = [
        Markup(" {}").format(name.replace("_", "-"))
        if value is True
        else Markup(' {}="{}"').format(name.replace("_", "-"), value)
        for name, value in values.items()
        if value is not None and value is not False
    ]
    return Markup("").join(written)
