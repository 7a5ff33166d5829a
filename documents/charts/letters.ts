import { fileURLToPath } from 'node:url';
import type { ResvgRenderOptions } from '@resvg/resvg-js';

/** The size of all text in charts, in pixels. */
export const letterSize = 13;

/** The font of pictures, which look the same on every machine: its letters are wider than most that a browser has. */
export const pictureFont: NonNullable<ResvgRenderOptions['font']> = {
  loadSystemFonts: false,
  fontFiles: [fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'))],
  defaultFontFamily: 'Noto Sans',
  sansSerifFamily: 'Noto Sans',
};

/** How wide a text is in a chart, in pixels. */
export type Measure = (text: string) => number;

const known = new Map<string, number>();

/** Gives what texts are measured by: each letter's own width, which is looked up in the font once. */
export async function openMeasure(): Promise<Measure> {
  const { Resvg } = await import('@resvg/resvg-js');
  const drawn = (text: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text y="20" font-size="${letterSize}">${text}</text></svg>`;
    return new Resvg(svg, { font: pictureFont }).getBBox()?.width ?? 0;
  };
  // Between two others, since blanks around a letter belong to its width and not to what is drawn of it.
  const letter = (one: string) => drawn(`l&#${one.codePointAt(0)};l`) - drawn('ll');
  return (text) => {
    let width = 0;
    for (const one of text) {
      // What the font lacks is taken to be as wide as high.
      const own = known.get(one) ?? (letter(one) || letterSize);
      known.set(one, own);
      width += own;
    }
    return width;
  };
}
