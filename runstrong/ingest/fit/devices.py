"""The watch and the sensors that took part, from what a FIT file says about its devices."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from runstrong.ingest.fit.profile import known_word, word
from runstrong.ingest.fit.table import Table
from runstrong.model.recording import Device

_CREATOR: Final = 0
_GARMIN: Final = frozenset({1, 13, 15})
"""Makers whose product numbers are in Garmin's list: Garmin, Dynastream OEM, Dynastream."""

_ANTPLUS, _BLE, _LOCAL = 1, 3, 5
_ROLES: Final[Mapping[int, Mapping[int | None, str]]] = {
    _ANTPLUS: {120: "heart_rate", 124: "foot_pod", 11: "power"},
    _BLE: {1: "heart_rate", 6: "foot_pod", 2: "power"},
    _LOCAL: {10: "heart_rate"},
}
_NAMELESS: Final[Mapping[str | None, str]] = {
    "heart_rate": "heart-rate strap",
    "foot_pod": "foot pod",
    "power": "power meter",
}

WRIST: Final = "wrist"
"""The name of a watch's own optical heart-rate sensor."""

_NUMBERS: Final = ("device_index", "device_type", "source_type", "manufacturer", "product", "serial_number")
_NO_INDEX: Final = -1


def devices(info: Table, file_id: Table) -> tuple[Device, ...]:
    """The watch first, then sensors worn beside it, then the watch's own: each once, with what is known of it."""
    creator = next(_by_index(file_id), _Said(numbers={}))
    found = [device for said in _by_index(info) if (device := _device(said, creator))]
    name = _name(creator)
    if name and not any(device.role == "watch" for device in found):
        found.append(Device("watch", name, _serial(creator)))
    ranks = {"watch": 0, WRIST: 2}
    return tuple(dict.fromkeys(sorted(found, key=lambda each: ranks.get(each.role, ranks.get(each.name, 1)))))


@dataclass(slots=True)
class _Said:
    """What a file says of one device, the last word on each: numbers by field, and the name it gives itself."""

    numbers: dict[str, int]
    product_name: str | None = None


def _by_index(info: Table) -> Iterator[_Said]:
    """What the messages say of each device, by its index."""
    names = info.texts("product_name")
    columns = {name: info.column(name).tolist() for name in _NUMBERS if info.has(name)}
    indices = columns.get("device_index", [_NO_INDEX] * len(info))
    found: dict[float, _Said] = {}
    for row, index in enumerate(indices):
        said = found.setdefault(_NO_INDEX if math.isnan(index) else index, _Said({}))
        said.numbers |= {name: int(values[row]) for name, values in columns.items() if not math.isnan(values[row])}
        said.product_name = names[row] or said.product_name
    yield from found.values()


def _device(said: _Said, creator: _Said) -> Device | None:
    """A device with its role; None for parts of the watch, such as its barometer."""
    numbers = said.numbers
    source = numbers.get("source_type")
    role = _ROLES.get(_ANTPLUS if source is None else source, {}).get(numbers.get("device_type"))
    made_by_creator = numbers.get("manufacturer") == creator.numbers.get("manufacturer")
    if numbers.get("device_index", None if role or not made_by_creator else _CREATOR) == _CREATOR:
        return Device("watch", _name(said) or "watch", _serial(said))
    if source == _LOCAL:
        return Device(role, WRIST) if role else None
    name = _name(said) or _NAMELESS.get(role)
    return Device(role or "other", name, _serial(said)) if name and (role or source is not None) else None


def _name(said: _Said) -> str | None:
    """Maker and model in FIT's words, else the name the device gives itself, else their numbers."""
    maker, product = said.numbers.get("manufacturer"), said.numbers.get("product")
    if maker is None:
        return said.product_name
    maker_word = word("manufacturer", maker)
    model = known_word("garmin_product", product) if maker in _GARMIN and product is not None else None
    if model:
        return f"{maker_word} {model}"
    return said.product_name or (maker_word if product is None else f"{maker_word} {product}")


def _serial(said: _Said) -> str | None:
    serial = said.numbers.get("serial_number")
    return str(serial) if serial else None
