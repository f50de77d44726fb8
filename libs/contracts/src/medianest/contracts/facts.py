"""`Fact` and `Sealed`: what every private fact is made of, whatever service keeps it."""

from uuid import UUID

from medianest.contracts.record import Record


class Fact(Record, tag_field="type"):
    """Something that happened, in its service's own words. The tag it is stored under is for ever.

    Personal text stands in a fact only as `Sealed`; everything else that names a person is an id.
    """


class Sealed(Record):
    """Text that only the holder of a person's key can read; gone for good once the key is shredded.

    `box` is base64 of nonce and AES-256-GCM ciphertext, bound to `subject`.
    """

    subject: UUID
    box: str
