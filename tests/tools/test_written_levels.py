"""Levels of garments that were drawn by hand, with known answers."""

import pytest
from written.bodies import Body, read_body, read_row
from written.bottoms import Bottom
from written.drawing import read_drawing
from written.ease import check, cloth_of
from written.readings import belly_level
from written.tops import Top

from tests.tools.drawn import Sheet, button, buttonhole


def body(**values):
    return Body({name: (value, value) for name, value in values.items()}, "female")


def found(readings):
    return {f"{each.level} {each.part}".strip(): each.garment for each in readings}


BODY = body(neck_base=420, hps_to_waist_back=440, waist_to_hip=200, waist_to_belly=50, chest=900, waist=700, belly=800,
            hip=950, across_back=360, across_front=350, upper_arm=300, arm_length=580, upper_arm_length=330, wrist=160,
            shoulder_length=130, shoulder_slope=20)


def half_body(neck, tip, pitch, underarm, hem, drop):
    """The right half of a tee, from the middle of the neck down to the middle of the hem, as corners."""
    return [(0, neck[1] - drop), neck, tip, pitch, underarm, (underarm[0] + 10, hem), (0, hem)]


def tee(pitch_back=(185, 480), pitch_front=(180, 480)):
    sheet = Sheet("tee")
    for name, pitch, drop in (("front", pitch_front, 80), ("back", pitch_back, 20)):
        right = half_body((70, 640), (200, 600), pitch, (240, 400), 0, drop)
        whole = right + [(-x, y) for x, y in reversed(right)][1:-1]
        sheet.piece(name, whole, fabric="jersey")
    sleeve = [(-190, 0), (-80, 110), (0, 130), (80, 110), (190, 0), (170, -100), (-170, -100)]
    for side in ("left", "right"):
        sheet.piece("sleeve", sleeve, side=side, fabric="jersey")
    return sheet


def test_a_tee_at_every_level():
    # Corners at the pitches are no corners of a real armhole; smooth them by a wide angle: the chain is neck, tip, ...
    drawing = read_drawing(rounded(tee()).bytes)
    top = Top(drawing, BODY)
    read = found(top.readings())
    assert top.hps == pytest.approx(240, abs=0.5)                    # the neck is no wider than a sixth of the base
    assert top.waist_down() == pytest.approx(200, abs=0.5)
    assert read["chest"] == pytest.approx(960, abs=0.3)
    assert read["waist"] == pytest.approx(4 * (240 + 10 * 200 / 400), abs=0.3)
    assert read["belly"] == pytest.approx(4 * (240 + 10 * 250 / 400), abs=0.3)
    assert read["hip"] == pytest.approx(4 * 250, abs=0.5)            # at the hem, which lies on the hip
    assert read["across back"] == pytest.approx(185, abs=0.5)
    assert read["across front"] == pytest.approx(180, abs=0.5)
    assert read["upper arm left"] == pytest.approx(380)
    assert read["sleeve hem right"] == pytest.approx(340)


def rounded(sheet):
    """Turn points that leave out the pitches and the crown: what is marked counts."""
    for block in sheet.document.blocks:
        for line in list(block.query('POLYLINE[layer=="14"]')):
            for vertex in line.vertices:
                x, y, _ = vertex.dxf.location
                if (abs(x), y) not in {(185, 480), (180, 480), (80, 110), (0, 130)}:
                    block.add_point((x, y), dxfattribs={"layer": "2"})
    return sheet


def test_a_shoulder_seam_moved_to_the_front_moves_no_level():
    sheet = Sheet("tee")
    for name, neck in (("front", 620), ("back", 660)):
        right = [(0, 560), (70, neck), (200, neck - 40), (240, 400), (250, 0), (0, 0)]
        sheet.piece(name, right + [(-x, y) for x, y in reversed(right)][1:-1], fabric="jersey", marked=True)
    sheet.piece("sleeve", [(-190, 0), (0, 130), (190, 0), (170, -100), (-170, -100)], fabric="jersey", side="left")
    assert Top(read_drawing(sheet.bytes), BODY).hps == pytest.approx(240, abs=0.5)


def shirt(dart=False):
    """A shirt with a yoke, fronts that lap 15 beyond the middle, a stand and cuffs."""
    sheet = Sheet("shirt")
    for side, sign in (("left", 1), ("right", -1)):
        outline = [(-15, 560), (0, 560), (70, 620), (200, 580), (240, 400), (250, 0), (-15, 0)]
        lines = [[(0, 560), (0, 0)]]
        if dart:
            outline[4:5] = [(240, 400), (241, 350), (242, 330)]
            lines += [[(241, 350), (130, 360)], [(242, 330), (130, 360)]]
        turned = [[(sign * x, y) for x, y in line] for line in lines]
        sheet.piece("front", [(sign * x, y) for x, y in outline], side=side, lines=turned, marked=True)
    back = [(0, 520), (190, 520), (240, 400), (250, 0), (0, 0)]
    sheet.piece("back", back + [(-x, y) for x, y in reversed(back)][1:-1])
    yoke = [(0, 120), (70, 140), (200, 100), (190, 0), (0, 0)]
    sheet.piece("yoke", yoke + [(-x, y) for x, y in reversed(yoke)][1:-1])
    sheet.piece("stand", [(0, 0), (400, 0), (400, 30), (0, 30)], lines=[*button(385, 15), *buttonhole(9, 23, 15)])
    for side in ("left", "right"):
        sheet.piece("sleeve", [(-200, 0), (0, 120), (200, 0), (120, -440), (-120, -440)], side=side)
        sheet.piece("cuff", [(0, 0), (250, 0), (250, 60), (0, 60)], side=side,
                    lines=[*button(240, 30), *buttonhole(10, 24, 30)])
    return sheet


