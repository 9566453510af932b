"""Addresses of results and what proves them: where the demonstration has published some, and where none yet."""

import sqlalchemy as sa

from bridge.accounts.tables import accounts
from bridge.composition import Bridge
from bridge.demo.judging import FINISHED, NOW

MANAGER = "manager-khyber@demo.example"
H = "/hackathons/<slug>"
FILES = {
    f"{H}/stage/now", f"{H}/results/audit/judging.jsonl", f"{H}/results/audit/verify_judging.py", f"{H}/export.json",
    "/verify/<code>/certificate.pdf", f"{H}/manage/print/badges.pdf", f"{H}/manage/print/sheets/<uuid:round>.pdf",
}  # fmt: skip


def of_results(bridge: Bridge) -> dict[str, list[tuple[str, str | None]]]:
    """(address, who) by rule."""
    with bridge.reading() as reading:
        hackathons, judging = reading.views.hackathons.rows.c, reading.views.judging
        id = reading.connection.scalar(sa.select(hackathons.id).where(hackathons.slug == FINISHED))
        assert id is not None
        round = judging.rounds_of(reading.connection, id)[0]["id"]
        given = reading.views.results.certificates_in(reading.connection, id)
        code = given[0]["code"]
        # A demo account of a team: its mail address is what the walk signs in with.
        member = next(row["account"] for row in given if row["role"] == "participant")
        lead = str(reading.connection.scalar(sa.select(accounts.c.email).where(accounts.c.id == member)))
    over, now = f"/hackathons/{FINISHED}", f"/hackathons/{NOW}"
    audit, prints = f"{over}/results/audit", f"{over}/manage/print"
    return {
        f"{H}/results": [(f"{over}/results", who) for who in (None, lead)] + [(f"{now}/results", None)],
        f"{H}/results/mine": [(f"{over}/results/mine", lead)],
        f"{H}/results/audit": [(audit, None), (f"{audit}?receipt=1-ABCDE-FGHJK", None), (f"{audit}?receipt=no", None)],
        f"{H}/results/audit/judging.jsonl": [(f"{audit}/judging.jsonl", None)],
        f"{H}/results/audit/verify_judging.py": [(f"{audit}/verify_judging.py", None)],
        f"{H}/stage": [(f"{over}/stage", who) for who in (None, MANAGER)] + [(f"{now}/stage", None)],
        f"{H}/stage/now": [(f"{over}/stage/now", None)],
        f"{H}/vote": [(f"{over}/vote", lead), (f"{now}/vote", MANAGER)],
        f"{H}/export.json": [(f"{over}/export.json", MANAGER)],
        "/hackathons/new/import": [("/hackathons/new/import", MANAGER)],
        f"{H}/manage/certificates": [(f"{over}/manage/certificates", MANAGER), (f"{now}/manage/certificates", MANAGER)],
        f"{H}/manage/print": [(prints, MANAGER)],
        f"{H}/manage/print/badges": [(f"{prints}/badges", MANAGER)],
        f"{H}/manage/print/badges.pdf": [(f"{prints}/badges.pdf", MANAGER)],
        f"{H}/manage/print/sheets/<uuid:round>": [(f"{prints}/sheets/{round}", MANAGER)],
        f"{H}/manage/print/sheets/<uuid:round>.pdf": [(f"{prints}/sheets/{round}.pdf", MANAGER)],
        "/verify": [("/verify", None)],
        "/verify/<code>": [(f"/verify/{code}", None)],
        "/verify/<code>/certificate": [(f"/verify/{code}/certificate", None)],
        "/verify/<code>/certificate.pdf": [(f"/verify/{code}/certificate.pdf", None)],
        "/account/certificates": [("/account/certificates", who) for who in (lead, "newcomer@demo.example")],
    }
