"""What a broken or an evil program types into a field."""

# No field takes these: they are answered beside it, and nothing is stored.
NO_TEXT = (
    "a\0b",  # a NUL
    "a\x07b",  # a control character
    "abc\u202egnp.exe",  # a right-to-left override
    "a\ue000b",  # a private character
)
LONG = "x" * 30_000
# Some fields may take these as the words that they are, and none may break over them.
STRANGE = (
    '"><script>alert(1)</script>',
    "a\ud800b",
    "'; DROP TABLE accounts; --",
    '{"a": [1, {"b": null}]}',
    "javascript:alert(1)//a.b",
    "data:text/html,<script>alert(1)</script>",
    "-1",
    "9" * 40,
    "²",
    "2026-02-31",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00",
    "../../../etc/passwd",
    "%(name)s {0} %s %d %",
    "{{ 7 * 7 }}",
    "\u200b\u200d",
    "a" + "\u0301" * 300,
    "00000000-0000-0000-0000-000000000000",
    "no_such_code",
    "   ",
)
# Names of fields that no form of the site has.
ODD_NAMES = (
    "needs.999999.code", "needs.x.code", "needs.-1.code", "needs.².code", "needs..code", "needs.0", "needs.0.text.xx",
    "offers.500.code", "languages.xx", "languages.", "one_liner.en.en", "one_liner.xx", "name.xx", "description.",
    "times.7.wall", "times.x.wall", "facts.99.value", "milestone.note.xx", "end.reason.xx", "record.summary.xx",
    "__class__", "csrf_token", "\0", "a\ud800", "x" * 5_000,
)  # fmt: skip
# For the query of any page.
QUERIES = (
    "-1", "0", "1e9", "9" * 19, "9" * 40, "²", "x", "", "\0", "a\0b", "\ud800", "\u202e", "x" * 3_000, '("*', "%",
    "a AND NOT OR NEAR(", "xx", "'\"--", '"><script>alert(1)</script>', "2026-02-31",
)  # fmt: skip
KEYS = (
    "page", "order", "q", "before", "lang", "hat", "country", "need", "offer", "sector", "technology", "language",
    "stage", "next", "state", "tag", "draft", "step", "look", "all", "incubator", "other", "v", "from",
)  # fmt: skip
# For a part of a path.
PARTS = (
    "\0", "a\0b", "%2e%2e%2f", "x" * 3_000, "\ud800", "\u202e", "<script>alert(1)</script>", "'--", "-1", "²",
    "\r\nX: y", "00000000-0000-0000-0000-000000000000", "%", "اب", " ", "..",
)  # fmt: skip
