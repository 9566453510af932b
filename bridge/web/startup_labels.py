"""The names of a profile's fields, for forms, comparisons and histories."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

LABELS: dict[str, LazyString] = {
    "name": _l("Name"),
    "country": _l("Country"),
    "city": _l("City"),
    "founded": _l("Founded in"),
    "stage": _l("Stage"),
    "team_size": _l("People in the team"),
    "site": _l("Web site"),
    "one_liner": _l("In one line"),
    "description": _l("Description"),
    "logo": _l("Logo"),
    "sectors": _l("Sectors"),
    "technologies": _l("Technologies"),
    "tags": _l("Tags of your own"),
    "needs": _l("What you seek"),
    "offers": _l("What you offer"),
    "markets": _l("Markets you want"),
    "languages": _l("Working languages"),
    "outsourcing": _l("Outsourcing"),
    "visibility": _l("Who may see it"),
}
