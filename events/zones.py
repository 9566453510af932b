"""The IANA names of time zones."""

from functools import cache
from zoneinfo import available_timezones


@cache
def time_zones() -> frozenset[str]:
    """Every name that this system knows. Asked for once a process: it walks a folder of six hundred files."""
    return frozenset(available_timezones())
