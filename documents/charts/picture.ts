import { drawChart } from './chart.ts';
import type { ChartData } from './data.ts';
import { pictureFont } from './letters.ts';

/** How many points of a picture make a pixel of the drawing: sharp in print at the width of a page. */
const sharpness = 3;

const options = { font: pictureFont, background: '#ffffff', fitTo: { mode: 'zoom', value: sharpness } } as const;

/** Draws the same chart as a picture (PNG) on white, for documents. The same data gives the same bytes. */
export async function drawPicture(data: ChartData): Promise<Buffer> {
  const [svg, { Resvg }] = await Promise.all([drawChart(data, 'default'), import('@resvg/resvg-js')]);
  return new Resvg(svg, options).render().asPng();
}
