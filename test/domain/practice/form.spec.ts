import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  faultsOfPage,
  faultsOfText,
  firstFaultyPage,
  longestMunicipality,
  longestSection,
  longestTitle,
  pagesOf,
  pageToWrite,
  stopsOf,
  withPage,
} from '../../../domain/practice/form.ts';
import { type PracticeText, practiceKinds } from '../../../domain/practice/practice.ts';
import { languages } from '../../../domain/text.ts';
import { aPage, forms } from './practices.ts';

const form = forms.serviceDescription;
const filing = { supportForms: [], targetGroups: [], themes: [], region: 'Uusimaa' };
const text: PracticeText = { title: { fi: 'Tuki', sv: 'Stöd' }, sections: { what: { fi: 'Mitä', sv: 'Vad' } }, filing };

function input(given: Parameters<typeof aPage>[0], page = 0, language: 'fi' | 'sv' | 'en' = 'fi') {
  return { form, page, language, region: 'Uusimaa', typed: aPage(given) };
}

describe('the pages of a practice form', () => {
  it('begin with title and filing and ask every section once, in order, at most five at a time', () => {
    for (const kind of practiceKinds) {
      const pages = pagesOf(forms[kind]);
      expect(pages[0]).to.deep.equal([]);
      expect(pages.flat()).to.deep.equal(forms[kind].sections);
      for (const page of pages.slice(1)) expect(page.length).to.be.within(1, 5);
    }
  });

  it('change only what stands on them, and only in the language of the writer', () => {
    const changed = withPage(text, input({ sections: { what: 'Uusi', access: 'Puhelimella' } }, 1));
    expect(changed?.sections).to.deep.equal({ what: { fi: 'Uusi', sv: 'Vad' }, access: { fi: 'Puhelimella' } });
    expect(changed?.title).to.deep.equal(text.title);
    const translated = withPage(text, input({ title: 'Support' }, 0, 'en'));
    expect(translated?.title).to.deep.equal({ fi: 'Tuki', sv: 'Stöd', en: 'Support' });
    expect(translated?.sections).to.deep.equal(text.sections);
  });

  it('take a text out of a language when it is emptied, and a section out when no language is left', () => {
    const inSwedish = withPage(text, input({ sections: {} }, 1));
    expect(inSwedish?.sections).to.deep.equal({ what: { sv: 'Vad' } });
    expect(withPage(inSwedish, input({ sections: {} }, 1, 'sv'))?.sections).to.deep.equal({});
  });

  it('keep the title when the only one is emptied, and tell that it is missing', () => {
    const finnish = { ...text, title: { fi: 'Tuki' } };
    expect(withPage(finnish, input({ title: '' }))?.title).to.deep.equal({ fi: 'Tuki' });
    expect(faultsOfPage(finnish, input({ title: '' }))).to.deep.equal({ title: 'required' });
    expect(faultsOfPage(text, input({ title: '' }))).to.deep.equal({});
    expect(withPage(undefined, input({ title: '' }))).to.equal(undefined);
  });

  it('file only under what there is', () => {
    const filed = withPage(
      text,
      input({ title: 'Tuki', supportForms: ['training', 'magic', 'remote'], municipality: 'Espoo' }),
    );
    expect(filed?.filing).to.deep.equal({ ...filing, supportForms: ['remote', 'training'], municipality: 'Espoo' });
  });

  it('never lose what was typed on other pages or in other languages', () => {
    const page = fc.integer({ min: 1, max: pagesOf(form).length - 1 });
    const written = fc.record({
      page,
      language: fc.constantFrom(...languages),
      texts: fc.array(fc.string({ maxLength: 20 }), { minLength: 3, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(written, { maxLength: 12 }), (pages) => {
        let now: PracticeText | undefined = { title: { fi: 'Tuki' }, sections: {}, filing };
        const expected = new Map<string, string>();
        for (const { page: index, language, texts } of pages) {
          const asked = pagesOf(form)[index] ?? [];
          const sections = Object.fromEntries(asked.map(({ code }, place) => [code, texts[place] ?? '']));
          now = withPage(now, input({ sections }, index, language));
          for (const [code, typed] of Object.entries(sections)) expected.set(`${code} ${language}`, typed);
        }
        for (const { code } of form.sections) {
          for (const language of languages) {
            expect(now?.sections[code]?.[language] ?? '').to.equal(expected.get(`${code} ${language}`) ?? '');
          }
        }
      }),
    );
  });
});

describe('the stops of a practice form', () => {
  const withTexts = (sections: PracticeText['sections']) => stopsOf(form, { ...text, sections });
  const [first, second, third] = (pagesOf(form)[1] ?? []).map(({ code }) => code);
  const codes = [first ?? '', second ?? '', third ?? ''] as const;

  it('are its pages while their texts fit in a card', () => {
    expect(withTexts({})).to.deep.equal([{ page: 0 }, { page: 1 }, { page: 2 }, { page: 3 }, { page: 4 }]);
    const full = { fi: 'Jokaisen käynnin jälkeen kysytään, sujuiko asia. '.repeat(102).slice(0, longestSection) };
    expect(withTexts(Object.fromEntries(codes.map((code) => [code, full])))).to.have.length(5);
  });

  it('are its sections one by one where the texts of a page are too long together', () => {
    const wide = { sv: '€'.repeat(longestSection) };
    expect(withTexts({ [codes[0]]: wide, [codes[1]]: { fi: '€'.repeat(longestSection) } })).to.deep.equal([
      { page: 0 },
      { page: 1, section: 0 },
      { page: 1, section: 1 },
      { page: 1, section: 2 },
      { page: 2 },
      { page: 3 },
      { page: 4 },
    ]);
  });

  it('count the languages apart, since a writer sees one of them', () => {
    const both = { fi: 'x'.repeat(4900), sv: 'x'.repeat(4900) };
    expect(withTexts(Object.fromEntries(codes.map((code) => [code, both])))).to.have.length(5);
  });

  it('change only the section that was asked for', () => {
    const before = { ...text, sections: { [codes[0]]: { fi: 'A' }, [codes[1]]: { fi: 'B' }, [codes[2]]: { fi: 'C' } } };
    const typed = { ...input({ sections: { [codes[1]]: 'Uusi' } }, 1), section: 1 };
    expect(withPage(before, typed)?.sections).to.deep.equal({ ...before.sections, [codes[1]]: { fi: 'Uusi' } });
  });
});

describe('the faults of a practice', () => {
  it('keep a section that is too long from being left, one character over the limit', () => {
    const typed = (length: number) => ({ sections: { what: 'ä'.repeat(length) } });
    expect(faultsOfPage(text, input(typed(longestSection), 1))).to.deep.equal({});
    expect(faultsOfPage(text, input(typed(longestSection + 1), 1))).to.deep.equal({ 's.what': 'tooLong' });
  });

  it('keep the first page from being left without a title, and with a title or municipality over its limit', () => {
    const [title, municipality] = ['ä'.repeat(longestTitle), 'ä'.repeat(longestMunicipality)];
    expect(faultsOfPage(text, input({ title, municipality }))).to.deep.equal({});
    const long = { title: 'tooLong', municipality: 'tooLong' };
    expect(faultsOfPage(text, input({ title: `${title}ä`, municipality: `${municipality}ä` }))).to.deep.equal(long);
    const filed = { ...text, title: { sv: title }, filing: { ...filing, municipality } };
    expect(faultsOfText({ ...form, sections: [] }, filed)).to.deep.equal({});
    const over = { ...text, title: { sv: `${title}ä` }, filing: { ...filing, municipality: `${municipality}ä` } };
    expect(faultsOfText({ ...form, sections: [] }, over)).to.deep.equal(long);
    expect(faultsOfPage(undefined, input({}))).to.deep.equal({ title: 'required' });
    expect(faultsOfPage({ ...text, title: { fi: 'Tuki' } }, input({}))).to.deep.equal({ title: 'required' });
    expect(faultsOfPage(text, input({}))).to.deep.equal({});
  });

  it('are missing required sections and long texts of any language', () => {
    const sections = { ...text.sections, safety: { en: 'x'.repeat(longestSection + 1) } };
    expect(faultsOfText(form, { ...text, sections })).to.deep.equal({
      's.forWhom': 'required',
      's.access': 'required',
      's.steps': 'required',
      's.safety': 'tooLong',
    });
  });

  it('lead to the first page that has one', () => {
    expect(firstFaultyPage(form, { 's.safety': 'tooLong', 's.steps': 'required' })).to.equal(2);
    expect(firstFaultyPage(form, { 's.safety': 'tooLong', title: 'tooLong' })).to.equal(0);
  });

  it('do not hold for a required section written in another language', () => {
    const sections = Object.fromEntries(form.sections.map(({ code }) => [code, { sv: 'Text' }]));
    expect(faultsOfText(form, { ...text, sections })).to.deep.equal({});
  });
});

describe('going on with a practice', () => {
  it('opens the first page with nothing on it, and the first of all when there is none', () => {
    expect(pageToWrite(form, { ...text, sections: {} })).to.equal(1);
    expect(pageToWrite(form, text)).to.equal(2);
    const sections = Object.fromEntries(form.sections.map(({ code }) => [code, { fi: 'Teksti' }]));
    expect(pageToWrite(form, { ...text, sections })).to.equal(0);
  });
});
