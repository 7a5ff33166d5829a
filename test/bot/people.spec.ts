import { expect } from 'chai';
import { members, organisations } from '../../domain/network/network.ts';
import { practices, validations } from '../../domain/practice/practice.ts';
import { put } from '../../domain/store.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import type { Role } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('members and organisations', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  /** The coordinator's card of one member. */
  async function cardOf(role: Role) {
    const overview = await bot.say('coordinator', 'verkosto');
    const list = await bot.press('coordinator', overview, 'Jäsenet ja organisaatiot');
    expectValid(list);
    const card = await bot.press('coordinator', list, 'Avaa jäsen', { memberId: bot.world.memberId(role), search: '' });
    expectValid(card);
    return card;
  }

  async function pressed(card: Parameters<Conversation['press']>[1], button: string, inputs = {}) {
    const next = await bot.press('coordinator', card, button, inputs);
    expectValid(next);
    return next;
  }

  const member = (role: Role) => bot.world.deps.store.get(members, bot.world.memberId(role));
  const all = () => bot.world.deps.store.find(organisations, { networkId: 'uudi' });
  const typed = {
    organisationId: '',
    name: ' Hanke E (esimerkki) ',
    type: 'project',
    contactPoint: 'hanke@example.org',
    municipalities: 'Vantaa, Kerava,, Vantaa',
  };

  it('are brought together: a member without an organisation gets one, and may validate then', async () => {
    const { store } = bot.world.deps;
    await store.commit([put(practices, aPractice())]);
    const validate = {
      type: 'Action.Execute',
      verb: 'practice.validate',
      data: { practiceId: 'p-1', revision: 1, verdict: 'correct' },
    };
    const before = await bot.forge('loner', validate);
    expect(JSON.stringify(before.body)).to.include('organisaatio');
    const done = await pressed(await cardOf('loner'), 'Tallenna organisaatio', { organisationId: 'o-library' });
    expect(wordsOf(done)).to.include('Tallennettu: Kirjasto A (esimerkki)');
    expect((await member('loner'))?.organisationId).to.equal('o-library');
    await bot.forge('loner', validate);
    expect(await store.find(validations, { practiceId: 'p-1', organisationId: 'o-library' })).to.have.length(1);
  });

  it('get a new organisation with type, contact point and municipalities, once however often it is pressed', async () => {
    const card = await cardOf('loner');
    await Promise.all([1, 2, 3].map(() => bot.press('coordinator', card, 'Tallenna organisaatio', typed)));
    const made = (await all()).filter(({ name }) => name === 'Hanke E (esimerkki)');
    expect(made).to.have.length(1);
    expect(made[0]).to.deep.include({
      type: 'project',
      contactPoint: 'hanke@example.org',
      municipalities: ['Vantaa', 'Kerava'],
    });
    expect((await member('loner'))?.organisationId).to.equal(made[0]?.id);
  });

  it('do not get a second organisation of the same name', async () => {
    const named = { ...typed, name: 'KIRJASTO a (esimerkki)' };
    await pressed(await cardOf('loner'), 'Tallenna organisaatio', named);
    expect((await member('loner'))?.organisationId).to.equal('o-library');
    expect(await all()).to.have.length(4);
  });

  it('get the form back with what was typed when something is missing', async () => {
    const again = await pressed(await cardOf('loner'), 'Tallenna organisaatio', { ...typed, type: '' });
    expect(wordsOf(again)).to.include('tyyppi: Valitse yksi vaihtoehto.');
    const values = Object.fromEntries(inputsOf(again).map(({ id, value }) => [id, value]));
    expect(values).to.deep.include({ name: typed.name.trim(), contactPoint: typed.contactPoint });
    expect(values['municipalities']).to.equal(typed.municipalities);
    const neither = await pressed(again, 'Tallenna organisaatio', { ...typed, name: '' });
    expect(wordsOf(neither)).to.include('Organisaatio: Valitse yksi vaihtoehto.');
    expect(await all()).to.have.length(4);
    await pressed(again, 'Tallenna organisaatio', typed);
    expect(await all()).to.have.length(5);
  });

  it('get roles: another coordinator and a compiler, and lose them again', async () => {
    const compiler = await pressed(await cardOf('member'), 'Nimeä kokoajaksi');
    expect((await member('member'))?.roles).to.deep.equal(['compiler']);
    const both = await pressed(compiler, 'Nimeä koordinaattoriksi');
    expect((await member('member'))?.roles).to.have.members(['compiler', 'coordinator']);
    await pressed(await pressed(both, 'Poista kokoajan tehtävä'), 'Poista koordinaattorin tehtävä');
    expect((await member('member'))?.roles).to.deep.equal([]);
  });

  it('may belong to organisations that nobody spoke for before, which are added by themselves', async () => {
    const list = await pressed(await bot.press('coordinator', await cardOf('loner'), 'Takaisin'), 'Organisaatiot');
    const form = await pressed(list, 'Lisää organisaatio');
    const typed = { name: ' Kotiseutuyhdistys ', type: 'association', contactPoint: '', municipalities: 'Kylä' };
    expect(wordsOf(await pressed(form, 'Tallenna', { ...typed, type: '' }))).to.include(
      'tyyppi: Valitse yksi vaihtoehto.',
    );
    const saved = await pressed(form, 'Tallenna', typed);
    expect(wordsOf(saved)).to.include('Tallennettu: Kotiseutuyhdistys');
    await pressed(form, 'Tallenna', typed);
    const again = await pressed(await pressed(list, 'Lisää organisaatio'), 'Tallenna', typed);
    expect(wordsOf(again)).to.include('Toisella organisaatiolla on jo tämä nimi.');
    expect((await all()).filter(({ name }) => name === 'Kotiseutuyhdistys')).to.have.length(1);
  });

  it('leave an account of who changed what, for coordinators to read', async () => {
    await pressed(await cardOf('member'), 'Nimeä kokoajaksi');
    const overview = await bot.say('coordinator', 'verkosto');
    const changes = await pressed(overview, 'Muutokset');
    expect(wordsOf(changes)).to.include('member (esimerkki): rooli: – → Kokoaja');
    expect(wordsOf(changes)).to.match(/klo \d+\.\d\d – coordinator \(esimerkki\)/);
    const { body } = await bot.forge('lead', { type: 'Action.Execute', verb: 'network.changes', data: {} });
    expect(wordsOf((body as { value: Parameters<typeof wordsOf>[0] }).value)).to.include('ei ole oikeutta');
  });

  it('never lose the last coordinator', async () => {
    const again = await pressed(await cardOf('coordinator'), 'Poista koordinaattorin tehtävä');
    expect(wordsOf(again)).to.include('ainoa koordinaattori');
    expect((await member('coordinator'))?.roles).to.deep.equal(['coordinator']);
  });

  it('are kept by coordinators alone', async () => {
    for (const [verb, data] of [
      ['network.people', { search: '' }],
      ['network.member', { memberId: 'm-loner' }],
      ['network.assign', { memberId: 'm-loner', newOrganisationId: 'x', organisationId: 'o-library' }],
      ['network.role', { memberId: 'm-lead', role: 'coordinator', has: true }],
      ['network.organisations', {}],
      ['network.organisation', { organisationId: 'o-library' }],
      ['network.saveOrganisation', { organisationId: 'o-library', name: 'A', type: 'library' }],
    ] as const) {
      const { body } = await bot.forge('lead', { type: 'Action.Execute', verb, data });
      const { value } = body as { value: Parameters<typeof wordsOf>[0] };
      expect(wordsOf(value), verb).to.include('ei ole oikeutta');
    }
    expect((await member('loner'))?.organisationId).to.equal(undefined);
    expect((await member('lead'))?.roles).to.deep.equal([]);
  });

  it('let the contact point of an organisation be changed', async () => {
    const list = await bot.press('coordinator', await cardOf('loner'), 'Takaisin');
    const chosen = await pressed(list, 'Organisaatiot');
    expect(wordsOf(await pressed(chosen, 'Muokkaa', { organisationId: '' }))).to.include('Valitse organisaatio.');
    const form = await pressed(chosen, 'Muokkaa', { organisationId: 'o-library' });
    const values = { name: 'Kirjasto A (esimerkki)', type: 'library', contactPoint: 'digituki@example.org' };
    expect(inputsOf(form).find(({ id }) => id === 'name')).to.include({ value: values.name });
    const lacking = await pressed(form, 'Tallenna', { ...values, name: '' });
    expect(inputsOf(lacking).find(({ id }) => id === 'contactPoint')).to.include({ value: values.contactPoint });
    const nowhere = await pressed(lacking, 'Tallenna', { ...values, region: 'Uusi maa' });
    expect(wordsOf(nowhere)).to.include('Tätä maakuntaa ei tunneta.');
    const saved = await pressed(nowhere, 'Tallenna', { ...values, municipalities: 'Espoo', region: 'norra savolax' });
    expect(wordsOf(saved)).to.include('Tallennettu');
    expect((await all()).find(({ id }) => id === 'o-library')).to.deep.include({
      contactPoint: 'digituki@example.org',
      municipalities: ['Espoo'],
      region: 'Pohjois-Savo',
    });
    expect(buttonsOf(saved)).not.to.deep.equal([]);
  });
});

function aPractice() {
  const moment = '2026-09-01T08:00:00.000Z';
  return {
    id: 'p-1',
    version: 0,
    networkId: 'uudi',
    groupId: 'future',
    kind: 'goodPractice' as const,
    title: { fi: 'Lainattava laite' },
    sections: {},
    filing: { supportForms: [], targetGroups: [], themes: [], region: 'Uusimaa' },
    revision: 1,
    state: 'inValidation' as const,
    authorMemberId: 'm-other',
    organisationId: 'o-municipality',
    example: false,
    createdAt: moment,
    updatedAt: moment,
  };
}
