"""People that the tests fit avatars to, in mm."""

WOMAN = {
    "height": 1680, "chest_girth": 925, "high_bust_girth": 885, "under_bust_girth": 785, "waist_girth": 745,
    "top_hip_girth": 910, "hip_girth": 995, "neck_girth": 330, "neck_base_girth": 372, "head_girth": 560,
    "shoulder_length": 132, "shoulder_slope": 21, "back_waist_length": 410, "scye_depth": 168, "upper_arm_girth": 280,
    "elbow_girth": 250, "wrist_girth": 157, "upper_arm_length": 335, "arm_length": 580, "waist_to_hip": 205,
    "waist_height": 1055, "hip_height": 855, "inside_leg": 795, "thigh_girth": 585, "knee_girth": 370,
    "calf_girth": 365, "ankle_girth": 235,
}
MAN = {
    "height": 1760, "chest_girth": 1210, "waist_girth": 1270, "belly_girth": 1320, "hip_girth": 1185,
    "neck_girth": 445, "neck_base_girth": 476, "head_girth": 585, "shoulder_length": 146, "shoulder_slope": 20,
    "back_waist_length": 470, "upper_arm_girth": 370, "forearm_girth": 315, "wrist_girth": 186, "arm_length": 605,
    "waist_to_hip": 195, "waist_height": 1075, "inside_leg": 805, "thigh_girth": 710, "knee_girth": 435,
    "calf_girth": 430, "ankle_girth": 270,
}
CHILD = {
    "height": 1160, "chest_girth": 600, "waist_girth": 560, "hip_girth": 630, "neck_girth": 270,
    "upper_arm_girth": 185, "thigh_girth": 360, "inside_leg": 510, "waist_height": 705, "arm_length": 400,
}
