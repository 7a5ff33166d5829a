import { expect } from 'chai';
import * as fc from 'fast-check';
import { organisations } from '../../../domain/network/network.ts';
import { decideOnPractice, returnPractice } from '../../../domain/practice/decide.ts';
import { openPracticeForm, writtenText } from '../../../domain/practice/draft.ts';
import { faultsByLanguage, longestKept } from '../../../domain/practice/form.ts';
import { type PracticeText, practices } from '../../../domain/practice/practice.ts';
import { proposePractice } from '../../../domain/practice/propose.ts';
import {
  savePracticeText,
  startPractice,
  type TypedPractice,
  type TypedText,
  textWith,
} from '../../../domain/practice/write.ts';
import { put } from '../../../domain/store.ts';
import { languages } from '../../../domain/text.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aDraft, aProposal, forms, stored, writePage } from './practices.ts';

async function expectFields(promise: Promise<unknown>, fields: object): Promise<void> {
  expect((await expectCode(promise, 'INPUT_INVALID')).fields).to.deep.equal(fields);
}

describe('beginning a practice with its title', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const start = async (role: Role, title: TypedText, given: { groupId?: string; organisationId?: string } = {}) => {
    const request = { practiceId: 'p1', kind: 'success', groupId: world.groupId, title, ...given } as const;
    return startPractice(world.deps, await world.actor(role), request);
  };

  it('makes the same draft as the first page of the form in the chat', async () => {
    await start('member', { fi: 'Etätuki' });
    await writePage(world, 'member', 'p2', { title: 'Etätuki' }, { kind: 'success' });
    expect({ ...(await stored(world)), id: 'p2' }).to.deep.equal(await stored(world, 'p2'));
  });

  it('makes one practice however often it is sent, and leaves what was written since', async () => {
    await Promise.all([start('member', { fi: 'Etätuki' }), start('member', { fi: 'Etätuki' })]);
    await writePage(world, 'member', 'p1', { title: 'Etätuki puhelimella', themes: ['needs'] });
    expect((await start('member', { fi: 'Etätuki' })).title).to.deep.equal({ fi: 'Etätuki puhelimella' });
    expect(await world.deps.store.count(practices, { networkId: 'uudi' })).to.equal(1);
    await expectCode(start('other', { fi: 'Oma' }), 'FORBIDDEN');
  });

  it('takes titles in several languages, and refuses none', async () => {
    await expectFields(start('member', {}), { title: 'required' });
    await expectFields(start('member', { fi: '', sv: '' }), { title: 'required' });
    expect((await start('member', { fi: 'Tuki', sv: 'Stöd', en: '' })).title).to.deep.equal({ fi: 'Tuki', sv: 'Stöd' });
  });

  it('is for the same people as in the chat, and for an organisation without Teams marked so', async () => {
    const without = { version: 0, type: 'association' as const, municipalities: [], networkId: 'uudi' };
    await world.deps.store.commit([put(organisations, { ...without, id: 'o-paper', name: 'Järjestö D (esimerkki)' })]);
    const title = { fi: 'Etätuki' };
    await expectCode(start('member', title, { groupId: world.otherGroupId }), 'FORBIDDEN');
    await expectCode(start('stranger', title), 'NOT_MEMBER');
    await expectCode(start('member', title, { organisationId: 'o-paper' }), 'FORBIDDEN');
    await expectCode(start('lead', title, { organisationId: 'o-association' }), 'ORGANISATION_IN_TEAMS');
    expect(await start('lead', title, { organisationId: 'o-paper' })).to.include({
      organisationId: 'o-paper',
      onBehalf: true,
    });
  });
});

