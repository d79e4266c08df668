"""The evidence: a card for every rule, studies as they are, and nothing claimed that nobody may claim."""

import importlib
import json
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from runstrong import strength
from runstrong.errors import RunstrongError
from runstrong.reference import evidence, exercise_library
from runstrong.strength.evidence import parse
from runstrong.strength.placing.rules import Rule
from tests.claims import claims, sources, words_in

TABLE = Path(__file__).resolve().parent.parent / "data" / "evidence.json"
FROM_MEMORY = {"llanos2024a", "llanos2024b", "beattie2017", "silbernagel2007"}


def rules() -> dict[str, Rule]:
    """Every rule that lies anywhere in the rooms of strength."""
    modules = pkgutil.walk_packages(strength.__path__, "runstrong.strength.")
    values = (value for found in modules for value in vars(importlib.import_module(found.name)).values())
    return {rule.id: rule for value in values for rule in _rules_in(value)}


def _rules_in(value: object) -> Iterator[Rule]:
    held: Iterable[object] = ()
    if isinstance(value, dict):
        held = value.values()
    elif isinstance(value, tuple | list):
        held = value
    yield from (one for one in (value, *held) if isinstance(one, Rule))


def table() -> dict[str, Any]:
    return dict(json.loads(TABLE.read_text(encoding="utf-8")))


def read(changed: object) -> None:
    parse(json.dumps(changed))


def test_every_rule_a_plan_can_name_has_a_card_that_agrees_on_how_strong_it_is() -> None:
    assert len(rules()) > 10
    assert [name for name in sorted(rules()) if evidence().behind(name) is None] == []
    for name, rule in rules().items():
        card = evidence().behind(name)
        assert card is not None
        assert (name, card.strength) == (name, rule.strength)
        assert rule.evidence.partition(":")[0] in (rule.strength, "your own choice"), name


def test_no_card_names_a_rule_that_nobody_uses() -> None:
    assert {rule for card in evidence().cards for rule in card.rules} - set(rules()) == set()


def test_the_two_founding_reviews_stand_with_their_numbers() -> None:
    studies = {study.id: study for card in evidence().cards for study in card.studies}
    first, second = studies["balsalobre2016"], studies["blagrove2018"]
    assert (first.source, first.doi) == ("J Strength Cond Res 30:2361-8", "10.1519/JSC.0000000000001316")
    assert (second.source, second.doi) == ("Sports Med 48:1117-49", "10.1007/s40279-017-0835-7")
    assert "93" in first.people
    assert "469" in second.people


def test_null_results_are_named_beside_the_others() -> None:
    shown = next(card for card in evidence().cards if card.id == "what_it_does")
    null = next(study for study in shown.studies if study.id == "vikmoen2016")
    assert "unchanged" in null.result
    assert "about 2-4 % on average" in shown.says
    assert "many trials show none" in shown.says
    injuries = next(card for card in evidence().cards if card.id == "injuries")
    assert any("No overall reduction" in study.result for study in injuries.studies)


def test_what_we_know_from_memory_is_never_shown_as_checked() -> None:
    studies = {study.id: study for card in evidence().cards for study in card.studies}
    assert {name for name, study in studies.items() if not study.checked} == FROM_MEMORY


def test_contested_points_are_said() -> None:
    said = " ".join(point for card in evidence().cards for point in card.contested)
    for topic in (
        "1.42",
        "Women",
        "24 or 48 hours",
        "downhill",
        "Every weight",
        "contacts",
        "Achilles",
        "Foot and ankle",
    ):
        assert topic in said


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"studies": {}, "cards": [{}]}', '{"studies": [], "cards": 3}'])
def test_a_damaged_table_is_one_sentence(text: str) -> None:
    with pytest.raises(RunstrongError, match=r"damaged: install the program again\.$"):
        parse(text)


def test_a_table_that_contradicts_itself_says_where() -> None:
    twice, lonely, odd, bare, empty = (table() for _ in range(5))
    twice["cards"][0]["rules"] = twice["cards"][1]["rules"] = ["before_race"]
    lonely["studies"]["nobody2020"] = lonely["studies"]["wu2024"]
    odd["studies"]["wu2024"]["doi"] = "https://example.org/x"
    next(card for card in bare["cards"] if card["id"] == "before_race")["studies"] = []
    empty["cards"][0]["why"] = ""
    wrong = {
        "two cards": twice,
        "cited nowhere": lonely,
        "usual form": odd,
        "names no study": bare,
        "leaves out": empty,
    }
    for fault, changed in wrong.items():
        with pytest.raises(RunstrongError, match=fault):
            read(changed)


@pytest.mark.parametrize(
    "sentence",
    [
        "Strong hips prevent running injuries.",
        "Improves economy within weeks.",
        "This plan is safe.",
        "You are cleared for running.",
        "Your injury risk is low.",
        "Planks make you faster.",
        "Your CTL is 54.",
        "Burns calories too.",
    ],
)
def test_the_scan_finds_what_nobody_may_claim(sentence: str) -> None:
    assert claims(sentence) != []


def test_the_scan_lets_honest_sentences_pass() -> None:
    assert claims("No trial shows that it prevents injuries. Economy got better in many trials, not in all.") == []


def test_the_cards_claim_nothing_that_nobody_may_claim() -> None:
    for card in evidence().cards:
        for text in (card.title, card.says, card.why, *card.contested):
            assert claims(text) == [], card.id


def test_the_exercises_claim_nothing_that_nobody_may_claim() -> None:
    for exercise in exercise_library().exercises.values():
        assert claims(" ".join((exercise.purpose, *exercise.cues, *exercise.faults))) == [], exercise.id


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_nothing_shown_claims_what_nobody_may_claim(path: Path) -> None:
    assert [claim for words in words_in(path) for claim in claims(words)] == []
