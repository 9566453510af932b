"""What a project says: checked field by field, the same for a form and for a program."""

from collections.abc import Iterable, Mapping
from typing import Any

from events import vocabulary
from events.checks import Checker
from events.registrations.rules import Rules

MOST_TEXT, MOST_SUMMARY, MOST_LINKS = 20_000, 300, 8
EMPTY: dict[str, Any] = {
    "title": "", "language": None, "text": "", "summary": {}, "links": [], "video": None, "files": [], "tracks": [],
    "challenges": [],
}  # fmt: skip


def checked(typed: Mapping[str, Any], rules: Rules, own_files: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The content as it is kept. Raises `Invalid` with every problem beside its field."""
    check = Checker()
    title = check.text("title", typed.get("title"), least=2, most=100)
    language = check.choice("language", typed.get("language"), vocabulary.languages)
    text = check.text("text", typed.get("text"), least=1, most=MOST_TEXT, lines=True)
    summary = check.texts("summary", typed.get("summary"), vocabulary.languages, most=MOST_SUMMARY, lines=True)
    if language and language not in summary:
        check.problem("summary", "summary_in_own_language")
    if language and not any(code != language for code in summary):
        check.problem("summary", "summary_in_second_language")
    links = []
    for place, link in enumerate(check.sequence("links", typed.get("links"))):
        given = check.mapping(f"links.{place}", link)
        address = check.address(f"links.{place}.address", given.get("address"))
        label = check.text(f"links.{place}.label", given.get("label"), most=80)
        if address:
            links.append({"label": label, "address": address})
        elif label:
            check.problem(f"links.{place}.address", "required")
    if len(links) > MOST_LINKS:
        check.problem("links", "too_many", most=MOST_LINKS)
    video = check.address("video", typed.get("video"))
    if rules.video == "required" and video is None:
        check.problem("video", "required")
    # Only what this team uploaded, as it was taken in: nobody points to other people's files.
    own = {str(file["digest"]): dict(file) for file in own_files}
    asked = [str(digest) for digest in check.sequence("files", typed.get("files"))]
    if any(digest not in own for digest in asked):
        check.problem("files", "file_not_uploaded")
    files = [own[digest] for digest in dict.fromkeys(asked) if digest in own]
    if len(files) > rules.most_files:
        check.problem("files", "too_many", most=rules.most_files)
    tracks = check.codes("tracks", typed.get("tracks"), rules.tracks, most=max(1, len(rules.tracks)))
    challenges = check.codes(
        "challenges", typed.get("challenges"), rules.challenges, most=max(1, len(rules.challenges))
    )
    if rules.tracks and not tracks:
        check.problem("tracks", "required")
    check.done()
    return {
        "title": title, "language": language, "text": text, "summary": summary, "links": links, "video": video,
        "files": files, "tracks": tracks, "challenges": challenges,
    }  # fmt: skip
