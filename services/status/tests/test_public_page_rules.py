"""The public page is opened, changed and shut; what was chosen is remembered."""

from uuid import UUID

from medianest.status.app import STREAMS
from medianest.status.domain.public_page import Open, Opened, Shut, ShutAgain, decide
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import NOON

OWNER, PLEX, ROUTER = UUID(int=1), UUID(int=11), UUID(int=12)
spec = Spec(STREAMS.public_page, decide)


def open_with(*monitor_ids: UUID) -> Open:
    return Open(by=OWNER, now=NOON, title="Our nest", monitor_ids=monitor_ids)


def opened_with(*monitor_ids: UUID) -> Opened:
    return Opened(by=OWNER, at=NOON, title="Our nest", monitor_ids=monitor_ids)


shut, shut_again = Shut(by=OWNER, now=NOON), ShutAgain(by=OWNER, at=NOON)


def test_it_is_opened_and_changed() -> None:
    spec.given().when(open_with(PLEX)).then(opened_with(PLEX))
    spec.given(opened_with(PLEX)).when(open_with(PLEX)).then()
    spec.given(opened_with(PLEX)).when(open_with(ROUTER, PLEX)).then(opened_with(ROUTER, PLEX))


def test_it_is_shut_once_and_remembers_what_was_chosen() -> None:
    spec.given().when(shut).then()
    spec.given(opened_with(PLEX)).when(shut).then(shut_again)
    spec.given(opened_with(PLEX), shut_again).when(shut).then()
    assert spec.state_after(opened_with(PLEX), shut_again).monitor_ids == (PLEX,)
