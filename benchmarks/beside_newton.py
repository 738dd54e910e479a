"""A garment draped by us and by newton's Style3D solver on the CPU, from the same mesh, start and figures of the cloth.

    pip install newton                     # into a virtual environment of its own that has mtmpattern[preview]
    python benchmarks/beside_newton.py [TEMPLATE] [BODY]

Newton gets our glued mesh with its rest shapes, masses, tension, shear and bending, the start of `place`, the mesh of
the body as a collision shape with the same gap and friction, our damping, and the force that holds a waistband at its
height. Contact of cloth with cloth is switched off, as we have none, and laps are not held where they lie. It runs
until 95 of 100 points move by less than 3 mm/s, four times as calm as ours.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import Any

import newton
import numpy as np
import warp as wp
from drapes import neck_error
from newton.solvers import SolverStyle3D, style3d

import mtmpattern as mtm
from mtmpattern.jobs.preview import trunk_depths
from mtmpattern.preview.body_field import body_field
from mtmpattern.preview.drape import PRESS, WORN, DrapeSettings
from mtmpattern.preview.garment import Garment3D, body_faces, dress, pose_for, worn_heights
from mtmpattern.preview.maps import ease_by_level
from mtmpattern.preview.placing import place
from mtmpattern.preview.sewing import sew

STEP = 1 / 120
REPEATS = 20
CALM = 0.003
LONGEST = 6.0


def model_for(made: Garment3D, start: np.ndarray) -> newton.Model:
    """The cloth and the body in newton."""
    cloth = made.model
    flat = np.zeros((len(cloth.triangles), 3, 2))
    flat[:, 1:] = np.linalg.inv(cloth.inverse).transpose(0, 2, 1)             # each triangle at rest, on its own
    builder = newton.ModelBuilder(up_axis=newton.Axis.Y)
    SolverStyle3D.register_custom_attributes(builder)
    figures = np.stack([cloth.weft, cloth.warp, cloth.shear], axis=1)
    style3d.add_cloth_mesh(
        builder, pos=wp.vec3(0, 0, 0), rot=wp.quat_identity(), vel=wp.vec3(0, 0, 0), vertices=start.tolist(),
        indices=cloth.triangles.ravel().tolist(), panel_verts=flat.reshape(-1, 2).tolist(),
        panel_indices=np.arange(flat.size // 2).tolist(), density=0.2,
        particle_radius=float(np.median(cloth.offset)) / 2 + 0.0025, tri_ka=0.0, tri_kd=0.0,
        tri_aniso_ke=[wp.vec3(*map(float, row)) for row in figures], edge_aniso_ke=wp.vec3(1e-6, 1e-6, 1e-6))
    builder.particle_mass[:] = cloth.mass.tolist()
    ours = {frozenset(map(int, hinge[:2])): float(each)
            for hinge, each in zip(cloth.hinges, cloth.bending, strict=True)}
    area = builder.custom_attributes["style3d:edge_rest_area"].values
    for number, (_, _, low, high) in enumerate(builder.edge_indices):         # its energy: stiffness / area
        area[number] = 1.0
        builder.edge_bending_properties[number] = (ours.get(frozenset((int(low), int(high))), 0.0), 0.0)
    faces = body_faces(made.avatar, made.cloth)
    builder.add_shape_mesh(body=-1, mesh=newton.Mesh((made.avatar.vertices / 1000).astype(np.float32),
                                                     faces.astype(np.int32).ravel()))
    model = builder.finalize()
    model.soft_contact_ke, model.soft_contact_kd = float(np.median(PRESS * cloth.node_area)), 0.0
    model.soft_contact_mu = cloth.friction
    model.shape_material_mu.fill_(cloth.friction)
    return model


def draped(made: Garment3D, start: np.ndarray, heights: np.ndarray) -> tuple[np.ndarray, float]:
    """Where newton's cloth comes to rest, in m, and its CPU-seconds without compiling."""
    model, how = model_for(made, start), DrapeSettings()
    solver = SolverStyle3D(model, config=SolverStyle3D.Config(iterations=REPEATS))
    solver.collision.stiff_vf = solver.collision.stiff_ee = solver.collision.stiff_ef = 0.0
    worn = np.where(np.isfinite(heights), WORN * made.model.node_area, 0.0)
    solver.pd_diags.assign((solver.pd_diags.numpy() + worn).astype(np.float32))
    now, after, control = model.state(), model.state(), model.control()
    pipeline = newton.CollisionPipeline(model)
    contacts = pipeline.contacts()
    moment, calm, began = 0.0, 0, 0.0
    while moment < LONGEST and calm < 16:
        sewing = moment < how.sewing
        model.set_gravity((0.0, 0.0 if sewing else -9.81, 0.0))
        now.clear_forces()
        force = np.zeros((len(start), 3), np.float32)
        force[:, 1] = worn * np.nan_to_num(heights - now.particle_q.numpy()[:, 1])
        now.particle_f.assign(force)
        speed: Any = now.particle_qd.numpy() * np.exp(-(20.0 if sewing else how.damping) * STEP)
        fast = np.linalg.norm(speed, axis=1, keepdims=True)
        now.particle_qd.assign((speed * np.minimum(1, 2.0 / np.maximum(fast, 1e-9))).astype(np.float32))
        pipeline.collide(now, contacts)
        solver.step(now, after, control, contacts, STEP)
        now, after = after, now
        began = began or time.process_time()
        moment += STEP
        pace = np.percentile(np.linalg.norm(now.particle_qd.numpy(), axis=1), 95)
        calm = calm + 1 if pace < CALM and moment > how.sewing + 0.5 else 0
    print(f"newton {newton.__version__}: {'at rest' if calm else 'not at rest'} after {moment:.2f} s")
    return now.particle_q.numpy().astype(float), time.process_time() - began


def main(template: str = "crew-tee", person: str = "ana") -> None:
    wp.config.quiet = True
    wp.set_device("cpu")
    body = mtm.read_body(person)
    pattern = mtm.draft(template, body, estimates=True)
    cloth = sew(pattern)
    figure = mtm.avatar(body, pose=pose_for(cloth))
    began = time.process_time()
    made = dress(pattern, figure, cloth=cloth, depths=trunk_depths(body))
    ours = time.process_time() - began
    heights = worn_heights(pattern, cloth, figure)
    start = place(cloth, figure) / 1000
    points, seconds = draped(made, start, np.full(cloth.count, np.nan) if heights is None else heights)
    field = body_field(figure.vertices / 1000, body_faces(figure, cloth), points[:, 1].min() - 0.1,
                       points[:, 1].max() + 0.1)
    other = replace(made, points=points, skin=field.exact(points))
    away = np.linalg.norm(points - made.points, axis=1)[~cloth.lying] * 1000
    print(f"{template} on {person}: ours {ours:.1f} CPU-s with the field of the body, newton {seconds:.1f}")
    print(f"points apart by {away.mean():.1f} mm on average, 95 of 100 up to {np.percentile(away, 95):.1f}, at most "
          f"{away.max():.1f}; neck point off by {neck_error(made):.1f} and {neck_error(other):.1f} mm; "
          f"newton's deepest {max(0.0, -other.skin.min() * 1000):.1f} mm")
    for one, two in zip(ease_by_level(made, pattern.ease), ease_by_level(other, pattern.ease), strict=True):
        print(f"{one.level} {one.side}: ease flat {one.flat:.0f}, ours {one.draped:.0f}, newton {two.draped:.0f} mm")


if __name__ == "__main__":
    main(*sys.argv[1:])
