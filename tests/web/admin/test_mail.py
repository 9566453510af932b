"""Undelivered mail as a page: who, what kind, why; sending again and giving up."""

from html import unescape

from bridge.mail import Letter
from tests.web.introductions.town import Member, Town


def test_what_failed_is_shown_by_name_and_can_be_sent_again_or_given_up(town: Town, admin: Member) -> None:
    reader = town.member("reader").actor.account
    with town.house.db.change() as tx:
        town.house.outbox.put(tx.connection, Letter("reset", account=reader, path="/account/reset/secret"))
        mail = Letter("confirm", email="new@people.example", language="en", params={"name": "N"}, path="/account/x")
        town.house.outbox.put(tx.connection, mail)
    for leased in town.house.outbox.lease():
        town.house.outbox.failed(leased, "SMTPRecipientsRefused 550", final=True)
    page = unescape(admin.get("/admin/mail").text)
    for told in ("Reader", "people.example", "SMTPRecipientsRefused 550", "Failed 2"):
        assert told in page
    for secret in ("new@", "reader@", "secret"):
        assert secret not in page
    first, second = (
        letter.id for letter in town.house.desk.undelivered(town.house.actor_for(admin.actor.account), "failed", 9)
    )
    assert admin.post(f"/admin/mail/{first}/again").status_code == 303
    assert admin.post(f"/admin/mail/{second}/give-up").status_code == 303
    assert admin.post(f"/admin/mail/{second}/give-up").status_code == 409
    counts = town.house.outbox.counts()
    assert (counts["waiting"], counts["dropped"], counts["failed"]) == (1, 1, 0)
    assert "Waiting 1" in unescape(admin.get("/admin/mail").text)
