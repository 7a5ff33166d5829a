import { expect } from 'chai';
import { practiceListCard } from '../../../cards/practice/list.ts';
import { practiceCard } from '../../../cards/practice/own.ts';
import { movedPost, proposedPost, returnedPost, validationPost } from '../../../cards/practice/posts.ts';
import { readCard } from '../../../cards/practice/read.ts';
import { commentFormCard, returnFormCard, validationFormCard } from '../../../cards/practice/say.ts';
import { writtenText } from '../../../domain/practice/draft.ts';
import type { PracticeList } from '../../../domain/practice/lists.ts';
import { practiceStates } from '../../../domain/practice/practice.ts';
import { languages } from '../../../domain/text.ts';
import { expectGolden, expectValid } from '../golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../read.ts';
import { aPractice, aView, forms, readers } from './practices.ts';

const { fi } = readers;
const form = forms.developmentTarget;
const verbsOn = (card: Parameters<typeof buttonsOf>[0]) => buttonsOf(card).map(({ verb }) => verb);

describe('a practice’s own card', () => {
  it('shows where it stands, what was said, and what a coordinator can do', () => {
    expectGolden('practice/own', practiceCard(fi, aView()));
  });

  it('is valid with a way on in every state and language', () => {
    for (const language of languages) {
      for (const state of practiceStates) {
        const card = practiceCard(readers[language], aView({ state }));
        expectValid(card);
        expect(verbsOn(card)).to.include('practice.list');
      }
    }
  });

  it('leaves commenting to the reading view only when there is no room', () => {
    expect(verbsOn(practiceCard(fi, aView()))).not.to.include('practice.commentForm');
    const member = aView({}, { offers: ['read', 'validate', 'comment'] });
    expect(verbsOn(practiceCard(fi, member))).to.include('practice.commentForm');
  });

  it('tells what was done, or why it was not', () => {
    const card = practiceCard(fi, aView(), { style: 'good', text: 'Validointi on avattu.' });
    expect(wordsOf(card)).to.include('Validointi on avattu.');
  });

  it('tells the reason of what was returned, as long as it is', () => {
    const returned = aView({ state: 'returned', returnReason: 'Lisää hinta' });
    expect(wordsOf(practiceCard(fi, returned))).to.include('Palautuksen syy: Lisää hinta');
    const proposed = aView({ state: 'proposed', returnReason: 'Lisää hinta' });
    expect(wordsOf(practiceCard(fi, proposed))).not.to.include('Lisää hinta');
  });

  it('tells only those who can change it that a change is being written', () => {
    const draft = { ...writtenText(aPractice()), title: { fi: 'Salainen' } };
    expect(wordsOf(practiceCard(fi, aView({ draft }))))
      .to.include('Muutoksia on kesken.')
      .and.not.to.include('Salainen');
    const reader = aView({ draft }, { offers: ['read', 'validate', 'comment'] });
    expect(wordsOf(practiceCard(fi, reader))).not.to.include('Muutoksia on kesken.');
  });

  it('shows the first reasons shortened when there are many', () => {
    const opinions = Array.from({ length: 60 }, (_, index) => ({
      organisationId: `o-${index}`,
      organisation: `Organisaatio ${index}`,
      verdict: 'notCorrect' as const,
      reason: 'Perustelu. '.repeat(180),
    }));
    const card = practiceCard(fi, aView({}, { opinions }));
    expectValid(card);
    expect(wordsOf(card)).to.include('Ja 55 perustelua lisää');
  });
});

