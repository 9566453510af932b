"""A whole setup of a hackathon that tests begin from: registration is open, building begins in two weeks."""

from datetime import datetime, timedelta
from typing import Any

from events.hackathons.moments import in_zone


def setup(now: datetime, zone: str = "Asia/Bishkek") -> dict[str, Any]:
    """Every part, ready to be announced."""

    def day(number: float) -> dict[str, str]:
        return in_zone(now + timedelta(days=number), zone)

    return {
        "about": {
            "title": {"en": "Water and Light", "ru": "Вода и свет"},
            "summary": {"en": "Two days for water and energy.", "ru": "Два дня для воды и энергии."},
            "description": {"en": "Teams of **two countries** build what villages need.", "ru": "Команды двух стран."},
            "binding": "en",
            "sectors": ["energy", "water"],
        },
        "place": {"form": "hybrid", "country": "KG", "city": "Bishkek", "venue": "High Technology Park"},
        "dates": {
            "zone": zone,
            "phases": {
                "registration": {"opens": day(-1), "closes": day(14)},
                "building": {"opens": day(14), "closes": day(16)},
                "judging": {"opens": day(16), "closes": day(18)},
                "results": {"opens": day(19)},
            },
        },
        "taking_part": {"countries": [], "team_least": 1, "team_most": 4, "admission": "open"},
        "questions": {"questions": []},
        "tracks": {
            "tracks": [
                {"key": "water", "kind": "track", "name": {"en": "Water"}, "sponsor": "Suu"},
                {"key": "light", "kind": "challenge", "name": {"en": "Light"}, "sponsor": "Nur"},
            ]
        },
        "prizes": {"prizes": [{"key": "first", "name": {"en": "First prize"}, "worth": "3,000 USD"}]},
        "schedule": {"items": [{"title": {"en": "Opening"}, "starts": day(14), "ends": day(14.1), "where": "Hall"}]},
        "rubric": {
            "criteria": [
                {"key": "need", "name": {"en": "Need"}, "weight": 40},
                {"key": "idea", "name": {"en": "Idea"}, "weight": 30},
                {"key": "work", "name": {"en": "Working demo"}, "weight": 30},
            ],
            "low": 1,
            "high": 10,
        },
        "rules": {"conduct": {"en": "Be kind."}, "late": {"rule": "refused"}},
    }
