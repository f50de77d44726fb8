"""The door of the server that fetches: it says that something has changed, and we look.

What it says is not believed: it is unsigned, unordered, comes twice or not at all. So only its
secret counts, and then every wish that is underway is looked at.
"""

import hmac
from datetime import timedelta
from typing import Any, Final

from litestar import Request, post
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_202_ACCEPTED

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import open_to_all
from medianest.contracts.refusals import Forbidden
from medianest.eventlog.jobs import Job, Jobs
from medianest.requests.handlers.fulfilling import LOOK_NOW
from medianest.requests.ports import Upstreams

PROOF: Final = "mn-webhook-secret"
"""As the gateway hands on what the server sends as `Authorization`."""


class WrongSecret(Forbidden):
    """This is not the secret that was agreed on."""


def webhooks(jobs: Jobs, upstreams: Upstreams) -> list[HTTPRouteHandler]:
    """Without a secret everybody is refused."""

    @post("/webhooks/overseerr", opt=open_to_all(), status_code=HTTP_202_ACCEPTED)
    async def hear_overseerr(request: Request[Any, Any, Any]) -> None:
        said = request.headers.get(PROOF, "").encode()
        upstream = await upstreams.current()
        secret = None if upstream is None else upstream.hook
        if secret is None or not hmac.compare_digest(said, secret.encode()):
            raise WrongSecret
        # Many hints within a second are one look, when the second is over.
        second = now().replace(microsecond=0)
        due_at = second + timedelta(seconds=1)
        await jobs.plan(Job(kind=LOOK_NOW, key=second.isoformat(), due_at=due_at))

    return [hear_overseerr]
