"""Judges come in by a personal link: bound to one hackathon, replaced in one tap, dead at once."""

import re

import pytest

from bridge import juries
from bridge.mail.tables import outbox
from tests.web.judging.conftest import CHAT, Bench, path_in


def test_a_link_shows_whose_it_is_and_only_the_button_opens_the_door(bench: Bench) -> None:
    path, phone = bench.ask(), bench.browser()
    page = phone.get(path)
    assert page.status_code == 200
    assert "Gulnara Asanova" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert phone.get(f"{bench.address}/judge").status_code == 403
    assert phone.post(path).location == f"{bench.address}/judge"
    assert "Judging" in phone.get(f"{bench.address}/judge").text
    seat = bench.town.house.panels.panel(bench.made.hackathon.id)
    assert seat is not None
    assert seat.entered == [bench.judge()]


def test_a_new_link_ends_the_old_one_and_who_came_in_by_it(bench: Bench) -> None:
    path = bench.ask()
    phone = bench.browser(path)
    page = bench.manager.post(f"{bench.address}/manage/judges/{bench.judge()}/link")
    newer = path_in(page.text)
    assert newer != path
    refused = phone.get(f"{bench.address}/judge")
    assert (refused.status_code, "Ask the desk" in refused.text) == (403, True)
    assert phone.get(path).status_code == phone.post(path).status_code == 410
    assert bench.browser(newer).get(f"{bench.address}/judge").status_code == 200
    bench.manager.post(f"{bench.address}/manage/judges/{bench.judge()}/revoke")
    assert phone.get(newer).status_code == 410


def test_nothing_else_of_the_site_is_open_to_a_link(bench: Bench) -> None:
    account = bench.town.member("judge")
    bench.manager.post(f"{bench.address}/manage/judges", email="judge@demo.example", languages="en")
    made = bench.town.house.log.get(type(bench.made.hackathon), bench.made.hackathon.id)
    link = bench.manager.post(f"{bench.address}/manage/judges/{account.actor.account}/link")
    phone = bench.browser(path_in(link.text))
    assert phone.get(f"{bench.address}/judge").status_code == 200
    for address in (
        "/account",
        "/todo",
        "/introductions",
        f"{bench.address}/manage/judges",
        f"{bench.address}/project",
    ):
        assert phone.get(address).location.startswith("/account/sign-in"), address
    for address in ("/", "/startups", "/hackathons", "/help", bench.address, f"{bench.address}/schedule"):
        page = phone.get(address)  # as a visitor, with the way back to the sheets
        assert (page.status_code, f"{bench.address}/judge" in page.text) == (200, True), address
    elsewhere = bench.town.house.hackathon()
    assert elsewhere.id != made.id
    assert phone.get(f"/hackathons/{elsewhere.slug}/judge").status_code == 403
    assert account.get(f"{bench.address}/judge").status_code == 200  # their own account opens it as well
    assert bench.town.member("stranger").get(f"{bench.address}/judge").status_code == 404


def test_judges_find_the_group_chat_and_what_was_written_to_them_and_accounts_their_desk(bench: Bench) -> None:
    account = bench.town.member("judge")
    phone = bench.browser(bench.ask())
    bench.manager.post(f"{bench.address}/manage/judges", email="judge@demo.example", languages="en")
    words = {"title": {"en": "Lunch at one"}, "text": {"en": "In the hall"}}
    bench.town.house.talking.announce(
        bench.made.one, bench.made.hackathon.id, {"group": "judges", "when": "now", **words}, "once"
    )
    desk, told = f"{bench.address}/judge", f"{bench.address}/judge/messages"
    for judge in (phone, account):
        assert CHAT in judge.get(desk).text
        assert f'href="{told}"' in judge.get(desk).text
        assert "Lunch at one" in judge.get(told).text
    assert f'href="{desk}"' in account.get(bench.address).text
    assert f'href="{desk}"' not in bench.manager.get(bench.address).text


