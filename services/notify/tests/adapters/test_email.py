"""Letters by e-mail, over real sockets to a mail server that fails as it is told."""

import ssl
from email.header import decode_header, make_header
from uuid import UUID

import httpx
import pytest
from letters import PUBLIC_URL, letter

from medianest.contracts.record import replace
from medianest.local.simulators.smtp import PASSWORD, USER, How, PostOffice
from medianest.notify.adapters.email import EmailSender
from medianest.notify.adapters.mail_server import SmtpTrial
from medianest.notify.adapters.wording import TemplateWording
from medianest.notify.domain.address import EmailAddress
from medianest.notify.ports import UNNAMED, House, MailServer, Refused, TryAgain
from medianest.testkit.people import NOON

STOP = f"{PUBLIC_URL}/api/v1/notifications/unsubscribe/abc"
TRICKS = [
    "Hello\r\nBcc: everyone@example.org",
    "Hello\nBcc: everyone@example.org",
    "Hello\rBcc: everyone@example.org",
    "Hello\u2028Bcc: everyone@example.org",
    "Hello\x85Bcc: everyone@example.org",
    "Hello\x0bBcc: everyone@example.org",
    "Hello\x00\r\n.\r\nMAIL FROM:<ben@example.org>",
    "=?utf-8?q?=0D=0ABcc:_everyone@example.org?=",
    "\u202emoc.elpmaxe",
]
MARKUP = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% for x in y %} ${7*7} $code %(x)s {0.__class__}",
]


class Fixed:
    """A household whose mail server is set, or not."""

    def __init__(self, server: MailServer | None) -> None:
        self.server = server

    async def current(self) -> MailServer | None:
        return self.server


def at(office: PostOffice) -> MailServer:
    return MailServer(
        host="localhost",
        port=office.smtp_port,
        security="none",
        username=USER,
        password=PASSWORD,
        from_address="nest@example.org",
    )


def sender(
    server: MailServer | None,
    wording: TemplateWording,
    *,
    tls: ssl.SSLContext | None = None,
    deadline_s: float = 10,
    house: House = UNNAMED,
) -> EmailSender:
    async def stop(channel_id: UUID) -> str:
        return STOP

    async def called() -> House:
        return house

    how = Fixed(server)
    return EmailSender(how, wording, stop, called, now=lambda: NOON, deadline_s=deadline_s, tls=tls)


async def test_it_comes_from_the_house_by_its_name(
    post_office: PostOffice, wording: TemplateWording
) -> None:
    roost = House(name="The Roost, by the “lake”")
    await sender(at(post_office), wording, house=roost).send(letter())
    (mail,) = post_office.mails
    assert "The Roost, by the “lake”" in str(make_header(decode_header(dict(mail.headers)["From"])))


