"""What an operator may set for notify: `MEDIANEST_NOTIFY_<NAME>`."""

from urllib.parse import parse_qs, unquote, urlsplit

from medianest.chassis.settings import Secret, ServiceSettings
from medianest.notify.domain.address import NotAnEmail, email
from medianest.notify.domain.smtp import Security
from medianest.notify.ports import MailServer

_DAY_S = 24 * 3600.0
_SECURITY: dict[str, tuple[Security, int]] = {
    "smtps": ("tls", 465),
    "smtp+starttls": ("starttls", 587),
    "smtp": ("none", 25),
}


class SmtpUrlFaulty(ValueError):
    """MEDIANEST_NOTIFY_SMTP_URL is smtps://name:password@host:port/?from=address."""


class Settings(ServiceSettings):
    """Times in seconds."""

    public_url: str | None = None
    """Where people open MediaNest. Without it letters have no links, and mails no way to stop."""
    smtp_url: Secret | None = None
    """The mail server until one is set on the settings page, such as
    `smtps://name:password@host/?from=nest@example.org`; or `smtp+starttls:`, or `smtp:`."""
    egress_allowed: tuple[str, ...] = ()
    """`host:port` of private addresses that webhooks and chat services may be at all the same."""
    push_services: tuple[str, ...] = ()
    """`host:port` of push services other than those of the usual browsers."""
    push_contact: str | None = None
    """Whom a push service may ask about us: `mailto:…` or `https://…`."""
    mail_deadline_s: float = 30.0
    call_deadline_s: float = 10.0
    chat_deadline_s: float = 15.0
    chats_at_once: int = 2
    """Each is a process of its own for a second or two."""
    code_retry_first_s: float = 5.0

    retry_s: tuple[float, ...] = (30.0, 120.0, 600.0, 3600.0, 6 * 3600.0)
    """How long to wait after each failed try of a delivery; after one more it is dead."""
    retry_jitter: float = 0.2
    deliveries_at_once: int = 8
    delivery_deadline_s: float = 20.0
    delivery_lease_s: float = 60.0
    max_age_s: float = _DAY_S
    """What happened longer ago is only put into the inbox."""
    refusals_max: int = 3
    """So many refusals for good, one after another, and a channel is used no more."""
    gather_settles_s: float = 30.0
    """How long more of the same is waited for before a message goes out."""
    gather_most_s: float = 900.0

    def contact(self) -> str:
        """Push services refuse who names nobody."""
        if self.push_contact:
            return self.push_contact
        if self.public_url and self.public_url.startswith("https:"):
            return self.public_url
        return "mailto:nobody@medianest.invalid"

    def mail_server(self) -> MailServer | None:
        """What `smtp_url` says. Raises `SmtpUrlFaulty`, which repeats nothing of it."""
        return None if self.smtp_url is None else _read(self.smtp_url.reveal())


def _read(url: str) -> MailServer:
    try:
        parts = urlsplit(url)
        security, port = _SECURITY[parts.scheme]
        (from_address,) = parse_qs(parts.query)["from"]
        return MailServer(
            host=parts.hostname or "",
            port=parts.port or port,
            security=security,
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            from_address=email(from_address),
        )
    except (ValueError, KeyError, NotAnEmail):
        raise SmtpUrlFaulty(SmtpUrlFaulty.__doc__) from None
