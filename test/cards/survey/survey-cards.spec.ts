import { expect } from 'chai';
import { createReader } from '../../../cards/reader.ts';
import { chooseGroupsCard, choosePeopleCard, chooseTypesCard } from '../../../cards/survey/choose.ts';
import { draftCard } from '../../../cards/survey/draft.ts';
import { entryCard } from '../../../cards/survey/entry.ts';
import { formCard, previewCard } from '../../../cards/survey/form.ts';
import { closedCard, invitationCard, reminderCard } from '../../../cards/survey/invite.ts';
import { discardedCard, newSurveyCard, postedCard, surveyListCard } from '../../../cards/survey/make.ts';
import { askCloseCard, cancelCard, manageCard, timeCard } from '../../../cards/survey/manage.ts';
import { missingCard } from '../../../cards/survey/missing.ts';
import { receiptCard } from '../../../cards/survey/receipt.ts';
import { remindersCard } from '../../../cards/survey/reminders.ts';
import { pagesReviewed, reviewCard } from '../../../cards/survey/review.ts';
import { chooseLabelCard, chooseTextCard, editTextCard, textOf } from '../../../cards/survey/wording.ts';
import { loadContent } from '../../../content/content.ts';
import type { Member, Organisation, WorkingGroup } from '../../../domain/network/network.ts';
import type { Form } from '../../../domain/survey/answer.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { pagesOf } from '../../../domain/survey/pages.ts';
import { questionFaults } from '../../../domain/survey/questions.ts';
import { type Survey } from '../../../domain/survey/survey.ts';
import { languages } from '../../../domain/text.ts';
import { aMember } from '../../storage/records.ts';
import { expectGolden, expectValid } from '../golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../read.ts';

const { surveyTemplates } = loadContent();
const fi = createReader('fi', 'Europe/Helsinki');
const sv = createReader('sv', 'Europe/Helsinki');
const handover = surveyTemplates.find(({ code }) => code === 'handover');
if (!handover) throw new Error('no hand-over survey');

const survey: Survey = {
  id: 's-1',
  version: 1,
  networkId: 'uudi',
  groupId: 'future',
  template: 'handover',
  title: handover.title,
  purpose: handover.purpose,
  anonymity: 'named',
  questions: handover.questions,
  state: 'open',
  closesAt: '2026-11-27T14:00:00.000Z',
  createdBy: 'm-lead',
  createdAt: '2026-11-16T08:00:00.000Z',
  keepMonths: 24,
};

const group: WorkingGroup = {
  id: 'future',
  version: 1,
  networkId: 'uudi',
  name: { fi: 'Verkoston tulevaisuus', sv: 'Nätverkets framtid' },
  channelId: 'c',
  serviceUrl: 'http://127.0.0.1:9',
  language: 'fi',
};

function formOf(questions: Survey['questions'], more: Partial<Form> = {}): Form {
  const pages = pagesOf(questions);
  return {
    survey: { ...survey, questions },
    response: undefined,
    answers: {},
    pages,
    page: 0,
    reviewing: false,
    faults: {},
    unreadable: false,
    ...more,
  };
}

const values = {
  template: 'handover',
  groupId: 'future',
  opensOn: '',
  closesOn: '2026-11-27',
  closesTime: '16:00',
  anonymity: 'default',
  respondent: 'person',
};
const start = {
  surveyId: 's-1',
  templates: surveyTemplates,
  groups: [group],
  wider: ['members' as const],
  earlier: [survey],
  values: { ...values, keep: 'default' as const },
  hasOwn: true,
};
/** Two days before its closing. */
const remindsAt = '2026-11-25T14:00:00.000Z';
const places = { groups: [group], madeIn: [], reminders: [remindsAt] };
const progress = { told: 'counts', submitted: 7, begun: 0, members: 24, entered: 0 } as const;
const drafted = { groups: [group], elsewhere: [], asked: 24, reminders: [remindsAt] };

