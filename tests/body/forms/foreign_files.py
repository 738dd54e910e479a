"""Files of other programs that several tests read."""

from __future__ import annotations

from mtmpattern.body import Body
from mtmpattern.errors import Problem


def remarks_of(body: Body) -> tuple[Problem, ...]:
    """What the reader remarked; how likely the values are is another matter."""
    return tuple(remark for remark in body.remarks if remark.code != "measurement.doubtful")


OLD = """<?xml version="1.0" encoding="UTF-8"?>
<vst><version>0.4.2</version><read-only>false</read-only><notes/>
<unit>mm</unit><pm_system>51</pm_system>
<size base="500"/>
<height base="1760"/>
<body-measurements>
<m name="height" base="1760" size_increase="0" height_increase="60"/>
<m name="bust_circ" base="1044" size_increase="38" height_increase="2"/>
<m name="waist_circ" base="0" size_increase="0" height_increase="0"/>
<m name="dart_width_waist" base="60" size_increase="0" height_increase="0"/>
<m name="@m_belly_girth" base="900" size_increase="40"/>
</body-measurements></vst>
"""
BREAKS = """<smms><version>0.4.6</version><unit>cm</unit>
<size base="44" min="38" max="54" step="2"/><height base="170" min="158" max="182" step="6"/>
<sizes><size value="46" alias="M"/></sizes>
<body-measurements>
<m name="bust_circ" base="88" size_increase="4" height_increase="0"><sizeRules>
<break threshold="48" increment="5"/><break threshold="40" increment="3"/></sizeRules></m>
<m name="height" base="170" size_increase="0" height_increase="6"><heightRules>
<break threshold="176" increment="5"/></heightRules></m>
</body-measurements></smms>
"""
NEW = """<vst><version>0.6.2</version><unit>cm</unit><pm_system/>
<dimensions>
<dimension type="y" base="50" min="44" max="56" step="2"><labels><label value="52" label="L"/></labels></dimension>
<dimension type="x" base="176" min="164" max="188" step="6"/>
<dimension type="w" base="88" min="80" max="96" step="4"/>
</dimensions><restrictions/>
<body-measurements>
<m name="bust_circ" base="100" shiftA="1" shiftB="4" shiftC="0.5"><corrections>
<correction coordinates="182;52;88" correction="0.75"/><correction coordinates="176;50;88" correction="-2"/>
</corrections></m>
<m name="height" base="176" shiftA="6" shiftB="0"/>
<m name="" type="separator"/>
<m name="shoulder_slope_neck_side_angle" base="21" shiftB="0.5" specialUnits="true"/>
</body-measurements></vst>
"""
FREESEWING = """\
name: Ana
units: metric
measurements:
  chest: 925
  seat: 995.5
  hips: 910
  neck: 330
  waistToFloor: 1055
  hpsToWaistBack: 440
  shoulderSlope: 21
  ankle: 0
  knee: null
  heel:
  crossSeamBack: 340
"""
GARMENTCODE = """\
body:
  height: 168
  head_l: 26
  bust: 92.5
  back_width: 45
  waist: 74.5
  waist_line: 41
  hips: 99.5
  hips_line: 20.5
  crotch_hip_diff: 6
  vert_bust_line: 20
  shoulder_incl: 21
  arm_pose_angle: 45
  hip_inclination: 8
  _base_sleeve_balance: 30
"""
