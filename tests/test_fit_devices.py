"""The watch and its sensors."""

from runstrong.ingest.fit.devices import devices
from runstrong.model.recording import Device
from tests.fit_builder import Fit, file_id, messages

INFO = [(0, "uint8"), (1, "uint8"), (2, "uint16"), (4, "uint16"), (3, "uint32z"), (25, "enum")]
NONE8, NONE16 = 0xFF, 0xFFFF
ANTPLUS, BLE, LOCAL = 1, 3, 5
GARMIN, SUUNTO, STRYD = 1, 23, 95


def _devices(fit: Fit) -> list[Device]:
    found = messages(fit)
    return list(devices(found.table(23), found.table(0)))


def test_watch_strap_and_wrist_sensor_each_once_and_in_this_order() -> None:
    fit = file_id().define(0, 23, INFO)
    for _ in range(2):
        fit.data(0, 3, 10, NONE16, NONE16, 0, LOCAL)
        fit.data(0, 1, 4, GARMIN, 2697, 0, LOCAL)
        fit.data(0, 4, 120, GARMIN, 3300, 12, ANTPLUS)
        fit.data(0, 0, NONE8, GARMIN, 2697, 77, LOCAL)
    assert _devices(fit) == [
        Device("watch", "garmin fenix5", "77"),
        Device("heart_rate", "garmin hrm_pro", "12"),
        Device("heart_rate", "wrist"),
    ]


def test_what_is_known_later_of_a_device_is_added() -> None:
    fit = file_id().define(0, 23, INFO)
    fit.data(0, 4, 120, NONE16, NONE16, 0, ANTPLUS).data(0, 4, 120, GARMIN, 1743, 9, ANTPLUS)
    fit.data(0, 4, 120, NONE16, NONE16, 0, ANTPLUS)
    assert _devices(fit)[1:] == [Device("heart_rate", "garmin hrm_tri", "9")]


def test_sensors_over_bluetooth_and_without_a_stated_source() -> None:
    fit = file_id().define(0, 23, INFO).data(0, 1, 6, STRYD, 17, 5, BLE).data(0, 2, 120, NONE16, NONE16, 0, NONE8)
    fit.data(0, 3, 11, STRYD, NONE16, 0, ANTPLUS).data(0, 4, 25, GARMIN, 1570, 0, ANTPLUS)
    assert _devices(fit)[1:] == [
        Device("foot_pod", "stryd 17", "5"), Device("heart_rate", "heart-rate strap"), Device("power", "stryd"),
        Device("other", "garmin tempe"),
    ]  # fmt: skip


def test_a_watch_without_a_device_message_is_known_from_the_file_id() -> None:
    assert _devices(file_id()) == [Device("watch", "garmin fenix5", "77")]


def test_a_watch_garmin_did_not_make_bears_the_name_it_gives_itself() -> None:
    fields = [(2, "uint16"), (4, "uint16"), (27, "string", 14)]
    fit = Fit().message(0, [(0, "enum"), (1, "uint16")], 4, SUUNTO)
    fit.message(23, fields, SUUNTO, 66, b"Suunto Race 2")
    assert _devices(fit) == [Device("watch", "Suunto Race 2")]


def test_numbers_stand_in_for_names_nobody_here_knows() -> None:
    fit = Fit().message(0, [(0, "enum"), (1, "uint16"), (2, "uint16")], 4, GARMIN, 9999)
    assert _devices(fit) == [Device("watch", "garmin 9999")]
    assert _devices(Fit().message(0, [(0, "enum"), (1, "uint16")], 4, 4000)) == [
        Device("watch", "manufacturer_4000")
    ]


def test_a_file_that_names_nothing_has_no_devices() -> None:
    assert _devices(Fit()) == []
