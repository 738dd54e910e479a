"""How a skirt opens: the length of its zip, and the width of a step."""

from math import hypot, pi

ZIP_OFF_HIP = 20        # mm that a zip ends above the hip (by eye)
ZIP_OFF_HEM = 40        # mm that it ends above the hem at least (by eye)
ZIP_SPARE = 5           # mm that it is longer than the hips need to get in (by eye)

# A step, reasoned from how people walk and not measured on skirts.
LEG_AT_HIP = .6         # of the hip girth, a leg measures round at the hip
LEG_AT_KNEE = .37       # of the hip girth, it measures round at the knee
LEGS_APART = .85        # mm for each mm below the hip: the thighs are turned 50 degrees apart


def zip_length(waist, hip_girth, waist_to_hip, length, dip=0):
    """Nearly to the hip, or as far down as the hips need to get in; it begins ``dip`` mm below the waist."""
    return min(max(waist_to_hip - ZIP_OFF_HIP, dip + (hip_girth - waist) / 2 + ZIP_SPARE), length - ZIP_OFF_HEM)


def stride(hip_girth, below_hip, hip_to_knee):
    """How wide a hem must open ``below_hip`` mm under the hip for a full step: round both legs where they are apart."""
    leg = hip_girth * (LEG_AT_HIP - (LEG_AT_HIP - LEG_AT_KNEE) * min(below_hip / hip_to_knee, 1))
    return leg + 2 * hypot(leg / pi, LEGS_APART * below_hip)
