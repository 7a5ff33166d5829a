import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng, type Picture } from './png.ts';

/**
 * The mark: two open nodes hand over to a third, which is full. It is drawn in a square whose sides are 1 long, and
 * rewritten as `color.png` and `outline.png` by `node manifest/icons.ts`.
 */
const nodes = [
  { x: 0.19, y: 0.75, full: false },
  { x: 0.5, y: 0.23, full: false },
  { x: 0.81, y: 0.75, full: true },
] as const;
const radius = 0.19;

type Colour = readonly [red: number, green: number, blue: number];
const white: Colour = [255, 255, 255];
const yellow: Colour = [255, 200, 61];

/** The colour of the square behind the mark, which is also the manifest's `accentColor`. */
export const accent: Colour = [11, 106, 110];

/** The colour icon: 192 × 192 on a solid ground, with the mark in the middle 96 × 96 that Teams never cuts. */
export function colourIcon(): Picture {
  return draw(192, (x, y) => {
    const [u, v] = [x * 2 - 0.5, y * 2 - 0.5];
    const colour = { line: white, full: yellow, none: accent }[part(u, v, 0.075)];
    return [...colour, 255];
  });
}

/** The outline icon: 32 × 32, the mark in pure white, the rest transparent. */
export function outlineIcon(): Picture {
  return draw(32, (x, y) => [...white, part(x, y, 0.07) === 'none' ? 0 : 255]);
}

/** What of the mark is at a point: a stroke of the given width, the full node, or nothing. */
function part(x: number, y: number, width: number): 'line' | 'full' | 'none' {
  const distances = nodes.map((node) => ({ ...node, away: Math.hypot(x - node.x, y - node.y) }));
  const near = distances.find(({ away }) => away <= radius);
  if (near?.full) return 'full';
  if (near) return near.away >= radius - width ? 'line' : 'none';
  const [a, b, c] = nodes;
  return Math.min(fromLine(x, y, a, b), fromLine(x, y, b, c)) <= width / 2 ? 'line' : 'none';
}

type Point = { readonly x: number; readonly y: number };

function fromLine(x: number, y: number, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy);
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(x - a.x - at * dx, y - a.y - at * dy);
}

const samples = 4;

/** A picture from the colour of each point, with soft edges: every pixel is the mean of its samples. */
function draw(size: number, colourAt: (x: number, y: number) => readonly number[]): Picture {
  const rgba = new Uint8Array(size * size * 4);
  for (let pixel = 0; pixel < size * size; pixel += 1) {
    const sum = [0, 0, 0, 0];
    for (let sample = 0; sample < samples * samples; sample += 1) {
      const x = (pixel % size) + ((sample % samples) + 0.5) / samples;
      const y = Math.floor(pixel / size) + (Math.floor(sample / samples) + 0.5) / samples;
      const colour = colourAt(x / size, y / size);
      for (let channel = 0; channel < 4; channel += 1) sum[channel] = (sum[channel] ?? 0) + (colour[channel] ?? 0);
    }
    rgba.set(
      sum.map((total) => Math.round(total / (samples * samples))),
      pixel * 4,
    );
  }
  return { size, rgba };
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'color.png'), encodePng(colourIcon()));
  writeFileSync(join(import.meta.dirname, 'outline.png'), encodePng(outlineIcon()));
}
