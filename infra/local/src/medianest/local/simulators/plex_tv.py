"""plex.tv as far as MediaNest needs it: PINs and the page that approves them, people, shares.

`python -m medianest.local.simulators.plex_tv --port 18095`

Answers XML to who does not ask for JSON, and refuses who does not say which client they are, or
asks too often. `POST /_simulator {"null_answers", "status", "pins_live_s", "at_once"}` makes it
behave badly on command;
`{"shares": {"1002": "pending"}, "dead_tokens": […], "shows_nobody": true}` changes what is told.
`GET /_simulator` says how often each path was asked for since.
"""

import argparse
import html
import itertools
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import parse_qsl
from xml.sax.saxutils import quoteattr

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from medianest.local.simulators.plex.shares import Shares
from medianest.local.simulators.plex_tv_accounts import (
    ACCOUNTS,
    BY_TOKEN,
    FRIENDS,
    THE_OWNERS_ID,
    THE_SERVER,
    Account,
    Share,
)

_PIN_LIVES_S: Final = 1800
_ASKED_EACH_S: Final = 10
_ASKED_AT_ONCE: Final = 50
_ERRORS: Final = {
    400: (1000, "X-Plex-Client-Identifier is missing"),
    401: (1001, "User could not be authenticated"),
    404: (1020, "Code not found or expired"),
    429: (1003, "API rate limit exceeded"),
}

Answering = Callable[[Request], Awaitable[Response]]


class Pin:
    """One PIN: it belongs to the client that asked for it, and to who approves it."""

    def __init__(self, number: int, client: str, lives_s: float) -> None:
        self.number = number
        self.code = secrets.token_hex(13)[:25]
        self.client = client
        self.ends_at = time.monotonic() + lives_s
        self.created_at = time.time()
        self.lives_s = lives_s
        self.token: str | None = None
        self.null_answers = 0

    def told(self) -> dict[str, Any]:
        """What plex.tv says of it; the token stays away for as many answers as were wished."""
        token = self.token
        if token and self.null_answers:
            self.null_answers -= 1
            token = None
        return {
            "id": self.number,
            "code": self.code,
            "product": "MediaNest",
            "trusted": False,
            "qr": f"https://plex.tv/api/v2/pins/qr/{self.code}",
            "clientIdentifier": self.client,
            "expiresIn": int(self.lives_s),
            "createdAt": _moment(self.created_at),
            "expiresAt": _moment(self.created_at + self.lives_s),
            "authToken": token,
            "newRegistration": None,
        }


