"""Hills: what they cost."""

import numpy as np
import pytest

from runstrong.metrics.cost import DOWNHILL_CREDIT, adjusted_speed, running_cost, walking_cost


@pytest.mark.parametrize(
    ("slope", "cost"),
    [
        (-0.2, 0.500),
        (-0.1, 0.598),
        (-0.05, 0.763),
        (-0.02, 0.897),
        (0, 1),
        (0.02, 1.113),
        (0.05, 1.301),
        (0.1, 1.658),
    ],
)
def test_running_costs_what_minetti_measured(slope: float, cost: float) -> None:
    assert running_cost(np.array([slope]))[0] == pytest.approx(cost, abs=6e-4)


@pytest.mark.parametrize(("slope", "joules"), [(0.45, 19.4), (0.2, 2.502 * 3.6), (-0.2, 1.80), (-0.45, 4.03)])
def test_steep_ground_costs_what_minetti_measured(slope: float, joules: float) -> None:
    assert 3.6 * running_cost(np.array([slope]))[0] == pytest.approx(joules, abs=0.03)


def test_walking_is_cheaper_than_running_on_the_level() -> None:
    assert walking_cost(np.zeros(1))[0] == pytest.approx(2.5 / 3.6)


def test_half_the_downhill_credit_is_given() -> None:
    down, running = np.array([-0.05]), np.array([True])
    assert adjusted_speed(np.array([3.0]), down, running)[0] == pytest.approx(
        3 * (1 - DOWNHILL_CREDIT * (1 - 0.763)), abs=2e-3
    )
