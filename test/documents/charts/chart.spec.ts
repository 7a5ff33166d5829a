import { expect } from 'chai';
import { drawChart } from '../../../documents/charts/chart.ts';

const plain = {
  columns: ['Vastauksia'],
  rows: [
    { label: 'Pitää paikkansa sellaisenaan ja on hyödyllinen', values: [4] },
    { label: 'Ei pidä paikkaansa', values: [0] },
  ],
};
const divided = {
  columns: ['Ei lainkaan', 'Jonkin verran', 'Hyvin'],
  rows: [{ label: 'Tieto kulkee', values: [1, 0, 3] }],
};

describe('a chart', () => {
  it('is the same markup for the same data, however often it is drawn', async () => {
    const once = await drawChart(divided, 'default');
    await drawChart(plain, 'dark');
    expect(await drawChart(divided, 'default')).to.equal(once);
  });

  it('names every row and says every number', async () => {
    const svg = await drawChart(plain, 'default');
    expect(svg.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).to.include('sellaisenaan ja on');
    expect(svg).to.match(/>4</).and.match(/>0</).and.include('Ei pidä paikkaansa');
  });

  it('names every part of divided bars, each in a shade of its own', async () => {
    const svg = await drawChart(divided, 'default');
    for (const name of divided.columns) expect(svg).to.include(name);
    expect(
      new Set([...svg.matchAll(/fill="(#[0-9a-f]{6}|rgb\([^)]*\))"/g)].map(([, fill]) => fill)).size,
    ).to.be.greaterThan(3);
  });

  it('has other colours in dark and in high contrast', async () => {
    const drawn = await Promise.all((['default', 'dark', 'contrast'] as const).map((look) => drawChart(plain, look)));
    expect(new Set(drawn).size).to.equal(3);
  });

  it('holds nothing that a strict policy would not show: no style, no script, no address to fetch', async () => {
    const svg = await drawChart({ columns: ['<b>'], rows: [{ label: '<script>&"', values: [1] }] }, 'dark');
    expect(svg).not.to.match(/<script|style=|<style|href=|<image/);
    expect(svg).to.include('&lt;script&gt;');
  });

  it('is drawn of nothing, too', async () => {
    expect(await drawChart({ columns: ['Määrä'], rows: [] }, 'default')).to.match(/^<svg/);
  });
});
