"""Addresses of judges and mentors: where the demonstration is judging, and where its teams build."""

import sqlalchemy as sa

from bridge.composition import Bridge
from bridge.demo.judging import NOW, judge_link
from bridge.demo.mentors import BUILDING, JUDGE, MENTOR

MANAGER, LEAD = (f"{name}@demo.example" for name in ("manager-khyber", "founder-bishkek"))


def of_judging(bridge: Bridge) -> dict[str, list[tuple[str, str | None]]]:
    """(address, who) by rule."""
    judge, link = bridge.accounts.by_email(JUDGE), judge_link(bridge)
    assert judge is not None
    assert link is not None
    with bridge.reading() as reading:
        looks = reading.views.judging.assignments
        look = reading.connection.execute(sa.select(looks).where(looks.c.judge == judge.id)).mappings().one()
    on, h = f"/hackathons/{NOW}", "/hackathons/<slug>"
    return {
        "/j/<token>": [(link, None)],
        f"{h}/judge": [(f"{on}/judge", JUDGE)],
        f"{h}/judge/messages": [(f"{on}/judge/messages", JUDGE)],
        f"{h}/judge/receipts": [(f"{on}/judge/receipts", JUDGE)],
        f"{h}/judge/receipts.<any(txt, json):form>": [(f"{on}/judge/receipts.txt", JUDGE)],
        f"{h}/judge/mine.json": [(f"{on}/judge/mine.json", JUDGE)],
        f"{h}/judge/conflicts": [(f"{on}/judge/conflicts", JUDGE)],
        f"{h}/judge/<uuid:round>/<uuid:project>": [(f"{on}/judge/{look['round']}/{look['project']}", JUDGE)],
        f"{h}/manage/judges": [(f"{on}/manage/judges", MANAGER)],
        f"{h}/manage/judges/<uuid:judge>": [(f"{on}/manage/judges/{judge.id}", MANAGER)],
        f"{h}/help": [(f"/hackathons/{BUILDING}/help", who) for who in (MENTOR, LEAD, MANAGER)],
    }


FILES = {"/hackathons/<slug>/judge/mine.json", "/hackathons/<slug>/judge/receipts.<any(txt, json):form>"}
