import { expect } from 'chai';
import { put, type Write } from '../../../domain/store.ts';
import { publishedResults } from '../../../domain/survey/results/published-results.ts';
import { languages } from '../../../domain/text.ts';
import {
  aComment,
  aGroup,
  aMeeting,
  aMember,
  aNetwork,
  anOrganisation,
  aPractice,
  aResponse,
  aSurvey,
  aValidation,
} from '../../domain/example-network.ts';
import { contentsOf, fullNetwork, questions, textsOf } from './example-package.ts';

async function siteOf(writes: readonly Write[] = fullNetwork, language: (typeof languages)[number] = 'fi') {
  return (await textsOf(await contentsOf(writes), language)).get('index.html') ?? '';
}

const allOf = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map((match) => match[1] ?? '');

describe('the page of a knowledge package', () => {
  for (const language of languages) {
    it(`is written in ${language}, with every chapter`, async () => {
      const page = await siteOf(fullNetwork, language);
      expect(page).to.match(new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
      expect(allOf(page, /<section id="([^"]+)"/g)).to.have.length(22);
      expect(page).not.to.match(/\{\{|undefined|\[object/);
    });
  }

  it('needs nothing from elsewhere and runs no script', async () => {
    const page = await siteOf();
    expect(page).not.to.match(/<script|<img|<link|<iframe|@import|url\(|\son[a-z]+=/i);
    expect(page).to.contain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(allOf(page, /(?:href|src)="([^"]+)"/g).filter((address) => /^[a-z]+:|^\//i.test(address))).to.deep.equal([]);
  });

  it('links only to places in it and to files in the package', async () => {
    const files = await textsOf(await contentsOf());
    const page = files.get('index.html') ?? '';
    const ids = new Set(allOf(page, /\sid="([^"]+)"/g));
    const addresses = allOf(page, /href="([^"]+)"/g);
    const dead = addresses.filter((to) => (to.startsWith('#') ? !ids.has(to.slice(1)) : !files.has(to)));
    expect(dead).to.deep.equal([]);
    const linked = new Set(addresses);
    expect([...files.keys()].filter((path) => !linked.has(path))).to.deep.equal(['index.html']);
  });

  it('says of answers that are deleted since when, and shows their numbers', async () => {
    const answersDeleted = { at: '2021-11-01T08:00:00.000Z', submitted: 6, entered: 0 };
    const figures = { code: 'trust', kind: 'rating', answered: 6, suppressed: false, counts: [], median: 4, mean: 3.5 };
    const kept = { id: 'old', version: 0, networkId: 'uudi', submitted: 6, questions: [figures as never] };
    const survey = aSurvey('old', { groupId: 'home', state: 'closed', questions: [...questions], answersDeleted });
    const files = await textsOf(await contentsOf([...fullNetwork, survey, put(publishedResults, kept)]));
    const page = files.get('index.html') ?? '';
    expect(page).to.include('Vastaukset poistettiin ma 1.11.2021').and.to.include('keskiarvo 3,5');
    const table = [...files].find(([path]) => path.endsWith('surveys.csv'))?.[1] ?? '';
    expect(table).to.include('answers_deleted_at').and.to.include('2021-11-01T08:00:00Z');
  });

  it('has no id twice, and every label points to one', async () => {
    const page = await siteOf();
    const ids = allOf(page, /\sid="([^"]+)"/g);
    expect(ids).to.have.length(new Set(ids).size);
    expect(allOf(page, /aria-labelledby="([^"]+)"/g).filter((id) => !ids.includes(id))).to.deep.equal([]);
  });

  it('has one first heading, and no heading skips a level', async () => {
    const levels = allOf(await siteOf(), /<h([1-6])/g).map(Number);
    expect(levels.filter((level) => level === 1)).to.have.length(1);
    const skips = levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1);
    expect(skips).to.deep.equal([]);
  });

  it('gives every table a caption and every heading cell a scope', async () => {
    const page = await siteOf();
    expect(allOf(page, /(<table>)/g).length).to.be.greaterThan(5);
    expect(allOf(page, /(<caption>)/g)).to.have.length(allOf(page, /(<table>)/g).length);
    expect(allOf(page, /<th([ >][^>]*)/g).filter((rest) => !/scope="(?:row|col)"/.test(rest))).to.deep.equal([]);
  });

  it('has every element closed in the order it was opened', async () => {
    const open: string[] = [];
    const empty = new Set(['meta', 'br', '!doctype']);
    for (const [tag, closing, name = ''] of (await siteOf()).matchAll(/<(\/?)([a-z!][a-z0-9]*)[^>]*>/gi)) {
      if (empty.has(name) || tag.endsWith('/>')) continue;
      if (closing) expect(open.pop()).to.equal(name);
      else open.push(name);
    }
    expect(open).to.deep.equal([]);
  });

  it('marks what is written in another language', async () => {
    const page = await siteOf();
    expect(page).to.contain('<bdi lang="sv">Nätverkets framtid</bdi>').and.to.contain('<div lang="sv">');
    expect(page).to.contain('<bdi>Kotiin vietävä tuki</bdi>');
  });

  it('shows nothing of a suppressed survey but why', async () => {
    const page = await siteOf();
    expect(page).not.to.contain('Luottamuksellinen vastaus');
    expect(page).to.contain('Vastauksia on alle viisi');
  });

  it('says of every chapter without anything in it that nothing was recorded', async () => {
    const page = await siteOf([aNetwork()]);
    expect(allOf(page, /(class="remark")/g)).to.have.length(22 - 2);
    expect(page).to.contain('Kysy niistä verkoston koordinaattorilta.');
  });

  it('draws what was counted above the table of the same numbers, in words for who does not see it', async () => {
    const enough = questions.filter(({ code }) => code === 'enough');
    const page = await siteOf([
      aNetwork(),
      aSurvey('s', { state: 'closed', questions: enough }),
      aResponse('s', 'm', { enough: 'yes' }, { organisationId: 'a' }),
    ]);
    expect(allOf(page, /<td class="number">(\d+ %)<\/td>/g)).to.deep.equal(['100 %', '0 %']);
    expect(page).to.match(
      /<div class="chart" role="img" aria-label="Pylväskaavio: Kysymys\. Eniten: Kyllä, 1\.[^>]*><svg/,
    );
    expect(page).to.match(/<\/svg><\/div>\n<div class="table"/);
    // In the colours of the words around, which follow light, dark and paper.
    expect(page).to.match(/<text[^>]*fill="currentColor"[^>]*>Kyllä<\/text>/);
  });

  it('says when an open survey closes and when a closed one was closed', async () => {
    const closesAt = '2021-12-20T10:00:00.000Z';
    const open = await siteOf([aNetwork(), aSurvey('s', { closesAt })]);
    expect(open)
      .to.match(/<dt>Sulkeutuu<\/dt><dd>[^<]*20\.12\.2021/)
      .and.not.to.contain('<dt>Suljettu</dt>');
    const closed = await siteOf([
      aNetwork(),
      aSurvey('s', { closesAt, state: 'closed', closedAt: '2021-11-15T10:00:00.000Z' }),
    ]);
    expect(closed)
      .to.match(/<dt>Suljettu<\/dt><dd>[^<]*15\.11\.2021/)
      .and.not.to.contain('<dt>Sulkeutuu</dt>');
  });

  it('tells of an unanswered question, whatever its kind, only that nobody answered', async () => {
    for (const question of questions.filter(({ kind }) => kind !== 'section')) {
      const page = await siteOf([
        aNetwork(),
        aSurvey('s', { state: 'closed', breakdowns: ['organisationType'], questions: [question] }),
        aResponse('s', 'm', {}, { organisationId: 'a' }),
      ]);
      expect(page, question.kind).to.match(/<h4>.*<\/h4>\n<p>0 vastausta\.<\/p>\n<\/article>/);
    }
  });

  it('keeps names and statements with commas and full stops apart', async () => {
    const statement = (code: string, fi: string) => ({ code, label: { fi } });
    const rows = [statement('a', 'Osaan, jos autetaan.'), statement('b', 'Pärjään yksin.')];
    const scale = [statement('y', 'Kyllä'), statement('n', 'Ei')];
    const page = await siteOf([
      aNetwork(),
      aGroup('home'),
      aMember('a', { name: 'Aalto, Aino', leads: ['home'] }),
      aMember('b', { name: 'Berg, Bo', leads: ['home'] }),
      aSurvey('s', {
        questions: [{ kind: 'matrix', code: 'm', label: { fi: 'Väitteet' }, required: false, rows, scale }],
      }),
    ]);
    expect(page).to.contain('<bdi>Aalto, Aino</bdi>; <bdi>Berg, Bo</bdi>');
    expect(page).to.contain('<bdi>Osaan, jos autetaan</bdi>; <bdi>Pärjään yksin</bdi></li>');
  });

  it('tells, as the read-me does, how to check the files on Windows too', async () => {
    const contents = await contentsOf();
    for (const [language, file] of [
      ['fi', 'TIEDOSTO'],
      ['sv', 'FIL'],
      ['en', 'FILE'],
    ] as const) {
      const files = await textsOf(contents, language);
      for (const path of ['index.html', 'README.txt']) {
        expect(files.get(path), `${language} ${path}`)
          .to.contain(`certutil -hashfile ${file} SHA512`)
          .and.to.match(/Windows: .*manifest-sha512\.txt/);
      }
    }
  });

  it('escapes everything that people write, wherever it comes', async () => {
    const evil = '<script>alert(1)</script>"\'&👩‍💻\u202eمرحبا';
    const text = { fi: evil };
    const labelled = { code: 'x', label: text };
    const evilQuestions = questions.map((question) => {
      if (question.kind === 'choice')
        return { ...question, label: text, options: [labelled, { ...labelled, code: 'y' }] };
      if (question.kind === 'matrix')
        return { ...question, label: text, rows: [labelled], scale: [labelled, labelled] };
      return question.kind === 'rating'
        ? { ...question, label: text, low: text, high: text }
        : { ...question, label: text };
    });
    const page = await siteOf([
      aNetwork({ name: text, region: evil }),
      aGroup('home', { name: text }),
      anOrganisation('a', { name: evil, municipalities: [evil], contactPoint: evil }),
      aMember('m', { name: evil, leads: ['home'], organisationId: 'a' }),
      aPractice('1', {
        title: text,
        sections: { what: { fi: `${evil}\n- ${evil}` } },
        filing: { supportForms: [], targetGroups: [], themes: [], region: evil, municipality: evil },
      }),
      aPractice('2', { title: text, state: 'validated' }),
      aValidation('1', 'a', { reason: evil }),
      aComment('c', '1', evil),
      aSurvey('s', { title: text, purpose: text, questions: evilQuestions }),
      aResponse('s', 'm', { why: evil, forms: ['other'], 'forms.other': evil, likert: { x: 'x' } }),
      aMeeting('k', '2021-12-01T10:00:00.000Z', { title: evil, place: evil, agenda: evil }),
    ]);
    expect(page).not.to.contain('<script');
    expect(allOf(page, /(&lt;script&gt;alert\(1\)&lt;\/script&gt;&quot;&#39;&amp;👩‍💻)/g).length).to.be.greaterThan(30);
  });

  it('says who sees the results in the network', async () => {
    const page = await siteOf([aNetwork(), aSurvey('s', { state: 'closed', resultsFor: 'coordinators' })]);
    expect(page).to.contain('<dt>Kuka näkee tulokset verkostossa</dt><dd>Vain koordinaattorit</dd>');
  });

  it('names classes in words of its language, and has each as a heading of its rows', async () => {
    const divided = (language: 'fi' | 'sv') =>
      siteOf(
        [
          aNetwork(),
          aGroup('home', { name: { fi: 'Lähituki' } }),
          anOrganisation('a', { type: 'library' }),
          anOrganisation('b', { type: 'municipality', region: 'Kymenlaakso' }),
          aMember('m1', { groupIds: ['home'] }),
          aSurvey('s', {
            state: 'closed',
            breakdowns: ['group', 'organisationType', 'region'],
            questions: questions.filter(({ code }) => code === 'enough' || code === 'likert'),
          }),
          aResponse('s', 'm1', { enough: 'yes', likert: { x: 'y' } }, { organisationId: 'a' }),
          aResponse('s', 'm2', { enough: 'no' }, { organisationId: 'b' }),
        ],
        language,
      );
    const page = await divided('sv');
    expect(allOf(page, /<summary>([^<]*)/g)[1]).to.equal(
      'Uppdelat efter: Arbetsgrupp · Typ av organisation · Landskap',
    );
    const headings = allOf(page, /<th scope="row">(.*?)<\/th>/g);
    expect(headings).to.include.members(['<bdi lang="fi">Lähituki</bdi>', 'I ingen grupp', 'Bibliotek', 'Kommun']);
    expect(headings).to.include.members(['<bdi>Nyland</bdi>', '<bdi>Kymmenedalen</bdi>']);
    expect(await divided('fi')).to.match(/<tr><th scope="row">Kirjasto<\/th><th scope="row"><bdi>Vaihtoehto x/);
  });

  it('says that small classes are put together, only where that is so', async () => {
    const divided = (anonymity: 'named' | 'confidential') =>
      siteOf([
        aNetwork(),
        aSurvey('s', { state: 'closed', anonymity, breakdowns: ['group'], questions: [...questions] }),
        ...Array.from({ length: 12 }, (_, index) => {
          const classes = { group: index < 6 ? 'a' : `b${index % 2}` };
          return aResponse('s', `m${index}`, { enough: 'yes' }, { counted: { classes } });
        }),
      ]);
    expect(await divided('named')).not.to.contain('Pienet luokat on yhdistetty');
    expect(await divided('confidential'))
      .to.contain('Pienet luokat on yhdistetty')
      .and.to.contain('<th scope="row">Muut yhteensä</th><td class="number">6</td>');
  });

  it('shows a survey beside its earlier round, and names what cannot be compared with the reason', async () => {
    const page = await siteOf();
    expect(page).to.contain('Verrattava kysely: <a href="#survey-s0"><bdi>Kysely s0</bdi></a>');
    const lines = allOf(page, /<tr>(.*?)<\/tr>/g).map((line) => line.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|'));
    expect(lines).to.include.members([
      '|Vaihtoehto|Aiemmin|Nyt|Ero|',
      '|Kyllä|100\u00a0%|50\u00a0%|−50|',
      '|Mediaani|4|5|+1|',
    ]);
    expect(page).to.contain('<p>Ei kysytty aiemmassa kyselyssä: <bdi>Kysymys</bdi></p>');
  });

  it('says when there is nothing to compare with, since the earlier round shows no results', async () => {
    const enough = questions.filter(({ code }) => code === 'enough');
    const page = await siteOf([
      aNetwork(),
      aSurvey('a', { questions: enough }),
      aSurvey('b', { state: 'closed', questions: enough, earlierRoundId: 'a' }),
      aResponse('b', 'm', { enough: 'yes' }),
    ]);
    expect(page).to.contain('Aiemman kyselyn tuloksia ei näytetä');
  });
});
