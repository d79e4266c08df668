"""Messages as columns."""

import numpy as np
import pytest

from runstrong.errors import Unreadable
from tests.fit_builder import BASES, RECORD, Fit, messages


def test_a_column_is_scaled_and_shifted_as_the_profile_says() -> None:
    fit = Fit().define(0, 20, [(2, "uint16"), (5, "uint32")]).data(0, 3000, 123_45)
    table = messages(fit).table(20)
    assert table.column("altitude").tolist() == [100.0]
    assert table.column("distance").tolist() == [123.45]


@pytest.mark.parametrize("base", [name for name in BASES if name != "string"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_invalid_is_nan_and_everything_else_is_kept(base: str, order: str) -> None:
    invalid = {"sint8": 2**7 - 1, "sint16": 2**15 - 1, "sint32": 2**31 - 1, "sint64": 2**63 - 1}.get(base)
    if base.startswith("float"):
        invalid = float("nan")
    elif base.endswith("z"):
        invalid = 0
    elif invalid is None:
        invalid = 2 ** {"uint16": 16, "uint32": 32, "uint64": 64}.get(base, 8) - 1
    fit = Fit().define(0, 20, [(3, base)], order=order).data(0, invalid).data(0, 1).data(0, 100)
    assert np.array_equal(messages(fit).table(20).raw(3), [np.nan, 1, 100], equal_nan=True)


def test_infinity_is_no_measurement() -> None:
    fit = Fit().define(0, 20, [(3, "float32")]).data(0, float("inf")).data(0, 2.5)
    assert np.array_equal(messages(fit).table(20).raw(3), [np.nan, 2.5], equal_nan=True)


def test_both_byte_orders_in_one_file() -> None:
    fit = Fit()
    for second in range(300):
        order = "<" if second % 3 else ">"
        fit.define(0, 20, RECORD, order=order).data(0, second, 100 * second, 150)
    table = messages(fit).table(20)
    assert table.raw(253).tolist() == list(range(300))
    assert table.column("distance").tolist() == list(range(300))


def test_messages_defined_in_turns_stay_in_file_order() -> None:
    fit = Fit().define(0, 20, RECORD).define(1, 20, [(253, "uint32"), (4, "uint8")])
    for second in range(0, 500, 2):
        fit.data(0, second, 0, 99).data(1, second + 1, 88)
    table = messages(fit).table(20)
    assert table.raw(253).tolist() == list(range(500))
    assert np.array_equal(table.raw(3), [99, np.nan] * 250, equal_nan=True)
    assert np.array_equal(table.raw(4), [np.nan, 88] * 250, equal_nan=True)


def test_long_runs_broken_by_other_messages_stay_whole() -> None:
    fit = Fit().define(0, 20, RECORD).define(1, 19, [(253, "uint32")])
    for second in range(2000):
        fit.data(0, second, 0, 99)
        if second in (700, 701, 1999):
            fit.data(1, second)
    found = messages(fit)
    assert found.table(20).raw(253).tolist() == list(range(2000))
    assert found.table(19).raw(253).tolist() == [700, 701, 1999]
    assert found.count(20) == 2000


def test_a_field_whose_size_is_no_multiple_of_its_type_is_left_out_and_the_rest_kept() -> None:
    fit = Fit().define(0, 20, [(253, "uint32"), (5, 3, 0x86), (3, "uint8")]).data(0, 7, b"abc", 150)
    table = messages(fit).table(20)
    assert np.isnan(table.column("distance")).all()
    assert (table.raw(253)[0], table.raw(3)[0]) == (7, 150)


def test_the_first_value_of_an_array_stands_for_it_and_lists_hold_all() -> None:
    fit = Fit().define(0, 78, [(0, "uint16", 3)]).define(1, 78, [(0, "uint16", 2)])
    fit.data(0, 800, 810, 0xFFFF).data(1, 820, 830)
    table = messages(fit).table(78)
    assert table.column("time").tolist() == [0.8, 0.82]
    assert np.array_equal(table.lists("time"), [[0.8, 0.81, np.nan], [0.82, 0.83, np.nan]], equal_nan=True)


def test_texts_and_missing_fields() -> None:
    fit = Fit().define(0, 12, [(3, "string", 6)]).data(0, b"Trail\0").define(0, 12, [(0, "enum")]).data(0, 1)
    table = messages(fit).table(12)
    assert table.texts("name") == ["Trail", None]
    assert table.has("name")
    assert not table.has("sub_sport")
    assert np.isnan(table.column("sub_sport")).all()


def test_bytes_are_given_as_they_are() -> None:
    fit = Fit().define(0, 20, [(8, "byte", 3)]).data(0, 1, 2, 255).define(1, 20, RECORD).data(1, 0, 0, 0)
    assert messages(fit).table(20).bytes_of("compressed_speed_distance", 3).tolist() == [[1, 2, 255], [255] * 3]


def test_no_messages_make_an_empty_table() -> None:
    table = messages(Fit()).table(20)
    assert len(table) == 0
    assert len(table.column("distance")) == 0
    assert table.lists("time_from_course").shape == (0, 0)


def test_a_table_of_more_than_allowed_is_refused() -> None:
    fit = Fit().define(0, 20, [(3, "uint8")])
    for _ in range(11):
        fit.data(0, 100)
    assert len(messages(fit, 11).table(20)) == 11
    with pytest.raises(Unreadable):
        messages(fit, 10).table(20)
