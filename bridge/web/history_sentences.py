"""A sentence for every kind of entry in the log; names come in as markup, so that they keep their direction."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import flask_babel
from babel.dates import format_date
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from bridge.web import (
    history_of_care,
    history_of_hackathons,
    history_of_judging,
    history_of_results,
    history_of_taking_part,
    history_of_talking,
    trust_sentences,
)
from bridge.web.names import country, label, locale
from bridge.web.startup_labels import LABELS

if TYPE_CHECKING:
    from bridge.web.history import Names

Details = dict[str, Any]
# flask_babel publishes no annotations.
gettext: Callable[..., str] = flask_babel.gettext
Tell = Callable[[Details, "Names"], str | Markup]


def _plain(text: LazyString) -> Tell:
    return lambda details, names: str(text)


def _with_incubator(text: LazyString) -> Tell:
    return lambda details, names: _filled(str(text), incubator=names.incubator(_id(details["incubator"])))


def _with_other(text: LazyString) -> Tell:
    return lambda details, names: _filled(str(text), startup=names.startup(_id(details["other"])))


def _with_person(text: LazyString) -> Tell:
    return lambda details, names: _filled(str(text), person=names.person(_id(details["account"])))


def _with_code(text: LazyString, name: str, terms: str) -> Tell:
    return lambda details, names: str(text) % {"what": label(details[name], terms)}


def _filled(text: str, **values: str | Markup) -> Markup:
    return escape(text) % values


def _id(value: object) -> UUID:
    return UUID(str(value))


def _day(text: str) -> str:
    return str(format_date(date.fromisoformat(text[:10]), "long", locale=locale()))


def _registered(details: Details, names: "Names") -> str:
    if details.get("source"):
        return gettext("Listed from %(source)s, not claimed by its people yet", source=details["source"])
    return gettext("Registered")


def _changed(details: Details, names: "Names") -> str:
    fields = [str(LABELS[field]) for field in details["fields"] if field in LABELS]
    if details.get("imported"):
        return gettext("Updated from its list: %(fields)s", fields=gettext(", ").join(fields))
    return gettext("Changed: %(fields)s", fields=gettext(", ").join(fields))


def _renamed(details: Details, names: "Names") -> str:
    return gettext("Moved from /startups/%(old)s to /startups/%(slug)s", old=details["old"], slug=details["slug"])


def _published(details: Details, names: "Names") -> str:
    if details["visibility"] == "public":
        return gettext("Shown to everybody")
    return gettext("Shown to members") if details["visibility"] == "members" else gettext("Hidden")


def _merged(details: Details, names: "Names") -> Markup:
    into = names.startup(_id(details["into"]))
    return _filled(gettext("A duplicate: it went into %(startup)s"), startup=into)


def _graduated(details: Details, names: "Names") -> Markup:
    incubator = names.incubator(_id(details["incubator"]))
    return _filled(
        gettext("Graduated from %(incubator)s on %(day)s"),
        incubator=incubator,
        day=_day(details["on"]),
    )


def _admission_ended(details: Details, names: "Names") -> Markup:
    texts = {
        "refused": gettext("%(incubator)s did not admit it"),
        "declined": gettext("Declined the invitation of %(incubator)s"),
        "withdrawn": gettext("The request to %(incubator)s was withdrawn"),
        "left": gettext("Left %(incubator)s"),
    }
    return _filled(texts[details["how"]], incubator=names.incubator(_id(details["incubator"])))


def _proposed(details: Details, names: "Names") -> Markup:
    if details.get("go_between"):
        return _filled(
            gettext("%(incubator)s introduces %(one)s and %(other)s to each other"),
            one=names.startup(_id(details["proposer"])),
            other=names.startup(_id(details["receiver"])),
            incubator=names.incubator(_id(details["go_between"])),
        )
    return _filled(
        gettext("%(one)s proposed an introduction to %(other)s"),
        one=names.startup(_id(details["proposer"])),
        other=names.startup(_id(details["receiver"])),
    )


def _met(details: Details, names: "Names") -> str:
    return gettext("Met on %(day)s", day=_day(details["on"]))


def _partnership(details: Details, names: "Names") -> Markup:
    one, other = details["startups"]
    return _filled(
        gettext("Partnership of %(one)s and %(other)s recorded: %(kind)s"),
        one=names.startup(_id(one)),
        other=names.startup(_id(other)),
        kind=label(details["kind"], "partnership_kinds"),
    )


def _milestone(details: Details, names: "Names") -> str:
    milestone = details["milestone"]
    what = label(milestone["kind"], "milestones")
    return gettext("Milestone: %(what)s on %(day)s", what=what, day=_day(milestone["on"]))


def _ended(details: Details, names: "Names") -> str:
    return gettext("The partnership ended on %(day)s", day=_day(details["on"]))


def _granted(details: Details, names: "Names") -> Markup:
    if details["role"] == "administrator":
        return _filled(gettext("%(person)s became an administrator"), person=names.person(_id(details["account"])))
    office = details.get("office") or "*"
    where = gettext("all countries") if office == "*" else country(office)
    return _filled(
        gettext("%(person)s became an organiser: %(where)s"),
        person=names.person(_id(details["account"])),
        where=where,
    )


def _folded(details: Details, names: "Names") -> str:
    return gettext(
        "The tag “%(tag)s” counts as %(what)s", tag=details["tag"], what=_term(details["kind"], details["code"])
    )


def _unfolded(details: Details, names: "Names") -> str:
    return gettext("The tag “%(tag)s” stands for itself again", tag=details["tag"])


def _replaced(details: Details, names: "Names") -> str:
    old, new = _term(details["kind"], details["code"]), _term(details["kind"], details["successor"])
    return gettext("“%(old)s” was replaced by “%(new)s”", old=old, new=new)


def _term(kind: str, code: str) -> str:
    lists = {"sector": "sectors", "technology": "technologies", "service": "services"}
    return label(code, lists[kind]) if kind in lists else code


def _import_finished(details: Details, names: "Names") -> str:
    counts = details["counts"]
    return gettext(
        "An import of a list ended: %(new)s new, %(updated)s updated, %(refused)s refused",
        **{name: counts.get(name, 0) for name in ("new", "updated", "refused")},
    )


def _import_undone(details: Details, names: "Names") -> str:
    counts = details["counts"]
    back = counts.get("withdrawn", 0) + counts.get("restored", 0)
    return gettext(
        "An import was undone: %(back)s rows taken back, %(left)s left", back=back, left=counts.get("left", 0)
    )


SENTENCES: dict[str, Tell] = {
    **trust_sentences.SENTENCES,
    **history_of_care.SENTENCES,
    **history_of_hackathons.SENTENCES,
    **history_of_taking_part.SENTENCES,
    **history_of_judging.SENTENCES,
    **history_of_talking.SENTENCES,
    **history_of_results.SENTENCES,
    **history_of_talking.SENTENCES,
    "startup.registered": _registered,
    "startup.profile_changed": _changed,
    "startup.renamed": _renamed,
    "startup.published": _published,
    "startup.merged": _merged,
    "startup.founder_invited": _plain(_l("A founder was invited")),
    "startup.founder_invitation_revoked": _plain(_l("An invitation was taken back")),
    "startup.founder_added": _with_person(_l("%(person)s became a founder")),
    "startup.founder_left": _with_person(_l("%(person)s is no founder any more")),
    "startup.admission_asked": _with_incubator(_l("Asked %(incubator)s to be admitted")),
    "startup.admission_offered": _with_incubator(_l("Invited by %(incubator)s")),
    "startup.admitted": _with_incubator(_l("Admitted to %(incubator)s")),
    "startup.admission_ended": _admission_ended,
    "startup.graduated": _graduated,
    "startup.proposals_paused": _plain(_l("New proposals paused")),
    "startup.proposals_resumed": _plain(_l("Open for proposals again")),
    "startup.blocked": _with_other(_l("Blocked %(startup)s")),
    "startup.unblocked": _with_other(_l("Took the block of %(startup)s back")),
    "startup.suggestion_dismissed": _with_other(_l("Not interested in %(startup)s")),
    "startup.suggestion_restored": _with_other(_l("Interested in %(startup)s after all")),
    "startup.withdrawn": _plain(_l("Taken back together with the import that had brought it")),
    "import.started": lambda details, names: gettext(
        "An import of a list of %(rows)s rows began", rows=details["rows"]
    ),
    "import.stopped": _plain(_l("An import broke and stands still")),
    "import.went_on": _plain(_l("An import that stood still goes on")),
    "import.dismissed": _plain(_l("An import that stands still is left as it is")),
    "import.finished": _import_finished,
    "import.undone": _import_undone,
    "incubator.listed": _plain(_l("Listed from public sources")),
    "incubator.facts_listed": _plain(_l("Newer public facts listed")),
    "incubator.confirmed": _plain(_l("Taken over and confirmed by its own people")),
    "incubator.page_changed": _plain(_l("The page was edited")),
    "incubator.manager_invited": _plain(_l("A manager was invited")),
    "incubator.manager_invitation_revoked": _plain(_l("An invitation was taken back")),
    "incubator.manager_added": _with_person(_l("%(person)s became a manager")),
    "incubator.manager_left": _with_person(_l("%(person)s is no manager any more")),
    "introduction.proposed": _proposed,
    "introduction.accepted": _plain(_l("The introduction was accepted")),
    "introduction.declined": _with_code(_l("The introduction was declined: %(what)s"), "reason", "decline_reasons"),
    "introduction.withdrawn": _plain(_l("The proposal was withdrawn")),
    "introduction.reminded": _plain(_l("A reminder was sent")),
    "introduction.expired": _plain(_l("The proposal expired without an answer")),
    "introduction.times_proposed": _plain(_l("Times for a meeting were proposed")),
    "introduction.meeting_confirmed": _plain(_l("A meeting was agreed")),
    "introduction.meeting_cancelled": _plain(_l("The meeting was cancelled")),
    "introduction.met": _met,
    "introduction.meeting_not_held": _with_code(
        _l("One side says of the meeting: %(what)s"), "answer", "meeting_answers"
    ),
    "introduction.nothing_came": _with_code(_l("Nothing came of it: %(what)s"), "reason", "nothing_reasons"),
    "partnership.recorded": _partnership,
    "partnership.confirmed": _plain(_l("The partnership was confirmed by the other side")),
    "partnership.disputed": _plain(_l("The other side does not confirm the partnership")),
    "partnership.milestone_reached": _milestone,
    "partnership.ended": _ended,
    "term.use_opened": _plain(_l("The record of a word began")),
    "term.tag_folded": _folded,
    "term.tag_unfolded": _unfolded,
    "term.replaced": _replaced,
    "office.grants_opened": _plain(_l("The record of a person's roles began")),
    "office.role_granted": _granted,
    "office.role_revoked": _with_person(_l("A role of %(person)s ended")),
}
