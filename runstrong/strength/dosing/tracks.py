"""The ladders a session climbs: one movement each, from its easiest form to its hardest."""

from collections.abc import Mapping
from typing import Final, Literal

from runstrong.model.exercise import Pattern

Quota = Literal["quads", "hinge", "calf", "hip", "core", "push", "pull", "feet", "jump", "none"]
"""What a week's sets are counted by (science C.2)."""

Rungs = tuple[tuple[str, int], ...]
"""Exercise ids from easiest to hardest, each with the level of runner who may begin there; 0: nobody does."""

TRACKS: Final[Mapping[str, Rungs]] = {
    "squat": (("box_squat", 0), ("air_squat", 1), ("tempo_squat", 2), ("sl_sit_down", 3), ("pistol_box", 0),
              ("goblet_squat", 2), ("front_squat", 3), ("back_squat", 3)),
    "lunge": (("split_squat", 0), ("reverse_lunge", 0), ("lunge", 1), ("walking_lunge", 0), ("rfe_split_squat", 2),
              ("lunge_weighted", 2), ("bulgarian_split_squat", 3)),
    "step": (("sl_reach", 1), ("step_up", 1), ("step_down", 2), ("step_up_weighted", 2)),
    "hinge": (("hip_hinge_dowel", 0), ("good_morning_band", 1), ("deadlift_dumbbell", 0), ("rdl", 2),
              ("trap_bar_deadlift", 2), ("deadlift", 3)),
    "single_leg_hinge": (("hip_hinge_dowel", 0), ("sl_deadlift", 1), ("sl_deadlift_weighted", 2)),
    "bridge": (("glute_bridge", 1), ("sl_glute_bridge", 2), ("sl_hip_thrust", 3), ("hip_thrust", 2)),
    "hamstring": (("hamstring_walkout", 1), ("slider_curl", 2), ("nordic", 3)),
    "calf": (("isometric_calf", 0), ("calf_raise", 1), ("sl_calf_raise", 2), ("calf_raise_weighted", 2),
             ("sl_calf_raise_weighted", 3)),
    "soleus": (("isometric_soleus", 0), ("soleus_raise", 1), ("bent_knee_calf_raise", 2),
               ("seated_calf_weighted", 2)),
    "push_up": (("wall_pushup", 0), ("incline_pushup", 0), ("knee_pushup", 0), ("pushup", 1),
                ("decline_pushup", 0)),
    "dip": (("chair_dip", 1), ("bench_dip", 0), ("dip", 3), ("dip_weighted", 3)),
    "press": (("floor_press", 0), ("overhead_press", 2)),
    "row": (("towel_row", 1), ("inverted_row_high", 1), ("band_row", 1), ("row", 1)),
    "fly": (("prone_ytw", 1), ("band_pull_apart", 1), ("inverted_fly", 1)),
    "pull_up": (("pull_up", 3),),
    "curl": (("band_curl", 1), ("biceps_curl", 1)),
    "triceps": (("triceps_extension", 1),),
    "plank": (("knee_plank", 0), ("plank", 1)),
    "hollow": (("dead_bug", 0), ("hollow_hold", 1)),
    "crunch": (("crunch", 1), ("reverse_crunch", 0)),
    "leg_lift": (("bent_knee_leg_lift", 0), ("leg_lift", 1), ("hanging_knee_raise", 0)),
    "side_plank": (("side_plank_knee", 0), ("side_plank", 1), ("side_plank_leg_lift", 0)),
    "rotation": (("bird_dog", 1), ("plank_shoulder_tap", 0), ("pallof", 1)),
    "hip": (("clam", 0), ("side_leg_raise", 1), ("lateral_band_walk", 1)),
    "hip_hike": (("hip_hike", 1),),
    "adductor": (("adductor_squeeze", 1), ("copenhagen_short", 3)),
    "toes": (("toe_yoga", 1), ("towel_curl_heel_raise", 0)),
    "shin": (("tib_raise", 1),),
    "balance": (("sl_balance", 1),),
    "hop": (("pogo", 1), ("sl_pogo", 2), ("bound", 3)),
    "jump": (("snap_down", 1), ("cmj", 2), ("box_jump", 2), ("drop_jump", 3)),
    "swing": (("leg_swing", 1),),
    "ankle": (("ankle_rock", 1),),
    "hinge_drill": (("hip_hinge", 1),),
    "opener": (("lunge_rotation", 1),),
    "spine": (("cat_camel", 1),),
    "hip_stretch": (("kneeling_hip_stretch", 1),),
    "calf_stretch": (("wall_calf_stretch", 1),),
}  # fmt: skip
"""Jumps count their rungs by plyometric gate (science C.4), everything else by the runner's level."""

QUOTAS: Final[Mapping[Pattern, Quota]] = {
    "squat": "quads", "lunge": "quads", "single_leg": "quads",
    "hinge": "hinge", "bridge": "hinge", "knee_flexion": "hinge",
    "calf": "calf", "soleus": "calf",
    "hip_abduction": "hip", "adduction": "hip",
    "anti_extension": "core", "trunk_flexion": "core", "hip_flexion": "core", "trunk_extension": "core",
    "anti_lateral": "core", "anti_rotation": "core", "carry": "core",
    "push": "push", "arms": "push", "pull": "pull",
    "ankle": "feet", "foot": "feet", "jump": "jump",
    "warm_up": "none", "mobility": "none",
}  # fmt: skip
