"""Mails through the household's SMTP server, one connection each, by aiosmtplib.

Every failure is `MailAway`: whoever sends tries again later, within a budget of their own. What is
not exactly one address gets no mail: `NoAddress`.
"""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Final, Literal

import aiosmtplib

from medianest.chassis.settings import Secret
from medianest.contracts.record import Record
from medianest.contracts.spelling import is_mail_address
from medianest.identity.ports import Letter, MailAway, NoAddress

Security = Literal["starttls", "tls", "none"]
DEADLINE_S: Final = 20.0


class SmtpServer(Record):
    """Where mails go out. `sender` is the address they come from."""

    host: str
    port: int
    security: Security
    sender: str
    username: str | None
    password: Secret | None


class SmtpMail:
    """The port `Mail`."""

    def __init__(self, server: SmtpServer) -> None:
        self._server: Final = server

    async def send(self, letter: Letter) -> None:
        """Hand one letter to the server. Raises `MailAway`, `NoAddress`, which name nobody."""
        if not is_mail_address(letter.to):
            raise NoAddress
        server = self._server
        try:
            await aiosmtplib.send(
                _message(letter, server.sender),
                hostname=server.host,
                port=server.port,
                username=server.username,
                password=server.password.reveal() if server.password else None,
                use_tls=server.security == "tls",
                start_tls=server.security == "starttls",
                timeout=DEADLINE_S,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailAway(type(error).__name__) from error


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message
