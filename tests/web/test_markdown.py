"""Markdown of people becomes HTML that can do nothing."""

import pytest

from bridge.markdown import html_of


def test_markdown_is_written_as_html_with_headings_under_those_of_the_page() -> None:
    text = "# Water\n\nTwo **days**, [rules](https://example.org/r).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    html = html_of(text)
    assert "<h3>Water</h3>" in html
    assert "<strong>days</strong>" in html
    assert '<a href="https://example.org/r" rel="nofollow noopener ugc">rules</a>' in html
    assert "<td>1</td>" in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://evil.example/pixel.png)",
        '<a href="x" onclick="alert(1)">x</a>',
        '<img src=x onerror="alert(1)">',
        "<style>body{display:none}</style>",
        '[x](https://example.org "onmouseover=alert(1)" )',
        "```\n</code><script>alert(1)</script>\n```",
    ],
)
def test_nothing_in_a_text_runs_or_is_fetched(text: str) -> None:
    html = html_of(text).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert "<style" not in html
    for forbidden in ('href="javascript', 'href="data', " onclick=", " onerror="):
        assert forbidden not in html or "&lt;" in html
