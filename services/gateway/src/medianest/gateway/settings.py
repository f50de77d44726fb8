"""What an operator may set for the gateway: `MEDIANEST_GATEWAY_<NAME>`.

Limits are written as `100/min burst 40`; periods are `s`, `min` and `h`. `limits` changes some of
them for a role or a path: `guest:person=20/min burst 10, /api/v1/downloads=30/min burst 5`.
"""

import re
from pathlib import Path
from typing import Final, get_args

from medianest.chassis.settings import Secret, ServiceSettings
from medianest.contracts.permissions import Role
from medianest.gateway.ports import Limit, LimitsSet

_LIMIT: Final = re.compile(r"^(\d{1,6})/(s|min|h)(?: burst (\d{1,6}))?$")
LIMITED: Final = (
    *("person", "api_key", "strangers", "search", "submissions", "images", "live"),
    *("sign_in_address", "sign_in_account", "guesses"),
)
_PERIODS_S: Final = {"s": 1.0, "min": 60.0, "h": 3600.0}


_LEASED: Final = frozenset({"person", "api_key", "images"})
"""Generous limits of people who are known; a few more or less at a time are nothing to them."""
_LEASES: Final = 8


class LimitUnclear(Exception):
    """A limit is not written as `100/min burst 40`."""


class Settings(ServiceSettings):
    """`public_url` is what people type; its path is the base path, its scheme decides the cookie.

    `<service>_url`: where the services are, `unix:<path>` for one on the same machine.
    `trusted_proxies`: networks whose `X-Forwarded-For` is believed. `addresses_allowed`: if there
    are any, only they may come; `addresses_denied`: they may not. `cors_origins`: sites whose pages
    may use the API, with a key. `web_folder`: the exported web app. `key_announced_s`: how long a
    signing key is announced before it signs; `key_rotated_after_days`: how long until the next is
    due. `live_max_a_person`: how many live connections one person may have at a time, whatever
    browsers and keys they come with; `live_max`: all together, at each gateway. `limit_guesses`:
    how often an address may show a cookie or a key that nobody here heard of.
    """

    concurrency_max: int = 2048
    public_url: str = "http://127.0.0.1:8484"
    allowed_hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    addresses_allowed: tuple[str, ...] = ()
    addresses_denied: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    web_folder: Path = Path("web/out")
    redis_url: Secret
    signing_key: Secret
    key_announced_s: float = 3600.0
    key_rotated_after_days: float = 30.0
    pepper: Secret
    identity_url: str = "http://127.0.0.1:8501"
    requests_url: str = "http://127.0.0.1:8502"
    downloads_url: str = "http://127.0.0.1:8503"
    status_url: str = "http://127.0.0.1:8504"
    notify_url: str = "http://127.0.0.1:8505"
    upstream_concurrency_max: int = 256
    live_max_a_person: int = 20
    live_max: int = 2048
    limit_person: str = "600/min burst 240"
    limit_strangers: str = "100/min burst 40"
    limit_api_key: str = "600/min burst 100"
    limit_search: str = "5/s burst 20"
    limit_submissions: str = "60/h burst 60"
    limit_images: str = "50/s burst 300"
    limit_live: str = "30/min burst 30"
    limit_sign_in_address: str = "5/min burst 10"
    limit_sign_in_account: str = "5/min burst 10"
    limit_guesses: str = "120/min burst 120"
    limits: tuple[str, ...] = ()


def limit(name: str, text: str) -> Limit:
    """A limit as it is written in a setting."""
    found = _LIMIT.match(text.strip())
    if found is None or int(found[1]) == 0:
        raise LimitUnclear(f"limit_{name} is written as `100/min burst 40`, not as {text!r}")
    count = int(found[1])
    burst = int(found[3] or count)
    return Limit(
        name=name,
        count=count,
        period_s=_PERIODS_S[found[2]],
        burst=burst,
        lease_max=max(1, burst // _LEASES) if name in _LEASED else 1,
    )


def limits_of(settings: Settings) -> LimitsSet:
    """All limits. Raises `LimitUnclear`."""
    named = {name: limit(name, getattr(settings, f"limit_{name}")) for name in LIMITED}
    by_role: dict[tuple[str, str], Limit] = {}
    by_path: dict[tuple[str | None, tuple[str, ...]], Limit] = {}
    for text in settings.limits:
        where, _, pace = text.partition("=")
        role, colon, what = where.strip().rpartition(":")
        if (role and role not in get_args(Role)) or (colon and not role):
            raise LimitUnclear(f"limits: there is no role {role!r}")
        if what.startswith("/"):
            by_path[role or None, tuple(what.strip("/").split("/"))] = limit(what, pace)
        elif what in {"sign_in_account", "guesses"}:
            raise LimitUnclear(f"limits: nobody knows the role of who is counted by {what}")
        elif what in named and role:
            by_role[role, what] = limit(what, pace)
        else:
            raise LimitUnclear(f"limits: {where!r} is neither <role>:<limit> nor a path")
    return LimitsSet(named=named, by_role=by_role, by_path=by_path)
