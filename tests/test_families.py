"""Recordings gathered into families: what the runner said beats every rule, the order of files never decides."""

from itertools import combinations, permutations

import numpy as np
import pytest

from runstrong.ingest.families import Pair, families, pair
from runstrong.ingest.twins import Span
from tests.two_devices import START

SAME, ASKED = 3600.0, 1800.0
"""How long pairs go together that are, or may be, the same."""


def span(name: str, rich: int, elapsed_s: float = 3600) -> Span:
    return Span(f"{name}-0", "running", START, elapsed_s, None, (rich,))


A, B, C, D = span("a", 4), span("b", 3), span("c", 2), span("d", 1)


def ties(**found: float) -> dict[Pair, float]:
    return {pair(f"{two[0]}-0", f"{two[1]}-0"): tie for two, tie in found.items()}


def gathered(
    members: list[Span], found: dict[Pair, float], said: dict[Pair, bool] | None = None
) -> list[tuple[str, str, str | None]]:
    """Each family as (shown, behind, asked), by first letters."""
    return sorted(
        (one.shown[0], "".join(name[0] for name in one.behind), one.asked and one.asked[0])
        for one in families(members, found, said or {}, lambda two: found[two] == SAME)
    )


def test_the_richest_file_is_shown_and_the_others_stand_behind_it() -> None:
    assert gathered([C, A, B], ties(ab=SAME, bc=SAME, ac=SAME)) == [("a", "bc", None)]


def test_nobody_is_the_same_over_a_chain_of_likenesses() -> None:
    assert gathered([A, B, C], ties(ab=SAME, bc=SAME)) == [("a", "b", "c"), ("c", "", "a")]


def test_a_question_is_seen_from_both_sides_and_goes_to_whoever_shares_most_time() -> None:
    found = ties(ab=ASKED, ac=2000.0)
    assert gathered([A, B, C], found) == [("a", "", "c"), ("b", "", "a"), ("c", "", "a")]


def test_what_the_runner_calls_two_runs_stays_two_and_is_not_asked_again() -> None:
    different = {pair(A.id, B.id): False}
    for tie in (SAME, ASKED):
        assert gathered([A, B], ties(ab=tie), different) == [("a", "", None), ("b", "", None)]
    everyone = ties(ab=SAME, ac=SAME, bc=SAME)
    assert gathered([A, B, C], everyone, different) == [("a", "c", None), ("b", "", None)]


def test_two_runs_stay_two_also_behind_a_third_that_is_richer_than_both() -> None:
    everyone = ties(ab=SAME, ac=SAME, bc=SAME)
    assert gathered([A, B, C], everyone, {pair(B.id, C.id): False}) == [("a", "b", None), ("c", "", None)]


def test_what_the_runner_calls_one_run_is_one_whatever_the_rules_say() -> None:
    same = {pair(A.id, D.id): True}
    assert gathered([A, D], ties(ad=ASKED), same) == [("a", "d", None)]
    assert gathered([A, C, D], ties(ad=ASKED, cd=SAME), same) == [("a", "cd", None)]


def test_of_files_joined_by_hand_a_whole_one_is_shown_though_a_crop_is_richer() -> None:
    crop, whole = span("a", 9, elapsed_s=1200), span("b", 1)
    assert gathered([crop, whole], ties(ab=ASKED), {pair(crop.id, whole.id): True}) == [("b", "a", None)]


def test_two_sessions_of_one_file_are_never_one() -> None:
    parts = [Span(f"f-{n}", "running", START, 3600, None, (1,)) for n in range(2)]
    found = {pair(A.id, part.id): SAME for part in parts}
    assert [len(one.behind) for one in families([A, *parts], found, {}, lambda _: True)] == [1, 0]


@pytest.mark.parametrize("seed", range(30))
def test_families_follow_from_their_members_alone(seed: int) -> None:
    rng = np.random.default_rng(seed)
    members = [span(name, int(rng.integers(3)), float(rng.choice([1200, 3600]))) for name in "abcde"]
    found: dict[Pair, float] = {}
    said: dict[Pair, bool] = {}
    for one, other in combinations(members, 2):
        draw = rng.random()
        if draw < 0.7:
            found[pair(one.id, other.id)] = SAME if draw < 0.4 else ASKED
        if rng.random() < 0.15:
            said[pair(one.id, other.id)] = bool(rng.random() < 0.5)
    made = {str(gathered(list(order), found, said)) for order in permutations(members)}
    assert len(made) == 1
    everyone = [
        name
        for one in families(members, found, said, lambda two: found[two] == SAME)
        for name in (one.shown, *one.behind)
    ]
    assert sorted(everyone) == [member.id for member in members]
