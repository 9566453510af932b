"""What a profile still lacks: the next best fact for its founder, and what a manager should chase."""

from flask_babel import lazy_gettext as _l

from bridge.readmodels.completeness import filled, is_stale, is_thin, missing

FACTS = {
    "sectors": _l("Name your sectors: partners are looked for there first."),
    "text": _l("Describe in a few sentences what you do and for whom."),
    "needs": _l("Say what you seek: a distributor, a pilot customer, a team."),
    "offers": _l("Say what you offer: others seek it."),
    "languages": _l("Name the languages that you can work in."),
    "markets": _l("Name the countries that you want to enter."),
    "second_language": _l("Describe yourself in English or Russian too: most others read one of them."),
    "technologies": _l("Name the technologies that you build on."),
    "stage": _l("Say which stage you are at."),
    "logo": _l("Add your logo."),
}
LABELS = {
    "sectors": _l("sectors"), "text": _l("a description"), "needs": _l("what they seek"),
    "offers": _l("what they offer"), "languages": _l("working languages"), "markets": _l("wanted markets"),
    "second_language": _l("a text in English or Russian"), "technologies": _l("technologies"), "stage": _l("stage"),
    "logo": _l("logo"),
}  # fmt: skip

__all__ = ["FACTS", "LABELS", "filled", "is_stale", "is_thin", "missing"]
