"""The ledger of the erased: each stands in it once, and nobody is taken out unseen."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from medianest.eventlog.secrecy.ledger import Ledger, LedgerAltered
from medianest.testkit.people import ANNA, BEN, NOON


def test_whoever_is_added_stands_in_it_once_and_for_good(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "erased" / "identity.erased")
    assert list(ledger.members()) == []
    for who in (ANNA, BEN, ANNA):
        ledger.add(who, NOON)
    assert list(Ledger(tmp_path / "erased" / "identity.erased").members()) == [ANNA, BEN]
    assert (tmp_path / "erased" / "identity.erased").stat().st_mode & 0o777 == 0o600


def test_processes_that_write_at_once_lose_nobody(tmp_path: Path) -> None:
    people = [UUID(int=number) for number in range(40)]
    with ThreadPoolExecutor(8) as processes:
        list(processes.map(lambda who: Ledger(tmp_path / "x.erased").add(who, NOON), people))
    assert sorted(Ledger(tmp_path / "x.erased").members()) == people


def test_a_line_that_was_cut_off_by_a_crash_never_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.erased"
    ledger = Ledger(path)
    ledger.add(ANNA, NOON)
    path.write_bytes(path.read_bytes() + b'{"member_id":"0190')
    assert list(ledger.members()) == [ANNA]
    ledger.add(BEN, NOON)
    assert list(ledger.members()) == [ANNA, BEN]


@pytest.mark.parametrize("taken_out", [0, 1])
def test_nobody_is_taken_out_unseen(tmp_path: Path, taken_out: int) -> None:
    path = tmp_path / "x.erased"
    ledger = Ledger(path)
    for number in range(3):
        ledger.add(UUID(int=number), NOON)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for at, line in enumerate(lines) if at != taken_out))
    with pytest.raises(LedgerAltered):
        ledger.members()
    with pytest.raises(LedgerAltered):
        ledger.add(ANNA, NOON)


def test_a_line_that_says_something_else_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "x.erased"
    for number in range(2):
        Ledger(path).add(UUID(int=number), NOON)
    path.write_bytes(path.read_bytes().replace(str(UUID(int=0)).encode(), str(ANNA).encode()))
    with pytest.raises(LedgerAltered):
        Ledger(path).members()
