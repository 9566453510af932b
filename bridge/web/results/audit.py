"""What proves the results: the root, every entry of the judging as a file, the program that checks it, receipts."""

from collections.abc import Collection, Iterator
from uuid import UUID

from flask import Response, render_template, request

from bridge.composition import Bridge
from bridge.readmodels.freezing import stands_since
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import Seen, announced
from bridge.web.results.access import blueprint
from events.errors import Invalid, Missing, Problem
from events.judging_chain import SCRIPT, Receipt, export
from events.judging_chain.verifying import code_of

NAME = "verify_judging.py"


@blueprint.get("/hackathons/<slug>/results/audit")
def audit(slug: str) -> Answer:
    """Show the root and how to verify; with `?receipt=` whether it fits."""
    typed, form = request.args.get("receipt", "").strip()[:120], Form({"receipt": request.args.get("receipt", "")})
    answer: bool | None = None
    with current_bridge().reading() as reading:
        seen, chain = announced(reading, slug), reading.views.judging_chain
        entries, root = chain.now(reading.connection, seen.id)
        published = reading.views.judging.published(reading.connection, seen.id)
        readable = _reads_all(seen) or chain.public_end(reading.connection, seen.id) is not None
        if typed:
            try:
                receipt = Receipt.read(typed)
            except ValueError:
                form.refuse(Invalid([Problem("receipt", "not_a_receipt")]))
            else:
                small = receipt.number < 2**31
                entry = chain.entry(reading.connection, seen.id, receipt.number) if small else None
                answer = entry is not None and code_of(entry.hash) == receipt.code
    return render_template(
        "results/audit.html", seen=seen, entries=entries, root=root, published=published, form=form, typed=typed,
        readable=readable, answer=answer, name=NAME, file=f"{slug}-judging.jsonl",
    )  # fmt: skip


@blueprint.get("/hackathons/<slug>/results/audit/judging.jsonl")
def entries(slug: str) -> Response:
    """The entries, a line each, sent as they are read: no names, no words; scores once they are published."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        seen, chain = announced(reading, slug), reading.views.judging_chain
        upto, root = chain.now(reading.connection, seen.id)
        end = upto if _reads_all(seen) else chain.public_end(reading.connection, seen.id)
        rounds = reading.views.judging.rounds_of(reading.connection, seen.id) if _reads_all(seen) else ()
        also = {row["id"] for row in rounds if stands_since(row, seen.rights) is None}
        if not root or end is None:
            raise Missing("judging", slug)
    response = Response(_lines(bridge, seen.id, end, also), mimetype="application/jsonl")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-judging.jsonl"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _reads_all(seen: Seen) -> bool:
    """Whether somebody reads the scores anyway: those who run the judging."""
    return bool(seen.rights & {"judging", "chair"})


def _lines(bridge: Bridge, hackathon: UUID, end: int, also: Collection[UUID]) -> Iterator[str]:
    with bridge.reading() as reading:
        yield from export(reading.views.judging_chain.entries(reading.connection, hackathon, end, also=also))


@blueprint.get("/hackathons/<slug>/results/audit/verify_judging.py")
def program(slug: str) -> Response:
    """The program that checks the file: one file, which needs Python and nothing else."""
    with current_bridge().reading() as reading:
        announced(reading, slug)
    response = Response(SCRIPT.read_bytes(), mimetype="text/x-python")
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response
