"""Whether a certificate is genuine: the page that its QR code leads to, and the certificate itself as PDF."""

from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from flask import redirect, render_template, request

from bridge import awards
from bridge.composition import Reading
from bridge.papers import CERTIFICATE
from bridge.web.app import Answer, current_bridge
from bridge.web.i18n import page_language
from bridge.web.results.access import blueprint
from bridge.web.results.papers import fetched, waiting
from events.errors import Missing
from events.results.certificates import LENGTH, read_code


@blueprint.get("/verify")
def ask() -> Answer:
    """Take the code of a certificate."""
    typed = request.args.get("code", "")
    if typed.strip():
        return redirect(f"/verify/{read_code(typed)[: 2 * LENGTH] or '-'}", 303)
    return render_template("results/verify.html", code="", certificate=None)


@blueprint.get("/verify/<code>")
def verify(code: str) -> Answer:
    """Say what a certificate certifies, for whom, and whether it is valid."""
    bridge, plain = current_bridge(), read_code(code)
    with bridge.reading() as reading:
        row = reading.views.results.certificate(reading.connection, plain)
        if row is None:
            return render_template("results/verify.html", code=code, certificate=None), 404
        setting = awards.setting(reading, row["hackathon"], page_language())
        text = awards.certificate(bridge, reading, row, page_language())
        why = reading.open(row["why"]) if row["state"] == "revoked" else None
    return render_template(
        "results/verify.html", code=code, certificate=row, text=text, why=why,
        hackathon=None if setting is None else setting.row["slug"],
    )  # fmt: skip


@blueprint.route("/verify/<code>/certificate", methods=["GET", "POST"])
def drawing(code: str) -> Answer:
    """Have a certificate drawn in the reader's language, and wait for it."""
    row, said = _says(code)
    here = f"/verify/{row['code']}"
    return waiting(CERTIFICATE, row["id"], said, f"{here}/certificate", here)


@blueprint.get("/verify/<code>/certificate.pdf")
def certificate_file(code: str) -> Answer:
    """The certificate."""
    row, said = _says(code)
    paper = current_bridge().papers.find(CERTIFICATE, row["id"], page_language(), said)
    return fetched(paper, f"/verify/{row['code']}/certificate", f"certificate-{row['code']}")


def _says(code: str) -> tuple[sa.RowMapping, dict[str, Any]]:
    bridge, language = current_bridge(), page_language()
    with bridge.reading() as reading:
        row = _valid(reading, code)
        text = awards.certificate(bridge, reading, row, language)
    if text is None:
        raise Missing("certificate", code)
    return row, asdict(text)


def _valid(reading: Reading, code: str) -> sa.RowMapping:
    """A certificate that is valid; one that was revoked is not drawn any more."""
    row = reading.views.results.certificate(reading.connection, read_code(code))
    if row is None or row["state"] != "valid":
        raise Missing("certificate", code)
    return row