describe('the cards of a survey', () => {
  it('start with the built-in surveys', () => {
    expectGolden('survey-new', newSurveyCard(fi, start));
    expectGolden('survey-new-fault', newSurveyCard(sv, { ...start, fault: 'errors:SURVEY_TIME_INVALID' }));
  });

  it('let an answer be entered for an organisation without Teams', () => {
    const named = (name: string): Organisation => ({
      id: name,
      version: 1,
      networkId: 'uudi',
      name,
      type: 'association',
      municipalities: [],
    });
    const organisations = ['Järjestö D (esimerkki)', 'Yhteisö E (esimerkki)'].map((name, index) => ({
      organisation: named(name),
      answer: index === 0 ? ('submitted' as const) : ('none' as const),
    }));
    expectGolden('survey-entries', entryCard(fi, { survey, organisations, search: '' }));
    expect(wordsOf(entryCard(sv, { survey, organisations: [], search: '' }))).to.include('Alla organisationer');
    const many = Array.from({ length: 61 }, (_none, index) => ({
      organisation: named(`Järjestö ${index} ${'ä'.repeat(100)}`),
      answer: 'none' as const,
    }));
    expectValid(entryCard(fi, { survey, organisations: many, search: 'järjestö' }));
    const form = formOf(survey.questions, { enteredFor: named('**Järjestö** <b>D</b>') });
    const receipt = receiptCard(fi, { ...form, response: responseShape });
    for (const made of [formCard(fi, form), reviewCard(fi, form), receipt]) {
      expect(wordsOf(made))
        .to.include('**Järjestö** <b>D</b>')
        .and.not.match(/vastauksesi/i);
    }
    expect(wordsOf(receipt)).to.include('Vastaus on kirjattu').and.not.include('Kirjaat');
  });

  it('ask when to remind', () => {
    const typed = { when: 'chosen', days: ['2026-11-21', '2026-11-24'], time: '09:00' } as const;
    const moved = { chosen: '2026-11-21T07:00:00.000Z', sentAt: '2026-11-23T05:00:00.000Z' };
    expectGolden('survey-reminders', remindersCard(fi, survey, typed, [moved]));
  });

  it('ask whom exactly a survey is for, when it is more or less than one group', () => {
    const plan = { surveyId: 's-1', ...values, groupId: '-groups' };
    const home = { ...group, id: 'home', name: { fi: 'Kotiin vietävä tuki' } };
    expectGolden('survey-choose-groups', chooseGroupsCard(fi, { typed: plan }, [group, home], picked(['future'])));
    const types = { ...plan, groupId: '-organisationTypes' };
    const none = { typed: types, fault: 'survey:nothingChosen' };
    expectGolden('survey-choose-types-sv', chooseTypesCard(sv, none, ['library']));
    const [chosen, ...found] = ['m-1', 'm-2', 'm-3'].map((id) => aMember({ id, name: `Jäsen ${id} (esimerkki)` }));
    const people = {
      chosen: chosen ? [{ ...chosen, organisationId: 'o-1' }] : [],
      found,
      more: true,
      search: 'jäsen',
      from: '',
      groups: [group, home],
      organisations: new Map([['o-1', 'Kirjasto A (esimerkki)']]),
    };
    const typed = { ...plan, groupId: '-members' };
    expectGolden('survey-choose-people', choosePeopleCard(fi, { typed }, people));
    const alone = choosePeopleCard(fi, { typed }, { ...people, chosen: [], found: [], more: false, groups: [group] });
    expectValid(alone);
    expect(inputsOf(alone).map(({ id }) => id)).to.deep.equal(['search']);
  });

  it('offer other networks beside the draft, and name those in which it was made', () => {
    const name = { fi: 'Itäinen verkosto' };
    const there = {
      id: 'kymi',
      version: 1,
      tenantId: 't',
      teamId: 't',
      name,
      region: 'K',
      timeZone: 'Europe/Helsinki',
    };
    const network = { ...there, language: 'fi' as const, createdAt: survey.createdAt };
    const types = { kind: 'organisationTypes' as const, types: ['library' as const, 'municipality' as const] };
    const wide = { ...survey, groupId: undefined, audience: types };
    const draft = draftCard(
      fi,
      { ...wide, state: 'draft' },
      { groups: [], elsewhere: [network], asked: 7, reminders: [remindsAt] },
    );
    expectGolden('survey-draft-wide', draft);
    expectGolden('survey-posted-wide', postedCard(fi, wide, { groups: [], madeIn: [network], reminders: [remindsAt] }));
  });

  it('stay small when a network has 200 groups, all with long names', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...group,
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      name: { fi: `Työryhmä, jolla on pitkä nimi ${index} `.repeat(3) },
      refusedAt: survey.createdAt,
    }));
    const groupIds = many.map(({ id }) => id);
    const wide = { ...survey, audience: { kind: 'groups' as const, groupIds } };
    expectValid(
      draftCard(fi, { ...wide, state: 'draft' }, { groups: many, elsewhere: [], asked: 2000, reminders: [remindsAt] }),
    );
    expectValid(postedCard(fi, wide, { groups: many, madeIn: [], reminders: [] }));
    expectValid(chooseGroupsCard(fi, { typed: { surveyId: 's-1', groupId: '-groups' } }, many, picked(groupIds)));
    const earlier = Array.from({ length: 30 }, (_none, place) => ({
      ...survey,
      id: `00000000-0000-4000-8000-0000000000${place + 10}`,
      title: { fi: `**${place}** ${'ö'.repeat(300)}` },
    }));
    const long = newSurveyCard(fi, { ...start, groups: many, earlier });
    expectValid(long);
    expect(wordsOf(long)).to.include('Vanhempia kyselyjä voi kopioida sivulla.');
  });

  it('show a draft to its maker', () => {
    expectGolden('survey-draft', draftCard(fi, { ...survey, state: 'draft' }, drafted));
    const closed = { ...drafted, groups: [{ ...group, refusedAt: '2026-11-01T09:00:00.000Z' }] };
    const warned = wordsOf(draftCard(fi, { ...survey, state: 'draft' }, closed));
    const few = { ...drafted, asked: 4 };
    const secret = { ...survey, state: 'draft' as const, anonymity: 'anonymous' as const };
    expect(wordsOf(draftCard(fi, secret, few))).to.include('vähintään 5');
    expect(wordsOf(draftCard(fi, { ...secret, anonymity: 'named' }, few))).not.to.include('vähintään 5');
    expect(warned).to.include('Botti ei ole saanut viestejä perille: Verkoston tulevaisuus.');
  });

  it('offer to post only what asks something', () => {
    const empty = draftCard(fi, { ...survey, state: 'draft', purpose: {}, questions: [] }, drafted);
    expect(buttonsOf(empty).map(({ title }) => title)).to.deep.equal([
      'Päivitä',
      'Muuta tietoja',
      'Muistutukset',
      'Hylkää luonnos',
      'Kuka näkee tulokset',
    ]);
    expect(inputsOf(empty)).to.deep.equal([]);
    expect(wordsOf(empty)).to.include('Kyselyssä ei ole vielä kysymyksiä.').and.not.include('–');
  });

  it('invite, remind and say that it is over', () => {
    expectGolden('survey-invitation', invitationCard(fi, survey));
    expectGolden('survey-invitation-sv', invitationCard(sv, survey, 'begun'));
    expectGolden('survey-reminder', reminderCard(fi, survey, 'none'));
    expectGolden('survey-reminder-begun', reminderCard(sv, { ...survey, anonymity: 'anonymous' }, 'draft'));
    expect(wordsOf(reminderCard(fi, { ...survey, respondent: 'organisation' }, 'none'))).to.include('Organisaatiosi');
    expectGolden('survey-closed', closedCard(fi, { ...survey, state: 'closed', closedAt: survey.closesAt }));
  });

  it('ask page by page', () => {
    const asker = { network: { fi: 'Uudenmaan verkosto' }, group: group.name, groups: [group] };
    expectGolden('survey-form', formCard(fi, formOf(survey.questions, { asker })));
    expectGolden('survey-form-faults', formCard(fi, formOf(survey.questions, { faults: faultsOf(survey.questions) })));
    expectGolden('survey-preview', previewCard(fi, formOf(survey.questions)));
  });

  it('offer what may be said instead of an answer, in the list or below the input', () => {
    const nonAnswers = ['dontKnow', 'notApplicable'];
    const options = ['a', 'b'].map((code) => ({ code, label: { fi: code } }));
    const nothing = { code: 'nothing', label: { fi: 'Ei mikään näistä' }, exclusive: true };
    const asked = [
      { kind: 'yesNo', code: 'one' },
      { kind: 'number', code: 'two', min: 0, max: 1000, unit: { fi: 'kpl' } },
      { kind: 'date', code: 'three', min: '2026-01-01' },
      { kind: 'choice', code: 'four', multiple: true, max: 1, options: [...options, nothing] },
      { kind: 'text', code: 'five', minLength: 20 },
    ].map((question) => Question.parse({ label: { fi: `Kysymys ${question.code}` }, nonAnswers, ...question }));
    const answers = { 'one.none': 'dontKnow', 'two.none': 'notApplicable', five: 'lyhyt' };
    const faults = { five: 'tooShort', two: 'notBoth', four: 'notWithOthers' } as const;
    expectGolden('survey-form-instead', formCard(fi, formOf(asked, { answers, faults })));
    const words = wordsOf(receiptCard(fi, formOf(asked, { answers, response: responseShape })));
    expect(words).to.include('En osaa sanoa').and.to.include('Ei koske meitä');
  });

  it('name each of two inputs beside «Muu» by its own question, for those who hear one input at a time', () => {
    const options = ['a', 'b'].map((code) => ({ code, label: { fi: code } }));
    const asked = ['Missä?', 'Milloin?'].map((text, at) =>
      Question.parse({ kind: 'choice', code: `q${at}`, label: { fi: text }, options, other: true }),
    );
    const labels = inputsOf(formCard(fi, formOf(asked))).map(({ label }) => label);
    expect(labels).to.deep.equal(['Missä?', 'Muu, mikä? (Missä?)', 'Milloin?', 'Muu, mikä? (Milloin?)']);
  });

  it('write a number that was answered as its reader does', () => {
    const asked = [Question.parse({ kind: 'number', code: 'q', label: { fi: 'Määrä' }, unit: { fi: 'h', en: 'h' } })];
    const form = formOf(asked, { answers: { q: -12345.625 }, response: responseShape });
    expect(wordsOf(receiptCard(fi, form))).to.include('Määrä: \u221212\u00a0345,625 h');
    expect(wordsOf(reviewCard(createReader('en', 'Europe/Helsinki'), form))).to.include('-12,345.625 h');
  });

  it('name a row of a table without the full stop that would stand before a colon', () => {
    const row = { code: 'trust', label: { fi: 'Voin puhua avoimesti.' } };
    const scale = [{ code: 'y', label: { fi: 'Samaa mieltä' } }];
    const asked = [Question.parse({ kind: 'matrix', code: 'm', label: { fi: 'Luottamus' }, rows: [row], scale })];
    const form = formOf(asked, { answers: { m: { trust: 'y' } } });
    expect(wordsOf(reviewCard(fi, form))).to.include('Voin puhua avoimesti: Samaa mieltä');
    const unsure = formOf(asked, { answers: { m: { trust: '-dontKnow' } } });
    expect(wordsOf(reviewCard(fi, unsure))).to.include('Voin puhua avoimesti: En osaa sanoa');
  });

  it('show all answers before they are sent, in parts when there are many', () => {
    const answers = { contactPoint: 'Palvelupiste **ei lihava**' };
    expectGolden('survey-review', reviewCard(fi, formOf(survey.questions, { answers, reviewing: true })));
    for (const letter of ['x', 'ä', '😀', '"', '\u0301']) {
      const questions = Array.from({ length: 200 }, (_, index) =>
        Question.parse({ kind: 'text', code: `q${index}`, label: { fi: `${letter.repeat(300)}?` } }),
      );
      const full = Object.fromEntries(questions.map(({ code }) => [code, letter.repeat(5000)]));
      const form = formOf(questions, { answers: full, response: responseShape });
      expectValid(receiptCard(fi, form));
      for (let part = 0; part * pagesReviewed < form.pages.length; part += 1) expectValid(reviewCard(fi, form, part));
    }
  });

  it('stay small with an answer of 5,000 characters', () => {
    for (const letter of ['ä', '😀']) {
      const long = [Question.parse({ kind: 'text', code: 'q', label: { fi: 'Kysymys' }, maxLength: 5000 })];
      expectValid(formCard(fi, formOf(long, { answers: { q: letter.repeat(5000) } })));
    }
  });

  it('give a receipt', () => {
    const response = { ...responseShape, updatedAt: '2026-11-20T09:05:00.000Z' };
    expectGolden(
      'survey-receipt',
      receiptCard(fi, formOf(survey.questions, { response, answers: { contactPoint: 'Palvelupiste' } })),
    );
  });

  it('let a lead follow and close it', () => {
    expectGolden('survey-manage', manageCard(fi, survey, places, { ...progress, begun: 2, entered: 1 }));
    expectGolden('survey-ask-close', askCloseCard(fi, { ...survey, anonymity: 'anonymous' }));
    const ended = { ...survey, closedAt: '2026-11-20T09:05:00.000Z' };
    const cancelled = { ...ended, state: 'cancelled' as const, cancelReason: 'Kysyimme **väärältä** ryhmältä.' };
    expectGolden('survey-manage-closed', manageCard(fi, { ...ended, state: 'closed' }, places, progress));
    const anonymous = manageCard(fi, { ...ended, state: 'closed', anonymity: 'anonymous' }, places, progress);
    expect(buttonsOf(anonymous).map(({ verb }) => verb))
      .to.include('survey.archive')
      .and.not.to.include('survey.askTime');
    expect(wordsOf(manageCard(fi, cancelled, places, progress)))
      .to.include('**väärältä**')
      .and.to.include('Peruttu');
    expect(wordsOf(manageCard(fi, { ...cancelled, closedAt: survey.closesAt }, places, progress)))
      .to.include('Peruttu: pe 27.11.2026')
      .and.not.include('Kuka näkee tulokset');
    expectGolden('survey-cancelled', closedCard(fi, cancelled));
    expectGolden('survey-move', timeCard(fi, survey, { closesOn: '2026-12-04', closesTime: '16:00' }));
    expectGolden('survey-reopen', timeCard(sv, { ...ended, state: 'closed' }, {}));
    const missed = (count: number, missing: Member[]) => ({ survey, known: { count, members: missing } });
    const away = Array.from({ length: 200 }, (_, place) =>
      aMember({ name: `Jäsen **${place}** ${'ä'.repeat(90)}`, organisationId: 'o' }),
    );
    const names = new Map([['o', 'Ö'.repeat(200)]]);
    expectValid(missingCard(fi, missed(200, away), progress, names));
    const two = away.slice(0, 2).map((member, place) => ({ ...member, name: `Jäsen ${place} (esimerkki)` }));
    expectGolden('survey-missing', missingCard(fi, missed(2, two), progress, new Map([['o', 'Kirjasto']])));
    const secret = { ...survey, anonymity: 'anonymous' as const };
    const share = { told: 'share', share: 'underHalf', members: 24 } as const;
    const hidden = missingCard(sv, { survey: secret, known: undefined }, share, new Map());
    expectGolden('survey-missing-anonymous', hidden);
    expectGolden('survey-manage-secret', manageCard(fi, secret, places, share));
    expect(wordsOf(missingCard(fi, missed(0, []), progress, new Map()))).to.include('Kaikki ovat vastanneet.');
    expectGolden('survey-wording', chooseTextCard(fi, survey));
    const rating = { kind: 'rating', code: 'use', label: { fi: 'Mitä?' }, low: { fi: 'Heikko' }, high: { fi: 'Hyvä' } };
    const rated = { ...survey, questions: [Question.parse(rating)] };
    expectGolden('survey-text', editTextCard(fi, rated, { ...textOf(rated, 'use'), help: { sv: 'Hjälp' } }));
    expectGolden('survey-wording-labels', chooseLabelCard(fi, rated, 'use'));
    expectGolden('survey-label', editTextCard(sv, rated, textOf(rated, 'use~high')));
    const full = Array.from({ length: 60 }, (_none, place) => ({
      code: `o${place}`,
      label: { fi: `**${place}** ${'ä'.repeat(400)}` },
    }));
    const wide = { kind: 'matrix', code: 'wide', label: { fi: 'Laaja' }, rows: full, scale: full };
    expectValid(chooseLabelCard(fi, { ...survey, questions: [Question.parse(wide)] }, 'wide'));
    expectGolden('survey-cancel', cancelCard(fi, survey, { reason: 'x' }));
    expectGolden('survey-posted', postedCard(fi, survey, places));
    expect(wordsOf(postedCard(fi, { ...survey, sentTo: 'people' }, places))).to.include('omaan keskusteluun');
    expectGolden('survey-discarded', discardedCard(fi));
    expectGolden('survey-list', surveyListCard(fi, [survey, { ...survey, id: 's-2', state: 'closed' }], [group]));
    expectValid(surveyListCard(fi, [], []));
  });

  for (const template of surveyTemplates) {
    it(`are valid and small on every page of ${template.code}, in every language`, () => {
      const questions = [...template.questions, ...(template.perPractice ?? [])];
      for (const language of languages) {
        const reader = createReader(language, 'Europe/Helsinki');
        for (const page of pagesOf(questions).keys()) expectValid(formCard(reader, formOf(questions, { page })));
        expectValid(draftCard(reader, { ...survey, questions }, drafted));
      }
    });
  }

  it('stay small with 200 questions and 50 surveys', () => {
    const long = 'Pitkä kysymys ä'.repeat(8);
    const questions = Array.from({ length: 200 }, (_, index) =>
      Question.parse({ kind: 'text', code: `q${index}`, label: { fi: long } }),
    );
    const answers = Object.fromEntries(questions.map(({ code }) => [code, 'x'.repeat(2000)]));
    expectValid(formCard(fi, formOf(questions, { answers })));
    expectValid(receiptCard(fi, formOf(questions, { answers, response: responseShape })));
    expectValid(draftCard(fi, { ...survey, questions }, drafted));
    expectValid(chooseTextCard(fi, { ...survey, questions }));
    expectValid(
      surveyListCard(
        fi,
        Array.from({ length: 40 }, (_, index) => ({ ...survey, id: `id-${index}` })),
        [group],
      ),
    );
  });

  it('stay small with 20 questions of 500 letters in three languages, and with a fault in each', () => {
    for (const letter of ['x', 'ä', '"', '*']) {
      const full = { fi: letter.repeat(500), sv: letter.repeat(500), en: letter.repeat(500) };
      const questions = Array.from({ length: 20 }, (_, index) =>
        Question.parse({ kind: 'text', code: `q${index}`, label: full, nonAnswers: ['dontKnow', 'notApplicable'] }),
      );
      expect(questionFaults(questions)).to.deep.equal([]);
      const asked = { ...survey, title: full, purpose: full, questions };
      const faults = Object.fromEntries(questions.map(({ code }) => [code, 'tooLong' as const]));
      for (const language of languages) {
        const reader = createReader(language, 'Europe/Helsinki');
        const form = { ...formOf(questions, { faults, response: responseShape }), survey: asked };
        for (const page of form.pages.keys()) expectValid(formCard(reader, { ...form, page }));
        expectValid(reviewCard(reader, form));
        expectValid(receiptCard(reader, form));
        expectValid(previewCard(reader, form));
        expectValid(draftCard(reader, asked, drafted));
        expectValid(chooseTextCard(reader, asked));
        expectValid(editTextCard(reader, asked, { code: 'q1', text: full, help: full }));
        expectValid(invitationCard(reader, asked));
        expectValid(manageCard(reader, asked, places, progress));
        expectValid(
          surveyListCard(
            reader,
            Array.from({ length: 40 }, (_, id) => ({ ...asked, id: `id-${id}` })),
            [group],
          ),
        );
      }
    }
  });

  it('stay small when every text of a page is full', () => {
    for (const letter of ['ä', '😀']) {
      const questions = Array.from({ length: 5 }, (_, index) =>
        Question.parse({ kind: 'text', code: `q${index}`, label: { fi: 'Kysymys' } }),
      );
      const answers = Object.fromEntries(questions.map(({ code }) => [code, letter.repeat(1000)]));
      expectValid(formCard(fi, formOf(questions, { answers, faults: faultsOf(questions) }), 'STORE_UNAVAILABLE'));
    }
  });

  it('say that an answer could not be saved or read', () => {
    const form = formCard(fi, formOf(survey.questions, { unreadable: true }), 'STORE_UNAVAILABLE');
    expectValid(form);
    expect(wordsOf(form)).to.include('Sivua ei tallennettu').and.to.include('luonnosta ei voida enää lukea');
    const lost = (lostAnswers: number) => manageCard(fi, { ...survey, state: 'closed', lostAnswers }, places, progress);
    expectValid(lost(12));
    expect(wordsOf(lost(12))).to.include('12 vastausta ei voitu lukea');
    expect(wordsOf(lost(2))).to.include('Osaa vastauksista ei voitu lukea');
  });

  it('say what answers and results wait for, and whom to ask', () => {
    const { closesAt: since } = survey;
    const told = (unsettled: { since: string; unreadable?: number }) => {
      const managed = manageCard(fi, { ...survey, state: 'closed', unsettled }, places, progress);
      expectValid(managed);
      return wordsOf(managed);
    };
    expect(told({ since })).to.include('Tulokset valmistuvat hetken kuluttua').and.not.to.include('Katso tulokset');
    expect(told({ since, unreadable: 3 }))
      .to.include('odottavat avaamista, koska kyselyn avain ei ole paikallaan')
      .and.to.include('Mitään ei ole menetetty: pyydä ylläpitoa')
      .and.not.to.match(/3|Katso tulokset/);
    const open = manageCard(fi, { ...survey, state: 'open' }, places, progress, { keyMissing: true });
    expectValid(open);
    expect(wordsOf(open)).to.include('Kyselyyn ei voi juuri nyt vastata, koska sen avain ei ole paikallaan');
  });

  it('show Markdown and HTML that people wrote as they are', () => {
    const evil = '**Lihava** <b>x</b> [linkki](https://example.org)';
    const card = invitationCard(fi, { ...survey, title: { fi: evil }, purpose: { fi: evil } });
    const runs = card.body.filter(({ type }) => type === 'RichTextBlock');
    expect(wordsOf({ ...card, body: runs })).to.equal(evil);
    expect(wordsOf({ ...card, body: card.body.slice(0, 1) })).to.equal(
      'Kysely: \\*\\*Lihava\\*\\* \\<b\\>x\\</b\\> \\[linkki\\](https://example.org)',
    );
  });

  it('take a number or a dash before a heading for no list', () => {
    const headings = ['1. Kysymys', '- Kysymys', '12. Kysymys', '1.5 Kysymystä', 'Kohta 1. Kysymys'];
    const shown = headings.map((text) => invitationCard(fi, { ...survey, title: { fi: `\n${text}` } }).body[0]);
    expect(shown.map((block) => block?.type === 'TextBlock' && block.text.split('\n')[1])).to.deep.equal([
      '1\\. Kysymys',
      '\\- Kysymys',
      '12\\. Kysymys',
      '1.5 Kysymystä',
      'Kohta 1. Kysymys',
    ]);
  });

  it('show what is asked and answered as it was written, in any script', () => {
    for (const text of ['**a** <b>x</b>', 'שלום עולם', 'e\u0301 ä', '👩‍👩‍👧 😀', '[a](https://example.org)']) {
      const asked = [Question.parse({ kind: 'text', code: 'q', label: { fi: text }, help: { fi: text } })];
      const form = formOf(asked, { answers: { q: text }, response: responseShape });
      for (const made of [formCard(fi, form), receiptCard(fi, form), reviewCard(fi, form)]) {
        expectValid(made);
        const interpreted = JSON.stringify(made.body.filter(({ type }) => type === 'TextBlock'));
        expect(interpreted).not.to.include(JSON.stringify(text).slice(1, -1));
        expect(wordsOf(made)).to.include(text);
      }
    }
  });
});

const responseShape = {
  id: 'r-1',
  version: 1,
  networkId: 'uudi',
  surveyId: 's-1',
  respondentId: 'm-1',
  memberId: 'm-1',
  state: 'submitted' as const,
  answers: {},
  updatedAt: '2026-11-20T09:05:00.000Z',
};

function faultsOf(questions: Survey['questions']): Form['faults'] {
  const first = pagesOf(questions)[0]?.questions[0]?.code ?? '';
  return { [first]: 'required' };
}

function picked(ids: readonly string[]) {
  return { chosen: new Set(ids), search: '', page: 0 };
}
