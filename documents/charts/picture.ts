import { type ChartData, drawChart } from './chart.ts';
import { pictureFont } from './letters.ts';

/** How many points of a picture make a pixel of the drawing: sharp in print at the width of a page. */
const sharpness = 3;

/** Draws the same chart as a picture (PNG) on white, for documents. The same data gives the same bytes. */
export async function drawPicture(data: ChartData): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js');
  const options = { font: pictureFont, background: '#ffffff', fitTo: { mode: 'zoom', value: sharpness } } as const;
  return new Resvg(await drawChart(data, 'default'), options).render().asPng();
}
