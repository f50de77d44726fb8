"""The core of the simulated OpenID provider: Authlib's authorization server, people, and keys."""

import hmac
import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import msgspec
from authlib.common.urls import add_params_to_uri
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from starlette.responses import JSONResponse, RedirectResponse, Response

from medianest.contracts.record import Record

_CODE_LIVES_S: Final = 60
_RSA_BITS: Final = 2048


class Person(Record):
    """Somebody of the household; two of them may share an e-mail address."""

    sub: str
    username: str
    email: str
    is_verified: bool = True

    def claims(self) -> dict[str, Any]:
        """What is told of them."""
        return {
            "sub": self.sub,
            "preferred_username": self.username,
            "email": self.email,
            "email_verified": self.is_verified,
        }


PEOPLE: Final = {
    person.sub: person
    for person in (
        Person(sub="h-1001", username="dora", email="dora@example.org"),
        Person(sub="h-1002", username="emil", email="anna@example.org"),
        Person(sub="h-1003", username="fritz", email="fritz@example.org", is_verified=False),
    )
}


class Wishes(Record):
    """How it is to misbehave. `claims` replace those of ID tokens; null leaves one out."""

    claims: dict[str, Any] = msgspec.field(default_factory=dict)
    userinfo: dict[str, Any] = msgspec.field(default_factory=dict)
    document: dict[str, Any] = msgspec.field(default_factory=dict)
    """Replaces what it says of itself."""
    algorithm: str = "RS256"
    key_id: str | None = None
    bare: bool = False
    """ID tokens hold no name: it is told at the userinfo endpoint only."""
    logout_typ: str | None = "logout+jwt"
    id_typ: str | None = "JWT"
    """What it says that its logout tokens are; nothing for null."""
    back_issuer: str | None = None
    """Whom the browser names as the issuer on its way back; empty for nobody."""
    status: int | None = None


