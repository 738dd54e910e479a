// Shows a draped garment: turn, zoom, maps, and the name of the part or seam under the pointer.
import {
  AmbientLight, BufferAttribute, BufferGeometry, Color, DirectionalLight, DoubleSide, HemisphereLight, LineBasicMaterial,
  LineSegments, MeshStandardMaterial, PerspectiveCamera, Raycaster, Scene, Vector2, Vector3, WebGLRenderer, Box3,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

const about = JSON.parse(document.getElementById("about").textContent);
const SCALE = [[0.23, 0.30, 0.75], [0.27, 0.68, 0.85], [0.45, 0.80, 0.45], [0.95, 0.85, 0.30], [0.90, 0.45, 0.20],
  [0.70, 0.08, 0.12]];
const label = document.getElementById("label");
const legend = document.getElementById("legend");

function bytes(text) {
  const raw = atob(text);
  const made = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) made[i] = raw.charCodeAt(i);
  return made.buffer;
}

function shade(share) {
  const place = Math.min(Math.max(share, 0), 1) * (SCALE.length - 1);
  const at = Math.min(Math.floor(place), SCALE.length - 2);
  return SCALE[at].map((low, i) => low + (place - at) * (SCALE[at + 1][i] - low));
}

const scene = new Scene();
scene.background = new Color(0xf6f6f4);
scene.add(new HemisphereLight(0xffffff, 0xb8b0a8, 1.6), new AmbientLight(0xffffff, 0.35));
for (const [x, y, z, strength] of [[-1, 2, 2, 1.7], [2, 1, -1.5, 0.9]]) {
  const light = new DirectionalLight(0xffffff, strength);
  light.position.set(x, y, z);
  scene.add(light);
}
const renderer = new WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
document.getElementById("stage").appendChild(renderer.domElement);
const camera = new PerspectiveCamera(28, 1, 0.05, 50);
const controls = new OrbitControls(camera, renderer.domElement);
const parts = [];
const hits = [];
let lines = null;

function draw() { renderer.render(scene, camera); }

function fit() {
  renderer.setSize(window.innerWidth, window.innerHeight);
  camera.aspect = window.innerWidth / window.innerHeight;
  camera.updateProjectionMatrix();
  draw();
}

function paint(name) {
  for (const mesh of parts) {
    const values = name && mesh.geometry.getAttribute(`_${name}`);
    mesh.material.vertexColors = Boolean(values);
    if (values) {
      const [low, high] = about.maps[name].range;
      const colours = new Float32Array(values.count * 3);
      const one = new Color();
      for (let i = 0; i < values.count; i += 1) {
        one.setRGB(...shade((values.getX(i) - low) / (high - low)), "srgb").toArray(colours, 3 * i);
      }
      mesh.geometry.setAttribute("color", new BufferAttribute(colours, 3));
      mesh.material.color.set(0xffffff);
    } else {
      mesh.material.color.copy(mesh.userData.own);
    }
    mesh.material.needsUpdate = true;
  }
  legend.hidden = !name;
  if (name) {
    const { range, unit } = about.maps[name];
    legend.querySelector("span").textContent = `${name}, draft: ${range[0]} to ${range[1]} ${unit} and more`;
  }
  for (const button of document.querySelectorAll("[data-map]")) {
    button.setAttribute("aria-pressed", String(button.dataset.map === name));
  }
  document.body.dataset.map = name;
  draw();
}

function named(event) {
  const box = renderer.domElement.getBoundingClientRect();
  const ray = new Raycaster();
  ray.params.Line.threshold = 0.006;
  ray.setFromCamera(new Vector2(((event.clientX - box.left) / box.width) * 2 - 1,
    1 - ((event.clientY - box.top) / box.height) * 2), camera);
  const [found] = ray.intersectObjects(hits, false);
  const seam = lines && ray.intersectObject(lines, false).find((hit) => !found || hit.distance < found.distance + 0.02);
  if (seam) return about.seams[lines.userData.owner[Math.floor(seam.index / 2)]].name;
  if (!found || found.object.userData.kind !== "part") return "";
  const { name, values } = found.object.userData;
  const shown = document.body.dataset.map;
  const map = shown && values[shown];
  return map ? `${name}: ${map.getX(found.face.a).toFixed(1)} ${about.maps[shown].unit}` : name;
}

function sewn() {
  const places = [];
  const owner = [];
  about.seams.forEach((seam, number) => {
    for (const each of seam.lines) places.push(each);
    for (let i = 0; i < seam.lines.length / 6; i += 1) owner.push(number);
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(places), 3));
  lines = new LineSegments(geometry, new LineBasicMaterial({ color: 0x222222, transparent: true, opacity: 0.55 }));
  lines.userData.owner = owner;
  scene.add(lines);
}

function start(gltf) {
  gltf.scene.traverse((mesh) => {
    if (!mesh.isMesh) return;
    const { kind } = mesh.userData;
    hits.push(mesh);
    if (kind !== "part") {
      Object.assign(mesh.material, { polygonOffset: true, polygonOffsetFactor: 4, polygonOffsetUnits: 500 });
      return;
    }
    mesh.material = new MeshStandardMaterial({
      color: mesh.material.color, roughness: 0.9, side: DoubleSide, polygonOffset: true, polygonOffsetFactor: 1,
      polygonOffsetUnits: 8,
    });
    const values = {};
    for (const name of Object.keys(about.maps)) values[name] = mesh.geometry.getAttribute(`_${name}`);
    Object.assign(mesh.userData, { own: mesh.material.color.clone(), values, name: gltf.parser.json.nodes.find(
      (node) => node.extras && node.mesh === gltf.parser.associations.get(mesh).meshes).name });
    parts.push(mesh);
  });
  scene.add(gltf.scene);
  sewn();
  const box = new Box3();
  for (const mesh of parts) box.expandByObject(mesh);
  const middle = box.getCenter(new Vector3());
  const size = box.getSize(new Vector3());
  controls.target.copy(middle);
  camera.position.copy(middle).add(new Vector3(0, 0.1, 1).multiplyScalar(Math.max(size.y, size.x) * 2.6 + 0.4));
  controls.addEventListener("change", draw);
  controls.update();
  window.addEventListener("resize", fit);
  renderer.domElement.addEventListener("pointermove", (event) => { label.textContent = named(event); });
  for (const button of document.querySelectorAll("[data-map]")) {
    button.addEventListener("click", () => paint(button.dataset.map));
  }
  for (const button of document.querySelectorAll("[data-turn]")) {
    button.addEventListener("click", () => {
      const away = camera.position.distanceTo(controls.target);
      const angle = (Number(button.dataset.turn) * Math.PI) / 180;
      camera.position.set(middle.x + away * Math.sin(angle), middle.y, middle.z + away * Math.cos(angle));
      controls.target.copy(middle);
      controls.update();
      draw();
    });
  }
  fit();
  paint("");
  document.body.dataset.ready = "yes";
}

new GLTFLoader().parse(bytes(document.getElementById("scene").textContent), "", start, (error) => {
  label.textContent = `This garment cannot be shown: ${error.message}`;
});
