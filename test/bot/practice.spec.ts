import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { organisations } from '../../domain/network/network.ts';
import { comments, practiceRevisions, practices, validations } from '../../domain/practice/practice.ts';
import { put } from '../../domain/store.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation, type Where } from './conversation.ts';

describe('a practice in conversation', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  /** Presses, and checks that the card that comes is a good card with a way on. */
  async function press(role: Role, card: Card, button: string, inputs: Record<string, string> = {}, where?: Where) {
    const next = await bot.press(role, card, button, inputs, where);
    expectValid(next);
    expect(buttonsOf(next), `a way on from «${next.fallbackText}»`).not.to.deep.equal([]);
    return next;
  }

  /** Writes a development target up to its review. */
  async function write(role: Role, title = 'Etätuki puuttuu'): Promise<Card> {
    const start = await bot.say(role, 'käytäntö');
    const filing = await press(role, start, 'practice.write', { kind: 'developmentTarget', groupId: 'future' });
    const first = await press(role, filing, 'Seuraava', {
      title,
      supportForms: 'remote',
      targetGroups: 'olderPeople,young',
    });
    expect(wordsOf(first)).to.include('Sivu 2/3');
    const texts = { 's.missing': 'Päivystys puuttuu.', 's.forWhom': 'Ikääntyneille.', 's.why': 'Rahoitus päättyi.' };
    const second = await press(role, first, 'Seuraava', texts);
    return press(role, second, 'Seuraava', { 's.proposal': 'Yhteinen puhelinpalvelu.' });
  }

  /** Runs the worker; the card it sent whose title begins like this. */
  async function posted(title: string): Promise<Card> {
    const sent = await bot.work();
    const found = sent.find((card) => card.fallbackText.startsWith(title));
    if (!found) throw new Error(`not sent: ${title}, but: ${sent.map((card) => card.fallbackText).join(', ')}`);
    expectValid(found);
    return found;
  }

  const stored = async () => {
    const all = await bot.world.deps.store.find(practices, { networkId: 'uudi' });
    expect(all).to.have.length(1);
    return all[0];
  };

  it('goes from a member’s first words to the package', async () => {
    const review = await write('member');
    expect(wordsOf(review)).to.include('Yhteinen puhelinpalvelu.');
    const proposed = await press('member', review, 'Ehdota ryhmälle');
    expect(wordsOf(proposed)).to.include('Siitä lähtee viesti kanavalle: Verkoston tulevaisuus.');

    const post = await posted('Ehdotettu käytäntö');
    expect(post.fallbackText).to.equal('Ehdotettu käytäntö: Etätuki puuttuu');
    expect(wordsOf(post)).to.include('Järjestö B (esimerkki)').and.to.include('Päivystys puuttuu.');
    const channel = { group: 'future' } as const;
    const read = await press('other', post, 'Lue', {}, channel);
    expect(wordsOf(read)).to.include('Rahoitus päättyi.');
    expect(buttonsOf(read).map(({ verb }) => verb)).not.to.include('practice.askOpenValidation');
    const form = await press('other', post, 'Kommentoi', {}, channel);
    const commented = await press('other', form, 'Lähetä', { text: 'Meilläkin puuttuu.' }, channel);
    expect(wordsOf(commented)).to.include('1 kommentti.');

    const asked = await press('lead', await press('lead', post, 'Lue', {}, channel), 'Avaa validointi', {}, channel);
    expect(wordsOf(asked))
      .to.include('Työryhmän kanavalle lähtee pyyntö')
      .and.to.include('Kanava: Verkoston tulevaisuus.');
    const opened = await press('lead', asked, 'Avaa ja lähetä pyyntö', {}, channel);
    expect(wordsOf(opened)).to.include('Validoitavana');
    const sent = await bot.work();
    expect(sent.map((card) => card.fallbackText)).to.have.members([
      'Validoitavana: Etätuki puuttuu',
      'Etätuki puuttuu',
      'Käytäntöäsi on kommentoitu: Etätuki puuttuu',
    ]);
    const request = sent.find((card) => card.fallbackText.startsWith('Validoitavana'));
    if (!request) throw new Error('nobody was asked to validate');
    expect(wordsOf(opened)).to.include('kun vähintään yksi organisaatio');
    const early = await press('lead', opened, 'Merkitse validoiduksi');
    expect(wordsOf(early)).to.include('Käytäntöä ei voi vielä merkitä validoiduksi.');

    const verdict = await press('other', request, 'Validoi', {}, channel);
    expect(wordsOf(verdict)).to.include('Kunta C (esimerkki)');
    const lacking = await press('other', verdict, 'Lähetä', { verdict: 'correctWithChanges' }, channel);
    expect(wordsOf(lacking)).to.include('Kirjoita perustelu,');
    const given = { verdict: 'correctWithChanges', reason: 'Lisää hinta.' };
    const validated = await press('other', lacking, 'Lähetä', given, channel);
    expect(wordsOf(validated)).to.include('Kunta C (esimerkki): Pitää paikkansa muutoksin. Lisää hinta.');

    const marked = await press('lead', early, 'Merkitse validoiduksi');
    expect(wordsOf(marked)).to.include('Validoitu');
    const chosen = await press(
      'coordinator',
      await press('coordinator', request, 'Tila ja toiminnot'),
      'Valitse tietopakettiin',
    );
    expect(wordsOf(chosen)).to.include('Käytäntö on valittu tietopakettiin.');
    expect(await stored()).to.include({ state: 'selected', revision: 1, groupId: 'future' });
    const unselected = await press('coordinator', chosen, 'Peru valinta');
    expect(wordsOf(unselected)).to.include('Valinta on peruttu.');
  });

  it('brings a page back with what was typed when a text is too long', async () => {
    const start = await bot.say('member', 'praxis');
    const filing = await press('member', start, 'practice.write', { kind: 'developmentTarget', groupId: 'future' });
    const page = await press('member', filing, 'Seuraava', { title: 'Etätuki' });
    const long = 'x'.repeat(5200);
    const again = await press('member', page, 'Seuraava', { 's.missing': long, 's.why': 'Syy' });
    expect(wordsOf(again)).to.include('Sivu 2/3').and.to.include('5200 merkkiä, kun enintään 5000');
    expect(JSON.stringify(again)).to.include(long).and.to.include('"value":"Syy"');
    const next = await press('member', again, 'Seuraava', {
      's.missing': 'Lyhyt',
      's.forWhom': 'Kaikille',
      's.why': 'Syy',
    });
    expect(wordsOf(next)).to.include('Sivu 3/3');
  });

  it('brings the first page back when there is no title', async () => {
    const start = await bot.say('member', 'käytäntö');
    const filing = await press('member', start, 'practice.write', { kind: 'success', groupId: 'future' });
    const again = await press('member', filing, 'Seuraava', { municipality: 'Espoo', themes: 'needs' });
    expect(JSON.stringify(again)).to.include('"value":"Espoo"').and.to.include('"value":"needs"');
    expect(wordsOf(again)).to.include('• Otsikko');
    expect(await bot.world.deps.store.count(practices, { networkId: 'uudi' })).to.equal(0);
  });

  it('asks again when no kind was chosen', async () => {
    const start = await bot.say('coordinator', 'practice');
    const again = await press('coordinator', start, 'practice.write', { groupId: 'home' });
    expect(wordsOf(again)).to.include('Valitse yksi vaihtoehto.');
    expect(JSON.stringify(again)).to.include('"value":"home"');
  });

  it('is written down by a lead for an organisation without Teams, and says so', async () => {
    const paper = { version: 0, networkId: 'uudi', type: 'association' as const, municipalities: [] };
    await bot.world.deps.store.commit([
      put(organisations, { ...paper, id: 'o-paper', name: 'Järjestö D (esimerkki)' }),
    ]);
    const start = await bot.say('lead', 'käytäntö');
    const whose = { kind: 'success', groupId: 'future', organisationId: 'o-paper' };
    const filing = await press('lead', start, 'practice.write', whose);
    expect(wordsOf(filing)).to.include('Kirjattu organisaation puolesta: Järjestö D (esimerkki)');
    const page = await press('lead', filing, 'Seuraava', { title: 'Puhelinpäivystys' });
    expect(await stored()).to.include({ organisationId: 'o-paper', onBehalf: true });
    expect(wordsOf(page)).to.include('Kirjattu organisaation puolesta: Järjestö D (esimerkki)');
    expect(inputsOf(await bot.say('member', 'käytäntö')).map(({ id }) => id)).not.to.include('organisationId');
  });

  it('keeps a draft that was left and goes on with it', async () => {
    const start = await bot.say('member', 'käytäntö');
    const filing = await press('member', start, 'practice.write', { kind: 'developmentTarget', groupId: 'future' });
    const page = await press('member', filing, 'Seuraava', { title: 'Etätuki' });
    await press('member', page, 'Tallenna ja lopeta', { 's.missing': 'Päivystys' });
    const later = await bot.say('member', 'käytäntö');
    const form = await press('member', later, 'Jatka: Etätuki');
    expect(wordsOf(form)).to.include('Sivu 3/3');
    const back = await press('member', form, 'Takaisin');
    expect(JSON.stringify(back)).to.include('"value":"Päivystys"');
    expect(wordsOf(await bot.say('other', 'käytäntö'))).not.to.include('Etätuki');
  });

  it('leads to the first page that lacks something, and makes one practice of two presses', async () => {
    const start = await bot.say('member', 'käytäntö');
    const filing = await press('member', start, 'practice.write', { kind: 'developmentTarget', groupId: 'future' });
    await press('member', filing, 'Seuraava', { title: 'Etätuki' });
    const page = await press('member', filing, 'Seuraava', { title: 'Etätuki' });
    const third = await press('member', page, 'Seuraava', { 's.missing': 'Päivystys' });
    const review = await press('member', third, 'Seuraava', { 's.proposal': 'Puhelin' });
    expect(wordsOf(review)).to.include('Ennen ehdottamista puuttuu vielä');
    const lacking = await press('member', review, 'Ehdota ryhmälle');
    expect(wordsOf(lacking)).to.include('Sivu 2/3').and.to.include('Tarkista nämä kohdat:');
    expect(await stored()).to.include({ state: 'draft' });
  });

  it('lets two people write their own practices from one posted card', async () => {
    const channel = { group: 'future' } as const;
    const posted = await bot.ask('member', 'käytäntö', channel);
    const choice = { kind: 'developmentTarget', groupId: 'future' };
    const first = await press('member', posted, 'practice.write', choice, channel);
    const second = await press('other', posted, 'practice.write', choice, channel);
    await press('member', first, 'Seuraava', { title: 'Etätuki puuttuu' }, channel);
    const page = await press('other', second, 'Seuraava', { title: 'Lähituki puuttuu' }, channel);
    expect(wordsOf(page)).to.include('Sivu 2/3');
    const all = await bot.world.deps.store.find(practices, { networkId: 'uudi' });
    expect(all.map(({ title, authorMemberId }) => [title.fi, authorMemberId])).to.have.deep.members([
      ['Etätuki puuttuu', 'm-member'],
      ['Lähituki puuttuu', 'm-other'],
    ]);
  });

  it('gives the same page and the same receipt to presses that come at once', async () => {
    const start = await bot.say('member', 'käytäntö');
    const filing = await press('member', start, 'practice.write', { kind: 'developmentTarget', groupId: 'future' });
    const atOnce = (role: Role, card: Card, button: string, inputs: Record<string, string> = {}) =>
      Promise.all([1, 2, 3].map(() => press(role, card, button, inputs)));
    const pages = await atOnce('member', filing, 'Seuraava', { title: 'Etätuki' });
    for (const page of pages) expect(wordsOf(page)).to.include('Sivu 2/3').and.not.include('samaan aikaan');
    const texts = { 's.missing': 'A', 's.forWhom': 'B', 's.why': 'C' };
    const [page] = pages;
    if (!page) throw new Error('no page');
    const [last] = await atOnce('member', page, 'Seuraava', texts);
    if (!last) throw new Error('no last page');
    const review = await press('member', last, 'Seuraava', { 's.proposal': 'D' });
    for (const card of await atOnce('member', review, 'Ehdota ryhmälle')) {
      expect(wordsOf(card)).to.include('ehdotettu').and.not.include('samaan aikaan');
    }
    expect(await stored()).to.include({ state: 'proposed', revision: 1 });
    const form = await press('other', await posted('Ehdotettu käytäntö'), 'Kommentoi');
    for (const card of await atOnce('other', form, 'Lähetä', { text: 'Hyvä' })) {
      expect(wordsOf(card)).to.include('Kommenttisi on tallennettu.').and.include('1 kommentti.');
    }
  });

  it('keeps a second comment that was sent from the same form', async () => {
    await press('member', await write('member'), 'Ehdota ryhmälle');
    const form = await press('other', await posted('Ehdotettu käytäntö'), 'Kommentoi');
    await press('other', form, 'Lähetä', { text: 'Meilläkin puuttuu.' });
    const again = await press('other', form, 'Lähetä', { text: 'Naapurissakin puuttuu.' });
    expect(wordsOf(again)).to.include('2 kommenttia.');
  });

  it('takes no id for a new record that could mean something else', async () => {
    const wrong = ['a b|c', 'x'.repeat(65), 'p1:1', ''];
    for (const practiceId of wrong) {
      const data = { practiceId, kind: 'success', groupId: 'future', page: 0, to: 'next', title: 'Tuki' };
      await bot.forge('member', { type: 'Action.Execute', verb: 'practice.page', data });
    }
    expect(await bot.world.deps.store.count(practices, { networkId: 'uudi' })).to.equal(0);
    await press('member', await write('member'), 'Ehdota ryhmälle');
    const practiceId = (await stored())?.id ?? '';
    for (const commentId of wrong) {
      const data = { practiceId, commentId, text: 'Hyvä' };
      await bot.forge('other', { type: 'Action.Execute', verb: 'practice.comment', data });
    }
    expect(await bot.world.deps.store.count(comments, { practiceId })).to.equal(0);
  });

  it('asks for one section at a time when a page of them is too long for a card, and loses nothing of it', async () => {
    const start = await bot.say('member', 'käytäntö');
    const filing = await press('member', start, 'practice.write', { kind: 'developmentTarget', groupId: 'future' });
    const page = await press('member', filing, 'Seuraava', { title: 'Etätuki' });
    const quotes = `${'"\n'.repeat(2400)}x`;
    const long = { 's.missing': 'ä'.repeat(9900), 's.forWhom': '👵🏽'.repeat(1200), 's.why': quotes };
    const first = await press('member', page, 'Seuraava', long);
    expect(inputsOf(first).map(({ id }) => id)).to.deep.equal(['s.missing']);
    expect(wordsOf(first)).to.include('Sivu 2/3').and.to.include('9900 merkkiä, kun enintään 5000');
    const second = await press('member', first, 'Seuraava', { 's.missing': 'ä'.repeat(3000) });
    expect(inputsOf(second)).to.have.length(1);
    expect(inputsOf(second)[0]).to.include({ id: 's.forWhom', value: '👵🏽'.repeat(1200) });
    const third = await press('member', second, 'Seuraava', { 's.forWhom': '👵🏽'.repeat(1200) });
    expect(inputsOf(third)[0]).to.include({ id: 's.why', value: quotes });
    const back = await press('member', third, 'Takaisin', { 's.why': quotes });
    expect(inputsOf(back).map(({ id }) => id)).to.deep.equal(['s.forWhom']);
    const whole = await press('member', back, 'Seuraava', { 's.forWhom': 'Kaikille' });
    expect(inputsOf(whole).map(({ id }) => id)).to.deep.equal(['s.missing', 's.forWhom', 's.why']);
    const sections = (await stored())?.sections;
    expect(sections).to.deep.equal({
      missing: { fi: 'ä'.repeat(3000) },
      forWhom: { fi: 'Kaikille' },
      why: { fi: quotes },
    });
    expect(wordsOf(await press('member', await bot.say('member', 'käytäntö'), 'Jatka: Etätuki'))).to.include(
      'Sivu 3/3',
    );
  });

  it('throws a draft away only after asking', async () => {
    const review = await write('member');
    const asked = await press('member', review, 'Hylkää luonnos');
    await press('member', asked, 'Peruuta');
    expect(await stored()).to.include({ state: 'draft' });
    await press('member', asked, 'Kyllä, hylkää');
    expect(await bot.world.deps.store.count(practices, { networkId: 'uudi' })).to.equal(0);
  });

  it('returns to the author, who proposes the next version', async () => {
    await bot.post({
      type: 'installationUpdate',
      action: 'add',
      id: 'install-member',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:member', name: 'member (esimerkki)', aadObjectId: objectIdOf('member') },
      recipient: { id: '28:bot', name: 'Verkostobotti' },
      conversation: { id: 'a:member', conversationType: 'personal', tenantId },
    });
    await press('member', await write('member'), 'Ehdota ryhmälle');
    const post = await posted('Ehdotettu käytäntö');
    const own = await press('lead', post, 'Tila ja toiminnot');
    const form = await press('lead', own, 'Palauta kirjoittajalle');
    const again = await press('lead', form, 'practice.return');
    expect(wordsOf(again)).to.include('Kirjoita perustelu');
    await press('lead', again, 'practice.return', { reason: 'Lisää esimerkki.' });
    const told = await posted('Käytäntösi palautettiin');
    expect(wordsOf(told)).to.include('Lisää esimerkki.');
    const edit = await press('member', told, 'Muokkaa');
    const page = await press('member', edit, 'Seuraava', { title: 'Etätuki puuttuu kokonaan' });
    const last = await press('member', page, 'Seuraava', { 's.missing': 'A', 's.forWhom': 'B', 's.why': 'C' });
    const review = await press('member', last, 'Seuraava', { 's.proposal': 'D' });
    await press('member', review, 'Ehdota ryhmälle');
    const practice = await stored();
    expect(practice).to.include({ state: 'proposed', revision: 2 });
    expect(await bot.world.deps.store.count(practiceRevisions, { practiceId: practice?.id ?? '' })).to.equal(2);
  });

  it('tells the author, a member without an organisation and a member without the right what they can do', async () => {
    await press('member', await write('member'), 'Ehdota ryhmälle');
    const post = await posted('Ehdotettu käytäntö');
    const own = await press('lead', post, 'Tila ja toiminnot');
    const data = { practiceId: (await stored())?.id };
    const forged = { type: 'Action.Execute', verb: 'practice.openValidation', data };
    const { body } = await bot.forge('other', forged);
    expect(wordsOf((body as { value: Card }).value)).to.include('Sinulla ei ole oikeutta tähän.');
    await press('lead', await press('lead', own, 'Avaa validointi'), 'Avaa ja lähetä pyyntö');
    const request = await posted('Validoitavana');
    expect(wordsOf(await press('member', request, 'Validoi'))).to.include(
      'Oman organisaatiosi käytäntöä et voi validoida.',
    );
    expect(wordsOf(await press('loner', request, 'Validoi'))).to.include('Koordinaattori voi merkitä sen');
    expect(await bot.world.deps.store.count(validations, { networkId: 'uudi' })).to.equal(0);
    const stale = await press('lead', own, 'Avaa validointi');
    expect(wordsOf(stale)).to.include('Käytännön tila on muuttunut');
  });

  it('retires only after asking, and brings back', async () => {
    await press('member', await write('member'), 'Ehdota ryhmälle');
    const post = await posted('Ehdotettu käytäntö');
    const own = await press('lead', post, 'Tila ja toiminnot');
    const asked = await press('lead', own, 'Poista käytöstä');
    expect(await stored()).to.include({ state: 'proposed' });
    const retired = await press('lead', asked, 'Kyllä, poista käytöstä');
    expect(await stored()).to.include({ state: 'retired' });
    await press('lead', retired, 'Palauta käyttöön');
    expect(await stored()).to.include({ state: 'proposed' });
  });

  it('gives back a page that was typed while somebody else took the practice out of use', async () => {
    await press('member', await write('member'), 'Ehdota ryhmälle');
    const post = await posted('Ehdotettu käytäntö');
    const own = await press('member', post, 'Tila ja toiminnot');
    const form = await press('member', own, 'Muokkaa');
    const ask = await press('lead', await press('lead', post, 'Tila ja toiminnot'), 'Poista käytöstä');
    await press('lead', ask, 'Kyllä, poista käytöstä');
    const again = await press('member', form, 'Seuraava', { title: 'Pitkään mietitty otsikko' });
    expect(wordsOf(again)).to.include('Käytännön tila on muuttunut');
    expect(JSON.stringify(again)).to.include('Pitkään mietitty otsikko');
  });

  it('lists the network’s practices and opens one', async () => {
    await press('member', await write('member', 'Yksi *tärkeä* asia'), 'Ehdota ryhmälle');
    const start = await bot.say('other', 'käytäntö');
    const list = await press('other', start, 'Verkoston käytännöt');
    expect(wordsOf(list)).to.include('1. Yksi *tärkeä* asia');
    const opened = await press('other', list, 'Avaa valittu', { practiceId: (await stored())?.id ?? '' });
    expect(opened.fallbackText).to.equal('Yksi *tärkeä* asia');
    const empty = await press('other', list, 'Näytä tässä tilassa', { state: 'selected' });
    expect(wordsOf(empty)).to.include('Ei käytäntöjä tässä tilassa.');
  });

  it('shows the worked example page by page', async () => {
    const start = await bot.say('member', 'käytäntö', { locale: 'sv-FI' });
    expect(start.fallbackText).to.equal('Nätverkets praxis');
    const example = await press('member', start, 'Se ett exempel', {}, { locale: 'sv-FI' });
    expect(wordsOf(example)).to.include('Detta är ett exempel.');
    expect(example.fallbackText).to.include('Exempel');
  });

  it('is translated by writing it again in another language', async () => {
    const review = await write('member');
    const swedish = { locale: 'sv-FI' } as const;
    const form = await press('member', review, 'Muokkaa', {}, swedish);
    expect(wordsOf(form)).to.include('På finska: Etätuki puuttuu');
    await press('member', form, 'practice.page', { title: 'Distansstöd saknas', to: 'leave' }, swedish);
    expect((await stored())?.title).to.deep.equal({ fi: 'Etätuki puuttuu', sv: 'Distansstöd saknas' });
  });

  it('is no stranger’s business', async () => {
    const card = await bot.ask('stranger', 'käytäntö', { group: 'future' });
    expect(wordsOf(card)).to.include('Et ole tämän verkoston jäsen.');
  });
});
