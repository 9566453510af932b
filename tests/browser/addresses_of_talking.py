"""Addresses of the pages around a hackathon."""

Samples = dict[str, list[tuple[str, str | None]]]


def of_talking(email: str) -> Samples:
    """The pages for everybody, those of a reader, those of a manager of its host."""
    on = "/hackathons/walked"
    return {
        "/hackathons/<slug>/questions": [(f"{on}/questions", None), (f"{on}/questions?waiting=yes", email)],
        "/hackathons/mine": [("/hackathons/mine", email)],
        "/hackathons/<slug>/messages": [(f"{on}/messages", email)],
        "/hackathons/<slug>/manage/messages": [(f"{on}/manage/messages", email)],
    }
