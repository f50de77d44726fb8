"""The simulated plex.tv as a process of its own, and what people do on its page."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx


class PlexTv:
    """`at` is its host and port."""

    def __init__(self, client: httpx.AsyncClient, at: str) -> None:
        self._client = client
        self.at = at

    async def behaves(self, **wish: Any) -> None:
        """Until the next wish."""
        assert (await self._client.post("/_simulator", json=wish)).is_success

    async def asked(self, path: str) -> int:
        """How often that was asked for since the last wish."""
        asked: dict[str, int] = (await self._client.get("/_simulator")).json()
        return asked.get(path, 0)

    async def approve(self, started: httpx.Response, account: str) -> str:
        """Somebody approves what was begun; where their browser is sent on to."""
        assert started.is_success, started.text
        asked = parse_qs(urlsplit(started.json()["auth_url"]).fragment.lstrip("?"))
        form = {
            "code": asked["code"][0],
            "account": f"token-of-{account}",
            "forward": asked["forwardUrl"][0],
        }
        answer = await self._client.post("/auth/approve", data=form)
        assert answer.has_redirect_location, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path.removeprefix('/api/v1')}?{back.query}"
