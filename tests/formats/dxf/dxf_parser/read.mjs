// Prints what dxf-parser reads of a file: for each block, and for what lies in none, its entities in order.
import { readFileSync } from "node:fs";

for (const way of ["log", "debug", "info", "warn"]) console[way] = console.error;    // it tells of group 250 on stdout
const { default: DxfParser } = await import("dxf-parser");

const Parser = DxfParser.default ?? DxfParser;
const drawing = new Parser().parseSync(readFileSync(process.argv[2], "ascii"));
const places = (entity) => entity.vertices ?? [entity.position ?? entity.startPoint ?? entity.center ?? entity];
const told = (entity) => ({
  kind: entity.type,
  layer: entity.layer,
  closed: Boolean(entity.shape),
  text: entity.text ?? "",
  block: entity.type === "INSERT" ? entity.name : "",
  points: places(entity).map(({ x, y, z }) => [x ?? 0, y ?? 0, z ?? 0]),
});
process.stdout.write(JSON.stringify({
  blocks: Object.fromEntries(Object.entries(drawing.blocks ?? {}).map(
    ([name, block]) => [name, (block.entities ?? []).map(told)])),
  entities: drawing.entities.map(told),
}));
