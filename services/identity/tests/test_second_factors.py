"""The rules of second factors, and of a sign-in that waits for one."""

from datetime import timedelta
from uuid import UUID

import pytest

from medianest.contracts.facts import Sealed
from medianest.identity.app import STREAMS
from medianest.identity.domain import pending, second_factor
from medianest.testkit import ANNA, NOON, Spec

factors = Spec(STREAMS.factors, second_factor.decide)
waiting = Spec(STREAMS.pending, pending.decide)
APP, STICK = UUID(int=1), UUID(int=2)
SEALED = Sealed(subject=ANNA, box="")
CODES = ("hash of one", "hash of another")

offered = second_factor.TotpOffered(factor_id=APP, offered_at=NOON, name=SEALED, secret=SEALED)
confirmed = second_factor.TotpConfirmed(factor_id=APP, confirmed_at=NOON, step=100)
codes = second_factor.RecoveryCodesMade(made_at=NOON, code_sha256s=CODES)
added = second_factor.PasskeyAdded(
    factor_id=STICK,
    added_at=NOON,
    name=SEALED,
    credential=SEALED,
    credential_sha256="stick",
    sign_count=0,
)
begun = pending.SignInBegun(
    member_id=ANNA,
    begun_at=NOON,
    token_sha256="token",
    epoch=1,
    expires_at=NOON + pending.GOOD_FOR,
)
failed = pending.SignInFailed(failed_at=NOON)
proven = pending.SignInProven(proven_at=NOON)
ended = pending.SignInEnded(ended_at=NOON)


def confirm(step: int = 100) -> second_factor.ConfirmTotp:
    return second_factor.ConfirmTotp(factor_id=APP, now=NOON, step=step, recovery=CODES)


def use(step: int) -> second_factor.UseTotp:
    return second_factor.UseTotp(now=NOON, step=step)


def paper(code: str) -> second_factor.UseRecoveryCode:
    return second_factor.UseRecoveryCode(now=NOON, code_sha256=code)


def add_stick() -> second_factor.AddPasskey:
    return second_factor.AddPasskey(
        factor_id=STICK,
        now=NOON,
        name=SEALED,
        credential=SEALED,
        credential_sha256="stick",
        sign_count=0,
        recovery=CODES,
    )


def test_an_app_counts_once_its_first_code_was_typed_and_brings_codes_on_paper() -> None:
    offer = second_factor.OfferTotp(factor_id=APP, now=NOON, name=SEALED, secret=SEALED)
    factors.given().when(offer).then(offered)
    factors.given(offered).when(use(101)).refused(second_factor.WrongCode)
    factors.given(offered).when(confirm()).then(confirmed, codes)
    factors.given(offered, confirmed, codes).when(offer).refused(second_factor.HasAnApp)
    factors.given(offered, confirmed, codes).when(confirm()).then()
    factors.given().when(confirm()).refused(second_factor.NoSuchFactor)


def test_a_code_is_good_once_and_none_before_it_is() -> None:
    there = (offered, confirmed, codes)
    used = second_factor.TotpUsed(used_at=NOON, step=102)
    factors.given(*there).when(use(100)).refused(second_factor.WrongCode)
    factors.given(*there).when(use(102)).then(used)
    factors.given(*there, used).when(use(102)).refused(second_factor.WrongCode)
    factors.given(*there, used).when(use(101)).refused(second_factor.WrongCode)


def test_a_code_from_paper_is_good_once() -> None:
    there = (added, codes)
    used = second_factor.RecoveryCodeUsed(used_at=NOON, code_sha256=CODES[0])
    factors.given(*there).when(paper(CODES[0])).then(used)
    factors.given(*there, used).when(paper(CODES[0])).refused(second_factor.WrongCode)
    factors.given(*there).when(paper("another")).refused(second_factor.WrongCode)
    renew = second_factor.RenewRecovery(now=NOON, recovery=("new",))
    anew = second_factor.RecoveryCodesMade(made_at=NOON, code_sha256s=("new",))
    factors.given(*there).when(renew).then(anew)
    factors.given(*there, anew).when(paper(CODES[1])).refused(second_factor.WrongCode)
    factors.given().when(renew).refused(second_factor.NoSuchFactor)


