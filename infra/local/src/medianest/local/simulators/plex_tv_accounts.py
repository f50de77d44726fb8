"""Who has an account at the simulated plex.tv, and which servers each of them may use."""

from typing import Any, Final, Literal

from medianest.contracts.record import Record

THE_SERVER: Final = "5d41402abc4b2a76b9719d911017c5925d41402a"
ANOTHER_SERVER: Final = "7d793037a0760186574b0282f2f435e77d793037"
THE_OWNERS_ID: Final = 1001


Share = Literal["shared", "pending", "revoked"]


class Server(Record):
    """A media server as one person sees it, and whose it is."""

    machine: str
    name: str
    owner_id: int = THE_OWNERS_ID

    def told(self, account: "Account") -> dict[str, Any]:
        """The entry in that person's resources."""
        owned = account.id == self.owner_id
        return {
            "name": self.name,
            "product": "Plex Media Server",
            "provides": "server",
            "clientIdentifier": self.machine,
            "owned": owned,
            "ownerId": None if owned else self.owner_id,
            "home": False,
            "accessToken": f"server-{account.token}",
            "presence": True,
            "connections": [],
        }


class Account(Record):
    """Somebody at plex.tv; two of them may share an e-mail address, as old accounts do."""

    id: int
    title: str
    email: str
    servers: tuple[Server, ...] = ()

    @property
    def token(self) -> str:
        """What opens the account."""
        return f"token-of-{self.title}"

    def told_to_the_owner(self, share: Share) -> dict[str, Any]:
        """What plex.tv says of them to whoever shares a server with them."""
        shared = {
            "id": 7,
            "machineIdentifier": THE_SERVER,
            "name": "Living room",
            "owned": 1,
            "pending": int(share == "pending"),
        }
        return {
            "id": self.id,
            "title": self.title,
            "username": self.title if self.email else "",
            "email": self.email,
            "home": int(not self.email),
            "restricted": int(not self.email),
            "thumb": "",
            "Server": [] if share == "revoked" else [shared],
        }

    def told(self) -> dict[str, Any]:
        """What plex.tv says of them to themselves."""
        return {
            "id": self.id,
            "uuid": f"{self.id:016x}",
            "username": self.title,
            "title": self.title,
            "email": self.email,
            "thumb": "",
            "restricted": False,
            "home": False,
            "authToken": self.token,
        }


_HOME: Final = Server(machine=THE_SERVER, name="Living room")
_ELSEWHERE: Final = Server(machine=ANOTHER_SERVER, name="Somebody else's", owner_id=1008)
# A server states by itself which machine it is.
_PRETENDED: Final = Server(machine=THE_SERVER, name="Living room", owner_id=1005)

ACCOUNTS: Final = (
    Account(
        id=THE_OWNERS_ID,
        title="olga",
        email="olga@example.org",
        servers=(_HOME,),
    ),
    Account(
        id=1002,
        title="anna",
        email="anna@example.org",
        servers=(_ELSEWHERE, _HOME),
    ),
    Account(
        id=1003,
        title="anna_too",
        email="anna@example.org",
        servers=(_HOME,),
    ),
    Account(
        id=1004,
        title="stranger",
        email="stranger@example.org",
        servers=(_ELSEWHERE,),
    ),
    Account(
        id=1005,
        title="mallory",
        email="mallory@example.org",
        servers=(_PRETENDED,),
    ),
    Account(
        id=1006,
        title="mallorys_friend",
        email="friend@example.org",
        servers=(_PRETENDED,),
    ),
)
BY_ID: Final = {account.id: account for account in ACCOUNTS}
FRIENDS: Final = (
    *(one for one in ACCOUNTS if one.id in {1002, 1003}),
    # Somebody of the owner's own home, who has no account to sign in with.
    Account(id=1009, title="kid", email=""),
)
BY_TOKEN: Final = {account.token: account for account in ACCOUNTS}
