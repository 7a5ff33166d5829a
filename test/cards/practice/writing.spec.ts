import { expect } from 'chai';
import { askDiscardCard, askRetireCard, leftCard } from '../../../cards/practice/ask.ts';
import { practiceFormCard } from '../../../cards/practice/form.ts';
import { practiceCard } from '../../../cards/practice/own.ts';
import { exampleCard, readCard, reviewCard } from '../../../cards/practice/read.ts';
import { type Start, startCard } from '../../../cards/practice/start.ts';
import { formOf, writtenText } from '../../../domain/practice/draft.ts';
import { pagesOf } from '../../../domain/practice/form.ts';
import { practiceKinds } from '../../../domain/practice/practice.ts';
import { languages } from '../../../domain/text.ts';
import { expectGolden, expectValid } from '../golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../read.ts';
import { aPractice, aView, example, forms, readers } from './practices.ts';

const { fi, sv } = readers;

const group = {
  id: 'future',
  version: 1,
  networkId: 'uudi',
  name: { fi: 'Verkoston tulevaisuus' },
  channelId: '19:future@thread.tacv2',
  serviceUrl: 'http://127.0.0.1:9',
  language: 'fi' as const,
};

function aStart(given: Partial<Start> = {}): Start {
  const values = { kind: '', groupId: 'future', organisationId: '' };
  return { forms, groups: [group], organisations: [], values, drafts: [], ...given };
}

describe('the first card of writing a practice', () => {
  it('offers the six kinds with what each is for, and the drafts to go on with', () => {
    const card = startCard(fi, aStart({ drafts: [aPractice({ state: 'draft' })] }));
    expectGolden('practice/start', card);
    const kind = inputsOf(card).find(({ id }) => id === 'kind');
    expect(kind).to.have.property('choices').with.length(practiceKinds.length);
  });

  it('has no more than six buttons, however many drafts there are', () => {
    const drafts = Array.from({ length: 8 }, (_, index) => aPractice({ id: `p${index}`, state: 'draft' }));
    const card = startCard(fi, aStart({ drafts }));
    expectValid(card);
    expect(buttonsOf(card)).to.have.length(6);
    expect(wordsOf(card)).to.include('Lisäksi 5 keskeneräistä');
  });

  it('shows the words of a change that is being written', () => {
    const changed = aPractice({ state: 'proposed' });
    const card = startCard(
      fi,
      aStart({ drafts: [{ ...changed, draft: { ...writtenText(changed), title: { fi: 'Muutos' } } }] }),
    );
    expect(wordsOf(card)).to.include('Muutos');
  });

  it('lets those who may write it down for an organisation without Teams, however many there are', () => {
    const organisations = Array.from({ length: 200 }, (_none, index) => ({
      id: `o-${index}`,
      version: 1,
      networkId: 'uudi',
      name: `Järjestö ${index} ${'ä'.repeat(100)}`,
      type: 'association' as const,
      municipalities: [],
    }));
    const card = startCard(fi, aStart({ organisations }));
    expectValid(card);
    const whose = inputsOf(card).find(({ id }) => id === 'organisationId');
    expect(whose).to.include({ value: 'own' }).and.to.have.nested.property('choices[0].title', 'Oman organisaationi');
  });

  it('tells a member without a group what to do', () => {
    const card = startCard(fi, aStart({ groups: [] }));
    expectValid(card);
    expect(wordsOf(card)).to.include('Koordinaattori voi lisätä');
    expect(buttonsOf(card).map(({ verb }) => verb)).to.deep.equal(['practice.list', 'practice.example']);
  });
});

