"""FIT's own words: names, scales and enumerations, from fitparse's profile and a table of what came since."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field's number, and how its raw value becomes a physical one: raw / scale - offset."""

    number: int
    scale: float | None = None
    offset: float | None = None


_NEWER_FIELDS: Final[Mapping[int, Mapping[str, FieldSpec]]] = {
    18: {"sport_profile_name": FieldSpec(110)},
}

# fitparse's profile is that of early 2019.
_NEWER_WORDS: Final[Mapping[str, str]] = {
    "sport": """49 baseball 53 diving 56 shooting 57 auto_racing 58 winter_sport 59 grinding 60 health_monitoring
        61 marine 62 hiit 63 video_gaming 64 racket 65 wheelchair_push_walk 66 wheelchair_push_run 67 meditation
        68 para_sport 69 disc_golf 70 team_sport 71 cricket 72 rugby 73 hockey 74 lacrosse 75 volleyball
        76 water_tubing 77 wakesurfing 78 water_sport 79 archery 80 mixed_martial_arts 81 motor_sports
        82 snorkeling 83 dance 84 jump_rope 85 pool_apnea 86 mobility 87 geocaching 88 canoeing""",
    "sub_sport": """62 breathing 63 ccr_diving 65 sail_race 66 expedition 67 ultra 68 indoor_climbing 69 bouldering
        70 hiit 71 indoor_grinding 72 hunting_with_dogs 73 amrap 74 emom 75 tabata 77 esport 78 triathlon
        79 duathlon 80 brick 81 swim_run 82 adventure_race 83 trucker_workout 84 pickleball 85 padel
        86 indoor_wheelchair_walk 87 indoor_wheelchair_run 88 indoor_hand_cycling 94 squash 95 badminton
        96 racquetball 97 table_tennis""",
    "manufacturer": """294 coros 310 decathlon 305 whoop 309 form 326 nike 331 mywhoosh 337 runna 339 zepp
        340 peloton 348 huawei""",
    "garmin_product": """2700 vivoactive3 2859 descent 2886 fr645 2888 fr645m 2900 fenix5s_plus
        3066 vivoactive3m_l 3076 fr245 3077 fr245_music 3110 fenix5_plus 3111 fenix5x_plus 3113 fr945
        3126 instinct_esports 3224 vivoactive4_small 3225 vivoactive4_large 3226 venu 3251 marq_athlete 3282 fr45
        3287 fenix6S_sport 3288 fenix6S 3289 fenix6_sport 3290 fenix6 3291 fenix6x 3299 hrm_dual 3300 hrm_pro
        3466 instinct_solar 3589 fr745 3600 venusq 3638 enduro 3652 fr945_lte 3703 venu2 3704 venu2s
        3851 venu2_plus 3869 fr55 3888 instinct_2 3889 instinct_2s 3905 fenix7s 3906 fenix7 3907 fenix7x
        3943 epix_gen2 3990 fr255_music 3991 fr255_small_music 3992 fr255 3993 fr255_small 4024 fr955
        4105 marq_gen2 4115 venusq2 4116 venusq2music 4130 hrm_pro_plus 4155 instinct_crossover 4257 fr265_large
        4258 fr265_small 4260 venu3 4261 venu3s 4312 epix_gen2_pro_42 4313 epix_gen2_pro_47 4314 epix_gen2_pro_51
        4315 fr965 4341 enduro2 4374 fenix7s_pro_solar 4375 fenix7_pro_solar 4376 fenix7x_pro_solar
        4394 instinct_2x 4426 vivoactive5 4432 fr165 4433 fr165_music 4446 hrm_fit 4532 fenix8_solar
        4533 fenix8_solar_large 4534 fenix8_small 4536 fenix8 4575 enduro3""",
}


@cache
def fields(message: int) -> Mapping[str, FieldSpec]:
    """The fields of a global message number by their names in FIT's profile."""
    from fitparse.profile import MESSAGE_TYPES  # noqa: PLC0415 - whoever reads no FIT file need not wait for it

    known = MESSAGE_TYPES[message].fields.values()
    specs = {field.name: FieldSpec(field.def_num, field.scale, field.offset) for field in known}
    return {**specs, **_NEWER_FIELDS.get(message, {})}


@cache
def _words(kind: str) -> Mapping[int, str]:
    from fitparse.profile import FIELD_TYPES  # noqa: PLC0415 - as above

    pairs = _NEWER_WORDS.get(kind, "").split()
    newer = {int(number): word for number, word in zip(pairs[::2], pairs[1::2], strict=True)}
    return {**FIELD_TYPES[kind].values, **newer}


def known_word(kind: str, number: int) -> str | None:
    """FIT's word for a number of an enumeration such as `sport`; None where nobody here knows it."""
    return _words(kind).get(number)


def word(kind: str, number: int) -> str:
    """FIT's word for a number of an enumeration, or one that keeps the number: `sport_99`."""
    return known_word(kind, number) or f"{kind}_{number}"