class Client(ClientMixin):  # type: ignore[misc]  # Authlib has no types
    """The one client that is known here."""

    def __init__(self, *, client_id: str, secret: str, redirect_uri: str, logout_uri: str) -> None:
        self.client_id = client_id
        self.secret = secret
        self.redirect_uri = redirect_uri
        self.logout_uri = logout_uri

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return secrets.compare_digest(client_secret, self.secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class Code(Record):
    """What a code stands for."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str | None
    code_challenge_method: str | None
    person: Person
    made_at: int

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return self.made_at

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class _Request(OAuth2Request):  # type: ignore[misc]  # Authlib has no types
    def __init__(
        self, method: str, uri: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> None:
        super().__init__(method, uri, headers=headers)
        self._query = dict(parse_qsl(urlsplit(uri).query))
        self._form = dict(form)
        self.payload = BasicOAuth2Payload({**self._query, **self._form})

    @property
    def args(self) -> dict[str, str]:
        return self._query

    @property
    def form(self) -> dict[str, str]:
        return self._form


class Provider(AuthorizationServer):  # type: ignore[misc]  # Authlib has no types
    """What it knows, and how it is told to misbehave."""

    def __init__(self, issuer: str, client: Client) -> None:
        super().__init__()
        self.issuer = issuer
        self.client = client
        self.wishes = Wishes()
        self.codes: dict[str, Code] = {}
        self.keys_asked = 0
        self._tokens: dict[str, Person] = {}
        self._key = _new_key()
        self.register_token_generator("default", _bearer)
        self.register_grant(_CodeGrant, [_Challenge(required=True), _Identity(self)])
        self.register_extension(_Issuer(self))

    def rotate(self) -> None:
        """From now on another key signs, and it is the only one that is shown."""
        self._key = _new_key()

    def public_keys(self) -> dict[str, Any]:
        """What it shows of its keys, one for other things among them."""
        shown: Any = KeySet([self._key]).as_dict(private=False)
        beside = OctKey.generate_key(256).as_dict(private=False)
        return {"keys": [*shown["keys"], {"kty": "unheard-of"}, beside]}

    def signed(self, claims: Mapping[str, Any], typ: str | None = "JWT") -> str:
        """By our key, or as badly as was wished."""
        alg = self.wishes.algorithm
        header = {"alg": alg, "kid": self.wishes.key_id or self._key.kid}
        if typ is not None:
            header["typ"] = typ
        if alg in ("none", "HS256"):
            return _forged(
                header, claims, self._key.as_pem(private=False) if alg != "none" else b""
            )
        return jwt.encode(header, dict(claims), self._key, algorithms=[alg])

    def flaw_of(self, url: str) -> str | None:
        """Why this is no request of ours to sign somebody in."""
        try:
            self.get_consent_grant(_Request("GET", url, {}, {}), end_user=None)
        except OAuth2Error as error:
            return str(error.error)
        return None

    def answer_browser(self, url: str, person: Person | None) -> Response:
        """Send it back with a code, or with the news that nobody came."""
        request = _Request("GET", url, {}, {})
        request.user = person
        grant = self.get_authorization_grant(request)
        answer: Response = self.create_authorization_response(request, person, grant=grant)
        return answer

    def answer_client(
        self, url: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> Response:
        """Tokens for a code."""
        answer: Response = self.create_token_response(_Request("POST", url, form, headers))
        return answer

    def known_by(self, token: str) -> Person | None:
        """Whose access token this is."""
        return self._tokens.get(token)

    def query_client(self, client_id: str) -> Client | None:
        return self.client if client_id == self.client.client_id else None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        self._tokens[token["access_token"]] = request.user

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:
        told = dict(headers)
        if "Location" in told:
            return RedirectResponse(told["Location"], status_code=303)
        return JSONResponse(body, status_code=status, headers=told)


class _CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]  # Authlib has no types
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        told = request.payload.data
        self.server.codes[code] = Code(
            code=code,
            redirect_uri=told["redirect_uri"],
            scope=told["scope"],
            nonce=told.get("nonce"),
            code_challenge=told.get("code_challenge"),
            code_challenge_method=told.get("code_challenge_method"),
            person=request.user,
            made_at=int(time.time()),
        )

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        found: Code | None = self.server.codes.get(code)
        is_old = found is not None and found.made_at + _CODE_LIVES_S < time.time()
        return None if is_old else found

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del self.server.codes[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> Person:
        return authorization_code.person


class _Challenge(CodeChallenge):  # type: ignore[misc]  # Authlib has no types
    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)


class _Identity(OpenIDCode):  # type: ignore[misc]  # Authlib has no types
    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=True)
        self._provider = provider

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        return any(code.nonce == nonce for code in self._provider.codes.values())

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": self._provider.issuer, "aud": client.client_id}

    def generate_user_info(self, user: Person, scope: str) -> UserInfo:
        return UserInfo(**user.claims())

    def encode_id_token(self, token: dict[str, Any], request: OAuth2Request) -> str:
        """As Authlib makes it, but for what was wished."""
        wishes, person = self._provider.wishes, request.user
        claims = self.get_compatible_claims(request)
        claims |= self.get_authorization_code_claims(request.authorization_code)
        claims |= {"sub": person.sub, "sid": f"sid-of-{person.sub}"}
        claims |= {} if wishes.bare else person.claims()
        claims |= wishes.claims
        kept = {name: value for name, value in claims.items() if value is not None}
        return self._provider.signed(kept, self._provider.wishes.id_typ)


class _Issuer(IssuerParameter):  # type: ignore[misc]  # Authlib has no types
    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def add_issuer_parameter(self, authorization_server: Provider, response: Response) -> None:
        wished = self._provider.wishes.back_issuer
        issuer = self._provider.issuer if wished is None else wished
        if issuer and "location" in response.headers:
            back = add_params_to_uri(response.headers["location"], {"iss": issuer})
            response.headers["location"] = back


def _forged(header: Mapping[str, Any], claims: Mapping[str, Any], public_key: bytes) -> str:
    """Signed by nobody, or with the public key as a shared secret, as attackers do."""
    parts = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    proof = hmac.digest(public_key, b".".join(parts), "sha256") if public_key else b""
    return b".".join([*parts, urlsafe_b64encode(proof).rstrip(b"=")]).decode()


def _bearer(**_: Any) -> dict[str, Any]:
    token = secrets.token_urlsafe(32)
    return {
        "token_type": "Bearer",
        "access_token": token,
        "expires_in": 300,
        "scope": "openid profile",
    }


def _new_key() -> RSAKey:
    parameters: Any = {"use": "sig", "alg": "RS256", "kid": secrets.token_hex(8)}
    return RSAKey.generate_key(_RSA_BITS, parameters)
