import { Resvg } from '@resvg/resvg-js';
import { expect } from 'chai';
import { drawChart } from '../../../documents/charts/chart.ts';
import type { ChartData } from '../../../documents/charts/data.ts';
import { openMeasure, pictureFont } from '../../../documents/charts/letters.ts';
import { linesOf } from '../../../documents/charts/lines.ts';
import { drawPicture } from '../../../documents/charts/picture.ts';

const plain: ChartData = {
  columns: ['Vastauksia'],
  rows: [
    { label: 'Pitää paikkansa sellaisenaan ja on hyödyllinen myös siellä, missä palveluja on vähän', values: [4] },
    { label: 'Ei pidä paikkaansa', values: [0] },
  ],
};
const divided: ChartData = {
  columns: ['Ei lainkaan', 'Jonkin verran', 'Hyvin'],
  rows: [{ label: 'Tieto kulkee', values: [1, 0, 3] }],
};
const long: ChartData = {
  columns: ['Olen täysin samaa mieltä siitä, että verkosto toimii hyvin', 'Olen eri mieltä', 'WWWW'.repeat(20)],
  rows: [
    { label: 'Digitukipalveluverkostoyhteistyökoordinaattorijärjestelmä ÅÄÖ åäö', values: [40_000, 20, 3] },
    { label: 'pitkä selitys '.repeat(40), values: [1, 2, 3] },
    { label: '', values: [0, 0, 0] },
  ],
};

