"""Sentences for the codes of judges' pages."""

from flask_babel import lazy_gettext as _l

from bridge.web.messages import add_sentences

add_sentences(
    {
        "judge_link_needed": _l("Judges come in by their personal link. Open yours, or scan it at the desk."),
        "judge_link_closed": _l("Your link was replaced or closed. Ask the desk or the host for a new one."),
        "too_many_links": _l("That were %(most)s links within a day. Please go on tomorrow."),
        "judge_still_sits": _l("Take this judge off first."),
        "email_or_name": _l("Write an e-mail address, or a name for a link that you hand over."),
        "sheet_was_withdrawn": _l(
            "This project is not on your list any more, so nothing was handed in. What you typed stands below."
        ),
        "scores_from_elsewhere": _l(
            "You handed in other scores from another device meanwhile. Look at yours below and hand them in again, "
            "if these are to count."
        ),
    }
)
