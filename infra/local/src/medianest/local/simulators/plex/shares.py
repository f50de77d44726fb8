"""Who may see what on the media server: the owner everything, others the sections shared to them.

plex.tv tells the same of it as the media server knows, as long as both are of one process.
"""

from typing import Final
from xml.sax.saxutils import quoteattr

from medianest.local.simulators.plex_tv_accounts import ACCOUNTS, BY_TOKEN, THE_OWNERS_ID, Account

_SHARED: Final[dict[int, tuple[str, ...]]] = {1002: ("1", "2", "5"), 1003: ("1",)}


class Shares:
    """The owner's list of shares. A `generation` later every access token is another."""

    def __init__(self) -> None:
        self.sections = dict(_SHARED)
        self.generation = 0

    def token(self, account: Account) -> str:
        """With what this person comes to the media server; their account's token is refused."""
        later = f"-{self.generation}" if self.generation else ""
        return f"server-{account.token}{later}"

    def owner_has(self, token: str) -> bool:
        """The owner comes with either token."""
        owner = BY_TOKEN.get(token)
        mine = self.token(_OWNER)
        return token == mine or (owner is not None and owner.id == THE_OWNERS_ID)

    def seen_with(self, token: str) -> tuple[str, ...] | None:
        """The sections that this token opens; None for a token that opens nothing."""
        for account in ACCOUNTS:
            if account.id in self.sections and token == self.token(account):
                return self.sections[account.id]
        return None

    def told(self, machine: str) -> str:
        """`shared_servers`, in XML whatever is asked for."""
        rows = [
            f"<SharedServer id={quoteattr(str(index))} userID={quoteattr(str(account.id))}"
            f" username={quoteattr(account.title)} email={quoteattr(account.email)}"
            f' accessToken={quoteattr(self.token(account))} allLibraries="0" owned="0">'
            + "".join(
                f'<Section id="{key}" key="{key}" shared="{int(key in shared)}"/>'
                for key in ("1", "2", "3", "4", "5")
            )
            + "</SharedServer>"
            for index, account in enumerate(ACCOUNTS)
            if (shared := self.sections.get(account.id)) is not None
        ]
        inside = "".join(rows)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<MediaContainer friendlyName="myPlex"'
            f' identifier="com.plexapp.plugins.myplex" machineIdentifier="{machine}"'
            f' size="{len(rows)}">{inside}</MediaContainer>'
        )


_OWNER: Final = next(account for account in ACCOUNTS if account.id == THE_OWNERS_ID)
