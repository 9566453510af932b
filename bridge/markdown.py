"""Markdown that people typed as HTML that is safe to show: no raw HTML, no pictures, links that vouch for nothing.

The libraries are loaded when the first text is shown.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
LINKS = {"http", "https", "mailto"}
_LOWER = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}  # the page's own are h1 and h2


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Pictures would be fetched from strangers' servers, and the policy of the site forbids that.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


@lru_cache(maxsize=512)
def html_of(text: str) -> str:
    """The HTML of a Markdown text, cleaned; ready to be put into a page."""
    import nh3

    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = _LOWER[token.tag]
    html: str = parser.renderer.render(tokens, parser.options, {})
    cleaned: str = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes=LINKS,
        link_rel="nofollow noopener ugc",
    )
    return cleaned
