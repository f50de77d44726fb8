"""A hand that knocks at notify's door, and the mails that come of it."""

from typing import Any
from uuid import UUID

import httpx

from medianest.contracts.permissions import Role
from medianest.local.simulators.smtp import Mail, PostOffice
from medianest.testkit import ANNA, eventually
from medianest.testkit.house import House


class Door:
    """Calls as they come through the gateway, and the mails that come of them."""

    def __init__(self, client: httpx.AsyncClient, house: House, post_office: PostOffice) -> None:
        self._client = client
        self._house = house
        self.post_office = post_office

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        who: UUID = ANNA,
        role: Role | None = "member",
        session: UUID | None = None,
        **headers: str,
    ) -> httpx.Response:
        bearer = {} if role is None else self._house.bearer("notify", who, role, session_id=session)
        return await self._client.request(
            method, f"/api/v1{path}", json=body, headers={**bearer, **headers}, timeout=30
        )

    async def mail(self, number: int = 1) -> Mail:
        """The mail with this number, once it came."""
        await eventually(lambda: len(self.post_office.mails) >= number)
        return self.post_office.mails[number - 1]
