"""Records as streams."""

import numpy as np
import pytest

from runstrong.ingest.fit.records import MOST_DEVELOPER_FIELDS, developer_columns, streams
from tests.fit_builder import Fit, describe, messages


def _streams(fields: list[tuple], *rows: tuple) -> dict[str, list[float]]:
    fit = Fit().define(0, 20, fields)
    for row in rows:
        fit.data(0, *row)
    return {name: values.tolist() for name, values in streams(messages(fit).table(20)).items()}


def test_every_stream_in_its_unit() -> None:
    fields = [
        (0, "sint32"),
        (1, "sint32"),
        (13, "sint8"),
        (39, "uint16"),
        (41, "uint16"),
        (83, "uint16"),
        (85, "uint16"),
    ]
    said = _streams([*fields, (7, "uint16")], (2**30, -(2**29), -5, 854, 2451, 812, 10_340, 275))
    assert said == {
        "lat_deg": [90.0], "lon_deg": [-45.0], "temperature_c": [-5.0], "oscillation_mm": [85.4],
        "contact_ms": [245.1], "vertical_ratio_pct": [8.12], "step_length_mm": [1034.0], "power_w": [275.0],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "plain", "enhanced"),
    [
        ("speed_mps", (6, "uint16", 3000), (73, "uint32", 3456)),
        ("elevation_m", (2, "uint16", 3000), (78, "uint32", 3001)),
    ],
)
def test_the_enhanced_field_wins_where_it_says_something(name: str, plain: tuple, enhanced: tuple) -> None:
    rows = (plain[2], enhanced[2]), (plain[2], 0xFFFFFFFF), (0xFFFF, enhanced[2]), (0xFFFF, 0xFFFFFFFF)
    fine = _streams([enhanced[:2]], (enhanced[2],))[name][0]
    coarse = _streams([plain[:2]], (plain[2],))[name][0]
    assert fine != coarse
    assert np.array_equal(
        _streams([plain[:2], enhanced[:2]], *rows)[name], [fine, coarse, fine, np.nan], equal_nan=True
    )


def test_cadence_is_that_of_one_leg_with_its_fraction() -> None:
    said = _streams([(4, "uint8"), (53, "uint8")], (85, 64), (85, 0xFF), (0xFF, 64))["cadence_spm"]
    assert np.array_equal(said, [85.5, 85.0, np.nan], equal_nan=True)


def test_cadence_in_256ths_fills_in() -> None:
    assert _streams([(52, "uint16")], (85 * 256 + 128,)) == {"cadence_spm": [85.5]}
    assert _streams([(4, "uint8"), (52, "uint16")], (0xFF, 80 * 256), (90, 80 * 256)) == {
        "cadence_spm": [80.0, 90.0]
    }


def _packed(speed_cmps: int, sixteenths: int) -> tuple[int, int, int]:
    return speed_cmps & 0xFF, speed_cmps >> 8 | (sixteenths & 0x0F) << 4, sixteenths >> 4 & 0xFF


def test_packed_speed_and_distance_run_on_over_every_256_metres() -> None:
    metres = np.arange(0, 3000, 47.5)
    rows = [_packed(354, round(16 * each) % 4096) for each in metres]
    rows.insert(5, (255, 255, 255))
    said = _streams([(8, "byte", 3)], *rows)
    assert np.array_equal(said["distance_m"], np.insert(metres, 5, np.nan), equal_nan=True)
    assert np.array_equal(said["speed_mps"], np.insert(np.full(len(metres), 3.54), 5, np.nan), equal_nan=True)


def test_a_stream_no_record_has_is_not_there() -> None:
    assert _streams([(253, "uint32")], (1,)) == {}


def test_a_developer_field_with_a_native_name_never_replaces_the_native_one() -> None:
    fit = describe(Fit(), 0, 0x02, "heart_rate").define(0, 20, [(3, "uint8")], [(0, "uint8", 0)])
    records = messages(fit.data(0, 140, 99)).table(20)
    assert streams(records)["hr_bpm"].tolist() == [140]
    assert developer_columns(records)[0]["heart_rate"].tolist() == [99]


def test_a_field_nobody_described_is_stepped_over() -> None:
    fit = (
        Fit()
        .define(0, 20, [(3, "uint8")], [(5, "uint16", 0), (6, "uint32", 3)])
        .data(0, 140, 1, 2)
        .data(0, 141, 3, 4)
    )
    records = messages(fit).table(20)
    assert records.column("heart_rate").tolist() == [140, 141]
    assert developer_columns(records) == ({}, None)


def test_a_redescribed_field_means_what_was_said_when_it_was_defined() -> None:
    fit = describe(Fit(), 0, 0x84, "Power").define(0, 20, [], [(0, "uint16", 0)]).data(0, 250)
    describe(fit, 0, 0x84, "Form Power").data(0, 251)
    fit.define(0, 20, [], [(0, "uint16", 0)]).data(0, 70)
    columns, power = developer_columns(messages(fit).table(20))
    assert np.array_equal(columns["Power"], [250, 251, np.nan], equal_nan=True)
    assert np.array_equal(columns["Form Power"], [np.nan, np.nan, 70], equal_nan=True)
    assert power is columns["Power"]


def test_two_apps_may_use_one_name() -> None:
    fit = describe(describe(Fit(), 0, 0x02, "Load"), 0, 0x02, "Load", index=1)
    fit.define(0, 20, [], [(0, "uint8", 0), (0, "uint8", 1)]).data(0, 1, 2)
    columns, _ = developer_columns(messages(fit).table(20))
    assert {name: values.tolist() for name, values in columns.items()} == {"Load": [1], "Load (1)": [2]}


def test_running_power_is_found_by_the_native_field_it_stands_for() -> None:
    fit = describe(Fit(), 4, 0x84, "Watts on foot", native=7).define(0, 20, [], [(4, "uint16", 0)]).data(0, 233)
    _, power = developer_columns(messages(fit).table(20))
    assert power is not None
    assert power.tolist() == [233]


def test_developer_fields_without_end_are_not_kept() -> None:
    fit = Fit()
    for number in range(MOST_DEVELOPER_FIELDS + 10):
        describe(fit, number, 0x02, f"field {number}").define(0, 20, [], [(number, "uint8", 0)]).data(0, 1)
    columns, _ = developer_columns(messages(fit).table(20))
    assert len(columns) == MOST_DEVELOPER_FIELDS
