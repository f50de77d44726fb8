"""What an operator may set for identity: `MEDIANEST_IDENTITY_<NAME>`."""

from typing import Literal

from medianest.chassis.settings import Secret, ServiceSettings

_DAY_S = 24 * 60 * 60


class Settings(ServiceSettings):
    """`pepper` makes usernames findable and must never change; `setup_token` opens the first run.

    `public_url` is what people type: links in invites and mails begin with it.
    Without `smtp_host` nobody can have a forgotten password reset by mail.
    The Plex addresses are those of plex.tv; `egress_allowed` names `host:port` of private addresses
    that may be called all the same. `plex_pause_s` is between two looks at an approved PIN.
    The argon2 numbers are for one hash of one password; `argon2_threads` run at once.
    """

    pepper: Secret
    setup_token: Secret | None = None
    public_url: str = "http://127.0.0.1:8484"
    argon2_memory_kib: int = 19_456
    argon2_passes: int = 2
    argon2_lanes: int = 1
    argon2_threads: int = 2
    argon2_waiting: int = 64
    session_idle_s: int = 14 * _DAY_S
    session_absolute_s: int = 90 * _DAY_S
    sign_in_floor_s: float = 0.25
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_username: str | None = None
    smtp_password: Secret | None = None
    smtp_from: str = "medianest@localhost"
    plex_service_url: str = "https://plex.tv"
    plex_clients_url: str = "https://clients.plex.tv"
    plex_page_url: str = "https://app.plex.tv/auth"
    plex_pause_s: float = 1.0
    egress_allowed: tuple[str, ...] = ()
