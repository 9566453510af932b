"""Sentences for entries of the log about registrations, teams and projects."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import flask_babel
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from bridge.web.history import Names

Details = dict[str, Any]
Tell = Callable[[Details, "Names"], str | Markup]
gettext: Callable[..., str] = flask_babel.gettext  # flask_babel publishes no annotations


def _plain(text: LazyString) -> Tell:
    return lambda details, names: str(text)


def _person(text: LazyString) -> Tell:
    return lambda details, names: escape(str(text)) % {"person": names.person(UUID(str(details["account"])))}


def _name(text: LazyString) -> Tell:
    return lambda details, names: escape(str(text)) % {"name": details["name"]}


def _left(details: Details, names: "Names") -> Markup:
    texts = {
        "left": gettext("%(person)s left the team"),
        "removed": gettext("%(person)s was taken off the team"),
        "withdrawn": gettext("%(person)s left the hackathon and the team"),
        "erased": gettext("%(person)s left the team"),
        "dissolved": gettext("%(person)s is free: the team was dissolved"),
    }
    return escape(texts[details["how"]]) % {"person": names.person(UUID(str(details["account"])))}


def _join_ended(details: Details, names: "Names") -> Markup:
    texts = {
        "withdrawn": gettext("%(person)s does not ask to join any more"),
        "refused": gettext("The request of %(person)s to join was refused"),
    }
    return escape(texts[details["how"]]) % {"person": names.person(UUID(str(details["account"])))}


def _late(details: Details, names: "Names") -> str:
    text = (
        gettext("Late version %(number)s counts")
        if details["accepted"]
        else gettext("Late version %(number)s does not count")
    )
    return text % {"number": details["number"]}


SENTENCES: dict[str, Tell] = {
    "help_request.asked": _plain(_l("A team asked the mentors for help")),
    "help_request.taken": _plain(_l("A mentor came to help")),
    "help_request.returned": _plain(_l("The mentor could not help: another one is looked for")),
    "help_request.given": _plain(_l("A team was helped")),
    "help_request.withdrawn": _plain(_l("A team needs no help any more")),
    "introduction.came_from": _plain(_l("It began with a project of a hackathon")),
    "registration.made": _person(_l("%(person)s registered")),
    "registration.made_again": _person(_l("%(person)s registered again")),
    "registration.approved": _person(_l("%(person)s was let in")),
    "registration.put_on_list": _person(_l("%(person)s was put on the waiting list")),
    "registration.moved_up": _person(_l("%(person)s moved up from the waiting list")),
    "registration.refused": _person(_l("The registration of %(person)s was refused")),
    "registration.withdrawn": _person(_l("%(person)s withdrew the registration")),
    "registration.checked_in": _person(_l("%(person)s checked in")),
    "registration.check_in_undone": _person(_l("The check-in of %(person)s was undone")),
    "registration.answers_forgotten": _person(_l("The answers of %(person)s were deleted")),
    "team.formed": _person(_l("%(person)s formed the team")),
    "team.renamed": _name(_l("The team is called %(name)s")),
    "team.described": _plain(_l("Said whom the team looks for")),
    "team.join_asked": _person(_l("%(person)s asked to join")),
    "team.join_ended": _join_ended,
    "team.member_invited": _plain(_l("Invited somebody to the team")),
    "team.member_invitation_revoked": _plain(_l("Took an invitation to the team back")),
    "team.member_joined": _person(_l("%(person)s joined the team")),
    "team.member_left": _left,
    "team.lead_handed_over": _person(_l("%(person)s leads the team")),
    "team.startup_named": _plain(_l("Changed the startup that the team stands for")),
    "team.hidden": _plain(_l("A decision hides the team")),
    "team.shown_again": _plain(_l("The decision does not hide the team any more")),
    "team.dissolved": _plain(_l("Dissolved the team")),
    "project.submitted": _plain(_l("Submitted the project")),
    "project.revised": _plain(_l("Submitted another version of the project")),
    "project.late_version_answered": _late,
    "project.withdrawn": _plain(_l("Withdrew the project")),
    "project.disqualified": _plain(_l("Took the project out of the judging")),
    "project.reinstated": _plain(_l("Took the project into the judging again")),
}
