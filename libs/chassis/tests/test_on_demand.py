"""What is made on demand is made once, and not before it is needed."""

from medianest.chassis.on_demand import on_demand


class Bell:
    made = 0

    def __init__(self) -> None:
        Bell.made += 1

    def ring(self, times: int) -> str:
        return "ding" * times


def test_it_is_made_when_it_is_first_needed_and_then_kept() -> None:
    bell = on_demand(Bell)
    assert Bell.made == 0
    assert [bell.ring(1), bell.ring(2)] == ["ding", "dingding"]
    assert Bell.made == 1
