// Opens a page of a preview in Chromium, offline, and prints what a viewer would find: node look.mjs PAGE CHROMIUM
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, executablePath] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "preview-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath, headless: true, offline: true, viewport: { width: 640, height: 720 }, timeout: 120000,
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader"],
});
try {
  const tab = await context.newPage();
  tab.setDefaultTimeout(120000);
  const errors = [];
  const asked = [];
  tab.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  tab.on("pageerror", (error) => errors.push(String(error)));
  tab.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url()); });
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForSelector("body[data-ready=yes]");

  // The share of pixels that differ from the corner, and a sum that another picture does not have.
  const seen = () => tab.evaluate(() => {
    const canvas = document.querySelector("#stage canvas");
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const brush = copy.getContext("2d");
    brush.drawImage(canvas, 0, 0);
    const { data } = brush.getImageData(0, 0, copy.width, copy.height);
    let painted = 0;
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (Math.abs(data[i] - data[0]) + Math.abs(data[i + 1] - data[1]) + Math.abs(data[i + 2] - data[2]) > 12) painted += 1;
      sum = (sum * 31 + data[i] + 3 * data[i + 1] + 7 * data[i + 2]) % 1000000007;
    }
    return { painted: painted / (data.length / 4), sum };
  });
  const pictures = {};
  pictures.plain = await seen();
  for (const button of await tab.$$("[data-map]")) {
    const name = await button.getAttribute("data-map");
    await button.click();
    pictures[name || "plain"] = { ...await seen(), legend: await tab.textContent("#legend") };
  }
  await tab.click("[data-map='']");
  for (const button of await tab.$$("[data-turn]")) {
    await button.click();
    pictures[`turn ${await button.getAttribute("data-turn")}`] = await seen();
  }
  await tab.click("[data-turn='0']");
  const names = new Set();
  for (let y = 60; y < 720; y += 45) {
    for (let x = 100; x < 560; x += 22) {
      await tab.mouse.move(x, y);
      names.add(await tab.textContent("#label"));
    }
  }
  // On a narrow screen with everything open, no two texts may lie on each other.
  await tab.setViewportSize({ width: 420, height: 720 });
  await tab.click("#ease summary");
  await tab.click("[data-map='pressure']");
  const overlaps = await tab.evaluate(() => {
    document.getElementById("label").textContent = "the name of a part or of a seam that is rather long";
    const boxes = ["label", "legend", "ease"].map((id) => [id, document.getElementById(id)]);
    boxes.push(["bar", document.querySelector(".bar")]);
    const found = [];
    for (const [one, a] of boxes) {
      const p = a.getBoundingClientRect();
      if (p.left < 0 || p.right > window.innerWidth || p.top < 0 || p.bottom > window.innerHeight) found.push(`${one} off`);
      for (const [other, b] of boxes) {
        const q = b.getBoundingClientRect();
        if (one < other && p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom) found.push(`${one} ${other}`);
      }
    }
    return found;
  });
  console.log(JSON.stringify({ errors, asked, pictures, overlaps, names: [...names].filter(Boolean).sort() }));
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
