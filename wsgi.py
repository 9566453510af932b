"""The site for a WSGI server: `gunicorn --no-control-socket wsgi:app`; also what `bridge serve` runs."""

from bridge.serving import make_app

app = make_app()
