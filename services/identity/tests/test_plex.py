"""Signing in with Plex is on for one media server, or off."""

from medianest.identity.app import STREAMS
from medianest.identity.domain import names, plex
from medianest.testkit import NOON, THE_OWNER, Spec

settings = Spec(STREAMS.plex, plex.decide)
OLD_SERVER = "old-machine-identifier"
NEW_SERVER = "new-machine-identifier"


def turn_on(machine_id: str, join_as: plex.JoinAs | None = "member") -> plex.TurnOn:
    return plex.TurnOn(by=THE_OWNER, now=NOON, machine_id=machine_id, join_as=join_as)


def turned_on(machine_id: str, join_as: plex.JoinAs | None = "member") -> plex.PlexTurnedOn:
    return plex.PlexTurnedOn(by=THE_OWNER, at=NOON, machine_id=machine_id, join_as=join_as)


turn_off = plex.TurnOff(by=THE_OWNER, now=NOON)
turned_off = plex.PlexTurnedOff(by=THE_OWNER, at=NOON)


def test_it_is_turned_on_for_one_server_once() -> None:
    settings.given().when(turn_on(OLD_SERVER)).then(turned_on(OLD_SERVER))
    settings.given(turned_on(OLD_SERVER)).when(turn_on(OLD_SERVER)).then()


def test_the_server_is_replaced_and_who_joins_is_changed() -> None:
    on = settings.given(turned_on(OLD_SERVER))
    on.when(turn_on(NEW_SERVER)).then(turned_on(NEW_SERVER))
    on.when(turn_on(OLD_SERVER, None)).then(turned_on(OLD_SERVER, None))


def test_it_is_turned_off_once_and_on_again() -> None:
    settings.given().when(turn_off).then()
    settings.given(turned_on(OLD_SERVER)).when(turn_off).then(turned_off)
    off = settings.given(turned_on(OLD_SERVER), turned_off)
    off.when(turn_on(OLD_SERVER)).then(turned_on(OLD_SERVER))


def test_what_is_wrong_with_a_server_is_not_well_because_somebody_else_may_join() -> None:
    gone = plex.Note(now=NOON, machine_id=OLD_SERVER, watch="server_gone")
    noted = plex.PlexWatchChanged(at=NOON, watch="server_gone")
    guests = turned_on(OLD_SERVER, "guest")
    settings.given(turned_on(OLD_SERVER), noted, guests).when(gone).then()
    again = settings.given(
        turned_on(OLD_SERVER), noted, turned_on(NEW_SERVER), turned_on(OLD_SERVER)
    )
    again.when(gone).then(noted)


def test_a_look_at_the_old_server_says_nothing_of_the_new_one() -> None:
    gone = plex.Note(now=NOON, machine_id=OLD_SERVER, watch="server_gone")
    settings.given(turned_on(OLD_SERVER), turned_on(NEW_SERVER)).when(gone).then()


def test_who_owns_the_server_is_linked_and_what_the_old_token_had_found_counts_no_more() -> None:
    proved = plex.OwnerProved(now=NOON, machine_id=OLD_SERVER)
    well = plex.PlexWatchChanged(at=NOON, watch="fine")
    for watch in ("token_dead", "server_gone"):
        bad = plex.PlexWatchChanged(at=NOON, watch=watch)
        settings.given(turned_on(OLD_SERVER), bad).when(proved).then(well)
    doubtful = plex.PlexWatchChanged(at=NOON, watch="doubtful")
    settings.given(turned_on(OLD_SERVER), doubtful).when(proved).then()
    settings.given(turned_on(OLD_SERVER)).when(proved).then()


def test_who_owns_one_server_says_nothing_of_another() -> None:
    proved = plex.OwnerProved(now=NOON, machine_id=OLD_SERVER)
    dead = plex.PlexWatchChanged(at=NOON, watch="token_dead")
    settings.given(turned_on(NEW_SERVER), dead).when(proved).then()
    settings.given().when(proved).then()


def test_an_installation_is_called_the_same_everywhere_and_like_no_other() -> None:
    ours = names.client_identifier(pepper=b"ours")
    assert ours == names.client_identifier(pepper=b"ours")
    assert ours != names.client_identifier(pepper=b"theirs")