def test_a_passkey_is_added_once_and_the_second_factor_brings_no_more_codes() -> None:
    factors.given().when(add_stick()).then(added, codes)
    factors.given(offered, confirmed, codes).when(add_stick()).then(added)
    factors.given(added).when(add_stick()).refused(second_factor.PasskeyKnown)
    signed = second_factor.UsePasskey(factor_id=STICK, now=NOON, sign_count=3)
    factors.given(added).when(signed).then(
        second_factor.PasskeyUsed(factor_id=STICK, used_at=NOON, sign_count=3)
    )
    factors.given().when(signed).refused(second_factor.NoSuchFactor)


def test_too_many_wrong_codes_stop_codes_for_an_hour_but_not_passkeys() -> None:
    mistakes = [second_factor.CodeMistaken(at=NOON)] * second_factor.MISTAKES_MAX
    there = (offered, confirmed, codes, added, *mistakes)
    factors.given(*there).when(use(105)).refused(second_factor.TooManyMistakes)
    factors.given(*there).when(paper(CODES[0])).refused(second_factor.TooManyMistakes)
    signed = second_factor.UsePasskey(factor_id=STICK, now=NOON, sign_count=1)
    factors.given(*there).when(signed).then(
        second_factor.PasskeyUsed(factor_id=STICK, used_at=NOON, sign_count=1)
    )
    later = NOON + timedelta(hours=1)
    factors.given(*there).when(second_factor.UseTotp(now=later, step=105)).then(
        second_factor.TotpUsed(used_at=later, step=105)
    )


def test_with_the_last_factor_the_codes_on_paper_go() -> None:
    there = (offered, confirmed, codes)
    remove = second_factor.Remove(factor_id=APP, now=NOON)
    gone = second_factor.FactorRemoved(factor_id=APP, removed_at=NOON)
    factors.given(*there).when(remove).then(gone)
    factors.given(*there, gone).when(paper(CODES[0])).refused(second_factor.WrongCode)
    factors.given().when(remove).refused(second_factor.NoSuchFactor)
    clear = second_factor.Clear(now=NOON)
    factors.given(*there).when(clear).then(second_factor.FactorsCleared(cleared_at=NOON))
    factors.given().when(clear).then()


def test_a_sign_in_that_waits_is_proven_once_by_its_own_browser_in_time() -> None:
    prove = pending.Prove(now=NOON, token_sha256="token")
    waiting.given(begun).when(prove).then(proven)
    waiting.given(begun, proven).when(prove).refused(pending.SignInOver)
    waiting.given().when(prove).refused(pending.SignInOver)
    foreign = pending.Prove(now=NOON, token_sha256="another")
    waiting.given(begun).when(foreign).refused(pending.SignInOver)
    late = pending.Prove(now=NOON + pending.GOOD_FOR, token_sha256="token")
    waiting.given(begun).when(late).refused(pending.SignInOver)


@pytest.mark.parametrize("command", [pending.Prove, pending.Fail])
def test_after_some_tries_it_waits_no_longer(command: type[pending.Prove | pending.Fail]) -> None:
    tried = [failed] * pending.TRIES_MAX
    again = command(now=NOON, token_sha256="token")
    waiting.given(begun, *tried).when(again).refused(pending.SignInOver)
    waiting.given(begun, *tried[1:]).when(pending.Fail(now=NOON, token_sha256="token")).then(failed)


def test_what_waits_is_over_when_whoever_vouched_for_it_says_so() -> None:
    end = pending.End(now=NOON)
    prove = pending.Prove(now=NOON, token_sha256="token")
    waiting.given(begun, failed).when(end).then(ended)
    waiting.given(begun, ended).when(prove).refused(pending.SignInOver)
    for before in ((), (begun, proven), (begun, ended)):
        waiting.given(*before).when(end).then()
