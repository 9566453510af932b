"""What templates of taking part need: filters, and the sentence for every code of registering, teams, projects."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from bridge.markdown import html_of
from bridge.project_drafts import StoredFile
from bridge.web.forms import Form
from bridge.web.messages import add_sentences
from bridge.web.names import pick_text
from bridge.web.sharing.previews import absolute

add_sentences({
    # registering
    "registration_closed": _l("Registration is not open now."),
    "already_registered": _l("You are registered already."),
    "registration_refused": _l("The organisers have refused this registration."),
    "registration_not_waiting": _l("This registration has been answered already."),
    "not_registered": _l("You are not registered."),
    "not_registered_here": _l("This person does not take part: not registered, waiting, refused or withdrawn."),
    "no_places_left": _l("Every place is taken."),
    "country_may_not_join": _l("This hackathon is for people of other countries."),
    "agree_to_conduct": _l("Please read the code of conduct and agree to it."),
    "only_founders_may_join": _l("Only founders of a startup may take part. Register your startup first."),
    "only_students_may_join": _l("Only students may take part."),
    "only_older_may_join": _l("Only people of %(years)s years or more may take part."),
    "no_such_code": _l("Nobody registered here has this code."),
    # teams
    "register_first": _l("Register for the hackathon first."),
    "in_another_team": _l("This person is in a team of this hackathon already: one team per person."),
    "not_in_a_team": _l("You are in no team of this hackathon."),
    "not_in_this_team": _l("Only members of the team may do this."),
    "not_the_lead": _l("Only the team's lead may do this."),
    "team_hidden": _l("A decision hides this team: until it ends nobody joins, and nothing is handed in."),
    "team_too_small": _l("Your team is too small: a project of this hackathon needs at least %(least)s people."),
    "team_name_taken": _l("Another team of this hackathon has this name."),
    "team_is_full": _l("The team is full: at most %(most)s people."),
    "team_not_open": _l("This team does not look for people now."),
    "already_in_this_team": _l("This person is in the team already."),
    "already_asked": _l("You have asked this team already."),
    "too_many_requests_here": _l("%(most)s people wait for an answer of this team. Please try again later."),
    "request_not_waiting": _l("This request has been answered or taken back."),
    "too_many_invited_here": _l("The team has %(most)s open invitations. Take one back first."),
    "hand_over_first": _l("Let somebody else lead the team first."),
    "withdraw_the_project_first": _l("The team has submitted a project. Withdraw it first, or hand the lead over."),
    "teams_are_frozen": _l("Building is over: teams do not change any more. Leaving stays possible."),
    "overtaken": _l("Others were quicker several times in a row. Please try again."),
    # projects
    "building_not_open": _l("Building has not begun. The draft keeps what you wrote."),
    "too_late": _l("The deadline has passed, and later versions are refused. The draft keeps what you wrote."),
    "judging_has_begun": _l("Judging has begun: nothing more is taken in. The draft keeps what you wrote."),
    "late_only_refused_now": _l("Judging has begun: a late version can only be refused now."),
    "project_withdrawn": _l("The project is withdrawn already."),
    "project_disqualified": _l("The project is out of the judging."),
    "project_not_disqualified": _l("The project is in the judging."),
    "project_of_another_startup": _l("Neither of the two startups stands behind this project."),
    "version_not_waiting": _l("This version does not wait for an answer any more."),
    "too_many_versions": _l("There are %(most)s versions; no more fit."),
    "summary_in_own_language": _l("Please write the summary in the language of the description, too."),
    "summary_in_second_language": _l("Please write the summary in a second language, too."),
    "file_not_uploaded": _l("This file is not here any more. Please upload it again."),
    "file_kind_unknown": _l("This is no file that can be taken: PDF, pictures, slides, documents or a zip archive."),
    "file_is_empty": _l("The file is empty."),
    "file_kind_not_allowed": _l("This hackathon takes no files of this kind (%(is)s)."),
    "not_what_it_says": _l("The file says that it is “%(says)s”, but its content is %(is)s. Please check it."),
    "too_many_files": _l("%(most)s files lie ready. Remove one first."),
    "draft_too_big": _l("This is more than a draft can keep. Please shorten your texts."),
})  # fmt: skip


def init_app(app: Flask) -> None:
    """Add the filters."""
    app.jinja_env.filters.update(
        markdown=markdown, bytes=in_bytes, map_pick=map_pick, map_files=map_files, map_options=map_options
    )
    app.jinja_env.globals.update(absolute=absolute, empty_form=Form())


def markdown(text: str) -> Markup:
    """A Markdown text as HTML."""
    return Markup(html_of(text))  # noqa: S704  # cleaned by nh3


def in_bytes(size: int) -> str:
    """A size as people read it."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def map_pick(items: Iterable[tuple[str, Mapping[str, str]]]) -> list[tuple[str, str]]:
    """Codes with their names in the reader's language."""
    return [(code, pick_text(name)) for code, name in items]


def map_options(options: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The choices of a question."""
    return [(str(option["key"]), pick_text(option["label"])) for option in options]


def map_files(files: Iterable[StoredFile]) -> list[tuple[str, str]]:
    """Files to choose from."""
    return [(file.digest, f"{file.name} ({in_bytes(file.size)})") for file in files]
