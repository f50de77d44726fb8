"""Tries a mail server step by step: name, connection, TLS, sign-in, and whether we may send.

It is called past the egress guard: it is the household's own, and often stands inside.
"""

import asyncio
import socket
import ssl
from collections.abc import Sequence

import aiosmtplib

from medianest.contracts.record import replace
from medianest.notify.adapters.email import connection
from medianest.notify.ports import MailServer, TriedStep


class SmtpTrial:
    """The port `MailServerTrial`."""

    def __init__(self, *, deadline_s: float = 10.0, tls: ssl.SSLContext | None = None) -> None:
        """`deadline_s` is for each step."""
        self._deadline_s = deadline_s
        self._tls = tls

    async def steps(self, server: MailServer) -> Sequence[TriedStep]:
        """Up to and with the first step that fails."""
        steps: list[TriedStep] = []
        for step in (self._dns, self._tcp):
            steps.append(await step(server))
            if not steps[-1].ok:
                return steps
        return [*steps, *await self._talk(server)]

    async def _dns(self, server: MailServer) -> TriedStep:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._deadline_s):
                await loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, TimeoutError):
            return TriedStep(
                name="dns", ok=False, detail="The name is not known.", hint="Is it spelled right?"
            )
        return TriedStep(name="dns", ok=True, detail=f"{server.host} is known.")

    async def _tcp(self, server: MailServer) -> TriedStep:
        try:
            async with asyncio.timeout(self._deadline_s):
                _, writer = await asyncio.open_connection(server.host, server.port)
        except (OSError, TimeoutError):
            hint = "Is the port right, and does a firewall let us out?"
            detail = f"Nobody answers on port {server.port}."
            return TriedStep(name="tcp", ok=False, detail=detail, hint=hint)
        writer.close()
        return TriedStep(name="tcp", ok=True, detail=f"Port {server.port} answers.")

    async def _talk(self, server: MailServer) -> list[TriedStep]:
        """All that needs one conversation."""
        nameless = replace(server, username=None, password=None)
        smtp = connection(nameless, timeout_s=self._deadline_s, tls=self._tls)
        steps: list[TriedStep] = []
        try:
            async with asyncio.timeout(self._deadline_s):
                await smtp.connect()
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            return [_no_tls(error)]
        try:
            steps.append(_tls(server))
            if server.username is not None:
                steps.append(await self._auth(smtp, server.username, server.password or ""))
            if steps[-1].ok:
                steps.append(await self._may_send(smtp, server.from_address))
        finally:
            smtp.close()
        return steps

    async def _auth(self, smtp: aiosmtplib.SMTP, username: str, password: str) -> TriedStep:
        try:
            async with asyncio.timeout(self._deadline_s):
                await smtp.login(username, password)
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            hint = "Many providers want a password made for apps."
            detail = "Name or password is not right."
            return TriedStep(name="auth", ok=False, detail=detail, hint=hint)
        return TriedStep(name="auth", ok=True, detail="Signed in.")

    async def _may_send(self, smtp: aiosmtplib.SMTP, sender: str) -> TriedStep:
        try:
            async with asyncio.timeout(self._deadline_s):
                await smtp.mail(sender)
                await smtp.rset()
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            detail = f"The server does not let us send as {sender}."
            hint = "Often it must be the address that signs in."
            return TriedStep(name="permission", ok=False, detail=detail, hint=hint)
        return TriedStep(name="permission", ok=True, detail=f"We may send as {sender}.")


def _tls(server: MailServer) -> TriedStep:
    if server.security == "none":
        detail = "The connection is not encrypted, as it is set."
        return TriedStep(name="tls", ok=True, detail=detail)
    return TriedStep(name="tls", ok=True, detail="The connection is encrypted.")


def _no_tls(error: BaseException) -> TriedStep:
    cause = error.__cause__ or error
    detail = "No encrypted connection could be made."
    hint = "Port 465 wants TLS, port 587 STARTTLS."
    if isinstance(cause, ssl.SSLCertVerificationError):
        detail = "The server's certificate is not to be trusted."
        hint = "Is this the name on the certificate?"
    return TriedStep(name="tls", ok=False, detail=detail, hint=hint)
