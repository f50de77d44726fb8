"""What an operator may set for identity: `MEDIANEST_IDENTITY_<NAME>`."""

import re
from collections.abc import Mapping
from typing import Final, Literal

from medianest.chassis.settings import Secret, ServiceSettings, SettingsFaulty, load
from medianest.contracts.record import Record

_DAY_S = 24 * 60 * 60


class Settings(ServiceSettings):
    """`pepper` makes usernames findable and must never change; `setup_token` opens the first run.

    `public_url` is what people type: links in invites and mails begin with it.
    Without `smtp_host` nobody can have a forgotten password reset by mail.
    The Plex addresses are those of plex.tv; `egress_allowed` names `host:port` of private addresses
    that may be called all the same. `plex_pause_s` is between two looks at an approved PIN.
    `plex_owner_token`, the media server's owner's, counts until their account is linked on a page.
    With either people are imported from Plex, and each day (`plex_look_every_s`) those whose share
    was taken back are shut out: once a second look, after `plex_confirm_s`, says the same.
    `overseerr_url` and its key are for importing people as well.
    `oidc_providers` names OpenID providers; each has settings of its own, see `OpenIdSettings`.
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
    plex_owner_token: Secret | None = None
    plex_look_every_s: float = _DAY_S
    plex_confirm_s: float = 15 * 60
    overseerr_url: str | None = None
    overseerr_api_key: Secret | None = None
    oidc_providers: tuple[str, ...] = ()
    egress_allowed: tuple[str, ...] = ()


class OpenIdSettings(Record):
    """One OpenID provider: `MEDIANEST_IDENTITY_OIDC_<PROVIDER>_<NAME>`.

    `issuer` letter for letter as the provider calls itself. `name` is what the button says.
    `join_as` is what somebody becomes who comes by it for the first time; `nobody` lets in only who
    linked it before.
    """

    issuer: str
    client_id: str
    client_secret: Secret | None = None
    name: str = "single sign-on"
    join_as: Literal["nobody", "guest", "member"] = "nobody"
    scopes: tuple[str, ...] = ("openid", "profile")


_PROVIDER: Final = re.compile(r"[a-z][a-z0-9]{0,30}")
_TAKEN: Final = frozenset({"local", "plex"})


def openid_settings(
    settings: Settings, environ: Mapping[str, str] | None
) -> Mapping[str, OpenIdSettings]:
    """Each provider that is named. Raises `SettingsFaulty`."""
    named = settings.oidc_providers
    if any(not _PROVIDER.fullmatch(name) or name in _TAKEN for name in named):
        wanted = "small letters and digits, none of them local or plex"
        raise SettingsFaulty((f"  MEDIANEST_IDENTITY_OIDC_PROVIDERS makes no sense: {wanted}",))
    found = {name: load(OpenIdSettings, f"identity_oidc_{name}", environ) for name in named}
    for name, one in found.items():
        if not one.issuer.startswith(("https://", "http://")) or "openid" not in one.scopes:
            own = f"MEDIANEST_IDENTITY_OIDC_{name.upper()}"
            wanted = "an issuer with https:// and the scope openid are wanted"
            raise SettingsFaulty((f"  {own}_… makes no sense: {wanted}",))
    return found
