"""What a person may do and how much: their role, what differs from it, limits of their own."""

from collections.abc import Mapping

from medianest.contracts.limits import LimitName
from medianest.contracts.permissions import BY_ROLE, Permission, Role
from medianest.contracts.record import Record


class Rights(Record):
    """What differs from the role. Nothing stands in both."""

    granted: frozenset[Permission] = frozenset()
    denied: frozenset[Permission] = frozenset()


def permissions_of(role: Role, rights: Rights) -> frozenset[Permission]:
    """All that somebody may do; an owner may do everything, whatever was denied them before."""
    if role == "owner":
        return BY_ROLE["owner"]
    return (BY_ROLE[role] | rights.granted) - rights.denied


def changed(rights: Rights, wish: Mapping[Permission, bool | None]) -> Rights:
    """Each named one granted (true), denied (false), or as the role says again (null)."""
    untouched = frozenset(wish)
    return Rights(
        granted=rights.granted - untouched | {name for name, may in wish.items() if may is True},
        denied=rights.denied - untouched | {name for name, may in wish.items() if may is False},
    )


def limited(
    limits: Mapping[LimitName, int], wish: Mapping[LimitName, int | None]
) -> dict[LimitName, int]:
    """Each named one at most so much, or as the house allows everybody again (null)."""
    wanted = {**limits, **wish}
    return {name: at_most for name, at_most in sorted(wanted.items()) if at_most is not None}
