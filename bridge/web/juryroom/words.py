"""What the jury's room says: answers of the compute follower and of the panel in words."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import gettext, ngettext

from bridge.web import judging_words
from bridge.web.names import number


def init_app(app: Flask) -> None:
    """Let templates say the words of judging."""
    app.jinja_env.globals.update(judging_words=judging_words)


def note(said: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A warning about a panel in a sentence; `names` has judges and projects by the text of their ids."""
    return str(_note(said, names))


def _note(said: Mapping[str, Any], names: Mapping[str, str]) -> Any:
    code = said["code"]
    if code == "no_sheets":
        return gettext("No scores count yet.")
    if code == "projects_without_sheets":
        return gettext("Nobody has scored: %(projects)s.", projects=_list(said["projects"], names))
    if code == "one_project":
        return gettext("Only one project has scores.")
    if code == "one_judge":
        return gettext("Only one judge has handed in anything: how strict they are cannot be told.")
    if code == "all_marks_equal":
        return gettext("All marks are equal.")
    if code == "groups_of_judges_never_meet":
        groups = " · ".join(_list(group, names) for group in said["groups"])
        return gettext("These judges share no project, so their marks cannot be compared well: %(groups)s.",
                       groups=groups)  # fmt: skip
    if code == "projects_seen_once":
        count = int(said["count"])
        return ngettext(
            "%(count)s project was scored by one judge only.", "%(count)s projects were scored by one judge only.",
            count, count=number(count),
        )  # fmt: skip
    return gettext("Something about the panel is unusual: %(code)s.", code=code)


def relaxation(rules: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """What one rule, or some together, would have to give, a line a rule."""
    lines = []
    for rule, changes in rules.items():
        if rule == "load":
            told = [_change(one["judge"], one, names) for one in changes]
            lines.append(gettext("Give judges more projects: %(judges)s.", judges=gettext(", ").join(told)))
        elif rule == "views":
            told = [_change(one["project"], one, names) for one in changes]
            lines.append(gettext("Have fewer judges for: %(projects)s.", projects=gettext(", ").join(told)))
        else:
            pairs = gettext(", ").join(f"{names[one['judge']]} – {names[one['project']]}" for one in changes)
            lines.append(_SOFT[rule](pairs))
    return lines


def shortage(said: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Why a project finds too few judges."""
    reasons = gettext(", ").join(
        f"{_RULES[code]() if code in _RULES else judging_words.WHY.get(code, code)} ({number(count)})"
        for code, count in said["reasons"].items()
    )
    line = gettext(
        "%(project)s should have %(wanted)s judges, and %(possible)s can judge it.",
        project=names[said["project"]], wanted=number(said["wanted"]), possible=number(said["possible"]),
    )  # fmt: skip
    return f"{line} {gettext('The others:')} {reasons}." if reasons else line


_SOFT = {
    "language": lambda pairs: gettext("Find judges who read the language, or add it to what they read: %(pairs)s.",
                                      pairs=pairs),
    "country": lambda pairs: gettext("Let judges see their own country, in the plan of the round: %(pairs)s.",
                                     pairs=pairs),
    "track": lambda pairs: gettext("Let judges see other tracks than their own: %(pairs)s.", pairs=pairs),
}  # fmt: skip
_RULES = {
    "country": lambda: judging_words.WHY["same_country"],
    "track": lambda: gettext("judges another track"),
    "gone": lambda: judging_words.WHY["judge_left"],
}


def _change(of: str, change: Mapping[str, Any], names: Mapping[str, str]) -> str:
    told: str = gettext(
        "%(name)s (%(before)s to %(after)s)", name=names[of], before=number(change["before"]),
        after=number(change["after"]),
    )  # fmt: skip
    return told


def _list(ids: Any, names: Mapping[str, str]) -> str:
    return str(gettext(", ")).join(names.get(str(one), "—") for one in ids)
