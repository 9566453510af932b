"""Decisions about words: free tags folded into the vocabulary, and codes that others stand for."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.composition import Reading
from bridge.listings import FOLDS, REPLACED, TAGS, Look, Row, look
from bridge.web.admin.access import blueprint, organiser
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.names import label
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only
from events import vocabulary
from events.errors import Broken, Invalid, Problem

LISTS = {"sector": "sectors", "technology": "technologies"}
LONGEST_TAG = 80


@dataclass(frozen=True, slots=True)
class LooseTag:
    """A free tag in use, and the term that it probably means."""

    tag: str
    count: int
    guess: tuple[str, str] | None  # kind and code

    @property
    def guess_label(self) -> str:
        return term_label(*self.guess) if self.guess else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A fold or a replacement in force."""

    id: str
    word: str
    means: str
    at: str


@blueprint.get("/admin/vocabulary")
@members_only
def words() -> Answer:
    """Show free tags, folds and replacements."""
    organiser()
    return _page(Form(), 200)


@blueprint.post("/admin/vocabulary/fold")
@members_only
def fold() -> Answer:
    """Let a free tag count as a term."""
    actor, form = organiser(), Form.of_request()
    kind, _, code = form.text("term").partition(":")
    tag = form.text("tag")
    try:
        current_bridge().terms.fold(actor, tag, kind, code)
    except (Invalid, Broken) as wrong:
        return _refused(form, wrong, "term")
    flash(gettext("“%(tag)s” counts as %(term)s from now on.", tag=tag, term=term_label(kind, code)), "success")
    return redirect("/admin/vocabulary", 303)


@blueprint.post("/admin/vocabulary/unfold")
@members_only
def unfold() -> Answer:
    """Take a fold back."""
    actor, tag = organiser(), request.form.get("tag", "")[:LONGEST_TAG]
    current_bridge().terms.unfold(actor, tag)
    flash(gettext("“%(tag)s” stands for itself again.", tag=tag), "success")
    return redirect("/admin/vocabulary#folds", 303)


@blueprint.post("/admin/vocabulary/replace")
@members_only
def replace() -> Answer:
    """Let one code stand for another; the old one stays readable for ever."""
    actor, form = organiser(), Form.of_request()
    kind, _, code = form.text("old").partition(":")
    other_kind, _, successor = form.text("successor").partition(":")
    try:
        if form.text("successor") and other_kind != kind:
            raise Invalid([Problem("successor", "another_kind")])
        current_bridge().terms.replace(actor, kind, code, successor)
    except (Invalid, Broken) as wrong:
        return _refused(form, wrong, "successor")
    old, new = term_label(kind, code), term_label(kind, successor)
    flash(gettext("“%(old)s” counts as “%(new)s” from now on.", old=old, new=new), "success")
    return redirect("/admin/vocabulary#replaced", 303)


def loose_tags(reading: Reading) -> list[LooseTag]:
    """The free tags that nobody has decided about, the commonest first."""
    return [_loose({**row}) for row in reading.views.terms.loose(reading.connection)]


def _loose(row: Row) -> LooseTag:
    return LooseTag(row["tag"], row["startups"], guess(row["tag"]))


def guess(tag: str) -> tuple[str, str] | None:
    """The term that a tag names in some language, if it does."""
    for kind, name in LISTS.items():
        code = vocabulary.LISTS[name].match(tag)
        if code is not None:
            return kind, code
    return None


def term_label(kind: str, code: str) -> str:
    """A term's name in the reader's language."""
    return label(code, LISTS[kind]) if kind in LISTS else code


def _refused(form: Form, wrong: Invalid | Broken, field: str) -> tuple[str, int]:
    """Show the page again with what is wrong beside the one field that people see."""
    if isinstance(wrong, Broken):
        form.problems.append(Problem(field, wrong.code, wrong.params))
        return _page(form, 409)
    shown = {"kind": "term" if field == "term" else "old", "code": "term" if field == "term" else "old"}
    problems = {shown.get(problem.field, problem.field): problem for problem in wrong.problems}
    form.refuse(Invalid([Problem(path, problem.code, problem.params) for path, problem in problems.items()]))
    return _page(form, 422)


def _page(form: Form, status: int) -> tuple[str, int]:
    with current_bridge().reading() as reading:
        here = look(current_bridge(), reading, organiser())
        page = page_of(request.args, TAGS.page(here, None, limit=0).total)
        tags = [_loose(row) for row in TAGS.page(here, None, limit=page.size, offset=page.offset).rows]
        folds, replacements = _decisions(here)
    terms = [
        (f"{kind}:{code}", f"{gettext('Sector') if kind == 'sector' else gettext('Technology')} · {text}")
        for kind, name in LISTS.items()
        for code, text in sorted(
            ((code, label(code, name)) for code in vocabulary.LISTS[name].codes), key=lambda item: item[1]
        )
    ]
    text = render_template(
        "admin/vocabulary.html",
        form=form, tags=tags, page=page, folds=folds, replacements=replacements, terms=terms,
        chosen=request.args.get("tag", "")[:LONGEST_TAG],
    )  # fmt: skip
    return text, status


def _decisions(here: Look) -> tuple[list[Decision], list[Decision]]:
    told = [
        Decision(row["tag"], row["tag"], term_label(row["kind"], row["code"]), row["at"])
        for rows in FOLDS.all(here, None)[1]
        for row in rows
    ]
    stands = [
        Decision(
            f"{row['kind']}:{row['code']}", term_label(row["kind"], row["code"]),
            term_label(row["kind"], row["successor"]), row["at"],
        )
        for rows in REPLACED.all(here, None)[1]
        for row in rows
    ]  # fmt: skip
    return told, stands