async def test_a_letter_arrives_as_text_and_html_with_one_click_to_stop(
    post_office: PostOffice, wording: TemplateWording
) -> None:
    written = letter()
    sent = await sender(at(post_office), wording).send(written)
    (mail,) = post_office.mails
    said = dict(mail.headers)
    assert mail.recipients == ("anna@example.org",)
    assert mail.signed_in
    assert mail.subject == "“A night train” is in the library"
    assert "ready to watch" in mail.text
    assert "ready to watch" in mail.html
    assert said["List-Unsubscribe"] == f"<{STOP}>"
    assert said["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert said["Auto-Submitted"] == "auto-generated"
    assert str(written.delivery_id) in mail.message_id
    assert sent.provider_id is not None


async def test_every_try_of_a_delivery_has_the_same_message_id(
    post_office: PostOffice, wording: TemplateWording
) -> None:
    written = letter()
    post_office.behave("drop", times=1)
    with pytest.raises(TryAgain):
        await sender(at(post_office), wording).send(written)
    await sender(at(post_office), wording).send(written)
    first, second = post_office.mails
    assert first.message_id == second.message_id


@pytest.mark.parametrize("trick", TRICKS)
async def test_s31_no_title_becomes_a_header_or_a_command(
    post_office: PostOffice, wording: TemplateWording, trick: str
) -> None:
    tricky = sender(at(post_office), wording, house=House(name=trick))
    await tricky.send(letter(title=trick, body=trick))
    (mail,) = post_office.mails
    assert mail.recipients == ("anna@example.org",)
    assert "bcc" not in {name.lower() for name, _ in mail.headers}
    assert "\u202e" not in mail.subject


@pytest.mark.parametrize("trick", MARKUP)
async def test_s29_no_title_becomes_markup_or_is_evaluated(
    post_office: PostOffice, wording: TemplateWording, trick: str
) -> None:
    await sender(at(post_office), wording).send(letter(title=trick, body=trick))
    (mail,) = post_office.mails
    assert mail.subject == trick
    assert trick in mail.text
    assert not {"<script>", "<img", "<svg"} & set(mail.html.split())
    assert "onerror=alert(1)>" not in mail.html
    assert "49" not in mail.subject


@pytest.mark.parametrize(
    "address",
    [
        "anna@example.org\r\nRCPT TO:<ben@example.org>",
        "anna@example.org, ben@example.org",
        "anna@example.org>\r\nDATA",
        '"anna@x"@example.org',
        "anna@[127.0.0.1]",
        "anna@localhost",
        "@example.org",
        "anna",
    ],
)
async def test_s31_no_address_becomes_a_command(
    post_office: PostOffice, wording: TemplateWording, address: str
) -> None:
    with pytest.raises(Refused):
        await sender(at(post_office), wording).send(letter(EmailAddress(email=address)))
    assert not post_office.mails


@pytest.mark.parametrize(("how", "deadline_s"), [("later", 10), ("hang", 1), ("drop", 10)])
async def test_what_may_work_later_is_tried_again(
    post_office: PostOffice, wording: TemplateWording, how: How, deadline_s: float
) -> None:
    post_office.behave(how)
    with pytest.raises(TryAgain):
        await sender(at(post_office), wording, deadline_s=deadline_s).send(letter())


async def test_what_is_refused_for_good_is_not_tried_again(
    post_office: PostOffice, wording: TemplateWording
) -> None:
    post_office.behave("refuse", times=1)
    with pytest.raises(Refused) as refused:
        await sender(at(post_office), wording).send(letter())
    assert not refused.value.gone
    post_office.behave("unknown", times=1)
    with pytest.raises(Refused) as unknown:
        await sender(at(post_office), wording).send(letter())
    assert unknown.value.gone


async def test_a_wrong_password_or_no_server_is_the_households_fault_not_the_address(
    post_office: PostOffice, wording: TemplateWording
) -> None:
    wrong = replace(at(post_office), password="nonsense")
    for server in (wrong, None, replace(wrong, port=1)):
        with pytest.raises(TryAgain):
            await sender(server, wording).send(letter())


async def test_starttls_is_begun_and_the_certificate_is_checked(
    wording: TemplateWording,
    own_authority: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    theirs, ours = own_authority
    async with PostOffice(theirs).open() as office:
        server = replace(at(office), security="starttls")
        await sender(server, wording, tls=ours).send(letter())
        assert office.mails[0].encrypted
        with pytest.raises(TryAgain):
            await sender(server, wording).send(letter())
        assert len(office.mails) == 1


async def test_a_server_is_tried_step_by_step(
    post_office: PostOffice, own_authority: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    async def tried(
        server: MailServer, tls: ssl.SSLContext | None = None
    ) -> list[tuple[str, bool]]:
        steps = await SmtpTrial(deadline_s=10, tls=tls).steps(server)
        return [(step.name, step.ok) for step in steps]

    good = at(post_office)
    plain = [("dns", True), ("tcp", True), ("tls", True)]
    assert await tried(good) == [*plain, ("auth", True), ("permission", True)]
    assert await tried(replace(good, password="no")) == [*plain, ("auth", False)]
    assert await tried(replace(good, security="tls")) == [*plain[:2], ("tls", False)]
    assert await tried(replace(good, port=1)) == [("dns", True), ("tcp", False)]
    assert await tried(replace(good, host="no.invalid")) == [("dns", False)]
    theirs, ours = own_authority
    async with PostOffice(theirs).open() as office:
        safe = replace(at(office), security="starttls")
        assert (await tried(safe, ours))[-1] == ("permission", True)
        assert (await tried(safe))[-1] == ("tls", False)


async def test_mails_can_be_read_on_the_servers_page(
    post_office: PostOffice, wording: TemplateWording
) -> None:
    await sender(at(post_office), wording).send(letter(title="<b>Bold</b>"))
    transport = httpx.ASGITransport(post_office.app())
    async with httpx.AsyncClient(transport=transport, base_url="http://post") as reader:
        front = (await reader.get("/")).text
        assert "&lt;b&gt;Bold&lt;/b&gt;" in front
        assert (await reader.get("/mails/1.json")).json()["subject"] == "<b>Bold</b>"
        assert "ready to watch" in (await reader.get("/mails/1")).text
        page = await reader.get("/mails/1/html")
        assert "sandbox" in page.headers["content-security-policy"]
        await reader.delete("/mails")
        assert not post_office.mails
