"""Addresses of claims, duplicates, questions and go-betweens in the demonstration, each with whom it is for."""

import sqlalchemy as sa

from bridge.composition import Reading

MANAGER, NEWCOMER, ASKER = (f"{name}@demo.example" for name in ("manager-khyber", "newcomer", "founder-bishkek"))
HOUSE = "/incubators/demo-incubator-khyber"
WANTED, TWIN, OTHER = (f"/startups/{slug}" for slug in ("dir-walnut-press", "dir-walnut-press-ltd", "chitral-wool-lab"))


def of_care(reading: Reading) -> dict[str, list[tuple[str, str | None]]]:
    """(address, who) by rule."""
    enquiry = reading.connection.scalar(sa.select(reading.views.enquiries.rows.c.id).limit(1))
    assert enquiry is not None, "the demonstration has no question to an incubator"
    rows = reading.views.startups.rows.c
    public = sa.and_(rows.country == "KG", rows.visibility == "public", rows.unclaimed.is_(False))
    abroad = reading.connection.scalar(sa.select(rows.slug).where(public).order_by(rows.slug).limit(1))
    twin = TWIN.rpartition("/")[2]
    return {
        "/startups/<slug>/claim": [(f"{WANTED}/claim", NEWCOMER), (f"{TWIN}/claim", NEWCOMER)],
        "/startups/<slug>/claims": [(f"{WANTED}/claims", MANAGER)],
        "/startups/<slug>/merge": [(f"{WANTED}/merge", MANAGER), (f"{OTHER}/merge?into={twin}", MANAGER)],
        "/startups/<slug>/hand-over": [(f"{TWIN}/hand-over", MANAGER), (f"{OTHER}/hand-over", MANAGER)],
        "/startups/<slug>/ask": [(f"{TWIN}/ask", ASKER)],
        "/enquiries": [("/enquiries", ASKER)],
        "/enquiries/<uuid:enquiry>": [(f"/enquiries/{enquiry}", MANAGER), (f"/enquiries/{enquiry}", ASKER)],
        "/incubators/<slug>/manage/enquiries": [(f"{HOUSE}/manage/enquiries", MANAGER)],
        "/incubators/<slug>/manage/introductions": [(f"{HOUSE}/manage/introductions", MANAGER)],
        "/incubators/<slug>/manage/introduce": [
            (f"{HOUSE}/manage/introduce{query}", MANAGER)
            for query in ("", "?one=warsak-cautery", f"?one=warsak-cautery&other={abroad}")
        ],
    }
