"""The many words and numbers that exports use for a sport, in FIT's own words."""

import re
from typing import Final

import numpy as np

from runstrong.model.arrays import FloatArray

Sport = tuple[str, str | None]

_SPORTS: Final[dict[Sport, str]] = {
    ("running", None): "run running jog jogging roadrunning outdoorrun outdoorrunning ultrarun ultrarunning",
    ("running", "street"): "streetrun streetrunning",
    ("running", "trail"): "trailrun trailrunning",
    ("running", "track"): "trackrun trackrunning",
    ("running", "treadmill"): "treadmill treadmillrun treadmillrunning",
    ("running", "indoor_running"): "indoorrun indoorrunning",
    ("running", "virtual_activity"): "virtualrun virtualrunning",
    ("walking", None): "walk walking casualwalking nordicwalking outdoorwalk outdoorwalking",
    ("walking", "speed_walking"): "speedwalking racewalking",
    ("walking", "indoor_walking"): "indoorwalk indoorwalking treadmillwalking",
    ("hiking", None): "hike hiking trekking",
    ("mountaineering", None): "mountaineering",
    ("cycling", None): "ride bike biking bicycle cycling outdoorcycling",
    ("cycling", "road"): "roadbike roadbiking roadcycling roadride",
    ("cycling", "mountain"): "mtb mountainbike mountainbiking mountainbikeride",
    ("cycling", "gravel_cycling"): "gravel gravelride gravelcycling",
    ("cycling", "cyclocross"): "cyclocross",
    ("cycling", "indoor_cycling"): "indoorcycling indoorride spinning",
    ("cycling", "virtual_activity"): "virtualride virtualcycling",
    ("e_biking", None): "ebike ebiking ebikeride",
    ("swimming", None): "swim swimming",
    ("swimming", "lap_swimming"): "lapswimming poolswim poolswimming",
    ("swimming", "open_water"): "openwater openwaterswim openwaterswimming",
    ("training", None): "workout training",
    ("training", "strength_training"): "strength strengthtraining weighttraining weightlifting",
    ("training", "cardio_training"): "cardio cardiotraining crossfit hiit",
    ("training", "yoga"): "yoga",
    ("training", "pilates"): "pilates",
    ("fitness_equipment", "elliptical"): "elliptical",
    ("fitness_equipment", "stair_climbing"): "stairs stairclimbing stairstepper",
    ("rowing", None): "row rowing",
    ("rowing", "indoor_rowing"): "indoorrow indoorrowing",
    ("cross_country_skiing", None): "nordicski crosscountryski crosscountryskiing rollerski rollerskiing",
    ("alpine_skiing", None): "alpineski alpineskiing downhillskiing skiing",
    ("alpine_skiing", "backcountry"): "backcountryski backcountryskiing skitouring",
    ("snowboarding", None): "snowboard snowboarding",
    ("snowshoeing", None): "snowshoe snowshoeing",
    ("ice_skating", None): "iceskate iceskating",
    ("inline_skating", None): "inlineskate inlineskating",
    ("kayaking", None): "kayaking",
    ("paddling", None): "paddling canoeing",
    ("stand_up_paddleboarding", None): "standuppaddling standuppaddleboarding",
    ("surfing", None): "surfing",
    ("windsurfing", None): "windsurf windsurfing",
    ("kitesurfing", None): "kitesurf kitesurfing",
    ("sailing", None): "sail sailing",
    ("rock_climbing", None): "climbing rockclimbing",
    ("golf", None): "golf",
    ("horseback_riding", None): "horsebackriding",
    ("driving", None): "driving car",
    ("motorcycling", None): "motorcycling",
    ("multisport", None): "multisport triathlon",
    ("generic", None): "generic other uncategorized",
}
_BY_WORD: Final = {word: sport for sport, words in _SPORTS.items() for word in words.split()}

# Strava numbered its sports in GPX exports before it wrote words.
_STRAVA: Final = {
    "1": "ride",
    "2": "alpineski",
    "3": "backcountryski",
    "4": "hike",
    "5": "iceskate",
    "6": "inlineskate",
    "7": "nordicski",
    "8": "rollerski",
    "9": "run",
    "10": "walk",
    "11": "workout",
    "12": "snowboard",
    "13": "snowshoe",
    "14": "kitesurf",
    "15": "windsurf",
    "16": "swim",
}

UNKNOWN: Final[Sport] = ("unknown", None)


def sport_of(stated: str | None) -> Sport | None:
    """Sport and sub-sport in FIT's words for what a file states; None where it states none.

    `UNKNOWN` where it states one nobody here has heard of. Capitals, blanks, hyphens and underscores do not
    matter: `Trail Running`, `trail_running` and `TrailRun` are one.
    """
    word = re.sub(r"[\W_]+", "", stated or "").lower()
    if word in ("", "unknown"):
        return None
    return _BY_WORD.get(_STRAVA.get(word, word), UNKNOWN)


def moves_like_a_runner(utc_s: FloatArray, distance_m: FloatArray) -> bool:
    """Is the median moving speed over 5 s a runner's (1.8-6 m/s), with few samples faster?"""
    known = np.flatnonzero(~np.isnan(distance_m))
    _, firsts = np.unique(np.floor(utc_s[known] / 5), return_index=True)
    picked = known[firsts]
    elapsed_s, metres = np.diff(utc_s[picked]), np.diff(distance_m[picked])
    speed = metres[elapsed_s > 0] / elapsed_s[elapsed_s > 0]
    moving = speed[speed > 0.5]
    if len(moving) < 3:
        return False
    return 1.8 <= float(np.median(moving)) <= 6.0 and float(np.mean(moving > 6.0)) <= 0.1
