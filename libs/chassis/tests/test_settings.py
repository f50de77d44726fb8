"""Settings come from the environment, and all their faults are told at once."""

import contextlib
import io
import json
from datetime import UTC
from pathlib import Path
from typing import Any, Literal

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from litestar import Response

from medianest.chassis import clock
from medianest.chassis.answers import (
    BadCursor,
    EffectsTooLarge,
    decode_cursor,
    encode_cursor,
    page,
    versioned,
    with_effects,
)
from medianest.chassis.settings import Secret, ServiceSettings, SettingsFaulty, load
from medianest.chassis.watching import logs
from medianest.chassis.watching.tracing import Tracing, traceparent
from medianest.contracts.ids import _Ids, new_id


class Shelf(ServiceSettings):
    folder: Path
    slots: int = 3
    speed: Literal["slow", "fast"] = "slow"
    hosts: tuple[str, ...] = ()
    tags: frozenset[str] | None = None


BASE = {
    "MEDIANEST_DOWNLOADS_POSTGRES_DSN": "postgresql://x",
    "MEDIANEST_DOWNLOADS_KEKS": "a2V5",
    "MEDIANEST_DOWNLOADS_FOLDER": "/media",
}


def test_settings_come_from_the_service_then_from_all_then_from_the_default() -> None:
    environ = {
        **BASE,
        "MEDIANEST_SLOTS": "7",
        "MEDIANEST_SPEED": "slow",
        "MEDIANEST_DOWNLOADS_SPEED": "fast",
        "MEDIANEST_HOSTS": "a, b,",
        "MEDIANEST_DOWNLOADS_TAGS": "x",
        "MEDIANEST_LISTEN": "",
    }
    found = load(Shelf, "downloads", environ)
    assert (found.slots, found.speed, found.hosts) == (7, "fast", ("a", "b"))
    assert (found.folder, found.tags, found.listen) == (Path("/media"), {"x"}, "127.0.0.1:0")


def test_a_setting_may_lie_in_a_file(tmp_path: Path) -> None:
    held = tmp_path / "dsn"
    held.write_text("postgresql://from-file\n")
    environ = {**BASE, "MEDIANEST_DOWNLOADS_POSTGRES_DSN_FILE": str(held)}
    del environ["MEDIANEST_DOWNLOADS_POSTGRES_DSN"]
    assert load(Shelf, "downloads", environ).postgres_dsn.reveal() == "postgresql://from-file"


def test_all_faults_are_told_at_once_and_no_value_is_repeated(tmp_path: Path) -> None:
    environ = {
        "MEDIANEST_DOWNLOADS_SLOTS": "hunter2",
        "MEDIANEST_DOWNLOADS_SPEED": "ludicrous",
        "MEDIANEST_DOWNLOADS_KEKS_FILE": str(tmp_path / "none"),
    }
    with pytest.raises(SettingsFaulty) as refused:
        load(Shelf, "downloads", environ)
    told = str(refused.value)
    assert len(refused.value.faults) == 5
    for name in ("POSTGRES_DSN", "FOLDER", "SLOTS", "SPEED", "KEKS"):
        assert f"MEDIANEST_DOWNLOADS_{name}" in told
    assert "one of slow, fast" in told
    assert "hunter2" not in told


def test_a_type_that_no_setting_can_have_is_named() -> None:
    class Odd(ServiceSettings):
        odd: complex

    with pytest.raises(NotImplementedError, match="complex"):
        load(Odd, "downloads", {**BASE, "MEDIANEST_ODD": "1j"})


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret} {secret!r} {[secret]}"
    assert secret == Secret("hunter2")
    assert secret != Secret("hunter3")
    assert secret != "hunter2"
    assert len({secret, Secret("hunter2")}) == 1


def test_ids_rise_even_within_a_millisecond_and_when_the_clock_steps_back() -> None:
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    ids = _Ids()
    assert ids.next(1000) < ids.next(999) < ids.next(1000) < ids.next(1001)
    ids._last = (2000, (1 << 74) - 1)  # noqa: SLF001 - 2**74 ids in a millisecond can't be made
    assert ids.next(2000).int >> 80 == 2001


def test_the_time_is_aware_and_in_utc() -> None:
    assert clock.SYSTEM.now().tzinfo is UTC
    assert clock.SYSTEM.monotonic() <= clock.monotonic()


@given(st.text(max_size=2000))
def test_a_foreign_cursor_is_refused(text: str) -> None:
    with contextlib.suppress(BadCursor):
        assert isinstance(decode_cursor(text, list[int]), list)


def test_our_cursor_comes_back() -> None:
    assert decode_cursor(encode_cursor([1, 2]), list[int]) == [1, 2]
    with pytest.raises(BadCursor) as refused:
        decode_cursor(encode_cursor(["a"]), list[int])
    assert refused.value.errors[0].pointer == "/cursor"
    assert page([1], "x").next == "x"
    assert versioned(3, None).headers["ETag"] == '"v3"'


def test_effects_fit_into_their_header_or_are_an_error_of_ours() -> None:
    answer = with_effects(Response(None), [{"name": "Änna\r\n"}])
    assert json.loads(answer.headers["Mn-Effects"]) == [{"name": "Änna\r\n"}]
    assert answer.headers["Mn-Effects"].isascii()
    assert "Mn-Effects" not in with_effects(Response(None), []).headers
    with pytest.raises(EffectsTooLarge):
        with_effects(Response(None), ["x" * 8192])


@pytest.fixture
def said() -> Any:
    stream = io.StringIO()
    yield stream
    structlog.reset_defaults()


def test_s50_a_line_can_not_be_forged_and_secrets_are_not_written(said: io.StringIO) -> None:
    logs.configure("info", stream=said, pretty=False)
    log = structlog.get_logger()
    log.debug("not.heard")
    log.info(
        "signed.in",
        name='x\r\n{"event": "forged"}\x1b[31m',
        password="hunter2",
        held=Secret("hunter2"),
        nested={"api_key": "hunter2", "list": [1, None, "\u202e"]},
    )
    (line,) = said.getvalue().splitlines()
    assert "hunter2" not in line
    assert "\x1b" not in line
    heard = json.loads(line)
    assert heard["event"] == "signed.in"
    assert heard["nested"]["list"] == [1, None, "\\u202e"]


def test_a_line_carries_the_trace_that_it_belongs_to(said: io.StringIO) -> None:
    logs.configure("info", stream=said, pretty=True)
    trace = "0af7651916cd43dd8448eb211c80319c"
    carrier = {"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    for tracing in (Tracing("downloads"), Tracing("downloads", "http://127.0.0.1:9")):
        with tracing.span("GET", carrier):
            structlog.get_logger().info("inside")
            assert trace in (traceparent() or "")
    assert said.getvalue().count(trace) == 2
    assert traceparent() is None
