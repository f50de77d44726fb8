"""`medianest doctor`: looks at what an installation stands on, and says what is amiss."""

import asyncio
from collections.abc import Awaitable

from medianest.cli import looks
from medianest.cli.errand import FORESEEN, IN_RUN_FOLDER, AsJson, Errand, Secrets
from medianest.cli.looks import Amiss
from medianest.cli.telling import fail
from medianest.contracts.record import Record
from medianest.contracts.topology import SERVICES

_ANSWER_WITHIN_S = 12.0


class Finding(Record):
    """One thing that was looked at."""

    what: str
    ok: bool
    detail: str


def doctor(*, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False) -> None:
    """Look at servers, schemas, roles, streams and readers; end with 1 if anything is amiss."""
    errand = Errand(folder, as_json=as_json)
    findings = errand.run(_look(errand))
    if as_json:
        errand.tell.document(findings)
    else:
        marked = [
            {"": "✓" if one.ok else "✗", "what": one.what, "detail": one.detail} for one in findings
        ]
        errand.tell.rows(marked, ("", "what", "detail"), "Nothing to look at.")
    amiss = sum(not finding.ok for finding in findings)
    if amiss:
        fail(f"{amiss} of {len(findings)} are amiss.")


async def _look(errand: Errand) -> list[Finding]:
    _ = errand.addresses  # without them there is nothing to look at
    wanted: dict[str, Awaitable[str]] = {
        "postgres": looks.postgres(errand),
        "nats": looks.nats(errand),
        "valkey": looks.valkey(errand),
    }
    for service in SERVICES:
        wanted |= {
            f"{service}: schema": looks.schema(errand, service),
            f"{service}: streams": looks.bus(errand, service),
            f"{service}: readers": looks.readers(errand, service),
        }
    return await asyncio.gather(*(_finding(errand, what, one) for what, one in wanted.items()))


async def _finding(errand: Errand, what: str, look: Awaitable[str]) -> Finding:
    try:
        async with asyncio.timeout(_ANSWER_WITHIN_S):
            return Finding(what=what, ok=True, detail=await look)
    except Amiss as amiss:
        return Finding(what=what, ok=False, detail=str(amiss))
    except FORESEEN as error:
        return Finding(what=what, ok=False, detail=errand.in_words(error))
