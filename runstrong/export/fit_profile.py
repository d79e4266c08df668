"""The part of FIT's profile that we write: each message's number, each field's number, type and scale.

A value in physical units is stored as round((value + offset) * scale). With that one rule times go in as UTC
seconds from 1970 and positions as degrees. Numbers from Garmin's FIT profile.
"""

from dataclasses import dataclass
from typing import Final

FIT_EPOCH_S: Final = 631_065_600
"""FIT counts seconds from 1989-12-31 00:00 UTC; this is that moment in seconds from 1970."""

SEMICIRCLES_PER_DEGREE: Final = 2**31 / 180


@dataclass(frozen=True, slots=True)
class BaseType:
    """A FIT base type: its code, NumPy dtype, kept range and the value that means "nothing"."""

    code: int
    dtype: str
    low: int
    high: int
    invalid: int


ENUM: Final = BaseType(0x00, "u1", 0, 254, 255)
SINT8: Final = BaseType(0x01, "i1", -128, 126, 127)
UINT8: Final = BaseType(0x02, "u1", 0, 254, 255)
UINT16: Final = BaseType(0x84, "<u2", 0, 2**16 - 2, 2**16 - 1)
SINT32: Final = BaseType(0x85, "<i4", -(2**31), 2**31 - 2, 2**31 - 1)
UINT32: Final = BaseType(0x86, "<u4", 0, 2**32 - 2, 2**32 - 1)
UINT32Z: Final = BaseType(0x8C, "<u4", 1, 2**32 - 1, 0)
STRING: Final = BaseType(0x07, "S", 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message; `scale` and `offset` turn physical units into stored integers."""

    number: int
    base: BaseType
    scale: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Message:
    """A message's global number and the fields we write in it, by FIT's own names."""

    number: int
    fields: dict[str, Field]


def _time(number: int) -> Field:
    return Field(number, UINT32, offset=-FIT_EPOCH_S)


def _degrees(number: int) -> Field:
    return Field(number, SINT32, scale=SEMICIRCLES_PER_DEGREE)


_STAMP: Final = {"timestamp": _time(253)}
_INDEX: Final = {"message_index": Field(254, UINT16)}
_EVENT: Final = {"event": Field(0, ENUM), "event_type": Field(1, ENUM)}
_TOTALS: Final = {
    "start_time": _time(2),
    "total_elapsed_time": Field(7, UINT32, 1000),
    "total_timer_time": Field(8, UINT32, 1000),
    "total_distance": Field(9, UINT32, 100),
}

MESSAGES: Final[dict[str, Message]] = {
    "file_id": Message(
        0,
        {
            "type": Field(0, ENUM),
            "manufacturer": Field(1, UINT16),
            "product": Field(2, UINT16),
            "serial_number": Field(3, UINT32Z),
            "time_created": _time(4),
            "product_name": Field(8, STRING),
        },
    ),
    "device_info": Message(
        23,
        _STAMP
        | {
            "device_index": Field(0, UINT8),
            "device_type": Field(1, UINT8),
            "manufacturer": Field(2, UINT16),
            "serial_number": Field(3, UINT32Z),
            "product": Field(4, UINT16),
            "source_type": Field(25, ENUM),
            "product_name": Field(27, STRING),
        },
    ),
    "event": Message(21, _STAMP | _EVENT),
    "record": Message(
        20,
        _STAMP
        | {
            "position_lat": _degrees(0),
            "position_long": _degrees(1),
            "heart_rate": Field(3, UINT8),
            "cadence": Field(4, UINT8),
            "distance": Field(5, UINT32, 100),
            "power": Field(7, UINT16),
            "temperature": Field(13, SINT8),
            "fractional_cadence": Field(53, UINT8, 128),
            "enhanced_speed": Field(73, UINT32, 1000),
            "enhanced_altitude": Field(78, UINT32, 5, 500),
        },
    ),
    "lap": Message(
        19,
        _STAMP
        | _INDEX
        | _EVENT
        | _TOTALS
        | {
            "avg_heart_rate": Field(15, UINT8),
            "max_heart_rate": Field(16, UINT8),
            "total_ascent": Field(21, UINT16),
            "lap_trigger": Field(24, ENUM),
            "enhanced_avg_speed": Field(110, UINT32, 1000),
        },
    ),
    "session": Message(
        18,
        _STAMP
        | _INDEX
        | _EVENT
        | _TOTALS
        | {
            "sport": Field(5, ENUM),
            "sub_sport": Field(6, ENUM),
            "avg_heart_rate": Field(16, UINT8),
            "max_heart_rate": Field(17, UINT8),
            "total_ascent": Field(22, UINT16),
            "first_lap_index": Field(25, UINT16),
            "num_laps": Field(26, UINT16),
            "trigger": Field(28, ENUM),
            "enhanced_avg_speed": Field(124, UINT32, 1000),
        },
    ),
    "set": Message(
        225,
        {
            "timestamp": _time(254),
            "duration": Field(0, UINT32, 1000),
            "repetitions": Field(3, UINT16),
            "weight": Field(4, UINT16, 16),
            "set_type": Field(5, UINT8),
            "start_time": _time(6),
            "category": Field(7, UINT16),
            "category_subtype": Field(8, UINT16),
            "message_index": Field(10, UINT16),
        },
    ),
    "activity": Message(
        34,
        _STAMP
        | {
            "total_timer_time": Field(0, UINT32, 1000),
            "num_sessions": Field(1, UINT16),
            "type": Field(2, ENUM),
            "event": Field(3, ENUM),
            "event_type": Field(4, ENUM),
            "local_timestamp": _time(5),
        },
    ),
}
