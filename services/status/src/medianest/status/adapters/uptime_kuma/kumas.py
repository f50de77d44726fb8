"""The real `Kumas`: their refusals in our words, and the guard between us and them."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from medianest.chassis.egress import AddressRefused, EgressGuard
from medianest.status.adapters.uptime_kuma.follower import UptimeKuma
from medianest.status.adapters.uptime_kuma.session import (
    CodeNeeded,
    KumaAway,
    PasswordRefused,
    Session,
    TokenRefused,
    greeted,
)
from medianest.status.adapters.uptime_kuma.status_page import StatusPage
from medianest.status.ports import (
    KumaAddress,
    KumaDoesNotAnswer,
    KumaWantsACode,
    SignIn,
    TriedStep,
    Watcher,
    WrongKumaPassword,
)

REACH: Final = "It answers"
LET_IN: Final = "It lets us in"
PAGE_READ: Final = "Its status page can be read"
_PORTS: Final = {"http": 80, "https": 443}


class UptimeKumas:
    """`deadline_s` is for each call; `grace_s` for how long one may be away before it is said."""

    def __init__(self, *, deadline_s: float = 10.0, grace_s: float = 30.0) -> None:
        self._deadline_s = deadline_s
        self._grace_s = grace_s

    async def token(self, at: KumaAddress, sign_in: SignIn) -> str:
        """As the port says."""
        opening = greeted(at.url, _guard(at), _deaf, deadline_s=self._deadline_s)
        try:
            async with opening as session:
                return await session.token_for(sign_in.username, sign_in.password, sign_in.code)
        except KumaAway:
            raise KumaDoesNotAnswer from None
        except PasswordRefused:
            raise WrongKumaPassword from None
        except CodeNeeded:
            raise KumaWantsACode from None

    async def steps(self, at: KumaAddress, token: str) -> Sequence[TriedStep]:
        """As the port says."""
        reached = TriedStep(name=REACH, ok=True)
        opening = greeted(at.url, _guard(at), _deaf, deadline_s=self._deadline_s)
        try:
            async with opening as session:
                let_in = await _let_in(session, token)
        except KumaAway:
            return [TriedStep(name=REACH, ok=False, why="It does not answer.")]
        except AddressRefused as refused:
            return [TriedStep(name=REACH, ok=False, why=str(refused))]
        page = self._page(at)
        return [reached, let_in] if page is None else [reached, let_in, await _page_read(page)]

    def watcher(self, at: KumaAddress, token: str) -> Watcher:
        """As the port says."""
        return UptimeKuma(
            at.url,
            token,
            _guard(at),
            page=self._page(at),
            deadline_s=self._deadline_s,
            grace_s=self._grace_s,
        )

    def _page(self, at: KumaAddress) -> StatusPage | None:
        if not at.page:
            return None
        return StatusPage(at.url, at.page, _guard(at), deadline_s=self._deadline_s)


async def _let_in(session: Session, token: str) -> TriedStep:
    try:
        await session.sign_in(token)
    except TokenRefused:
        why = "It does not know our token any more; connect it anew."
        return TriedStep(name=LET_IN, ok=False, why=why)
    except KumaAway:
        return TriedStep(name=LET_IN, ok=False, why="It did not answer in time.")
    return TriedStep(name=LET_IN, ok=True)


async def _page_read(page: StatusPage) -> TriedStep:
    try:
        there = await page.is_there()
    except KumaAway:
        return TriedStep(name=PAGE_READ, ok=False, why="It did not answer in time.")
    why = None if there else "It has no status page of this name."
    return TriedStep(name=PAGE_READ, ok=there, why=why)


def _guard(at: KumaAddress) -> EgressGuard:
    """An internal address is excepted as it is spelt, and nothing else is."""
    if not at.internal:
        return EgressGuard()
    parts = urlsplit(at.url)
    return EgressGuard([f"{parts.hostname}:{parts.port or _PORTS[parts.scheme]}"])


def _deaf(event: str, said: tuple[object, ...]) -> None:
    """What it pours out meanwhile is not ours to hear yet."""