describe('a practice to read', () => {
  it('shows the text, the verdicts with their reasons, and the comments, letter by letter', () => {
    const card = readCard(fi, aView(), form, { page: 0 });
    expectGolden('practice/read', card);
    expect(wordsOf(card)).to.include('[etätukea](http://esimerkki.fi)');
  });

  it('comes in pages that fit, with everything that was said on one of them', () => {
    const reason = (index: number) => `Perustelu ${index}: ${'ä'.repeat(1900)}`;
    const view = aView(
      {},
      {
        opinions: Array.from({ length: 40 }, (_, index) => {
          return {
            organisationId: `o-${index}`,
            organisation: `Organisaatio ${index}`,
            verdict: 'correctWithChanges' as const,
            reason: reason(index),
          };
        }),
        remarks: Array.from({ length: 200 }, (_, index) => {
          return {
            id: `c-${index}`,
            organisation: undefined,
            text: `Kommentti ${index}`,
            revision: 2,
            createdAt: '2026-10-06T09:00:00.000Z',
          };
        }),
      },
    );
    const words: string[] = [];
    let card = readCard(fi, view, form, { page: 0 });
    for (;;) {
      expectValid(card);
      words.push(wordsOf(card));
      const next = buttonsOf(card).find(({ title }) => title === 'Seuraava sivu');
      if (!next) break;
      card = readCard(fi, view, form, { page: next.data['page'] as number });
    }
    const all = words.join('\n');
    for (let index = 0; index < 40; index += 1) expect(all).to.include(`Perustelu ${index}:`);
    for (let index = 0; index < 200; index += 1) expect(all).to.include(`Kommentti ${index}\n`);
  });

  it('offers the lead to open the validation, and a reader only to comment', () => {
    expect(verbsOn(readCard(fi, aView({ state: 'proposed' }), form, { page: 0 }))).to.include(
      'practice.askOpenValidation',
    );
    const reader = aView({ state: 'proposed' }, { offers: ['read', 'comment'] });
    expect(verbsOn(readCard(fi, reader, form, { page: 0 }))).to.deep.equal(['practice.commentForm', 'practice.open']);
  });
});

describe('the list of a network’s practices', () => {
  const aList = (total: number, page = 0): PracticeList => {
    const items = Array.from({ length: Math.min(10, total - page * 10) }, (_, index) => ({
      id: `practice-${page * 10 + index}`,
      title: { fi: `Käytäntö *${page * 10 + index}*: ${'pitkä otsikko '.repeat(12)}` },
      kind: 'wayOfWorking' as const,
      state: 'proposed' as const,
      organisation: 'Erityishuoltopiiri D (esimerkki)',
    }));
    const counts = { draft: 0, proposed: total, inValidation: 0, validated: 0, selected: 0, returned: 0, retired: 0 };
    return { state: undefined, items, page, pages: Math.max(1, Math.ceil(total / 10)), total, counts };
  };

  it('shows ten, numbered through, of two hundred', () => {
    const card = practiceListCard(fi, aList(200, 7));
    expectValid(card);
    expect(wordsOf(card)).to.include('200 käytäntöä · sivu 8/20').and.to.include('71. Käytäntö *70*');
    expect(verbsOn(card)).to.deep.equal([
      'practice.open',
      'practice.list',
      'practice.list',
      'practice.list',
      'practice.start',
    ]);
  });

  it('is the same in a short network', () => {
    expectGolden('practice/list', practiceListCard(fi, aList(2)));
  });

  it('tells until when a practice is to be validated, and that it is late', () => {
    const items = aList(1).items.map((item) => ({ ...item, state: 'inValidation' as const, validateBy: '2026-10-09' }));
    const listed = (today: string) => wordsOf(practiceListCard(fi, { ...aList(1), items }, today));
    expect(listed('2026-10-09')).to.include('Viimeistään pe 9.10.2026');
    expect(listed('2026-10-10')).to.include('Määräaika meni pe 9.10.2026');
  });

  it('offers nothing to open when there is nothing', () => {
    const card = practiceListCard(fi, { ...aList(0), state: 'selected' });
    expectValid(card);
    expect(verbsOn(card)).not.to.include('practice.open');
  });
});