describe('a page of a practice form', () => {
  const open = (page: number, given: Parameters<typeof aPractice>[0] = { state: 'draft' }) =>
    formOf(aPractice(given), forms.developmentTarget, page, {});

  it('asks first for the title and what the practice is filed under', () => {
    expectGolden('practice/form-filing', practiceFormCard(fi, open(0)));
  });

  it('asks then for sections, each with its help before it', () => {
    expectGolden('practice/form-sections', practiceFormCard(fi, open(1)));
  });

  it('has at most five inputs, each with a label, whatever the kind and the language', () => {
    for (const language of languages) {
      for (const kind of practiceKinds) {
        for (const page of pagesOf(forms[kind]).keys()) {
          const form = { ...open(page), kind, form: forms[kind], text: undefined, practice: undefined };
          const card = practiceFormCard(readers[language], form);
          expectValid(card);
          expect(inputsOf(card).length, `${kind} ${page}`).to.be.within(1, 5);
        }
      }
    }
  });

  it('fits when every section is full', () => {
    const { serviceDescription } = forms;
    const full = { fi: 'Jokaisen käynnin jälkeen kysytään, sujuiko asia. '.repeat(102).slice(0, 5000) };
    const sections = Object.fromEntries(serviceDescription.sections.map(({ code }) => [code, full]));
    for (const page of pagesOf(serviceDescription).keys()) {
      const form = formOf(aPractice({ kind: 'serviceDescription', sections }), serviceDescription, page, {});
      expectValid(practiceFormCard(fi, form));
    }
  });

  for (const [name, full] of [
    ['the letter ä', 'ä'.repeat(10_000)],
    ['emoji', '👵🏽'.repeat(2500)],
    ['wide signs', '€'.repeat(10_000)],
    ['quotes and line breaks', '"\n'.repeat(5000)],
  ] as const) {
    it(`fits with ${name} up to what the inputs take, in every language and state`, () => {
      for (const language of languages) {
        for (const longest of [5000, 10_000]) {
          for (const kind of practiceKinds) {
            const form = forms[kind];
            const text = { [language]: full.slice(0, longest) };
            const sections = Object.fromEntries(form.sections.map(({ code }) => [code, text]));
            const title = { [language]: full.slice(0, 1000) };
            const given = { kind, sections, title, state: 'returned', returnReason: full.slice(0, 2000) } as const;
            for (const page of pagesOf(form).keys()) {
              const shown = formOf(aPractice(given), form, page, {});
              expectValid(practiceFormCard(readers[language], shown));
              // What could not be saved comes back as it was typed, all on one page.
              expectValid(
                practiceFormCard(
                  readers[language],
                  { ...shown, section: undefined },
                  { fault: 'Tila on muuttunut.', writtenFor: 'ä'.repeat(100) },
                ),
              );
            }
          }
        }
      }
    });

    it(`can be read and reviewed with ${name} up to what the inputs take`, () => {
      const form = forms.serviceDescription;
      const sections = Object.fromEntries(form.sections.map(({ code }) => [code, { fi: full }]));
      const given = {
        kind: 'serviceDescription',
        state: 'draft',
        sections,
        title: { fi: full.slice(0, 1000) },
      } as const;
      const view = aView({ ...given, state: 'returned', returnReason: full.slice(0, 2000) });
      for (let page = 0; page < 14; page += 1) {
        const text = writtenText(aPractice(given));
        expectValid(reviewCard(fi, { view: aView(given), form, text, page }));
        expectValid(readCard(fi, view, form, { page }));
      }
      expectValid(practiceCard(fi, view));
    });
  }

  it('shows a text in another language only to its beginning, however long a single sign is', () => {
    const text = { fi: `a${'\u0301'.repeat(5000)}`.repeat(2) };
    const sections = { missing: text, forWhom: text, why: text };
    expectValid(practiceFormCard(sv, open(1, { state: 'draft', sections })));
  });

  it('says so when a text is too long, also before it is sent again, and when only its beginning fits', () => {
    const sections = { missing: { fi: '€'.repeat(9000) } };
    const card = practiceFormCard(fi, open(1, { state: 'draft', sections }));
    expect(wordsOf(card)).to.include('9000 merkkiä, kun enintään 5000').and.to.include('mahtui vain alku');
    const value = inputsOf(card).find(({ id }) => id === 's.missing')?.value;
    expect(value).to.match(/^€{5000,}$/);
    const whole = practiceFormCard(fi, open(1, { state: 'draft', sections: { missing: { fi: 'x'.repeat(9000) } } }));
    expect(wordsOf(whole)).to.include('9000 merkkiä').and.not.to.include('mahtui vain alku');
  });

  it('names the fault beside the input, and keeps what was typed', () => {
    const sections = { missing: { fi: 'x'.repeat(5001) } };
    const form = formOf(aPractice({ state: 'draft', sections }), forms.developmentTarget, 1, {
      's.missing': 'tooLong',
      's.why': 'required',
    });
    const card = practiceFormCard(fi, form);
    expectValid(card);
    expect(wordsOf(card)).to.include('5001 merkkiä, kun enintään 5000').and.to.include('Tämä kohta tarvitaan.');
    expect(inputsOf(card).find(({ id }) => id === 's.missing'))
      .to.have.property('value')
      .with.length(5001);
  });

  it('shows what there is in another language to a writer whose own is missing', () => {
    const card = practiceFormCard(sv, open(1));
    expectValid(card);
    expect(wordsOf(card)).to.include('På finska: Vapaaehtoisia on vain päivisin.');
    expect(inputsOf(card).find(({ id }) => id === 's.why')).to.include({ value: '' });
  });

  it('says that others see the standing version, and why it was returned', () => {
    const card = practiceFormCard(fi, open(1, { state: 'returned', returnReason: 'Lisää *hinta*' }));
    expect(wordsOf(card)).to.include('Muokkaat versiota 2.').and.to.include('Palautuksen syy: Lisää *hinta*');
    expect(wordsOf(practiceFormCard(fi, open(1)))).not.to.include('Muokkaat versiota');
  });
});

