"""The pages of the mail server: what came, and how one mail reads as text, as HTML and in bytes."""

import html
from collections.abc import Sequence
from typing import Protocol

_STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
a { color: inherit; } li { padding: .5rem 0; border-bottom: 1px solid #8884; list-style: none; }
ul { padding: 0; } small { opacity: .7; }
iframe { width: 100%; height: 34rem; border: 1px solid #8884; border-radius: 8px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8884;
  border-radius: 8px; padding: 1rem; }
"""


class Shown(Protocol):
    """What a page needs of a mail."""

    @property
    def number(self) -> int: ...
    @property
    def recipients(self) -> tuple[str, ...]: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def raw(self) -> str: ...


def letters_page(mails: Sequence[Shown]) -> str:
    """Every mail, the newest first."""
    rows = "".join(
        f'<li><a href="/mails/{mail.number}">{html.escape(mail.subject) or "(no subject)"}</a>'
        f"<br><small>to {html.escape(', '.join(mail.recipients))}</small></li>"
        for mail in reversed(mails)
    )
    return _page("Post office", f"<h1>Post office</h1><ul>{rows or '<li>No mail yet.</li>'}</ul>")


def letter_page(mail: Shown) -> str:
    """One mail in all its forms."""
    subject = html.escape(mail.subject)
    return _page(
        mail.subject,
        f'<p><a href="/">All mails</a></p><h1>{subject}</h1>'
        f"<p><small>to {html.escape(', '.join(mail.recipients))}</small></p>"
        f'<iframe sandbox title="HTML" src="/mails/{mail.number}/html"></iframe>'
        f"<h2>Text</h2><pre>{html.escape(mail.text)}</pre>"
        f"<h2>As it came</h2><pre>{html.escape(mail.raw)}</pre>",
    )


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body>{body}</body></html>"
    )
