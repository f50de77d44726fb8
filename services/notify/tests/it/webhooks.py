"""Notify with a book of addresses from a file, and letters carried by plain HTTP.

Run as a program it is a service of its own, which a test may kill.
"""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

import httpx

from medianest.chassis.service import main
from medianest.chassis.settings import environment
from medianest.contracts.meta import Meta
from medianest.notify.app import Outside, build
from medianest.notify.domain.address import Address, Kind, WebhookAddress
from medianest.notify.ports import Channel, Letter, Refused, Sent, TryAgain
from medianest.testkit.trust import NOBODY

BOOK = "MEDIANEST_TEST_BOOK"


class Book:
    """Addresses by channel. What is disabled is written down beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._disabled = path.with_suffix(".disabled")

    def write(self, channels: Mapping[UUID, tuple[UUID, str]]) -> None:
        """`channels`: whose each is, and its URL."""
        lines = {str(id_): (str(member), url) for id_, (member, url) in channels.items()}
        self._path.write_text(json.dumps(lines))

    @property
    def disabled(self) -> dict[str, str]:
        return json.loads(self._disabled.read_text()) if self._disabled.exists() else {}

    async def of(self, member_id: UUID) -> Sequence[Channel]:
        return [
            Channel(
                id=UUID(id_),
                member_id=member_id,
                kind="webhook",
                label="a hook",
                verified=True,
                disabled=self.disabled.get(id_),
            )
            for id_, (member, _) in json.loads(self._path.read_text()).items()
            if member == str(member_id)
        ]

    async def address(self, channel_id: UUID) -> Address | None:
        line = json.loads(self._path.read_text()).get(str(channel_id))
        return None if line is None else WebhookAddress(url=line[1], secret="s")

    async def disable(self, channel_id: UUID, why: str, meta: Meta | None = None) -> None:
        self._disabled.write_text(json.dumps({**self.disabled, str(channel_id): why}))


class Hooks:
    """Posts each letter with its delivery's id, so that the far end knows a repeat."""

    kind: Kind = "webhook"

    async def send(self, letter: Letter) -> Sent:
        if not isinstance(letter.to, WebhookAddress):
            raise Refused("not a webhook")
        try:
            async with httpx.AsyncClient(timeout=5, trust_env=False, verify=NOBODY) as client:
                answer = await client.post(
                    letter.to.url,
                    json={
                        "template": letter.template,
                        **letter.values,
                        "path": letter.path,
                        "urgency": letter.urgency,
                    },
                    headers={"Idempotency-Key": str(letter.delivery_id)},
                )
        except httpx.HTTPError as error:
            raise TryAgain(type(error).__name__) from error
        if answer.status_code == 410:
            raise Refused("410", gone=True)
        if 400 <= answer.status_code < 500:
            raise Refused(str(answer.status_code))
        if answer.status_code >= 500:
            raise TryAgain(str(answer.status_code))
        return Sent(provider_id=answer.headers["x-receipt"])


def outside(book: Book) -> Outside:
    return Outside(channels=book, senders=(Hooks(),))


if __name__ == "__main__":
    main(partial(build, outside=outside(Book(Path(environment()[BOOK])))))
