"""What can be chosen in the parts of a setup: codes with words."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WHO: dict[str, LazyString] = {
    "anyone": _l("Anybody"), "students": _l("Students"), "founders": _l("Founders of startups"),
}  # fmt: skip
ADMISSIONS: dict[str, LazyString] = {
    "open": _l("Whoever registers takes part"), "approval": _l("You look at each registration"),
}  # fmt: skip
QUESTION_KINDS: dict[str, LazyString] = {
    "line": _l("A line"), "text": _l("A text"), "yes_no": _l("Yes or no"), "choice": _l("A choice"),
    "number": _l("A number"),
}  # fmt: skip
TRACK_KINDS: dict[str, LazyString] = {"track": _l("Track"), "challenge": _l("Challenge")}
METHODS: dict[str, LazyString] = {
    "auto": _l("Plain mean where every judge sees every project, else the mixed model"),
    "plain_mean": _l("Plain weighted mean"),
    "mixed_model": _l("Mixed model: strict and lenient judges are evened out"),
}
TIES: dict[str, LazyString] = {
    "criterion": _l("The heaviest criterion decides, then the next"),
    "shared": _l("They share the rank"),
    "jury": _l("The jury decides, with a reason"),
}
LATE_RULES: dict[str, LazyString] = {
    "refused": _l("Refused"),
    "penalty": _l("Accepted as late, with a penalty"),
    "reason": _l("Accepted by a manager, with a reason"),
}
FILE_KINDS: dict[str, LazyString] = {
    "pdf": _l("PDF"), "image": _l("Pictures"), "slides": _l("Slides"), "document": _l("Documents"),
    "archive": _l("Archives (zip)"),
}  # fmt: skip
VIDEOS: dict[str, LazyString] = {"no": _l("Not asked for"), "asked": _l("Welcome"), "required": _l("Required")}
FORMS: dict[str, LazyString] = {
    "online": _l("Online"), "in_person": _l("In person"), "hybrid": _l("Online and in person"),
}  # fmt: skip
CHOICES: dict[str, LazyString] = {
    **FORMS, **VIDEOS, **FILE_KINDS, **LATE_RULES, **TIES, **METHODS, **TRACK_KINDS, **QUESTION_KINDS, **ADMISSIONS,
    **WHO,
}  # fmt: skip
