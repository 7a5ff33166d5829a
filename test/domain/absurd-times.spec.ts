import { expect } from 'chai';
import { isAppError } from '../../domain/errors.ts';
import { scheduleMeeting } from '../../domain/meeting/make.ts';
import { put } from '../../domain/store.ts';
import { alikeTexts } from '../../domain/survey/alike.ts';
import { type DraftEdit, editDraft } from '../../domain/survey/draft.ts';
import { Question } from '../../domain/survey/kinds/kinds.ts';
import { moveClosing, reopenSurvey } from '../../domain/survey/life.ts';
import { draftSurvey, emptyTemplate } from '../../domain/survey/make.ts';
import { questionFaults } from '../../domain/survey/questions.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { languages } from '../../domain/text.ts';
import { textsFor } from '../../locales/text.ts';
import { surveyRecord } from './example-network.ts';
import { aWorld, type World } from './fixture.ts';
import { aPlan } from './meeting/plan.ts';

/** Ten years after the clock of the tests, and the day after. */
const [last, beyond] = ['2036-09-01', '2036-09-02'];
const at = (day: string) => `${day}T06:00:00.000Z`;

describe('what is planned further ahead than ten years', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    const given = { groupId: 'future', createdBy: 'm-lead', closesAt: '2026-09-30T13:00:00.000Z' };
    const made = (['draft', 'open', 'closed'] as const).map((state) =>
      put(surveys, surveyRecord(state, { ...given, state })),
    );
    await world.deps.store.commit(made);
  });
  afterEach(() => world.close());

  const plans: Readonly<Record<string, { readonly input: string; plan(day: string): Promise<unknown> }>> = {
    'a meeting': {
      input: 'day',
      plan: async (day) => scheduleMeeting(world.deps, await world.actor('lead'), { ...aPlan(), day }),
    },
    'the closing of an open survey': {
      input: 'closesOn',
      plan: async (day) => moveClosing(world.deps, await world.actor('lead'), 'open', at(day)),
    },
    'the closing of a survey that is opened again': {
      input: 'closesOn',
      plan: async (day) => reopenSurvey(world.deps, await world.actor('lead'), 'closed', at(day)),
    },
    'the closing of a draft': { input: 'closesOn', plan: (day) => edited({ closesAt: at(day) }) },
    'the opening of a draft': {
      input: 'opensOn',
      plan: (day) => edited({ opensAt: `${day}T05:00:00.000Z`, closesAt: day === last ? at(day) : at('2026-09-30') }),
    },
    'the opening of a new survey': {
      input: 'opensOn',
      plan: async (day) => {
        const times = { opensAt: `${day}T05:00:00.000Z`, closesAt: day === last ? at(day) : at('2026-09-30') };
        const request = { surveyId: 's-new', networkId: 'uudi', groupId: 'future', template: emptyTemplate };
        return draftSurvey(world.deps, await world.actor('lead'), { ...request, anonymity: 'named', ...times });
      },
    },
  };

  async function edited(times: Pick<DraftEdit, 'closesAt'> & Partial<DraftEdit>): Promise<unknown> {
    const { title, purpose, anonymity, questions } = surveyRecord('draft');
    const edit = { title, purpose, anonymity, questions, respondent: undefined, opensAt: undefined, ...times };
    const deps = { ...world.deps, surveyTemplates: [] };
    return editDraft(
      deps,
      await world.actor('lead'),
      'draft',
      { ...edit, audience: { kind: 'groups', groupIds: ['future'] } },
      undefined,
    );
  }

  for (const [what, { input, plan }] of Object.entries(plans)) {
    it(`is asked for again, with its day marked: ${what}`, async () => {
      const fault = await plan(beyond).catch((error: unknown) => error);
      expect(isAppError(fault) && fault.fields, String(fault)).to.deep.equal({ [input]: 'tooFarAhead' });
      await plan(last);
    });
  }

  it('is told with the bound in words, in each language', () => {
    const told = languages.map((language) => textsFor(language)('errors:field.tooFarAhead'));
    for (const [place, bound] of [/kymmenen vuoden/, /tio år/, /ten years/].entries())
      expect(told[place]).to.match(bound);
    for (const language of languages) expect(textsFor(language)('errors:field.yearOutOfRange')).to.include('1800–2100');
  });
});

describe('a question about a day', () => {
  const asked = (limits: object) =>
    questionFaults([Question.parse({ kind: 'date', code: 'q', label: { fi: 'Päivä' }, ...limits })]).map(
      ({ fault }) => fault,
    );

  it('has limits of years that an answer can be of', () => {
    expect(asked({ min: '1800-01-01', max: '2100-12-31' })).to.deep.equal([]);
    for (const limits of [{ min: '2569-01-01' }, { max: '9999-12-31' }, { max: '0026-01-01' }, { min: '0001-01-01' }]) {
      expect(asked(limits), JSON.stringify(limits)).to.deep.equal(['limits']);
    }
  });
});

describe('two texts that a reader cannot tell apart', () => {
  const options = (...labels: object[]) => labels.map((label, place) => ({ code: `o${place}`, label }));
  const choice = (...labels: object[]) =>
    Question.parse({ kind: 'choice', code: 'q', label: { fi: 'Valinta' }, options: options(...labels) });

  for (const [how, one, other] of [
    ['letter for letter', { fi: 'Kirjasto' }, { fi: 'Kirjasto' }],
    ['in another case', { fi: 'Kirjasto' }, { fi: 'KIRJASTO' }],
    ['in another case of another alphabet', { fi: 'Große Straße' }, { fi: 'GROSSE STRASSE' }],
    ['with other blanks', { fi: 'Kirjasto A' }, { fi: ' Kirjasto\u00A0\u2003A\u2800' }],
    ['with signs that are not seen', { fi: 'Kirjasto' }, { fi: 'Kir\u200Bjas\u00ADto\u2060' }],
    ['composed otherwise', { fi: 'Åsa' }, { fi: 'A\u030Asa' }],
    ['in another width', { fi: 'FULL' }, { fi: 'ＦＵＬＬ' }],
    ['in one language of three', { fi: 'Etä', sv: 'Stöd' }, { fi: 'Lähi', sv: 'stöd' }],
    ['where a translation is missing', { fi: 'Tuki', sv: 'Stöd' }, { fi: 'Apu', en: 'Help', sv: 'Stöd' }],
  ] as const) {
    it(`are told of, ${how}`, () => {
      expect(alikeTexts({ questions: [choice(one, { fi: 'Muualla' }, other)] })).to.have.length(1);
    });
  }

  it('are told of among rows, steps and questions too, and not where they differ', () => {
    const rows = options({ fi: 'Tieto' }, { fi: 'tieto' });
    const scale = options({ fi: 'Ei' }, { fi: 'EI ' });
    const matrix = Question.parse({ kind: 'matrix', code: 'm', label: { fi: 'valinta' }, rows, scale });
    const found = alikeTexts({ questions: [choice({ fi: 'A' }, { fi: 'B' }), matrix] });
    expect(found.map(({ code, part }) => `${code} ${part}`)).to.deep.equal(['m label', 'm row', 'm scale']);
    expect(
      alikeTexts({ questions: [choice({ fi: 'Kirjasto A' }, { fi: 'KirjastoA' }, { fi: 'Kirjasto Ä' })] }),
    ).to.deep.equal([]);
  });
});
