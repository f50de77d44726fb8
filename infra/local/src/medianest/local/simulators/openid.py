"""An OpenID provider of the household, made with Authlib: discovery, codes with PKCE, tokens, keys.

`python -m medianest.local.simulators.openid --port 18098 --client medianest --secret … \
    --back http://127.0.0.1:8484`

People choose an account on its page. `POST /leave {"account"}` tells the client that somebody left
there (back-channel logout). `POST /_simulator` makes it behave badly on command, see `Wishes`.
"""

import argparse
import json
import time
from typing import Any, Final
from urllib.parse import parse_qsl

import anyio.to_thread
import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from medianest.local.simulators.openid_server import (
    PEOPLE,
    Client,
    Person,
    Provider,
    Wishes,
)

_LEFT: Final = "http://schemas.openid.net/event/backchannel-logout"


class Household:
    """The provider's pages and endpoints."""

    def __init__(self, issuer: str, client: Client) -> None:
        self._issuer = issuer
        self._client = client
        self.provider = Provider(issuer, client)
        self._words = 0

    def app(self) -> Starlette:
        """The routes."""
        return Starlette(
            routes=[
                Route("/", self._front),
                Route("/.well-known/openid-configuration", self._discovery),
                Route("/keys", self._keys),
                Route("/authorize", self._page, methods=["GET"]),
                Route("/authorize", self._approve, methods=["POST"]),
                Route("/token", self._token, methods=["POST"]),
                Route("/userinfo", self._userinfo),
                Route("/leave", self._leave, methods=["POST"]),
                Route("/_simulator", self._behave, methods=["POST"]),
            ]
        )

    async def _front(self, _: Request) -> Response:
        return HTMLResponse("<!doctype html><title>Household login</title><h1>Household login</h1>")

    async def _discovery(self, _: Request) -> Response:
        if self.provider.wishes.status:
            return Response(status_code=self.provider.wishes.status)
        at = self._issuer
        return JSONResponse(
            {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "userinfo_endpoint": f"{at}/userinfo",
                "jwks_uri": f"{at}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256", "ES256", "none", "HS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "code_challenge_methods_supported": ["S256"],
                "authorization_response_iss_parameter_supported": True,
                "backchannel_logout_supported": True,
                "backchannel_logout_session_supported": True,
                **self.provider.wishes.document,
            }
        )

    async def _keys(self, _: Request) -> Response:
        if self.provider.wishes.status:
            return Response(status_code=self.provider.wishes.status)
        self.provider.keys_asked += 1
        return JSONResponse(self.provider.public_keys())

    async def _page(self, request: Request) -> Response:
        """Where people choose an account."""
        flaw = self.provider.flaw_of(str(request.url))
        if flaw is not None:
            return HTMLResponse(f"<!doctype html><p>{flaw}", status_code=400)
        choices = "".join(
            f'<button name="account" value="{person.sub}">{person.username}</button>'
            for person in PEOPLE.values()
        )
        return HTMLResponse(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            "<title>Household login</title></head><body><h1>Household login</h1>"
            f'<form method="post">{choices}<button name="account" value="">No</button></form>'
            "</body></html>"
        )

    async def _approve(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        person = PEOPLE.get(form.get("account", ""))
        return self.provider.answer_browser(str(request.url), person)

    async def _token(self, request: Request) -> Response:
        if self.provider.wishes.status:
            return Response(status_code=self.provider.wishes.status)
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        headers = {name.title(): value for name, value in request.headers.items()}
        return await anyio.to_thread.run_sync(
            self.provider.answer_client, str(request.url), form, headers
        )

    async def _userinfo(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        person = self.provider.known_by(token)
        if person is None:
            return Response(status_code=401)
        return JSONResponse(person.claims() | self.provider.wishes.userinfo)

    async def _leave(self, request: Request) -> Response:
        """Somebody signs out here: the client is told."""
        form = await request.json()
        word = self.word(PEOPLE[form["account"]], form.get("claims", {}))
        async with httpx.AsyncClient(timeout=20) as client:
            answer = await client.post(self._client.logout_uri, data={"logout_token": word})
        return JSONResponse({"status": answer.status_code})

    def word(self, person: Person, claims: dict[str, Any]) -> str:
        """A logout token; a claim that is wished to be null is left out."""
        now = int(time.time())
        self._words += 1
        told = {
            "iss": self._issuer,
            "aud": self._client.client_id,
            "iat": now,
            "exp": now + 120,
            "jti": f"word-{now}-{self._words}",
            "sub": person.sub,
            "events": {_LEFT: {}},
            **claims,
        }
        kept = {name: value for name, value in told.items() if value is not None}
        return self.provider.signed(kept, self.provider.wishes.logout_typ)

    async def _behave(self, request: Request) -> Response:
        """The next wishes, until the next ones; the answer says what was seen."""
        wish = json.loads(await request.body() or b"{}")
        if wish.pop("rotate_keys", False):
            self.provider.rotate()
        self.provider.wishes = Wishes(**wish)
        return JSONResponse({"keys_asked": self.provider.keys_asked})


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--client", default="medianest")
    parser.add_argument("--secret", required=True)
    parser.add_argument("--back", required=True, help="where people type MediaNest's address")
    parser.add_argument("--provider", default="household", help="what it is called there")
    chosen = parser.parse_args()
    at = f"{chosen.back.rstrip('/')}/api/v1/auth/oidc/{chosen.provider}"
    client = Client(
        client_id=chosen.client,
        secret=chosen.secret,
        redirect_uri=f"{at}/return",
        logout_uri=f"{at}/backchannel-logout",
    )
    uvicorn.run(
        Household(f"http://127.0.0.1:{chosen.port}", client).app(),
        host="127.0.0.1",
        port=chosen.port,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