def test_a_lap_counts_once_and_closings_are_closed():
    read = found(Top(read_drawing(shirt().bytes), BODY).readings())
    assert read["chest"] == pytest.approx(960, abs=0.3)              # four times 240: nothing of the 15 beyond
    assert read["neck"] == pytest.approx(376)
    assert read["wrist left"] == pytest.approx(230)
    assert read["upper arm left"] == pytest.approx(400)
    assert read["across back"] == pytest.approx(192.5, abs=0.1)      # just below the seam of the yoke


def test_a_band_that_is_sewn_on_brings_the_front_to_its_middle():
    plain, banded = Sheet("shirt"), Sheet("shirt")
    for sheet, inner in ((plain, 0), (banded, 16)):
        for side, sign in (("left", 1), ("right", -1)):
            outline = [(inner, 560), (70, 620), (200, 580), (240, 400), (250, 0), (inner, 0)]
            sheet.piece("front", [(sign * x, y) for x, y in outline], side=side, marked=True)
        back = [(0, 560), (70, 620), (200, 580), (240, 400), (250, 0), (0, 0)]
        sheet.piece("back", back + [(-x, y) for x, y in reversed(back)][1:-1], marked=True)
        sheet.piece("yoke", [(-50, 0), (50, 0), (50, 50), (-50, 50)])
    for side in ("left", "right"):
        banded.piece("front_band", [(0, 0), (64, 0), (64, 560), (0, 560)], side=side,
                     lines=[line for y in (100, 200) for line in button(16, y)])
    chests = [found(Top(read_drawing(sheet.bytes), BODY).readings())["chest"] for sheet in (plain, banded)]
    assert chests[1] == pytest.approx(chests[0], abs=0.1)


def test_a_side_dart_is_closed_and_the_levels_below_it_counted_from_the_hem():
    top = Top(read_drawing(shirt(dart=True).bytes), BODY)
    read = found(top.readings())
    assert all(panel.darted for panel in top.fronts)
    assert read["chest"] == pytest.approx(2 * (241 - 0.2) + 2 * 241, abs=1.0)
    assert read["high bust"] == pytest.approx(960, abs=0.3)


def skirt(**more):
    front = [(-240, 600), (240, 600), (250, 400), (250, 0), (-250, 0), (-250, 400)]
    sheet = Sheet("skirt").piece("front", front, lines=[[(-60, 600), (-50, 500)], [(-40, 600), (-50, 500)],
                                                        [(60, 600), (50, 500)], [(40, 600), (50, 500)]], **more)
    for side, sign in (("left", 1), ("right", -1)):
        half = [(0, 600), (230, 600), (240, 400), (240, 0), (0, 0)]
        sheet.piece("back", [(sign * x, y) for x, y in half], side=side)
    return sheet


def test_a_skirt_below_its_side_waist_with_darts_closed():
    read = found(Bottom(read_drawing(skirt().bytes), BODY).readings())
    assert read["waist seam"] == pytest.approx(480 - 40 + 460)
    assert read["hip"] == pytest.approx(500 + 480, abs=0.1)
    assert read["belly"] == pytest.approx(480 + 5 - 20 + 460 + 5, abs=0.3)       # half of each dart is left at 50 down


def test_a_band_is_measured_instead_of_the_edge():
    sheet = skirt().piece("waistband", [(0, 0), (980, 0), (980, 70), (0, 70)],
                          lines=[[(0, 35), (980, 35)], *button(20, 15), *buttonhole(950, 966, 15)])
    assert found(Bottom(read_drawing(sheet.bytes), BODY).readings())["waist seam"] == pytest.approx(946)


LEGS = body(waist=700, hip=950, waist_to_hip=200, body_rise=260, inside_leg=780, waist_to_knee=600, knee_height=440,
            thigh=560, knee=380, calf=360, heel=320, crotch_length=670, waist_to_belly=50)