describe('forms about a practice', () => {
  const practice = aPractice();

  it('ask for a comment', () => {
    const values = { commentId: 'c1', text: '' };
    expectGolden('practice/comment', commentFormCard(fi, practice, { values }));
  });

  it('ask for the verdict of an organisation and come back with what was typed', () => {
    const shared = { practice, organisation: 'Kunta C (esimerkki)', earlier: undefined };
    expectGolden('practice/validate', validationFormCard(fi, { ...shared, values: { verdict: '', reason: '' } }));
    const values = { verdict: 'notCorrect', reason: '' };
    const again = validationFormCard(fi, { ...shared, values, fault: 'Kirjoita perustelu.' });
    expect(wordsOf(again)).to.include('Kirjoita perustelu.');
    expect(inputsOf(again).find(({ id }) => id === 'verdict')).to.include({ value: 'notCorrect' });
  });

  it('ask why a practice is returned', () => {
    expectGolden('practice/return', returnFormCard(fi, practice, { values: { reason: '' }, seen: 'seen' }));
  });

  it('fit with the longest text their inputs take', () => {
    const shared = { practice, organisation: 'Kunta C (esimerkki)', earlier: undefined };
    for (const long of ['ä'.repeat(10_000), '€'.repeat(10_000), '👵🏽'.repeat(2500), '"\n'.repeat(5000)]) {
      const cards = [
        commentFormCard(fi, practice, { values: { commentId: 'c1', text: long } }),
        returnFormCard(fi, practice, { values: { reason: long }, seen: 'seen' }),
        validationFormCard(fi, { ...shared, values: { verdict: 'correct', reason: long } }),
      ];
      for (const card of cards) {
        expectValid(card);
        const [input] = inputsOf(card).filter(({ type }) => type === 'Input.Text');
        const kept = String(input?.value);
        expect(long.startsWith(kept)).to.equal(true);
        expect(kept.length).to.be.at.least(5000);
        expect(wordsOf(card).includes('mahtui vain alku')).to.equal(kept !== long);
      }
    }
  });
});

describe('messages about a practice', () => {
  const told = { practice: aPractice(), form, organisation: 'Järjestö B (esimerkki)' };

  it('tell the channel of a proposal', () => {
    expectGolden('practice/post-proposed', proposedPost(fi, told));
  });

  it('tell until when, wherever it is to be validated, and on which card that is past', () => {
    const asked = { validateBy: '2026-10-09' };
    const late = practiceCard(fi, aView(asked, { today: '2026-10-10' }));
    const inTime = practiceCard(fi, aView(asked, { today: '2026-10-09' }));
    const over = practiceCard(fi, aView({ ...asked, state: 'validated' }, { today: '2026-10-10' }));
    expect(wordsOf(late)).to.include('Validoitava viimeistään: pe 9.10.2026 (määräaika meni)');
    for (const made of [inTime, over, validationPost(fi, { ...told, practice: aPractice(asked) })]) {
      expect(wordsOf(made)).to.include('Validoitava viimeistään: pe 9.10.2026').and.not.include('meni');
    }
  });

  it('ask the channel to validate', () => {
    expectGolden('practice/post-validation', validationPost(fi, told));
  });

  it('are replaced by the state when the practice has moved on', () => {
    const practice = aPractice({ state: 'validated' });
    expectGolden('practice/post-moved', movedPost(fi, { ...told, practice }));
  });

  it('tell the author why the practice was returned', () => {
    const practice = aPractice({ state: 'returned', returnReason: 'Lisää *hinta*' });
    expectGolden('practice/post-returned', returnedPost(fi, { ...told, practice }));
  });

  it('show only the first lines of a long text', () => {
    const practice = aPractice({ sections: { missing: { fi: 'pitkä '.repeat(800) } } });
    const card = proposedPost(fi, { ...told, practice });
    expectValid(card);
    expect(wordsOf(card).length).to.be.below(1000);
  });
});
