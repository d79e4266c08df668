"""Definitions, base types and developer field descriptions."""

import pytest

from runstrong.ingest.fit.layout import (
    BASE_TYPES,
    Description,
    Field,
    definition_length,
    read_definition,
    read_description,
    text,
)

PLAIN = bytes([0x40, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1, 0x02])
WITH_DEVELOPER = bytes([0x60, 0, 1, 0, 20, 1, 3, 1, 2, 2, 7, 2, 0, 8, 4, 0])


def test_a_definition_says_where_its_fields_lie() -> None:
    definition = read_definition(PLAIN, {})
    assert definition is not None
    assert (definition.message, definition.order, definition.size) == (20, "<", 6)
    assert definition.field(253) == Field(1, 4, 6)
    assert definition.field(3) == Field(5, 1, 2)
    assert definition.field(4) is None


def test_a_definition_in_the_other_byte_order() -> None:
    definition = read_definition(bytes([0x40, 0, 1, 0, 20, 0]), {})
    assert definition is not None
    assert (definition.message, definition.order) == (20, ">")


def test_an_impossible_byte_order_is_no_definition() -> None:
    assert read_definition(bytes([0x40, 0, 7, 20, 0, 0]), {}) is None


def test_described_developer_fields_are_named_and_others_stepped_over() -> None:
    power = Description(0, "Power", 4, None)
    definition = read_definition(WITH_DEVELOPER, {(0, 8): power})
    assert definition is not None
    assert definition.size == 1 + 1 + 2 + 4
    assert [(each.field, each.description) for each in definition.developer] == [(Field(4, 4, 4), power)]


@pytest.mark.parametrize("raw", [PLAIN, WITH_DEVELOPER])
def test_a_definition_that_is_cut_off_has_no_length(raw: bytes) -> None:
    assert definition_length(raw, 0, len(raw)) == len(raw)
    assert all(definition_length(raw[:end], 0, end) is None for end in range(len(raw)))


def test_a_size_that_is_no_multiple_of_the_base_type_holds_no_numbers() -> None:
    assert Field(0, 3, 4).count == 0
    assert Field(0, 4, 4).count == 2
    assert Field(0, 0, 4).count == 0
    assert Field(0, 5, 7).count == 0, "text holds no numbers"
    assert Field(0, 5, 30).count == 0, "a base type nobody knows"


def test_every_base_type_has_its_size() -> None:
    assert all(int(base.code[1]) == base.size for base in BASE_TYPES.values())


def test_text_ends_at_its_first_zero_byte() -> None:
    assert text(b"Run\0garbage") == "Run"
    assert text(b"\0\0") is None
    assert text(b"caf\xe9") == "caf�"


def test_a_description_needs_index_number_and_base_type() -> None:
    definition = read_definition(
        bytes([0x40, 0, 0, 206, 0, 4, 0, 1, 2, 1, 1, 2, 2, 1, 2, 3, 6, 7]), {}
    )  # fmt: skip
    assert definition is not None
    whole = bytes([0, 0, 5, 0x84]) + b"Power\0"
    assert read_description(whole, definition) == ((0, 5), Description(0, "Power", 4, None))
    assert read_description(bytes([0, 0, 0xFF, 0x84]) + b"Power\0", definition) is None
