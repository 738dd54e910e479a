"""How a skirt opens: the length of its zip, and the width of a step."""

from math import hypot, pi


def zip_length(waist, hip_girth, waist_to_hip, length, dip=0):
    """To 20 mm above the hip, or as far down as the hips need to get in; it begins ``dip`` mm below the waist."""
    return min(max(waist_to_hip - 20, dip + (hip_girth - waist) / 2 + 5), length - 40)


def stride(hip_girth, below_hip, hip_to_knee):
    """How wide a hem must open ``below_hip`` mm under the hip for a full step.

    A leg is .6 of the hip girth round at the hip and .37 at the knee; the step turns the thighs 50 degrees apart, which
    brings the legs .85 mm apart for each mm below the hip. Reasoned from how people walk, not measured on skirts.
    """
    leg = hip_girth * (.6 - .23 * min(below_hip / hip_to_knee, 1))
    return leg + 2 * hypot(leg / pi, .85 * below_hip)