/** The words of a drawing, line by line, by the places at which they begin. */
function wordsIn(svg: string): string {
  return svg.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('a chart', () => {
  it('is the same markup for the same data, however often it is drawn', async () => {
    const once = await drawChart(divided, 'default');
    await drawChart(plain, 'dark');
    expect(await drawChart(divided, 'default')).to.equal(once);
  });

  it('names every row and says every number', async () => {
    const svg = await drawChart(plain, 'default');
    expect(wordsIn(svg)).to.include('Pitää paikkansa sellaisenaan ja on hyödyllinen');
    expect(svg).to.match(/>4</).and.match(/>0</).and.include('Ei pidä paikkaansa');
  });

  it('names every part of divided bars, each in a shade of its own, also of parts with one name', async () => {
    const svg = await drawChart(divided, 'default');
    for (const name of divided.columns) expect(svg).to.include(name);
    const shades = (markup: string) => new Set([...markup.matchAll(/fill="(#[0-9a-f]{6})"/g)].map(([, fill]) => fill));
    expect(shades(svg).size).to.equal(4);
    const alike = await drawChart({ ...divided, columns: ['Kyllä', 'Kyllä', 'Ei'] }, 'default');
    expect([...alike.matchAll(/>Kyllä</g)]).to.have.length(2);
    expect(shades(alike).size).to.equal(4);
  });

  it('has other colours in dark and in high contrast, and those of the words around where they change', async () => {
    const looks = ['default', 'dark', 'contrast', 'inherited'] as const;
    const drawn = await Promise.all(looks.map((look) => drawChart(plain, look)));
    expect(new Set(drawn).size).to.equal(4);
    expect([...(drawn[3] ?? '').matchAll(/<text[^>]*fill="([^"]+)"/g)].map(([, fill]) => fill)).to.satisfy(
      (fills: string[]) => fills.length > 4 && fills.every((fill) => fill === 'currentColor'),
    );
  });

  it('holds nothing that a strict policy would not show: no style, no script, no address to fetch', async () => {
    const svg = await drawChart({ columns: ['<b>'], rows: [{ label: '<script>&"', values: [1] }] }, 'dark');
    expect(svg).not.to.match(/<script|style=|<style|href=|<image/);
    expect(svg).to.include('&lt;script&gt;');
  });

  it('is drawn of nothing, too', async () => {
    expect(await drawChart({ columns: ['Määrä'], rows: [] }, 'default')).to.match(/^<svg/);
  });

  for (const [name, data] of Object.entries({ plain, divided, long, wide: { ...long, columns: ['Määrä'] } })) {
    it(`draws nothing beyond its edge: ${name}`, async () => {
      // The library's own frames, which nobody sees, go by its guesses at the width of letters.
      const seen = (await drawChart(data, 'default')).replace(/<path class="(?:back|fore)ground"[^>]*>/g, '');
      const drawing = new Resvg(seen, { font: pictureFont });
      const box = drawing.getBBox();
      if (!box) throw new Error('nothing was drawn');
      expect(box.x, 'left').to.be.at.least(0);
      expect(box.y, 'top').to.be.at.least(0);
      expect(box.x + box.width, 'right').to.be.at.most(drawing.width);
      expect(box.y + box.height, 'bottom').to.be.at.most(drawing.height);
    });
  }

  it('lays no word over another word or a bar', async () => {
    const rows = [...plain.rows, ...long.rows.slice(0, 2)].map(({ label }, row) => ({ label, values: [row] }));
    const svg = await drawChart({ columns: ['Määrä'], rows }, 'default');
    const labels = [...svg.matchAll(/<text[^>]*translate\(0,(\d+)\)[^>]*>([^\d].*?)<\/text>/g)];
    const ends = labels.map(
      ([, first, words = '']) => Number(first) + 17 * Math.max(0, words.split('<tspan').length - 2),
    );
    const bars = [...svg.matchAll(/ d="M0,(\d+)h[\d.]+v16h/g)].map(([, top]) => Number(top));
    expect([bars, labels].map(({ length }) => length)).to.deep.equal([4, 4]);
    for (const [row, top] of bars.entries()) {
      // Below the last line's letters that reach down, and above the next row's letters that reach up.
      expect(top - (ends[row] ?? 0), `label ${row}`).to.be.within(4, 12);
      expect(Number(labels[row + 1]?.[1] ?? Infinity) - 10, `bar ${row}`).to.be.at.least(top + 16);
    }
  });
});

describe('a label of a chart', () => {
  const narrow = 120;

  it('is broken between words, into lines that are no wider than the room there is', async () => {
    const measure = await openMeasure();
    const lines = linesOf('Tieto kulkee verkostossa hyvin', narrow, measure);
    expect(lines.join(' ')).to.equal('Tieto kulkee verkostossa hyvin');
    expect(lines.length).to.be.greaterThan(1);
    for (const line of lines) expect(measure(line), line).to.be.at.most(narrow);
  });

  it('is broken within a word only when the word is longer than a line', async () => {
    const measure = await openMeasure();
    const lines = linesOf('Digitukipalveluverkostoyhteistyö', narrow, measure);
    expect(lines.map((line) => line.replace(/-$/, '')).join('')).to.equal('Digitukipalveluverkostoyhteistyö');
    for (const line of lines) expect(measure(line), line).to.be.at.most(narrow);
  });

  it('ends with an ellipsis after four lines', async () => {
    const measure = await openMeasure();
    const lines = linesOf('yksi kaksi kolme '.repeat(20), narrow, measure);
    expect(lines).to.have.length(4);
    expect(lines.at(-1)).to.match(/…$/);
    for (const line of lines) expect(measure(line), line).to.be.at.most(narrow);
  });

  it('is measured by the font of the pictures: wide letters are wider', async () => {
    const measure = await openMeasure();
    expect(measure('mmm')).to.be.greaterThan(2 * measure('iii'));
    expect(measure('äöå')).to.be.closeTo(measure('aoa'), 0.5);
    expect(measure('a b')).to.be.greaterThan(measure('ab'));
    expect(measure('')).to.equal(0);
  });
});

describe('a chart as a picture', () => {
  it('is a PNG of three points for each pixel of the drawing, the same bytes for the same data', async () => {
    const picture = await drawPicture(divided);
    const drawing = new Resvg(await drawChart(divided, 'default'), { font: pictureFont });
    expect(picture.subarray(1, 4).toString('latin1')).to.equal('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).to.deep.equal(
      [drawing.width, drawing.height].map((size) => Math.round(size * 3)),
    );
    expect((await drawPicture(divided)).equals(picture)).to.equal(true);
  });

  it('shows the letters of our languages, whatever fonts the machine has', async () => {
    const of = async (label: string) => drawPicture({ columns: ['Määrä'], rows: [{ label, values: [1] }] });
    const pictures = await Promise.all(['', 'a', 'ä', 'å', 'ö', 'š', 'đ'].map(of));
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).to.equal(pictures.length);
  });
});
