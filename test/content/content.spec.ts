import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadContent } from '../../content/content.ts';
import { practiceKinds } from '../../domain/practice/practice.ts';

describe('loadContent', () => {
  const content = loadContent();

  it('gives the eight surveys in the order they are offered in', () => {
    expect(content.surveyTemplates.map((template) => template.code)).to.deep.equal([
      'supportNeed',
      'supplyCoverage',
      'networkWork',
      'coordinationTask',
      'resources',
      'feedback',
      'handover',
      'validationRound',
    ]);
  });

  it('gives each kind of practice its own form', () => {
    expect(Object.keys(content.practiceForms)).to.have.members([...practiceKinds]);
    for (const kind of practiceKinds) expect(content.practiceForms[kind].kind).to.equal(kind);
  });

  it('gives the eighteen regions and Åland, each once', () => {
    const codes = content.regions.map((region) => region.code);
    expect(codes).to.have.lengthOf(19);
    for (const code of codes) expect(code).to.match(/^\d{2}$/);
    expect(codes).to.deep.equal([...new Set(codes)].sort());
    expect(content.regions[0]?.name).to.deep.equal({ fi: 'Uusimaa', sv: 'Nyland', en: 'Uusimaa' });
    expect(content.regions.at(-1)?.name).to.deep.equal({ fi: 'Ahvenanmaa', sv: 'Åland', en: 'Åland' });
  });
});

describe('loadContent from a damaged folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'content-'));
    await cp(join(import.meta.dirname, '../../content'), folder, { recursive: true });
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('reads a sound copy', () => {
    expect(loadContent(folder)).to.deep.equal(loadContent());
  });

  it('names the file that is missing', async () => {
    await rm(join(folder, 'surveys/handover.json'));
    expect(() => loadContent(folder)).to.throw(Error, 'handover.json');
  });

  it('names the file that is not JSON', async () => {
    await writeFile(join(folder, 'forms/success.json'), '{');
    expect(() => loadContent(folder)).to.throw(Error, 'success.json');
  });

  it('names the file and the field that does not fit the schema', async () => {
    await writeFile(join(folder, 'regions.json'), JSON.stringify([{ code: '01', name: {} }]));
    expect(() => loadContent(folder)).to.throw(Error, /regions\.json[^]*name/);
  });
});
