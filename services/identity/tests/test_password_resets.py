"""The rules of the way back for who forgot their password."""

from datetime import datetime, timedelta

from medianest.identity.app import STREAMS
from medianest.identity.domain import password_reset
from medianest.testkit import ANNA, NOON, Spec

spec = Spec(STREAMS.reset, password_reset.decide)
SOON = NOON + timedelta(seconds=10)
LATER = NOON + timedelta(minutes=3)
HALF_PAST = NOON + timedelta(minutes=30)


def offer(at: datetime = NOON, link: str = "a", *, is_retry: bool = False) -> password_reset.Offer:
    return password_reset.Offer(
        member_id=ANNA, now=at, token_sha256=link, epoch=2, is_retry=is_retry
    )


def offered(at: datetime = NOON, link: str = "a") -> password_reset.ResetOffered:
    return password_reset.ResetOffered(
        member_id=ANNA,
        offered_at=at,
        token_sha256=link,
        epoch=2,
        expires_at=at + timedelta(minutes=30),
    )


def redeem(link: str = "a", at: datetime = SOON) -> password_reset.Redeem:
    return password_reset.Redeem(now=at, token_sha256=link)


redeemed = password_reset.ResetRedeemed(redeemed_at=SOON)


def test_a_link_is_good_once() -> None:
    spec.given().when(offer()).then(offered())
    spec.given(offered()).when(redeem()).then(redeemed)
    spec.given(offered(), redeemed).when(redeem()).refused(password_reset.ResetLinkOver)


def test_a_link_is_good_for_half_an_hour() -> None:
    spec.given(offered()).when(redeem(at=HALF_PAST)).refused(password_reset.ResetLinkOver)


def test_a_new_link_makes_the_one_before_worthless() -> None:
    spec.given(offered(), offered(LATER, "b")).when(redeem("a", LATER)).refused(
        password_reset.ResetLinkOver
    )
    spec.given().when(redeem()).refused(password_reset.ResetLinkOver)


def test_a_mailbox_is_not_flooded() -> None:
    spec.given(offered()).when(offer(SOON, "b")).then()
    spec.given(offered(), redeemed).when(offer(SOON, "b")).then()
    spec.given(offered()).when(offer(LATER, "b")).then(offered(LATER, "b"))


def test_a_mail_that_could_not_be_sent_is_sent_again() -> None:
    spec.given(offered()).when(offer(SOON, "b", is_retry=True)).then(offered(SOON, "b"))
