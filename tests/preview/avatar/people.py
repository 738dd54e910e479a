"""People that the tests fit avatars to, in mm: two shipped ones, and a child smaller than those."""

from tests.templates.people import person


def measured(name: str) -> dict[str, float]:
    """What was measured on a shipped person; the mean of both sides."""
    return {measure: taken.middle for measure, taken in person(name).measures.items()}


WOMAN, MAN = measured("ana"), measured("otto")
CHILD = {
    "height": 1160, "chest_girth": 600, "waist_girth": 560, "hip_girth": 630, "neck_girth": 270,
    "upper_arm_girth": 185, "thigh_girth": 360, "inside_leg": 510, "waist_height": 705, "arm_length": 400,
}