describe('the review of a practice', () => {
  const review = (given: Parameters<typeof aPractice>[0], page = 0) => {
    const view = aView(given);
    return reviewCard(fi, { view, form: forms[view.practice.kind], text: writtenText(view.practice), page });
  };

  it('shows the whole text and offers to propose it', () => {
    expectGolden('practice/review', review({ state: 'draft' }));
  });

  it('names what is missing', () => {
    const card = review({ state: 'draft', sections: { missing: { fi: 'Jotain' } } });
    expect(wordsOf(card)).to.include('puuttuu vielä: Miksi, Ehdotus');
  });

  it('says what proposing a change undoes', () => {
    const changed = (state: 'proposed' | 'inValidation' | 'validated' | 'selected') =>
      wordsOf(review({ state, draft: { ...writtenText(aPractice()), title: { fi: 'Muutos' } } }));
    expect(changed('selected')).to.include('valinta perutaan');
    expect(changed('validated')).to.include('validoi uuden version alusta');
    expect(changed('inValidation')).to.include('validoi uuden version alusta');
    expect(changed('proposed')).not.to.include('validoi uuden version');
  });

  it('comes in pages that fit when the text is long, with every section on one of them', () => {
    const { serviceDescription } = forms;
    const sections = Object.fromEntries(
      serviceDescription.sections.map(({ code }) => [code, { fi: `${code}: ${'ä'.repeat(4950)}` }]),
    );
    const shown = Array.from({ length: 10 }, (_, page) =>
      review({ kind: 'serviceDescription', state: 'draft', sections }, page),
    );
    for (const card of shown) expectValid(card);
    const words = shown.map(wordsOf).join('\n');
    for (const { code } of serviceDescription.sections) expect(words).to.include(`${code}: ä`);
  });
});

describe('the worked example', () => {
  it('is marked as one and comes in pages in every language', () => {
    for (const language of languages) {
      const first = exampleCard(readers[language], example, forms[example.kind], 0);
      expectValid(first);
      expectValid(exampleCard(readers[language], example, forms[example.kind], 99));
    }
    expect(wordsOf(exampleCard(fi, example, forms[example.kind], 0))).to.include('Tämä on esimerkki.');
  });
});

describe('questions about a practice', () => {
  it('come before anything is thrown away or retired', () => {
    expectGolden('practice/ask-retire', askRetireCard(fi, aPractice(), 'seen'));
    expectGolden('practice/ask-discard', askDiscardCard(fi, aPractice({ state: 'draft' })));
    const change = askDiscardCard(fi, aPractice({ draft: { ...writtenText(aPractice()), title: { fi: 'Muutos' } } }));
    expect(wordsOf(change)).to.include('Muutos').and.to.include('Voimassa oleva versio jää ennalleen.');
  });

  it('are not asked when writing is left: the text is kept', () => {
    expectGolden('practice/left', leftCard(fi, aPractice({ state: 'draft' })));
  });
});
