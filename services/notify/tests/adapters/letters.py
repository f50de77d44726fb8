"""Letters to send."""

from typing import Final
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.notify.domain.address import Address, EmailAddress
from medianest.notify.domain.categories import Urgency
from medianest.notify.ports import Letter

PUBLIC_URL: Final = "https://nest.example"
THE_CHANNEL: Final = UUID(int=7)
ANNAS_MAIL: Final = EmailAddress(email="anna@example.org")


def letter(
    to: Address = ANNAS_MAIL,
    *,
    title: str = "“A night train” is in the library",
    body: str = "It was fetched whole and is ready to watch.",
    template: str = "download-completed",
    urgency: Urgency = "normal",
    topic: str | None = None,
    locale: str = "en",
) -> Letter:
    return Letter(
        delivery_id=new_id(),
        channel_id=THE_CHANNEL,
        to=to,
        template=template,
        locale=locale,
        values={"title": title, "body": body},
        path="/downloads",
        urgency=urgency,
        topic=topic,
    )
