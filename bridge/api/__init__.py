"""What programs ask and are told: operations over the same commands and lists as the pages."""

import importlib

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from bridge.api.answering import current_bridge, finished, view_of
from bridge.api.document import document
from bridge.api.operation import BASE, OPERATIONS
from bridge.api.problems import Failed, response

# In the order in which the documentation shows them.
MODULES = (
    "search", "startups", "logos", "suggestions", "people", "inviting", "invited", "claims", "care", "admissions",
    "incubators", "hackathons", "hosting", "registrations", "teams", "joining", "leading", "projects", "project_files",
    "drafting", "talking", "panel", "rounds", "assigning", "scorecards", "rankings", "sheets", "help", "results",
    "verifying", "introductions", "between", "enquiries", "partnerships", "todo", "reference", "deciding", "imports",
    "bringing", "mapping", "reporting", "moderation", "me", "personal", "changes",
)  # fmt: skip
for module in MODULES:
    importlib.import_module(f"bridge.api.{module}")

blueprint = Blueprint("api", __name__)
for made in OPERATIONS.values():
    blueprint.add_url_rule(
        made.rule, made.name, view_of(made), methods=[made.method], provide_automatic_options=False
    )  # fmt: skip


@blueprint.get(f"{BASE}/openapi.json", provide_automatic_options=False)
def openapi() -> Response:
    """The OpenAPI document, made from the operations."""
    return finished(Response(document(current_bridge().settings.base_url), content_type="application/json"))


def asked() -> bool:
    """Whether this request is for the API, whatever becomes of it."""
    return request.path == BASE or request.path.startswith(f"{BASE}/")


def refuse(error: HTTPException) -> Response:
    """What Flask itself refuses: no such address, no such method."""
    codes = {404: "missing", 405: "method", 413: "too_big"}
    status = error.code if error.code in (*codes, 400, 500) else 400
    problem = Failed(status, codes.get(status, "bad_request" if status == 400 else "broken"))
    answer = finished(response(problem, current_bridge().settings.base_url))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer
