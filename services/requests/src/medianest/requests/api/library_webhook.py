"""The door of the media server: it says that something has come, and we look.

What it says is not believed. Only the secret at the end of its address counts, and then what is
new in the library is looked at; of all that it tells of what people play nothing is kept.
"""

import hmac
from datetime import timedelta
from typing import Any, Final

from litestar import Request, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.status_codes import HTTP_202_ACCEPTED

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import open_to_all
from medianest.eventlog.jobs import Job, Jobs
from medianest.requests.api.webhooks import WrongSecret
from medianest.requests.handlers.library_looking import LOOK_AT_NEW, LookJob
from medianest.requests.ports import Upstreams

_CAME: Final = b"library.new"


def library_webhook(jobs: Jobs, upstreams: Upstreams) -> list[HTTPRouteHandler]:
    """Without a secret everybody is refused."""

    @post("/webhooks/plex/{secret:str}", opt=open_to_all(), status_code=HTTP_202_ACCEPTED)
    async def hear_plex(secret: FromPath[str], request: Request[Any, Any, Any]) -> None:
        upstream = await upstreams.current()
        agreed = None if upstream is None else upstream.hook
        if agreed is None or not hmac.compare_digest(secret.encode(), agreed.encode()):
            raise WrongSecret
        if _CAME in await request.body():
            # Many hints within a second are one look, when the second is over.
            second = now().replace(microsecond=0)
            due_at = second + timedelta(seconds=1)
            key = second.isoformat()
            await jobs.plan(Job(kind=LOOK_AT_NEW, key=key, data=LookJob(), due_at=due_at))

    return [hear_plex]
