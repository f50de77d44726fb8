"""Latest values that others need: kept in memory on the bus, refilled whole by their owner.

Subject `mn.state.<service>.<kind>.<id>`. The only place on the bus where personal data stands,
never on its disk. The newest version wins, and whatever is final: after a restore an owner counts
anew from where its backup was.
"""

from typing import ClassVar
from uuid import UUID

from medianest.contracts.record import Record


class StateValue(Record, tag_field="type"):
    """One latest value. `version` counts its changes, `schema_v` those of its shape."""

    service: ClassVar[str]
    kind: ClassVar[str]
    schema_v: ClassVar[int] = 1

    version: int

    @property
    def is_final(self) -> bool:
        """Whether nothing comes after it, whatever its number is."""
        return False

    def subject_id(self) -> UUID:
        """Whose value it is; the last token of the NATS subject."""
        raise NotImplementedError


class Person(StateValue, tag="medianest.identity.person"):
    """What others show of a member, and what Plex calls them. `erased` empties all of it."""

    service: ClassVar[str] = "identity"
    kind: ClassVar[str] = "people"
    schema_v: ClassVar[int] = 2

    member_id: UUID
    display_name: str
    role: str
    disabled: bool = False
    erased: bool = False
    plex_id: str | None = None

    @property
    def is_final(self) -> bool:
        return self.erased

    def subject_id(self) -> UUID:
        return self.member_id


STATE_VALUES: tuple[type[StateValue], ...] = (Person,)