class Patience:
    """How often one may ask: so many times in each second, and some more at once."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._left: float = at_once
        self._at = time.monotonic()

    def lasts(self) -> bool:
        """Whether this question is still answered."""
        now = time.monotonic()
        self._left = min(self._at_once, self._left + (now - self._at) * _ASKED_EACH_S)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class PlexTv:
    """The cloud: what it holds, and how it is told to misbehave."""

    def __init__(self, shares: Shares | None = None) -> None:
        self.shares = shares or Shares()
        self._pins: dict[int, Pin] = {}
        self._numbers = itertools.count(564_964_751)
        self._null_answers = 0
        self._status: int | None = None
        self._patience = Patience(_ASKED_AT_ONCE)
        self._pins_live_s: float = _PIN_LIVES_S
        self._shares: dict[int, Share] = {}
        self._dead_tokens: frozenset[str] = frozenset()
        self._tokens = dict(BY_TOKEN)
        self._shows_nobody = False
        self._users_as_json = True
        self._asked: Counter[str] = Counter()

    def app(self) -> Starlette:
        """The routes."""
        return Starlette(
            routes=[
                Route("/api/v2/pins", self._known(self._make), methods=["POST"]),
                Route("/api/v2/pins/{number:int}", self._known(self._see), methods=["GET"]),
                Route("/api/v2/user", self._known(self._user), methods=["GET"]),
                Route("/api/v2/resources", self._known(self._resources), methods=["GET"]),
                Route("/api/servers/{machine}/shared_servers", self._known(self._shared)),
                Route("/api/v2/ping", self._known(self._ping), methods=["GET"]),
                Route("/api/users", self._known(self._users), methods=["GET"]),
                Route("/", _sign_in_page, methods=["GET"]),
                Route("/auth", _sign_in_page, methods=["GET"]),
                Route("/auth/approve", self._approve, methods=["POST"]),
                Route("/_simulator", self._behave, methods=["GET", "POST"]),
            ]
        )

    def _known(self, answering: Answering) -> Answering:
        """Refuse who does not say which client they are, or everybody if that is wished."""

        async def answer(request: Request) -> Response:
            self._asked[request.url.path] += 1
            if self._status is not None:
                return _refusal(request, self._status)
            if not self._patience.lasts():
                return _refusal(request, 429)
            if not request.headers.get("x-plex-client-identifier"):
                return _refusal(request, 400)
            return await answering(request)

        return answer

    async def _make(self, request: Request) -> Response:
        client = request.headers["x-plex-client-identifier"]
        pin = Pin(next(self._numbers), client, self._pins_live_s)
        pin.null_answers = self._null_answers
        self._pins[pin.number] = pin
        return _answer(request, "pin", pin.told(), 201)

    async def _see(self, request: Request) -> Response:
        pin = self._pins.get(request.path_params["number"])
        is_theirs = pin and pin.client == request.headers["x-plex-client-identifier"]
        if pin is None or not is_theirs or pin.ends_at <= time.monotonic():
            return _refusal(request, 404)
        return _answer(request, "pin", pin.told())

    async def _user(self, request: Request) -> Response:
        account = self._asker(request)
        if account is None:
            return _refusal(request, 401)
        return _answer(request, "user", account.told())

    async def _resources(self, request: Request) -> Response:
        account = self._asker(request)
        if account is None:
            return _refusal(request, 401)
        share = self._shares.get(account.id, "shared")
        shown = [one for one in account.servers if share == "shared" or one.machine != THE_SERVER]
        told = [server.told(account) for server in shown]
        if _wants_json(request):
            return JSONResponse(told)
        return _xml_text(_resources_as_xml(told))

    async def _users(self, request: Request) -> Response:
        """Those with whom the asker shares; of old this speaks XML only."""
        account = self._asker(request)
        if account is None:
            return _refusal(request, 401)
        shown = [] if self._shows_nobody or account.id != THE_OWNERS_ID else FRIENDS
        users = [
            friend.told_to_the_owner(self._shares.get(friend.id, "shared")) for friend in shown
        ]
        if _wants_json(request) and self._users_as_json:
            return JSONResponse({"MediaContainer": {"size": len(users), "User": users}})
        return _xml_text(_users_as_xml(users))

    async def _shared(self, request: Request) -> Response:
        """To whom the owner shares what; to nobody but the owner."""
        account = self._asker(request)
        if account is None:
            return _refusal(request, 401)
        if account.id != THE_OWNERS_ID or request.path_params["machine"] != THE_SERVER:
            return _refusal(request, 404)
        return _xml_text(self.shares.told(THE_SERVER))

    async def _ping(self, request: Request) -> Response:
        if self._asker(request) is None:
            return _refusal(request, 401)
        return _answer(request, "pong", {"pong": True})

    async def _approve(self, request: Request) -> Response:
        """Somebody chose an account on the page; the browser is sent back where it came from."""
        form = dict(parse_qsl((await request.body()).decode()))
        code, token = form.get("code", ""), form.get("account", "")
        found = [pin for pin in self._pins.values() if pin.code == code]
        if not found or token not in BY_TOKEN or found[0].ends_at <= time.monotonic():
            return HTMLResponse("<!doctype html><p>This code has run out.", status_code=404)
        found[0].token = self._token_of(BY_TOKEN[token])
        return RedirectResponse(form.get("forward") or "/auth", status_code=303)

    def _token_of(self, account: Account) -> str:
        """Whose token is dead is given another one."""
        token = account.token
        while token in self._dead_tokens:
            token = f"{token}-anew"
        self._tokens[token] = account
        return token

    def _asker(self, request: Request) -> Account | None:
        token = request.headers.get("x-plex-token", "")
        return None if token in self._dead_tokens else self._tokens.get(token)

    async def _behave(self, request: Request) -> Response:
        if request.method == "GET":
            return JSONResponse(self._asked)
        wish = await request.json()
        self._asked.clear()
        self._null_answers = int(wish.get("null_answers", 0))
        self._status = wish.get("status")
        self._patience = Patience(int(wish.get("at_once", _ASKED_AT_ONCE)))
        self._pins_live_s = float(wish.get("pins_live_s", _PIN_LIVES_S))
        self._shares = {int(who): how for who, how in wish.get("shares", {}).items()}
        self._dead_tokens = frozenset(wish.get("dead_tokens", ()))
        self._shows_nobody = bool(wish.get("shows_nobody"))
        self._users_as_json = bool(wish.get("users_as_json", True))
        return Response(status_code=204)


async def _sign_in_page(_: Request) -> Response:
    """Where people choose an account; what they came for stands behind `#?`, unseen by servers."""
    choices = "".join(
        f'<button name="account" value="{account.token}">{html.escape(account.title)}</button>'
        for account in ACCOUNTS
    )
    return HTMLResponse(
        f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sign in to Plex</title></head><body>
<h1>Sign in to Plex</h1>
<form method="post" action="/auth/approve">
<input type="hidden" name="code"><input type="hidden" name="forward">{choices}</form>
<script>
const asked = new URLSearchParams(location.hash.replace(/^#!?[?]/, ""));
document.querySelector("[name=code]").value = asked.get("code") ?? "";
document.querySelector("[name=forward]").value = asked.get("forwardUrl") ?? "";
</script></body></html>
"""
    )


def _refusal(request: Request, status: int) -> Response:
    code, message = _ERRORS.get(status, (0, "Something went wrong"))
    told = {"code": code, "message": message, "status": status}
    if _wants_json(request):
        return JSONResponse({"errors": [told]}, status_code=status)
    return _xml("error", told, status)


def _answer(request: Request, name: str, told: dict[str, Any], status: int = 200) -> Response:
    if _wants_json(request):
        return JSONResponse(told, status_code=status)
    return _xml(name, told, status)


def _xml(name: str, told: dict[str, Any], status: int) -> Response:
    attributes = " ".join(
        f"{key}={quoteattr('' if value is None else str(value))}" for key, value in told.items()
    )
    return _xml_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {attributes}/>', status)


def _xml_text(body: str, status: int = 200) -> Response:
    return Response(body, status_code=status, media_type="application/xml")


def _resources_as_xml(servers: list[dict[str, Any]]) -> str:
    told = "".join(
        f"<resource {_attributes(server)}><connections/></resource>" for server in servers
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<resources>{told}</resources>'


def _users_as_xml(users: list[dict[str, Any]]) -> str:
    told = "".join(
        f"<User {_attributes(user)}>"
        + "".join(f"<Server {_attributes(server)}/>" for server in user["Server"])
        + "</User>"
        for user in users
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<MediaContainer>{told}</MediaContainer>'


def _attributes(told: dict[str, Any]) -> str:
    plain = {key: value for key, value in told.items() if not isinstance(value, list)}
    return " ".join(f"{key}={quoteattr(str(value))}" for key, value in plain.items())


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    uvicorn.run(
        PlexTv().app(),
        host="127.0.0.1",
        port=chosen.port,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
