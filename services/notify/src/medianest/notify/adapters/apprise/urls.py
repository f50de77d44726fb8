"""A typed form as the one URL that Apprise takes. Nobody but we writes such a URL."""

from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from medianest.notify.domain.address import (
    Discord,
    Form,
    Gotify,
    Matrix,
    Ntfy,
    Pushover,
    Slack,
    Telegram,
)

SCHEMAS: Final = (
    *("discord", "tgram", "slack", "pover"),
    *("ntfy", "ntfys", "gotify", "gotifys", "matrix", "matrixs"),
)
"""All that the child may ever load; everything else is off, whatever it is asked for."""
_ONCE: Final = {"retry": "0", "redirect": "no", "overflow": "truncate"}


def url_of(form: Form) -> str:  # noqa: PLR0911  one for each service
    """Values are quoted, so that none ends where it should not."""
    match form:
        case Discord():
            return _url("discord", form.webhook_id, form.token, avatar="no", image="no")
        case Telegram():
            return _url("tgram", form.bot_token, form.chat_id, preview="no", image="no")
        case Slack():
            return _url("slack", form.token_a, form.token_b, form.token_c, image="no")
        case Ntfy():
            more = {"token": form.token, "auth": "token"} if form.token else {}
            at = _server("ntfy", form.server)
            return _url(*at, form.topic, mode="private", image="no", **more)
        case Gotify():
            return _url(*_server("gotify", form.server), form.token)
        case Pushover():
            return _url("pover", f"{form.user_key}@{form.token}")
        case Matrix():
            at = _server("matrix", form.server)
            more = {"token": form.access_token}
            return _url(*at, form.room_id, mode="off", discovery="no", e2ee="no", **more)


def _server(schema: str, server: str) -> tuple[str, ...]:
    """The schema and the host with its port, then the folders of its path."""
    parts = urlsplit(server)
    folders = [folder for folder in parts.path.split("/") if folder]
    return (f"{schema}s" if parts.scheme == "https" else schema, parts.netloc, *folders)


def _url(schema: str, host: str, *path: str, **options: str) -> str:
    shown = "/".join([quote(host, safe="@:[]"), *(quote(part, safe="") for part in path)])
    return f"{schema}://{shown}/?{urlencode(_ONCE | options)}"
