"""`medianest users`: accounts, mended at the machine itself when nobody can sign in to do it."""

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

import typer

from medianest.chassis.clock import now
from medianest.chassis.settings import environment
from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, Secrets, settings_here
from medianest.cli.telling import WRONG_USAGE, fail, minute
from medianest.contracts.permissions import ROLES, Role

T = TypeVar("T")
app = typer.Typer(no_args_is_help=True, help="Members: see them, let them back in, stop them.")

_COLUMNS = ("username", "role", "disabled", "joined (UTC)", "id")
_BATCH = 200


def _role_named(text: str) -> Role:
    named = next((role for role in ROLES if role == text), None)
    if named is None:
        fail(f"There is no role {text!r}; there are {', '.join(ROLES)}.", WRONG_USAGE)
    return named


Username = Annotated[str, typer.Argument(metavar="USERNAME", help="As they type it to sign in.")]
AsRole = Annotated[
    Role,
    typer.Argument(parser=_role_named, metavar="ROLE", help=f"One of {', '.join(ROLES)}."),
]


@app.command("list")
def list_users(*, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False) -> None:
    """Show all members in the order in which they joined."""
    errand = Errand(folder, as_json=as_json)
    errand.tell.rows(errand.run(_at_home(errand, _all)), _COLUMNS, "Nobody is here yet.")


@app.command()
def recover(
    username: Username,
    *,
    remove_second_factors: Annotated[
        bool, typer.Option("--remove-second-factors", help="The phone is lost as well.")
    ] = False,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Make a link with which somebody sets a new password: once, within 15 minutes."""
    errand = Errand(folder, as_json=as_json)

    async def offer(office: Any) -> str:
        token = await office.operating.recover(
            username, clear_factors=remove_second_factors, now=now()
        )
        # Behind a `#` the token is sent to no server and stands in no log.
        return f"{office.public_url.rstrip('/')}/reset-password#{quote(token)}"

    link = errand.run(_at_home(errand, offer))
    errand.tell.done(f"Good once, for 15 minutes: {link}", link=link)


@app.command()
def disable(
    username: Username, *, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False
) -> None:
    """Sign somebody out everywhere and keep them out."""
    _change(Errand(folder, as_json=as_json), username, "is disabled", disabled=True)


@app.command()
def enable(username: Username, *, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False) -> None:
    """Let somebody sign in again."""
    _change(Errand(folder, as_json=as_json), username, "may sign in", disabled=False)


@app.command("role")
def give_role(
    username: Username,
    role: AsRole,
    *,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Give somebody another role; an owner has to be left."""
    _change(Errand(folder, as_json=as_json), username, f"is {role} now", role=role)


def _change(errand: Errand, username: str, said: str, **wish: Any) -> None:
    async def change(office: Any) -> str:
        return str(await office.change(username, now=now(), **wish))

    member_id = errand.run(_at_home(errand, change))
    errand.tell.done(f"{username} {said}", id=member_id)


async def _all(office: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    after = None
    while found := await office.people.page(after, _BATCH, with_email=False):
        rows += [
            {
                "username": one.username,
                "role": one.role,
                "disabled": one.disabled,
                "joined (UTC)": minute(one.created_at),
                "id": one.id,
            }
            for one in found
        ]
        after = found[-1].id
    return rows


async def _at_home(errand: Errand, work: Callable[[Any], Awaitable[T]]) -> T:
    """Only identity knows the rules of its accounts, so it lends a room of its own."""
    identity = import_module("medianest.identity.app")
    # What people type, and other settings of the house, stand in the environment.
    settings = {**environment(), **settings_here(errand, "identity")}
    async with identity.office(settings) as office:
        return await work(office)
