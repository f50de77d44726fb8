"""One smooth bar from many numbers."""

from hypothesis import given
from hypothesis import strategies as some

from medianest.downloads.domain.progress import Bar, Phase, Stream

PICTURE = Stream(key="137", bytes_total=900)
SOUND = Stream(key="140", bytes_total=100)


def at(stream: Stream, done: int) -> Stream:
    return Stream(key=stream.key, bytes_done=done, bytes_total=stream.bytes_total)


def test_streams_weigh_by_their_size() -> None:
    bar = Bar().expecting(PICTURE, SOUND).moved(at(PICTURE, 900), 0.0)
    progress = bar.progress()
    assert progress.percent == round(1 + 95 * 0.9, 1)
    assert (progress.bytes_done, progress.bytes_total) == (900, 1000)
    assert bar.moved(at(SOUND, 100), 1.0).progress().percent == 96.0


def test_speed_and_time_left_come_from_what_arrived() -> None:
    bar = Bar().expecting(PICTURE).moved(at(PICTURE, 100), 0.0).moved(at(PICTURE, 300), 2.0)
    progress = bar.progress()
    assert progress.speed_bps == 100.0
    assert progress.eta_s == 6


def test_bytes_of_an_earlier_attempt_are_no_speed() -> None:
    bar = Bar().expecting(PICTURE).moved(at(PICTURE, 450), 5.0)
    assert bar.progress().speed_bps is None


def test_without_sizes_the_fragments_count() -> None:
    bar = Bar().expecting(Stream(key="0")).moved(Stream(key="0", bytes_done=7, part=0.5), 0.0)
    progress = bar.progress()
    assert progress.percent == 48.5
    assert progress.bytes_total is None


def test_a_second_attempt_goes_on_where_the_first_left_the_bar() -> None:
    bar = Bar(percent=50.0).expecting(PICTURE).moved(at(PICTURE, 90), 0.0)
    assert bar.progress().percent == 50.0


def test_after_the_bytes_come_joining_and_placing() -> None:
    bar = Bar().expecting(PICTURE).moved(at(PICTURE, 900), 0.0).entering("joining")
    assert bar.progress().phase == "joining"
    assert bar.progress().speed_bps is None
    assert bar.entering("placing").progress().percent == 99.0


def test_an_earlier_phase_is_no_step_back() -> None:
    assert Bar().entering("tagging").entering("joining").progress().phase == "tagging"


moves = some.tuples(
    some.sampled_from(["137", "140", "new"]),
    some.integers(0, 2000),
    some.none() | some.integers(1, 2000),
    some.none() | some.floats(0, 1),
)
phases = some.sampled_from(["looking_up", "fetching", "joining", "tagging", "placing"])


@given(some.lists(moves | phases, max_size=30))
def test_the_bar_never_goes_back_nor_past_its_end(
    steps: list[tuple[str, int, int | None, float | None] | Phase],
) -> None:
    bar = Bar().expecting(PICTURE, SOUND)
    shown = [bar.progress().percent]
    for second, step in enumerate(steps):
        if isinstance(step, str):
            bar = bar.entering(step)
        else:
            key, done, total, part = step
            stream = Stream(key=key, bytes_done=done, bytes_total=total, part=part)
            bar = bar.moved(stream, float(second))
        shown.append(bar.progress().percent)
    assert shown == sorted(shown)
    assert shown[-1] <= 100.0
