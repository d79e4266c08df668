"""The evidence page and the health questions, as a visitor uses them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from runstrong import athlete, coach
from runstrong.model.athlete import Preferences
from runstrong.reference import evidence
from runstrong.settings import HEALTH_QUESTIONS
from runstrong.store.database import Store
from runstrong.strength.red_flags import PAIN_RULE, RED_FLAGS
from runstrong.strength.screening import UNDER_AGE
from runstrong.ui import screening, state
from runstrong.ui.evidence import CARDS
from runstrong.ui.plain import plain
from tests.visits import press, sound, texts, visit

pytestmark = pytest.mark.usefixtures("stores_closed")
TODAY = datetime.now(UTC).date()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNSTRONG_DATA", str(tmp_path))


def _health() -> AppTest:
    return visit("pages/athlete.py").button_group[0].set_value("Health").run()


def _answer(app: AppTest, *yes: str, understood: bool = True) -> AppTest:
    for key in HEALTH_QUESTIONS:
        app.button_group(key=f"health {key}").set_value("Yes" if key in yes else "No")
    app.checkbox[0].set_value(understood)
    return press(app, "Save the answers")


def _kept() -> Preferences:
    return coach.preferences(state.workspace().own)


def _titles(app: AppTest) -> list[str]:
    return [expander.label for expander in app.expander]


def _all_titles(app: AppTest) -> list[str]:
    """Of every page of cards, from the first to the last."""
    pages = range(1, -(-len(evidence().cards) // CARDS) + 1)
    return [title for page in pages for title in _titles(app.pagination[0].set_value(page).run())]


def _narrowed(app: AppTest, name: str, choice: str) -> list[str]:
    [choices] = [group for group in app.button_group if group.label == name]
    return _titles(choices.set_value(choice).run())


def test_every_card_is_there_with_its_strength() -> None:
    for card, title in zip(evidence().cards, _all_titles(sound(visit("pages/evidence.py"))), strict=True):
        assert plain(card.title) in title
        assert plain(card.strength.capitalize()) in title


def test_cards_can_be_filtered_by_how_strong_their_evidence_is() -> None:
    titles = _narrowed(visit("pages/evidence.py"), "Strength of evidence", "our default")
    assert 0 < len(titles) < CARDS
    assert all("Our default" in title for title in titles)


def test_cards_can_be_filtered_by_what_they_are_about() -> None:
    titles = _narrowed(visit("pages/evidence.py"), "About", "care")
    about = [card for card in evidence().cards if card.topic == "care"]
    assert all(plain(card.title) in title for card, title in zip(about, titles, strict=True))


def test_an_address_opens_any_page_of_cards_and_a_search_begins_at_the_first() -> None:
    app = visit("pages/evidence.py", sheet="3")
    titles = _all_titles(visit("pages/evidence.py"))
    assert _titles(app) == titles[2 * CARDS :]
    assert _titles(app.text_input[0].set_value("a").run()) == titles[:CARDS]


def test_an_address_beyond_the_last_page_still_shows_cards() -> None:
    assert _titles(sound(visit("pages/evidence.py", sheet="99")))


def test_cards_can_be_searched_by_what_they_say_and_whom_they_cite() -> None:
    app = visit("pages/evidence.py")
    app.text_input[0].set_value("vikmoen").run()
    assert any("has been shown" in title for title in _titles(app))
    app.text_input[0].set_value("no such word").run()
    assert _titles(app) == []
    assert "No card fits" in texts(app)


def test_a_rule_in_the_address_shows_its_card_alone_with_studies_and_doi() -> None:
    app = visit("pages/evidence.py", rule="before_key_run")
    assert len(_titles(app)) == 1
    assert "(https://doi.org/10.1139/apnm-2012-0362)" in texts(app)
    assert "Contested" in texts(app)


def test_an_unknown_rule_shows_all_cards() -> None:
    assert len(_all_titles(visit("pages/evidence.py", rule="**x**"))) == len(evidence().cards)


def test_what_is_cited_from_memory_says_so() -> None:
    assert "we have not checked the result ourselves" in texts(visit("pages/evidence.py", rule="pain"))


def test_ten_answers_and_a_tick_are_kept() -> None:
    app = _answer(_health())
    assert not app.error
    assert _kept().screening == ()
    assert not app.warning


def test_a_question_left_open_is_asked_for() -> None:
    app = _health()
    app.checkbox[0].set_value(True)
    press(app, "Save the answers")
    assert [error.value for error in app.error] == [screening.INCOMPLETE]
    assert _kept().screening is None


def test_nobody_goes_on_without_having_understood() -> None:
    app = _answer(_health(), understood=False)
    assert [error.value for error in app.error] == [screening.NOT_UNDERSTOOD]
    assert _kept().screening is None


def test_a_stopping_yes_is_a_sentence_and_a_button_for_the_day_a_professional_agreed() -> None:
    app = _answer(_health(), "joint", "eating")
    assert _kept().screening == ("joint", "eating")
    assert "No plan yet" in app.warning[0].value
    assert "eating disorder" in app.info[0].value
    press(app, screening.AGREED)
    assert not app.warning
    assert _kept().cleared == state.today()


def test_a_new_yes_takes_an_agreement_back_and_the_same_answers_keep_it() -> None:
    app = press(_answer(_health(), "joint"), screening.AGREED)
    _answer(app, "joint")
    assert _kept().cleared == state.today()
    _answer(app, "joint", "heart")
    assert _kept().cleared is None
    assert len(app.warning) == 1


def test_a_minor_has_no_button_to_press(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        athlete.save(store, {"birth_year": str(TODAY.year - 15)}, TODAY)
    app = _health()
    assert [warning.value for warning in app.warning] == [plain(UNDER_AGE)]
    assert screening.AGREED not in [button.label for button in app.button]


def _card_script() -> None:
    from runstrong.ui.screening import screening_card

    screening_card()


def test_the_card_asks_before_the_first_plan_and_is_gone_once_answered() -> None:
    app = AppTest.from_function(_card_script, default_timeout=30).run()
    assert _titles(app) == [screening.ASKED]
    _answer(app)
    assert not app.exception
    assert _titles(app) == []
    assert not app.warning


def test_the_card_says_what_is_missing_and_asks_again_after_a_year(tmp_path: Path) -> None:
    long_ago = TODAY - timedelta(days=400)
    with Store.open(tmp_path) as store:
        athlete.save(store, {"screening": "heart"}, long_ago)
    app = AppTest.from_function(_card_script, default_timeout=30).run()
    assert "No plan yet" in app.warning[0].value
    athlete.save(state.workspace().own, {"cleared": long_ago.isoformat()}, long_ago)
    assert "more than a year ago" in app.run().warning[0].value
    assert not press(app, screening.AGREED).warning


def test_the_traffic_light_and_the_red_flags_stand_beside_the_pain_input() -> None:
    app = visit("pages/athlete.py").button_group[0].set_value("Niggles").run()
    for line in PAIN_RULE:
        assert line in texts(app)
    for flag in RED_FLAGS:
        assert plain(flag) in texts(app)
