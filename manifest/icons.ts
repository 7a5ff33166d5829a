import { Resvg } from '@resvg/resvg-js';

/** The colour of the square behind the mark, which is also the manifest's `accentColor`. */
export const accent = '#0b6a6e';

/**
 * The mark: two open nodes hand over to a third, which is full. It is drawn in a square whose sides are 1 long.
 */
function mark(stroke: number, full: string): string {
  const ring = 0.19 - stroke / 2;
  return `<g fill="none" stroke="#fff" stroke-width="${stroke}">
    <path d="M0.272 0.612L0.418 0.367M0.582 0.367L0.728 0.612"/>
    <circle cx="0.19" cy="0.75" r="${ring}"/>
    <circle cx="0.5" cy="0.23" r="${ring}"/>
    <circle cx="0.81" cy="0.75" r="0.19" fill="${full}" stroke="none"/>
  </g>`;
}

function svg(size: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 1 1">${content}</svg>`;
}

/** The colour icon: 192 × 192 on a solid ground, with the mark in the middle 96 × 96 that Teams never cuts. */
const colour = svg(
  192,
  `<path fill="${accent}" d="M0 0H1V1H0Z"/><g transform="translate(0.25 0.25) scale(0.5)">${mark(0.075, '#ffc83d')}</g>`,
);

/** The outline icon: 32 × 32, the mark in pure white, the rest transparent. */
const outline = svg(32, mark(0.07, '#fff'));

/** A drawing as pixels (four bytes each: red, green, blue, all by their opacity, and opacity) and as a PNG file. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
  asPng(): Buffer;
}

/** The icons of the app package, by the names of their files. */
export function drawIcons(): Readonly<Record<'color.png' | 'outline.png', Drawn>> {
  return { 'color.png': new Resvg(colour).render(), 'outline.png': new Resvg(outline).render() };
}
