"""JetStream by the hundred: atomic batches to publish (ADR-50), Direct Gets to read (ADR-31).

Guarantees: a batch is stored whole, right behind the expected sequence, or not at all (`Refused`);
an answer that gets lost leaves the caller to read the tail. A read returns messages in sequence,
and says by its length whether there is more.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg

from medianest.contracts.ids import new_id
from medianest.contracts.record import Record

ANSWER_WITHIN_S: Final = 5.0
WRONG_LAST_SEQUENCE: Final = 10071


class StreamMissing(Exception):
    """The stream is not there (yet): `medianest provision` makes it."""


class Refused(Exception):
    """NATS did not store a batch; `code` is its error, 10071 when another relay was faster."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code


class _StoredMessage(msgspec.Struct):
    subject: str
    seq: int
    data: bytes = b""
    hdrs: bytes = b""


class _StoredAnswer(msgspec.Struct):
    message: _StoredMessage | None = None


class Raw(Record):
    """A message as it lies in a stream."""

    subject: str
    sequence: int
    headers: Mapping[str, str]
    data: bytes

    @classmethod
    def stored(cls, answer: bytes) -> "Raw":
        """From the answer of STREAM.MSG.GET. Raises `StreamMissing` when it holds none."""
        message = msgspec.json.decode(answer, type=_StoredAnswer).message
        if message is None:
            raise StreamMissing(answer.decode(errors="replace"))
        return cls(
            subject=message.subject,
            sequence=message.seq,
            headers=_parsed(bytes(message.hdrs)),
            data=bytes(message.data),
        )

    @classmethod
    def direct(cls, message: Msg) -> "Raw":
        """From one message of a Direct Get."""
        headers = {str(name): value for name, value in (message.headers or {}).items()}
        return cls(
            subject=headers.get("Nats-Subject", ""),
            sequence=int(headers["Nats-Sequence"]),
            headers=headers,
            data=bytes(message.data),
        )


def _parsed(head: bytes) -> dict[str, str]:
    lines = head.decode().split("\r\n")[1:]
    pairs = (line.partition(":") for line in lines if line)
    return {name.strip(): value.strip() for name, _, value in pairs}


class Fault(msgspec.Struct):
    """Why NATS did not do it."""

    err_code: int = 0
    description: str = ""


class Stored(msgspec.Struct):
    """What NATS says when it stored a message, or did not."""

    error: Fault | None = None
    seq: int = 0


async def publish_batch(
    client: Client, messages: Sequence[tuple[str, Mapping[str, str], bytes]], after: int
) -> int:
    """Store them all behind sequence `after`; returns the last sequence. Raises `Refused`."""
    batch = new_id().hex
    for number, (subject, headers, data) in enumerate(messages, 1):
        head = {**headers, "Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(number)}
        if number == 1:
            head["Nats-Expected-Last-Sequence"] = str(after)
        if number < len(messages):
            await client.publish(subject, data, headers=head)
            continue
        head["Nats-Batch-Commit"] = "1"
        answer = await client.request(subject, data, ANSWER_WITHIN_S, headers=head)
        said = msgspec.json.decode(answer.data, type=Stored)
        if said.error is not None:
            raise Refused(said.error.err_code, said.error.description)
        return said.seq
    return after


async def direct_batch(client: Client, stream: str, sequence: int, size: int) -> list[Raw]:
    """Up to `size` messages from `sequence` on; fewer than that when the stream has no more."""
    found: list[Raw] = []
    done: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def take(message: Msg) -> None:
        status = (message.headers or {}).get("Status")
        if status is None:
            found.append(Raw.direct(message))
        elif not done.done():
            done.set_result(int(status))

    inbox = client.new_inbox()
    subscription = await client.subscribe(inbox, cb=take)
    try:
        wish = msgspec.json.encode({"seq": max(sequence, 1), "batch": size})
        await client.publish(f"$JS.API.DIRECT.GET.{stream}", wish, reply=inbox)
        status = await asyncio.wait_for(done, ANSWER_WITHIN_S)
    finally:
        if not client.is_closed:
            await subscription.unsubscribe()
    if status == 503:  # noqa: PLR2004  NATS: nobody listens there
        raise StreamMissing(stream)
    return found


async def last_message(client: Client, stream: str) -> Raw | None:
    """The last message of a stream, or None when it is empty. Raises `StreamMissing`."""
    wish = msgspec.json.encode({"last_by_subj": ">"})
    answer = await client.request(f"$JS.API.DIRECT.GET.{stream}", wish, ANSWER_WITHIN_S)
    status = (answer.headers or {}).get("Status")
    if status == "404":
        return None
    if status is not None:
        raise StreamMissing(f"{stream}: {status}")
    return Raw.direct(answer)
