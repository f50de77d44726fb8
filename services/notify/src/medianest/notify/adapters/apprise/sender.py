"""Sends by Apprise: a child for each letter, at most so many at a time, ended at its deadline.

Apprise's plugins call `requests` in threads, which can neither be given a proxy nor be ended. A
child can: the proxy is in its environment, and at the deadline it is killed.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import msgspec

from medianest.notify.adapters.apprise.urls import url_of
from medianest.notify.adapters.apprise.words import Came, Task
from medianest.notify.domain.address import AppriseAddress, Kind
from medianest.notify.ports import Letter, Refused, Sent, TryAgain, Wording

_GONE: Final = frozenset({404, 410})
_LATER: Final = frozenset({408, 425, 429})
_ANSWER_BYTES_MAX: Final = 64 * 1024
_STARTING_S: Final = 10.0
"""What a busy machine may need until the child has read its libraries."""


class AppriseSender:
    """The port `Sender` for chat services."""

    kind: Kind = "apprise"

    def __init__(
        self,
        proxy_url: Callable[[], Awaitable[str]],
        wording: Wording,
        *,
        deadline_s: float = 15.0,
        most_at_once: int = 2,
    ) -> None:
        """`proxy_url` is the egress proxy's, with its secret."""
        self._proxy_url = proxy_url
        self._wording = wording
        self._deadline_s = deadline_s
        self._at_once = asyncio.Semaphore(most_at_once)

    async def send(self, letter: Letter) -> Sent:
        """Taken by the service. Raises `TryAgain`, `Refused`."""
        if not isinstance(letter.to, AppriseAddress):
            raise Refused("this is not a chat service")
        words = self._wording.words(letter)
        body = f"{words.body}\n{words.url}" if words.url else words.body
        task = Task(
            url=url_of(letter.to.form), title=words.title, body=body, deadline_s=self._deadline_s
        )
        async with self._at_once:
            came = await self._came(task)
        if not came.understood:
            raise Refused("the address of this chat service makes no sense", gone=True)
        if not came.taken:
            raise _not_taken(came.status)
        return Sent()

    async def _came(self, task: Task) -> Came:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "medianest.notify.adapters.apprise"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_environment(await self._proxy_url()),
        )
        try:
            async with asyncio.timeout(self._deadline_s + _STARTING_S):
                said, _ = await child.communicate(msgspec.json.encode(task))
            return msgspec.json.decode(said[:_ANSWER_BYTES_MAX], type=Came)
        except TimeoutError:
            raise TryAgain("the chat service did not answer in time") from None
        except (msgspec.DecodeError, BrokenPipeError, ConnectionResetError):
            raise TryAgain("the child that calls chat services broke off") from None
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()


def _environment(proxy_url: str) -> Mapping[str, str]:
    """All that the child knows of the world. Nothing is left out of the proxy."""
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **dict.fromkeys(proxies, proxy_url)}


def _not_taken(status: int | None) -> TryAgain | Refused:
    if status is None or status in _LATER or status >= 500:  # noqa: PLR2004  RFC 9110: server errors
        return TryAgain("the chat service did not take it")
    return Refused(f"the chat service answered {status}", gone=status in _GONE)
