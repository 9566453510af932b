"""Time zones to choose from: those of the region by their cities first, then all others."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bridge.web.names import zone_city
from events.zones import time_zones

NEAR = (
    "Asia/Almaty", "Asia/Ashgabat", "Asia/Baku", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Hovd", "Asia/Kabul",
    "Asia/Karachi", "Asia/Samarkand", "Asia/Shanghai", "Asia/Tashkent", "Asia/Tbilisi", "Asia/Ulaanbaatar",
    "Asia/Urumqi", "Asia/Dubai", "Asia/Riyadh", "Europe/Berlin", "Europe/Istanbul", "Europe/London", "Europe/Moscow",
    "America/New_York", "UTC",
)  # fmt: skip


def zones(chosen: str) -> list[tuple[str, str]]:
    """Return (IANA name, label); the near ones carry their city in the reader's language and their clock."""
    near = sorted(((zone, f"{zone_city(zone)} ({_offset(zone)})") for zone in NEAR), key=lambda pair: pair[1])
    far = sorted(zone for zone in time_zones() if zone.count("/") == 1 and not zone.startswith("Etc/"))
    others = [(zone, zone.replace("_", " ")) for zone in far if zone not in NEAR]
    known = {zone for zone, _ in near + others}
    return near + others + ([(chosen, chosen)] if chosen in time_zones() - known else [])


def _offset(zone: str) -> str:
    ahead = datetime.now(UTC).astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = int(ahead.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes >= 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")
