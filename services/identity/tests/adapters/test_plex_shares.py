"""What plex.tv tells of shares, in its XML of old and in JSON, is read alike."""

import json
from typing import Any

import pytest

from medianest.identity.adapters.plex_shares import FRIENDS_MAX, Unreadable, friends_in
from medianest.identity.ports.plex import PlexFriend

XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<MediaContainer friendlyName="myPlex" size="3">
  <User id="1002" title="Anna" username="anna" email="anna@example.org" home="0" restricted="0">
    <Server id="1" machineIdentifier="ours" name="Home" numLibraries="3" owned="1" pending="0"/>
    <Server id="2" machineIdentifier="cabin" name="Cabin" owned="1" pending="1"/>
  </User>
  <User id="1003" title="Ben" username="ben" email="ben@example.org"/>
  <User id="1009" title="Kid" username="" email="" home="1" restricted="1">
    <Server id="1" machineIdentifier="ours" name="Home" owned="1" pending="0"/>
  </User>
</MediaContainer>"""
FRIENDS = (
    PlexFriend(
        id=1002, name="anna", shares={"ours": "shared", "cabin": "pending"}, can_sign_in=True
    ),
    PlexFriend(id=1003, name="ben", shares={}, can_sign_in=True),
    PlexFriend(id=1009, name="Kid", shares={"ours": "shared"}, can_sign_in=False),
)


def server(machine: str, *, pending: Any) -> dict[str, Any]:
    return {"machineIdentifier": machine, "pending": pending, "owned": True}


def as_json(users: Any) -> bytes:
    return json.dumps({"MediaContainer": {"size": 1, "User": users}}).encode()


def test_xml_is_read() -> None:
    assert friends_in(XML) == FRIENDS


def test_json_is_read_alike() -> None:
    anna = {"id": 1002, "title": "Anna", "username": "anna", "email": "anna@example.org"}
    ben = {"id": "1003", "title": "Ben", "username": "ben", "Server": []}
    kid = {"id": 1009, "title": "Kid", "username": None, "home": True}
    users = [
        anna | {"Server": [server("ours", pending=False), server("cabin", pending=True)]},
        ben,
        kid | {"Server": [server("ours", pending="0")]},
    ]
    assert friends_in(as_json(users)) == FRIENDS


def test_one_may_stand_alone_and_nobody_may_be_left_out() -> None:
    one = {"id": 7, "username": "solo", "Server": server("ours", pending=0)}
    assert [friend.id for friend in friends_in(as_json(one))] == [7]
    assert friends_in(b'{"MediaContainer": {"size": 0}}') == ()
    assert friends_in(b"<MediaContainer/>") == ()


def test_there_is_an_end_to_it() -> None:
    endless = [{"id": number, "username": "u"} for number in range(FRIENDS_MAX + 5)]
    assert len(friends_in(as_json(endless))) == FRIENDS_MAX


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"null", b"[]", b"<html/>", b"<MediaContainer", b'{"MediaContainer": 7}'),
        *(b'{"MediaContainer": {"User": [7]}}', b'{"MediaContainer": {"User": [{"id": "x"}]}}'),
        b'{"MediaContainer": {"User": [{"id": 1, "Server": [{}]}]}}',
        b'<!DOCTYPE a [<!ENTITY b "c">]><MediaContainer>&b;</MediaContainer>',
        b"\xff\xfe{[",
    ],
)
def test_what_is_neither_is_refused_and_nothing_worse(body: bytes) -> None:
    with pytest.raises(Unreadable):
        friends_in(body)
