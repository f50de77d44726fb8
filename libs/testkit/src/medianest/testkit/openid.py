"""A real OpenID provider, made with Authlib, in the test's own process, and people on its page."""

import socket
import threading
import time
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import uvicorn

from medianest.local.simulators.openid import Household
from medianest.local.simulators.openid_server import PEOPLE, Client, Wishes
from medianest.testkit.trust import NOBODY

BACK: Final = "http://127.0.0.1:8484"
DORA, EMIL, FRITZ = "h-1001", "h-1002", "h-1003"


class OpenId:
    """`name` is what it is called at MediaNest, whose public address is `BACK`."""

    def __init__(self, name: str) -> None:
        at = f"{BACK}/api/v1/auth/oidc/{name}"
        self.name = name
        self.client = Client(
            client_id="medianest",
            secret=f"the-secret-of-{name}",
            redirect_uri=f"{at}/return",
            logout_uri=f"{at}/backchannel-logout",
        )
        # Held from the start: another process of tests looks for a port at the same moment.
        held = socket.create_server(("127.0.0.1", 0))
        self.port = held.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.household = Household(self.url, self.client)
        self._server = uvicorn.Server(uvicorn.Config(self.household.app(), log_level="error"))
        self._thread = threading.Thread(target=self._server.run, args=([held],), daemon=True)

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()
            time.sleep(0.01)

    def stop(self) -> None:
        """Answer no more."""
        self._server.should_exit = True
        self._thread.join(10)

    def behaves(self, **wish: Any) -> None:
        """Until the next wish."""
        self.household.provider.wishes = Wishes(**wish)

    @property
    def settings(self) -> dict[str, str]:
        """What identity is to be told, by short names."""
        return {
            f"oidc_{self.name}_issuer": self.url,
            f"oidc_{self.name}_client_id": self.client.client_id,
            f"oidc_{self.name}_client_secret": self.client.secret,
            f"oidc_{self.name}_name": f"The {self.name} login",
            f"oidc_{self.name}_join_as": "member",
        }

    async def approve(self, page: str, account: str = DORA) -> str:
        """Somebody chooses an account; where their browser is sent back to."""
        async with httpx.AsyncClient(timeout=10, verify=NOBODY) as client:
            assert (await client.get(page)).is_success
            answer = await client.post(page, data={"account": account})
        assert answer.has_redirect_location, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path.removeprefix('/api/v1')}?{back.query}"

    def word(self, account: str = DORA, **claims: Any) -> str:
        """A logout token."""
        return self.household.word(PEOPLE[account], claims)
