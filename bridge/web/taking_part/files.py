"""Files of projects: uploaded beforehand, told by their content, handed out as attachments to whoever may look."""

from contextlib import closing
from urllib.parse import quote
from uuid import UUID

from flask import Response, abort, flash, redirect, request
from flask_babel import gettext

from bridge.project_files import submitted, take_in
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import blueprint, part_of
from bridge.web.taking_part.fields import stored
from bridge.web.taking_part.project import HERE, _own, page
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Missing, Problem

ROOM = 64 * 1024 * 1024  # bigger than any limit: what is too big is refused beside its field


@blueprint.url_value_preprocessor
def make_room(endpoint: str | None, values: object) -> None:
    """Let members send big files to the form that takes one; runs before anything reads the form."""
    if endpoint in ("taking_part.upload", "taking_part.project") and current_viewer().signed_in:
        request.max_content_length = ROOM
        request.max_form_memory_size = ROOM  # a description of ten megabytes is told beside its field


@blueprint.post(f"{HERE}/files")
@members_only
def upload(slug: str) -> Answer:
    """Take a file in."""
    own, bridge = _own(slug), current_bridge()
    sent, account = request.files.get("file"), own.part.account
    form = Form(stored(own.content))
    try:
        if sent is None or not sent.filename or account is None:
            raise Invalid([Problem("file", "required")])
        with closing(sent):
            content = sent.read()
        file = take_in(bridge, own.team, account, own.part.seen.part("rules"), "file", sent.filename, content)
    except Invalid as invalid:
        form.refuse(invalid)
        return page(own, form, 422)
    data = {**own.content, "files": [*stored(own.content)["files"], file.digest]}
    bridge.project_drafts.save(own.team, own.draft.version, data, account)
    flash(gettext("%(name)s is here. It is part of what you submit next.", name=file.name), "success")
    return redirect(f"{own.address}#files", 303)


@blueprint.post(f"{HERE}/files/<digest>/remove")
@members_only
def remove(slug: str, digest: str) -> Answer:
    """Take a file out of the draft."""
    own, bridge = _own(slug), current_bridge()
    bridge.project_drafts.remove_file(own.team, digest)
    kept = [one for one in stored(own.content)["files"] if one != digest]
    if own.part.account is not None and own.draft.version:
        bridge.project_drafts.save(own.team, own.draft.version, {**own.content, "files": kept}, own.part.account)
    flash(gettext("The file is out of the draft."), "success")
    return redirect(f"{own.address}#files", 303)


@blueprint.get(f"{HERE}/files/<digest>")
@members_only
def own_file(slug: str, digest: str) -> Response:
    """A file of one's own team, submitted or not."""
    found = next((file for file in _own(slug).files if file.digest == digest), None)
    if found is None:
        abort(404)
    return handed_out(found.digest, found.name, found.kind)


@blueprint.get("/hackathons/<slug>/projects/<uuid:project>/files/<digest>")
def file(slug: str, project: UUID, digest: str) -> Response:
    """A file of a submitted version, for whoever may look at that version."""
    with current_bridge().reading() as reading:
        part, projects = part_of(reading, slug), reading.views.projects
        row = projects.one(reading.connection, project)
        if row is None or row["hackathon"] != part.seen.id:
            raise Missing("project", project)
        inside = part.reads_all or part.is_own(row)
        if not part.may_look_at(row):
            raise Missing("project", project)
        found = submitted(reading, row, digest, inside=inside)
    if found is None:
        abort(404)
    return handed_out(digest, found["name"], found["kind"])


def handed_out(digest: str, name: str, kind: str) -> Response:
    """A file as an attachment that no browser runs; pictures, which were drawn anew, may be shown in a page."""
    found = current_bridge().files.read(digest)
    if found is None:
        abort(404)
    content, media_type = found
    response = Response(content, mimetype=media_type)
    shown = kind == "image" and "download" not in request.args
    response.headers["Content-Disposition"] = (
        f"{'inline' if shown else 'attachment'}; filename=\"file\"; filename*=UTF-8''{quote(name)}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(digest)
    response.make_conditional(request)
    return response
