"""Letters to webhooks: one signed JSON call, no redirects, through the egress proxy.

The far end checks `MediaNest-Signature: v1=<hex>`: HMAC-SHA256 under the channel's secret over
`<MediaNest-Id>.<MediaNest-Time>.<body>`. The id is the same at every try, the time (Unix seconds)
is not: who keeps ids for a while, and refuses times of long ago, hears everything once.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Final

import httpx

from medianest.chassis.http import AnswerTooLarge
from medianest.notify.adapters.answers import Asks, judge
from medianest.notify.domain.address import Kind, WebhookAddress
from medianest.notify.ports import Letter, Refused, Sent, TryAgain, Wording

ID: Final = "MediaNest-Id"
TIME: Final = "MediaNest-Time"
SIGNATURE: Final = "MediaNest-Signature"


class WebhookSender:
    """The port `Sender` for webhooks."""

    kind: Kind = "webhook"

    def __init__(self, outward: Asks, wording: Wording, *, now: Callable[[], datetime]) -> None:
        """`outward` goes through the egress proxy and follows no redirects."""
        self._outward = outward
        self._wording = wording
        self._now = now

    async def send(self, letter: Letter) -> Sent:
        """Answered with 2xx. Raises `TryAgain`, `Refused`."""
        to = letter.to
        if not isinstance(to, WebhookAddress):
            raise Refused("this is not a webhook")
        body, moment = self._body(letter), str(int(self._now().timestamp()))
        id_ = str(letter.delivery_id)
        headers = {
            "Content-Type": "application/json",
            ID: id_,
            TIME: moment,
            SIGNATURE: f"v1={signature(to.secret, id_, moment, body)}",
        }
        try:
            answer = await self._outward.ask("POST", to.url, content=body, headers=headers)
        except AnswerTooLarge:
            return Sent()  # it was taken; what it says beyond that is not read
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise TryAgain(f"nobody answered ({type(error).__name__})") from None
        judge(answer)
        return Sent()

    def _body(self, letter: Letter) -> bytes:
        words = self._wording.words(letter)
        said = {
            "id": str(letter.delivery_id),
            "type": letter.template,
            "title": words.title,
            "body": words.body,
            "url": words.url,
            "urgency": letter.urgency,
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def signature(secret: str, id_: str, moment: str, body: bytes) -> str:
    """What the far end computes as well."""
    signed = f"{id_}.{moment}.".encode() + body
    return hmac.digest(secret.encode(), signed, hashlib.sha256).hex()