def test_a_page_calls_who_was_asked_by_address_as_the_manager_wrote_it(bench: Bench) -> None:
    account, manage = bench.town.member("judge"), f"{bench.address}/manage/judges"
    bench.manager.post(manage, email="judge@demo.example", name="Dr A", languages="en")
    bench.manager.post(manage, email="stranger@example.com", name="Dr B", languages="en")
    page = bench.manager.get(manage).text
    known, strange = (page.split("Dr ")[number].partition("</li>")[0] for number in (1, 2))
    unnamed = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[^\"]*\"|^[AB]")
    assert unnamed.sub("", known) == unnamed.sub("", strange)
    link = bench.manager.post(f"{manage}/{account.actor.account}/link").text
    assert "Dr A" in link
    assert ">Judge<" not in page + link + bench.browser().get(path_in(link)).text
    declared = {"projects": str(bench.made.projects[0])}
    account.browser.post(f"{bench.address}/judge/conflicts", data=declared)  # they come in by their account
    assert ">Judge<" in bench.manager.get(manage).text


def test_who_is_asked_by_address_gets_the_link_by_mail_and_is_asked_once(bench: Bench) -> None:
    form = {"email": "gulnara@example.com", "name": "Gulnara", "languages": "ru"}
    asked = bench.manager.post(f"{bench.address}/manage/judges", **form)
    assert asked.status_code == 303
    with bench.town.house.db.read() as connection:
        letters = connection.execute(outbox.select().where(outbox.c.kind == "judge_link")).mappings().all()
    assert [letter["email"] for letter in letters] == ["gulnara@example.com"]
    assert bench.browser().post(letters[0]["path"]).status_code == 303
    again = bench.manager.post(f"{bench.address}/manage/judges", **form)
    assert (again.status_code, "is a judge here already" in again.text) == (422, True)
    nobody = bench.manager.post(f"{bench.address}/manage/judges", languages="ru")
    assert (nobody.status_code, "Write an e-mail address, or a name" in nobody.text) == (422, True)
    lost = bench.manager.post(
        f"{bench.address}/manage/judges", name="Aziz", languages="ru", incubators="/incubators/no"
    )
    assert (lost.status_code, "/incubators/no" in lost.text) == (422, True)
    assert len(bench.town.house.guests.links_of(bench.made.hackathon.id)) == 1


def test_a_guest_who_left_is_erased_and_is_a_former_member(bench: Bench) -> None:
    path = bench.ask()
    phone, judge, house = bench.browser(path), bench.judge(), bench.town.house
    assert bench.manager.post(f"{bench.address}/manage/judges/{judge}/erase").status_code == 409
    assert bench.manager.post(f"{bench.address}/manage/judges/{judge}/remove", why="Ill").status_code == 303
    assert phone.get(f"{bench.address}/judge").status_code == 403
    assert house.accounts.names([judge]) == {judge: "Gulnara Asanova"}
    assert house.guests.export(judge)["name"] == "Gulnara Asanova"
    assert bench.manager.post(f"{bench.address}/manage/judges/{judge}/erase").status_code == 303
    assert house.accounts.names([judge]) == {judge: None}
    assert "a former member" in bench.manager.get(f"{bench.address}/manage/judges").text
    assert phone.get(path).status_code == 404


def test_links_are_not_made_without_end(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(juries, "A_DAY", 2)
    bench.ask()
    address = f"{bench.address}/manage/judges/{bench.judge()}/link"
    assert bench.manager.post(address).status_code == 200
    assert bench.manager.post(address).status_code == 409
    bench.town.clock.forward(days=1)
    assert bench.manager.post(address).status_code == 200


def test_who_is_asked_twice_is_told_beside_the_field_with_what_was_typed(bench: Bench) -> None:
    typed = {"name": "Nodira Karimova", "email": "nodira@jury.example", "languages": ["en", "ru"]}
    assert bench.manager.post(f"{bench.address}/manage/judges", **typed).status_code in (200, 303)
    again = bench.manager.post(f"{bench.address}/manage/judges", **typed)
    assert again.status_code == 422
    assert 'id="f-email-problem"' in again.text
    assert 'value="nodira@jury.example"' in again.text
    assert 'value="Nodira Karimova"' in again.text