describe('saving a practice in several languages', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await aDraft(world);
  });
  afterEach(() => world.close());

  const nothing: TypedPractice = { title: {}, sections: {} };
  const save = async (typed: Partial<TypedPractice>, role: Role = 'member', version?: number) => {
    const expected = version ?? (await stored(world)).version;
    const request = { practiceId: 'p1', typed: { ...nothing, ...typed }, expected };
    return savePracticeText(world.deps, await world.actor(role), request, forms);
  };

  it('writes those that are named and leaves the others', async () => {
    await save({ title: { sv: 'Brist på stöd', en: 'Support missing' }, sections: { missing: { sv: 'Stöd' } } });
    const { title, sections, filing } = await stored(world);
    expect(title).to.deep.equal({ fi: 'Etätuen puute p1', sv: 'Brist på stöd', en: 'Support missing' });
    expect(sections['missing']).to.deep.equal({ fi: 'Teksti: missing', sv: 'Stöd' });
    expect(sections['why']).to.deep.equal({ fi: 'Teksti: why' });
    expect(filing).to.deep.include({ supportForms: ['remote'], region: 'Uusimaa' });
  });

  it('takes out what is emptied, but never the last title', async () => {
    await save({ title: { sv: 'Stöd' } });
    await save({ title: { fi: '' }, sections: { missing: { fi: '' } } });
    expect((await stored(world)).title).to.deep.equal({ sv: 'Stöd' });
    expect((await stored(world)).sections).to.not.have.property('missing');
    await expectFields(save({ title: { sv: '' } }), { title: 'required' });
    expect((await stored(world)).title).to.deep.equal({ sv: 'Stöd' });
  });

  it('files only under what there is', async () => {
    const typed = { supportForms: ['training', 'magic'], targetGroups: [], themes: ['needs'], municipality: 'Espoo' };
    await save({ filing: typed });
    expect((await stored(world)).filing).to.deep.equal({
      supportForms: ['training'],
      targetGroups: [],
      themes: ['needs'],
      region: 'Uusimaa',
      municipality: 'Espoo',
    });
  });

  it('keeps what is too long to be proposed, names its language, and refuses what is longer than is kept', async () => {
    const long = 'x'.repeat(longestKept);
    await save({ sections: { missing: { sv: long } } });
    expect((await stored(world)).sections['missing']?.sv).to.have.length(longestKept);
    expect(faultsByLanguage(forms.developmentTarget, await stored(world))).to.deep.equal({ 's.missing.sv': 'tooLong' });
    await expectFields(save({ title: { en: `${long}x` }, sections: { why: { fi: `${long}x` } } }), {
      'title.en': 'tooLong',
      's.why.fi': 'tooLong',
    });
    expect((await stored(world)).sections['why']).to.deep.equal({ fi: 'Teksti: why' });
  });

  it('tells the second of two writers, and what is left for somebody without the right', async () => {
    const { version } = await stored(world);
    await save({ title: { sv: 'Stöd' } }, 'member', version);
    await expectCode(save({ title: { sv: 'Annat' } }, 'member', version), 'STALE');
    for (const role of ['other', 'lead', 'coordinator'] as const) await expectCode(save({}, role), 'FORBIDDEN');
    await expectCode(save({}, 'stranger'), 'NOT_MEMBER');
    expect((await stored(world)).title.sv).to.equal('Stöd');
  });

  it('is kept beside a proposed text, which stands, until it says the same again', async () => {
    await proposePractice(world.deps, await world.actor('member'), 'p1', forms);
    const before = await stored(world);
    await save({ title: { fi: 'Uusi otsikko' }, sections: { owner: { sv: 'Kommunen' } } }, 'lead');
    const after = await stored(world);
    expect(after).to.deep.include({ title: before.title, sections: before.sections, updatedAt: before.updatedAt });
    expect(writtenText(after).sections['owner']).to.deep.equal({ fi: 'Teksti: owner', sv: 'Kommunen' });
    await save({ title: before.title, sections: { owner: { sv: '' } } });
    expect((await stored(world)).draft).to.equal(undefined);
  });

  it('is not for what is retired', async () => {
    await proposePractice(world.deps, await world.actor('member'), 'p1', forms);
    await decideOnPractice(world.deps, await world.actor('lead'), 'p1', 'retire');
    await expectCode(save({ title: { fi: 'Uusi' } }), 'PRACTICE_STATE');
  });

  it('does not keep missing translations from being proposed', async () => {
    await save({ title: { sv: 'Stöd' }, sections: { missing: { en: 'Support' } } });
    const { outcome } = await proposePractice(world.deps, await world.actor('member'), 'p1', forms);
    expect(outcome).to.equal('proposed');
  });
});

describe('proposing what was read', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const propose = async (expected: number) =>
    proposePractice(world.deps, await world.actor('member'), 'p1', forms, expected);

  it('refuses a text that has changed since, and proposes it once it was read', async () => {
    const { version } = await aDraft(world);
    await writePage(world, 'member', 'p1', { title: 'Muuttunut' });
    await expectCode(propose(version), 'STALE');
    expect((await propose((await stored(world)).version)).outcome).to.equal('proposed');
  });

  it('changes nothing at a second press', async () => {
    const { version } = await aDraft(world);
    await propose(version);
    expect((await propose(version)).outcome).to.equal('unchanged');
  });

  it('proposes what was returned as it is', async () => {
    await aProposal(world);
    await returnPractice(world.deps, await world.actor('lead'), 'p1', 'Syy');
    expect((await propose((await stored(world)).version)).outcome).to.equal('proposed');
    expect(await openPracticeForm(world.deps, await world.actor('member'), 'p1', forms)).to.include({ page: 0 });
  });
});

describe('a text with what was typed in it', () => {
  const form = forms.goodPractice;
  const codes = form.sections.map(({ code }) => code);
  const filing = { supportForms: [], targetGroups: [], themes: [], region: 'Uusimaa' };
  const typedText = fc.record(
    { fi: fc.string({ maxLength: 9 }), sv: fc.string({ maxLength: 9 }), en: fc.string({ maxLength: 9 }) },
    { requiredKeys: [] },
  );
  const typed = fc.dictionary(fc.constantFrom(...codes, 'foreign'), typedText);

  it('holds the last that was typed in each language, whatever was saved together', () => {
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 8 }), (saves) => {
        let now: PracticeText = { title: { fi: 'Tuki' }, sections: {}, filing };
        const expected = new Map<string, string>();
        for (const sections of saves) {
          now = textWith(now, { title: {}, sections }, { region: 'Uusimaa', form });
          for (const [code, text] of Object.entries(sections)) {
            for (const language of languages) {
              const own = text[language];
              if (own !== undefined) expected.set(`${code} ${language}`, own);
            }
          }
        }
        for (const code of codes) {
          for (const language of languages) {
            expect(now.sections[code]?.[language] ?? '').to.equal(expected.get(`${code} ${language}`) ?? '');
          }
        }
        expect(now.sections).to.not.have.property('foreign');
        expect(now.title).to.deep.equal({ fi: 'Tuki' });
      }),
    );
  });
});
