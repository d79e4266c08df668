"""How much of a history is learned from, and when that changes."""

from itertools import pairwise

import numpy as np

from runstrong.trend.history import ENOUGH_RUNS, lesson


def test_a_lesson_lasts_until_the_history_has_grown_by_half() -> None:
    lengths = [lesson(runs) for runs in range(3000)]
    changes = [runs for runs in range(ENOUGH_RUNS + 1, 3000) if lengths[runs] != lengths[runs - 1]]
    assert all(later >= 1.5 * earlier for earlier, later in pairwise(changes))
    assert all(lengths[runs] == runs for runs in changes)


def test_at_least_two_thirds_of_a_history_are_learned_from() -> None:
    assert min(lesson(runs) / runs for runs in range(1, 3000)) > 2 / 3 - 0.02
    assert max(lesson(runs) - runs for runs in range(3000)) == 0


def test_few_runs_are_all_there_is() -> None:
    assert np.array_equal([lesson(runs) for runs in range(ENOUGH_RUNS)], range(ENOUGH_RUNS))
