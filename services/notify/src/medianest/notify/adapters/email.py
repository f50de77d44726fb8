"""Letters by e-mail: multipart text and HTML, over the household's mail server.

`Message-ID` comes from the delivery's id, so it is the same at every try and a mail that was taken
twice is shown once. Unsubscribing is one click (RFC 8058). Headers are made by `EmailMessage`, and
from values without line ends. One connection a mail, TLS checked, everything within a deadline.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from typing import Final
from uuid import UUID

import aiosmtplib

from medianest.notify.domain.address import EmailAddress, Kind, NotAnEmail, email
from medianest.notify.ports import (
    House,
    Letter,
    MailServer,
    MailServers,
    Refused,
    Sent,
    TryAgain,
    Wording,
)

_LASTING: Final = 500
_LOST_MAILBOX: Final = frozenset({550, 551, 553})

UnsubscribeUrl = Callable[[UUID], Awaitable[str | None]]
Called = Callable[[], Awaitable[House]]


class EmailSender:
    """The port `Sender` for e-mail."""

    kind: Kind = "email"

    def __init__(
        self,
        servers: MailServers,
        wording: Wording,
        unsubscribe_url: UnsubscribeUrl,
        called: Called,
        *,
        now: Callable[[], datetime],
        deadline_s: float = 30.0,
        most_at_once: int = 4,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`called`: what the house is called, as whom it writes.

        `tls` is for a household's own authority; the system's, unless given.
        """
        self._servers = servers
        self._wording = wording
        self._unsubscribe_url = unsubscribe_url
        self._called = called
        self._now = now
        self._deadline_s = deadline_s
        self._at_once = asyncio.Semaphore(most_at_once)
        self._tls = tls

    async def send(self, letter: Letter) -> Sent:
        """Taken by the mail server. Raises `TryAgain`, `Refused`."""
        if not isinstance(letter.to, EmailAddress):
            raise Refused("this is not an e-mail address")
        server = await self._servers.current()
        if server is None:
            raise TryAgain("no mail server is set yet")
        message = await self._message(letter, letter.to, server)
        try:
            async with self._at_once, asyncio.timeout(self._deadline_s):
                return await self._taken(message, server)
        except TimeoutError:
            raise TryAgain("the mail server did not answer in time") from None

    async def _taken(self, message: EmailMessage, server: MailServer) -> Sent:
        try:
            async with connection(server, timeout_s=self._deadline_s, tls=self._tls) as smtp:
                _, reply = await smtp.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            first = refused.recipients[0]
            raise _refusal(first.code, lost=first.code in _LOST_MAILBOX) from None
        except aiosmtplib.SMTPAuthenticationError:
            # The household's password, not this person's address: an admin can mend it.
            raise TryAgain("the mail server did not let us sign in") from None
        except aiosmtplib.SMTPResponseException as error:
            raise _refusal(error.code, lost=False) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise TryAgain(f"the mail server broke off ({type(error).__name__})") from None
        return Sent(provider_id=reply[:200] or None)

    async def _message(self, letter: Letter, to: EmailAddress, server: MailServer) -> EmailMessage:
        stop = await self._unsubscribe_url(letter.channel_id)
        house = await self._called()
        text, page = self._wording.mail(letter, stop, house)
        message = EmailMessage(policy=WIRE)
        message["Subject"] = _harmless(self._wording.words(letter, house).title)
        message["From"] = MailAddress(display_name=_seen(house.name), addr_spec=server.from_address)
        message["To"] = MailAddress(addr_spec=_checked(to))
        message["Date"] = format_datetime(self._now().astimezone(UTC))
        domain = server.from_address.rpartition("@")[2]
        message["Message-ID"] = f"<{letter.delivery_id}.delivery@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        if stop is not None:
            message["List-Unsubscribe"] = f"<{stop}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        if letter.urgency == "urgent":
            message["Importance"] = "high"
        message.set_content(text, cte="quoted-printable")
        message.add_alternative(page, subtype="html", cte="quoted-printable")
        return message


def connection(
    server: MailServer, *, timeout_s: float, tls: ssl.SSLContext | None
) -> aiosmtplib.SMTP:
    """A client that connects, begins TLS and signs in when it is entered."""
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        timeout=timeout_s,
        tls_context=tls or ssl.create_default_context(),
        # What the far end knows us as; never the name of this machine.
        local_hostname="medianest",
    )


def _refusal(code: int, *, lost: bool) -> TryAgain | Refused:
    if code >= _LASTING:
        return Refused(f"the mail server refused it ({code})", gone=lost)
    return TryAgain(f"the mail server asked to come back ({code})")


def _harmless(title: str) -> str:
    """`EmailMessage` reads encoded words in what it is given, and line ends may hide in them."""
    return title.replace("=?", "= ?")


def _seen(name: str) -> str:
    """Another service sent it: no line ends in it, and nothing that turns the line around."""
    return _harmless("".join(sign if sign.isprintable() else " " for sign in name))


def _checked(to: EmailAddress) -> str:
    try:
        return email(to.email)
    except NotAnEmail:
        raise Refused("this is not an e-mail address", gone=True) from None
