"""A small vocabulary and profiles that the tests of the engine share."""

import pytest

from matching import Exchange, Lexicon, Profile


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon(
        {
            "edtech": {"en": ("education technology", "online learning"), "ru": ("образование",), "az": ("Təhsil",)},
            "healthtech": {"en": ("medical devices", "healthcare"), "ru": ("здравоохранение", "медицина")},
            "logistics": {"en": ("logistics", "freight"), "ru": ("логистика", "грузоперевозки"), "uz": ("logistika",)},
            "agritech": {"en": ("agritech", "farming"), "ru": ("сельское хозяйство",), "ur": ("زراعت",)},
            "saas": {"en": ("saas",)},
        }
    )


@pytest.fixture(scope="session")
def corpus() -> list[Profile]:
    """Startups of five countries, some described in Russian, one in Azerbaijani, some thin."""
    return [
        Profile(
            "medics-pk",
            "PK",
            {"en": "Affordable portable ECG devices that let rural clinics diagnose heart disease in patients."},
            sectors=("healthtech",),
            needs=(Exchange("distribution", ("healthtech",), ("UZ",)),),
            offers=(Exchange("outsourcing_capacity", (), ()),),
            markets=("UZ",),
            languages={"en": "fluent", "ur": "native", "ru": "basic"},
            stage="revenue",
        ),
        Profile(
            "medics-uz",
            "UZ",
            {"ru": "Поставляем медицинское оборудование больницам и клиникам по всей стране, обучаем врачей."},
            sectors=("healthtech",),
            offers=(Exchange("distribution", ("healthtech",), ("UZ",)),),
            languages={"ru": "native", "uz": "native", "en": "working"},
            stage="growth",
        ),
        Profile(
            "school-pk",
            "PK",
            {"en": "Interactive lessons in mathematics and English for school students, with tutors and exams."},
            sectors=("edtech",),
            languages={"en": "fluent"},
        ),
        Profile("school-kz", "KZ", {"ru": "Интерактивные уроки математики и английского для школьников, экзамены."}),
        Profile("school-az", "AZ", {"az": "Şagirdlər üçün riyaziyyat və ingilis dili üzrə onlayn təhsil, imtahanlar"}),
        Profile("cargo-kz", "KZ", {"ru": "Перевозка грузов грузовиками: заявки, маршруты, водители."}),
        Profile("cargo-pk", "PK", {"en": "Truck drivers find freight, plan routes and get paid on delivery."}),
        Profile("farm-kg", "KG", {"ru": "Датчики влажности почвы для полива полей, урожай и фермеры."}),
        Profile(
            "farm-pk", "PK", {"en": "Soil moisture sensors tell farmers when to irrigate the field for a better crop."}
        ),
        Profile("silent-kg", "KG", languages={"ru": "native", "en": "fluent"}),
    ]
