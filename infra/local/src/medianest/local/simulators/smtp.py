"""A mail server that keeps what it takes, shows it on a page, and fails when it is told to.

`python -m medianest.local.simulators.smtp --port 18091 --smtp-port 18092`

`/` lists the mails, `/mails/<n>` shows one; `GET /mails` and `/mails/<n>.json` are the same for
programs, `DELETE /mails` forgets them. `POST /behave {"how": …, "times": n}` makes the next n
mails (all, without a number) meet `later` (451), `refuse` (554), `unknown` (550 to the recipient),
`hang` (no reply after the text) or `drop` (taken, but the line breaks before that is said);
`take` ends it. Whoever signs in is `medianest` with the password `letters`.
"""

import argparse
import asyncio
import email
import email.policy
import hmac
import ssl
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from typing import Any, Final, Literal, get_args

import msgspec
import uvicorn
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from medianest.contracts.record import Record
from medianest.local.simulators.smtp_pages import letter_page, letters_page

USER: Final = "medianest"
PASSWORD: Final = "letters"  # noqa: S105  a simulator's, which its own page tells
_KEPT_MAX: Final = 20_000
_BYTES_MAX: Final = 1_000_000
_HUNG_S: Final = 300.0

How = Literal["take", "later", "refuse", "unknown", "hang", "drop"]


class Mail(Record):
    """One mail as it came. `headers` are in their order; `raw` is every byte."""

    number: int
    mail_from: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    raw: str
    signed_in: bool
    encrypted: bool


class PostOffice:
    """Takes mails by SMTP; `app` is its page."""

    def __init__(self, tls: ssl.SSLContext | None = None, *, smtp_port: int = 0) -> None:
        """`tls` lets clients begin STARTTLS. Port 0 is any free one; see `smtp_port`."""
        self.smtp_port = smtp_port
        self._tls = tls
        self._mails: deque[Mail] = deque(maxlen=_KEPT_MAX)
        self._count = 0
        self._how: How = "take"
        self._times: int | None = None

    @property
    def mails(self) -> list[Mail]:
        """Every mail that was taken, oldest first."""
        return list(self._mails)

    def behave(self, how: How, times: int | None = None) -> None:
        """What the next mails meet."""
        self._how, self._times = how, times

    @asynccontextmanager
    async def open(self) -> AsyncIterator["PostOffice"]:
        """Listen for SMTP on the loopback."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._protocol, "127.0.0.1", self.smtp_port)
        self.smtp_port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    def app(self) -> Starlette:
        """The ASGI application of its page; SMTP listens as long as it lives."""
        return Starlette(
            routes=[
                Route("/", self.front),
                Route("/mails", self.list_mails, methods=["GET"]),
                Route("/mails", self.forget, methods=["DELETE"]),
                Route("/mails/{number:int}.json", self.as_json),
                Route("/mails/{number:int}", self.show),
                Route("/mails/{number:int}/html", self.show_html),
                Route("/behave", self.told_to_behave, methods=["POST"]),
            ],
            lifespan=lambda app: self._alive(),
        )

    async def front(self, request: Request) -> Response:
        return HTMLResponse(letters_page(self.mails))

    async def list_mails(self, request: Request) -> Response:
        return JSONResponse({"items": msgspec.to_builtins(self.mails)})

    async def forget(self, request: Request) -> Response:
        self._mails.clear()
        return Response(status_code=204)

    async def as_json(self, request: Request) -> Response:
        mail = self._found(request)
        if mail is None:
            return JSONResponse({"detail": "no such mail"}, status_code=404)
        return JSONResponse(msgspec.to_builtins(mail))

    async def show(self, request: Request) -> Response:
        mail = self._found(request)
        if mail is None:
            return HTMLResponse("<title>Not here</title>", status_code=404)
        return HTMLResponse(letter_page(mail))

    async def show_html(self, request: Request) -> Response:
        """The HTML as a mail reader would show it: nothing in it runs."""
        mail = self._found(request)
        if mail is None:
            return HTMLResponse("<title>Not here</title>", status_code=404)
        policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        return HTMLResponse(mail.html, headers={"content-security-policy": policy})

    async def told_to_behave(self, request: Request) -> Response:
        said = await request.json()
        if said.get("how") not in get_args(How):
            return JSONResponse({"detail": f"how is one of {get_args(How)}"}, status_code=400)
        self.behave(said["how"], said.get("times"))
        return JSONResponse({"how": self._how, "times": self._times})

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._how == "unknown":
            self._met()
            return "550 5.1.1 there is nobody of this name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        how = self._how
        match how:
            case "later":
                self._met()
                return "451 4.3.0 not now"
            case "refuse":
                self._met()
                return "554 5.7.1 not like this"
            case "hang":
                self._met()
                await asyncio.sleep(_HUNG_S)
                return "451 4.4.2 too late"
            case "drop":
                self._met()
                self._keep(session, envelope)
                _break(server)
                return "421 4.4.2 gone"
            case "take" | "unknown":
                number = self._keep(session, envelope)
                return f"250 2.0.0 kept as {number}"

    def _met(self) -> None:
        if self._times is not None:
            self._times -= 1
            if self._times <= 0:
                self.behave("take")

    def _keep(self, session: Session, envelope: Envelope) -> int:
        self._count += 1
        raw = envelope.original_content or b""
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101  what this policy makes
        mail = Mail(
            number=self._count,
            mail_from=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            subject=str(message["subject"] or ""),
            message_id=str(message["message-id"] or ""),
            headers=tuple((name, str(value)) for name, value in message.items()),
            text=_part(message, "plain"),
            html=_part(message, "html"),
            raw=raw.decode("utf-8", "replace"),
            signed_in=bool(session.authenticated),
            encrypted=session.ssl is not None,
        )
        self._mails.append(mail)
        return mail.number

    def _found(self, request: Request) -> Mail | None:
        number = request.path_params["number"]
        return next((mail for mail in self._mails if mail.number == number), None)

    def _protocol(self) -> SMTP:
        return _Talk(
            self,
            hostname="post.example",
            data_size_limit=_BYTES_MAX,
            tls_context=self._tls,
            require_starttls=self._tls is not None,
            authenticator=_known,
            auth_require_tls=False,
        )

    @asynccontextmanager
    async def _alive(self) -> AsyncIterator[None]:
        async with self.open():
            yield


class _Talk(SMTP):
    # What most servers ask for by LOGIN; some clients understand no other words.
    AuthLoginUsernameChallenge = "Username:"
    AuthLoginPasswordChallenge = "Password:"


def _known(server: SMTP, session: Session, envelope: Envelope, way: str, told: Any) -> AuthResult:
    fits = (
        isinstance(told, LoginPassword)
        and hmac.compare_digest(told.login, USER.encode())
        and hmac.compare_digest(told.password, PASSWORD.encode())
    )
    return AuthResult(success=fits, handled=False)


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return "" if part is None else str(part.get_content())


def _break(server: SMTP) -> None:
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--smtp-port", type=int, required=True)
    chosen = parser.parse_args()
    app = PostOffice(smtp_port=chosen.smtp_port).app()
    uvicorn.run(
        app, host="127.0.0.1", port=chosen.port, log_level="warning", timeout_graceful_shutdown=1
    )


if __name__ == "__main__":
    main()
