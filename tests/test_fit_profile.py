"""FIT's own words."""

from runstrong.ingest.fit.profile import FieldSpec, fields, known_word, word


def test_fields_by_name_with_scale_and_offset() -> None:
    assert fields(20)["altitude"] == FieldSpec(2, 5, 500)
    assert fields(225)["weight"] == FieldSpec(4, 16)


def test_fields_newer_than_the_dictionary() -> None:
    assert fields(18)["sport_profile_name"].number == 110


def test_words_old_and_new() -> None:
    assert [word("sport", number) for number in (1, 10, 84)] == ["running", "training", "jump_rope"]
    assert word("garmin_product", 4315) == "fr965"
    assert word("manufacturer", 294) == "coros"


def test_a_number_nobody_knows_stays_a_number() -> None:
    assert word("sub_sport", 240) == "sub_sport_240"
    assert known_word("sub_sport", 240) is None
