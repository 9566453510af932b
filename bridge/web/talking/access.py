"""What these pages share: their blueprint and their sentences."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from bridge.web.messages import add_sentences

blueprint = Blueprint("talking", __name__)

add_sentences({
    "only_registered_ask": _l("Whoever takes part asks. Please register first."),
    "too_many_questions": _l("%(most)s of your questions wait for an answer. Please wait for one."),
    "too_many_answers": _l("This answer was changed %(most)s times; no more fit."),
    "question_answered": _l("This question is answered: it stays for others who ask the same."),
    "question_withdrawn": _l("This question was taken back."),
    "question_hidden": _l("This question is hidden already."),
    "question_not_hidden": _l("This question is shown already."),
    "not_your_question": _l("Only whoever asked takes a question back."),
    "announcement_sent": _l("This message went out already."),
    "announcement_cancelled": _l("This message was cancelled."),
})  # fmt: skip
