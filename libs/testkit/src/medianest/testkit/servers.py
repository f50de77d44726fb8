"""What a test may do to the servers of a house, wherever they come from."""

from typing import Protocol


class Server(Protocol):
    """What a test may do to any of them."""

    @property
    def port(self) -> int:
        """Where it is, on 127.0.0.1."""
        ...

    async def start(self) -> None:
        """Start it, or start it again."""
        ...

    async def stop(self) -> None:
        """Ask it to end."""
        ...

    async def kill(self) -> None:
        """End it as a crash would."""
        ...


class Postgres(Server, Protocol):
    """The database server."""

    @property
    def dsn(self) -> str:
        """The administrator's address of the server."""
        ...

    def dsn_of(self, database: str) -> str:
        """The administrator's address of one database."""
        ...


class Nats(Server, Protocol):
    """The bus."""

    @property
    def url(self) -> str:
        """Where it is."""
        ...


class Valkey(Server, Protocol):
    """The counter and cache."""

    @property
    def address(self) -> str:
        """Where it is."""
        ...
