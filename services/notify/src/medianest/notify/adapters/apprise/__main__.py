"""The child: one URL, one message, one call of Apprise, one line that says what came of it.

What it may do comes in on stdin, so that no list of processes shows it. Its environment holds the
egress proxy and nothing of the service's.
"""

import asyncio
import logging
import re
import sys
from typing import Final

import msgspec
from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.manager_plugins import NotificationManager

from medianest.notify.adapters.apprise.urls import SCHEMAS
from medianest.notify.adapters.apprise.words import Came, Task

_STATUS: Final = re.compile(r"error=(\d{3})")


class Statuses(logging.Handler):
    """Apprise says an HTTP status only in its log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.last: int | None = None

    def emit(self, record: logging.LogRecord) -> None:
        found = _STATUS.search(record.getMessage())
        if found:
            self.last = int(found[1])


def main() -> None:
    """Read a `Task`, write a `Came`."""
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    statuses = Statuses()
    log = logging.getLogger("apprise")
    log.addHandler(statuses)
    log.propagate = False
    came = asyncio.run(_carried_out(task, statuses))
    sys.stdout.buffer.write(msgspec.json.encode(came))


async def _carried_out(task: Task, statuses: Statuses) -> Came:
    services = NotificationManager()  # type: ignore[no-untyped-call]  # Apprise's own
    services.enable_only(*SCHEMAS)  # type: ignore[no-untyped-call]  # Apprise's own
    asset = AppriseAsset(
        app_id="MediaNest",
        http_redirects=False,
        secure_logging=True,
        service_timeout=int(task.deadline_s),
    )
    service = Apprise(asset=asset)
    if not service.add(task.url):
        return Came(taken=False, understood=False, status=None)
    taken = await service.async_notify(
        title=task.title, body=task.body, body_format=NotifyFormat.TEXT
    )
    return Came(taken=bool(taken), understood=True, status=statuses.last)


if __name__ == "__main__":
    main()
