"""Every component on one page, with made-up content: for designers, engineers and the browser tests."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from bridge.web.charts import Pair, pairs_in_words
from bridge.web.filtering import Filter, Option, chips
from bridge.web.forms import Form
from bridge.web.names import country
from bridge.web.pagination import Page
from bridge.web.visitor_home import PublicStartup
from events.errors import Invalid, Problem

blueprint = Blueprint("styleguide", __name__)

NORTH = PublicStartup(
    "Chinar Agrotech", "/styleguide#cards", "PK", "Peshawar",
    {"en": "Soil sensors and advice by phone for orchards in dry valleys."}, labels=["Agriculture", "IoT", "Water"],
)  # fmt: skip
SOUTH = PublicStartup(
    "Ала-Тоо Логистика", "/styleguide#cards", "KG", "Бишкек",
    {"ru": "Холодная цепь для ягод и фруктов от горного сада до магазина в трёх странах."},
    labels=["Logistics", "Cold chain", "Marketplaces", "Mobile apps", "Payments"],
)  # fmt: skip
PAIRS = [
    Pair("PK", "KG", 14), Pair("PK", "UZ", 11), Pair("KG", "UZ", 6), Pair("PK", "KZ", 5), Pair("KZ", "UZ", 3),
    Pair("AZ", "PK", 2), Pair("TJ", "KG", 1),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One field that two people wrote differently."""

    label: str
    theirs: str
    yours: str


@blueprint.get("/styleguide")
def show() -> str:
    """Show every component."""
    filters = [
        Filter("country", gettext("Country"), [Option(c, country(c), n, c in ("KG", "UZ")) for c, n in COUNTS]),
        Filter(
            "need",
            gettext("What we seek"),
            [Option("distribution", gettext("A distributor"), 18), Option("pilot", gettext("A pilot customer"), 9)],
        ),
    ]
    return render_template(
        "styleguide/show.html",
        blank=Form(),
        filled=_refused_form(),
        filters=filters,
        chips=chips(filters, "cold chain"),
        page=Page(4, 24, 412),
        one=NORTH,
        other=SOUTH,
        pairs=PAIRS,
        pair_words=pairs_in_words(PAIRS, country),
        country_of=country,
        countries=[(code, country(code)) for code in ("PK", "KG", "UZ", "KZ", "TJ")],
        meeting=datetime(2026, 3, 14, 9, 0, tzinfo=UTC),
        changes=[
            Change(
                gettext("In one line"), "Soil sensors for orchards.", "Soil sensors and advice by phone for orchards."
            ),
            Change(gettext("Founded"), "2020", "2021"),
        ],
    )


COUNTS = [("PK", 196), ("KZ", 96), ("KG", 29), ("UZ", 58), ("AZ", 41), ("TJ", 12), ("MN", 4), ("GE", 3)]


def _refused_form() -> Form:
    form = Form(
        typed=MultiDict(
            [
                ("name", "Chinar Agrotech"),
                ("founded", "last spring"),
                ("country", "PK"),
                ("line.en", "Soil sensors and advice by phone for orchards in dry valleys."),
                ("line.ru", "Датчики почвы и советы по телефону для садов."),
                ("sectors", "agritech"),
                ("sectors", "water"),
                ("visibility", "members"),
                ("languages", "en"),
                ("languages", "ru"),
                ("about", "We started in two villages."),
            ]
        )
    )
    form.refuse(Invalid([Problem("founded", "not_a_number"), Problem("site", "not_an_address")]))
    return form
