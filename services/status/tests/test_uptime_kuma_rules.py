"""Being connected to an Uptime Kuma: one at a time, by a token that may be refused."""

from uuid import UUID

from medianest.status.app import STREAMS
from medianest.status.domain.uptime_kuma import (
    Connect,
    Connected,
    Disconnect,
    Disconnected,
    NotConnected,
    Refuse,
    TokenRefused,
    decide,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import NOON

OWNER, FIRST, SECOND = UUID(int=1), UUID(int=11), UUID(int=12)
spec = Spec(STREAMS.uptime_kuma, decide)


def connected(token_id: UUID = FIRST) -> Connected:
    return Connected(
        by=OWNER,
        at=NOON,
        address="http://kuma:3001",
        internal=True,
        username="admin",
        token_id=token_id,
    )


def connect(token_id: UUID = FIRST) -> Connect:
    return Connect(
        by=OWNER,
        now=NOON,
        address="http://kuma:3001",
        internal=True,
        username="admin",
        token_id=token_id,
    )


disconnect = Disconnect(by=OWNER, now=NOON)
disconnected = Disconnected(by=OWNER, at=NOON)
refuse = Refuse(token_id=FIRST, now=NOON)
refused = TokenRefused(at=NOON)


def test_it_is_connected_and_connected_anew() -> None:
    spec.given().when(connect()).then(connected())
    spec.given(connected()).when(connect(SECOND)).then(connected(SECOND))


def test_what_is_not_connected_can_not_be_disconnected() -> None:
    spec.given(connected()).when(disconnect).then(disconnected)
    spec.given().when(disconnect).refused(NotConnected)
    spec.given(connected(), disconnected).when(disconnect).refused(NotConnected)


def test_a_refused_token_is_said_once() -> None:
    spec.given(connected()).when(refuse).then(refused)
    spec.given(connected(), refused).when(refuse).then()


def test_the_refusal_of_an_older_token_says_nothing_of_the_new_one() -> None:
    spec.given(connected(), connected(SECOND)).when(refuse).then()
    spec.given(connected(), disconnected).when(refuse).then()