def trousers(hem=0.0):
    sheet = Sheet("trousers")
    for side, sign in (("left", 1), ("right", -1)):
        front = [(-90, 700), (0, 760), (0, 960), (190, 960), (200, 760), (170, hem), (0, hem)]
        back = [(-90, 700), (0, 760), (0, 960), (200, 960), (210, 760), (190, hem), (0, hem)]
        sheet.piece("front", [(sign * x, y) for x, y in front], side=side, grain=[(50, 0), (50, 100)])
        sheet.piece("back", [(sign * x, y) for x, y in back], side=side, grain=[(50, 0), (50, 100)])
    return sheet


def test_trousers_from_the_waist_down():
    bottom = Bottom(read_drawing(trousers().bytes), LEGS)
    read = found(bottom.readings())
    seams = 2 * (200 + 108.2)
    above = (670 + 10 - seams) / 2
    assert bottom.waist_above_seam() == pytest.approx(above, abs=0.2)
    hip = 960 + above - 200                                           # 802 above the hem
    assert read["hip"] == pytest.approx(2 * (190 + 10 * (960 - hip) / 200 + 200 + 10 * (960 - hip) / 200), abs=0.5)
    thigh = min(960 + above - 260 - 20, 698)
    assert read["thigh left"] == pytest.approx(leg_width(thigh), abs=0.5)
    assert read["knee right"] == pytest.approx(leg_width(960 + above - 600), abs=0.5)
    assert read["calf left"] == pytest.approx(leg_width(960 + above - 600 - 0.3 * 440), abs=0.5)
    assert read["hem left"] == pytest.approx(360)


def leg_width(y):
    front = 170 + 30 * y / 760 + 90 * y / 700
    back = 190 + 20 * y / 760 + 90 * y / 700
    return front + back


def test_a_short_leg_is_held_to_the_leg_there():
    bottom = Bottom(read_drawing(trousers(hem=500.0).bytes), LEGS)
    readings = {each.level: each for each in bottom.readings() if each.part == "left"}
    assert "hem" not in readings and 380 < readings["leg hem"].body < 560


def test_the_table_says_what_is_too_tight():
    verdicts, _ = check(read_drawing(skirt().bytes), BODY)
    by = {each.reading.level: each for each in verdicts}
    assert by["hip"].under == 0 and by["hip"].reading.ease == pytest.approx(30, abs=0.1)
    assert by["waist seam"].over == pytest.approx(160, abs=0.1)
    assert cloth_of(read_drawing(tee().bytes)) == "knit"


def test_bodies_are_read_in_their_units(tmp_path):
    file = tmp_path / "someone.yaml"
    file.write_text("sex: male\nunit: in\nmeasurements:\n  height: 5 ft 11\n  chest: 39 1/2\n  waist: 860 mm\n"
                    "  arm_length: {left: 23, right: 23.5}\n  shoulder_slope: 21 deg\n  weight: 80 kg\n", "utf-8")
    read = read_body(file)
    assert read.of("height") == pytest.approx(71 * 25.4)
    assert read.of("chest") == pytest.approx(39.5 * 25.4)
    assert read.of("waist") == 860 and read.of("shoulder_slope") == 21
    assert (read.least("arm_length"), read.of("arm_length")) == pytest.approx((23 * 25.4, 23.5 * 25.4))
    assert "weight" not in read and read.sex == "male"
    file.write_text("measurements:\n  chest: 3 ells\n", "utf-8")
    with pytest.raises(ValueError, match="ells"):
        read_body(file)


def test_a_row_of_the_survey(tmp_path):
    columns = {"gender": "Female", "chestcircumference": 900, "waistcircumference": 800, "buttockcircumference": 1000,
               "neckcircumference": 320, "neckcircumferencebase": 370, "wristcircumference": 150,
               "thighcircumference": 600, "calfcircumference": 370, "heelanklecircumference": 310,
               "headcircumference": 560, "handcircumference": 185, "shoulderlength": 135, "crotchheight": 770,
               "kneeheightmidpatella": 450, "tenthribheight": 1080, "iliocristaleheight": 1000, "buttockheight": 840,
               "waistheightomphalion": 990, "waistbacklength": 420, "cervicaleheight": 1410, "axillaheight": 1250,
               "bicepscircumferenceflexed": 300}
    file = tmp_path / "survey.csv"
    file.write_text(",".join(columns) + "\n" + ",".join(map(str, columns.values())) + "\n", "latin-1")
    read = read_row(file, 1)
    assert read.of("belly") == 800 and read.of("waist_to_belly") == 50 and read.of("waist_to_hip") == 205
    assert read.of("body_rise") == 270 and read.of("upper_arm") == pytest.approx(282) and read.sex == "female"


def test_the_navel_lies_deeper_on_a_larger_belly():
    slim, stout = (Body({"belly": (belly,) * 2, "height": (1640.0,) * 2, "hip": (1060.0,) * 2}, "female")
                   for belly in (880.0, 1120.0))
    assert belly_level(slim) == pytest.approx(45, abs=1) and belly_level(stout) == pytest.approx(82, abs=1)
    assert belly_level(body(belly=900.0)) == 46 and belly_level(BODY) == 50
