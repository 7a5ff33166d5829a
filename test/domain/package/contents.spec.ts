import { expect } from 'chai';
import { nouns } from '../../../domain/nouns.ts';
import { chaptersOfSurveys, surveyIn } from '../../../domain/package/chapters.ts';
import { type PackageContents, type PackageReader, packageContents } from '../../../domain/package/contents.ts';
import type { PracticeForms } from '../../../domain/package-part.ts';
import type { Actor, Membership } from '../../../domain/rights.ts';
import type { Write } from '../../../domain/store.ts';
import type { Question } from '../../../domain/survey/kinds/kinds.ts';
import { expectCode } from '../../storage/expect-code.ts';
import {
  aComment,
  aGroup,
  aMeeting,
  aMember,
  aNetwork,
  anAttendance,
  anOrganisation,
  aPractice,
  aResponse,
  aSurvey,
  aValidation,
  now,
  withStore,
} from '../example-network.ts';

function contentsOf(writes: readonly Write[], forms?: PracticeForms): Promise<PackageContents> {
  return withStore([aNetwork(), ...writes], (store) =>
    store.snapshot((view) =>
      packageContents(view, 'operator', 'uudi', now, forms ? { practiceForms: forms, nouns } : { nouns }),
    ),
  );
}

const yesNo: Question = { kind: 'yesNo', code: 'enough', label: { fi: 'Riittääkö?' }, required: false };

describe('the contents of a knowledge package', () => {
  it('name every chapter in the order of reading, and say of each whether anything is there', async () => {
    const { chapters } = await contentsOf([aPractice('1', { kind: 'success' })]);
    expect(chapters.map(({ chapter, state }) => `${chapter} ${state}`)).to.deep.equal([
      'readMe recorded',
      'firstMonth empty',
      'figures recorded',
      'outputs notCollected',
      'network empty',
      'operatingModels empty',
      'serviceDescriptions empty',
      'goodPractices empty',
      'successes recorded',
      'developmentTargets empty',
      'needsAndSupply empty',
      'evaluations empty',
      'otherSurveys empty',
      'risks empty',
      'meetingsHeld empty',
      'schedule empty',
      'methods empty',
      'ownerChanges notCollected',
      'validation empty',
      'comments empty',
      'questions notCollected',
      'changes notCollected',
    ]);
  });

  it('are refused for a network that does not exist', async () => {
    await expectCode(
      withStore([], (store) => packageContents(store, 'operator', 'nowhere', now, { nouns })),
      'NOT_FOUND',
    );
  });

  it('are for compilers, coordinators and the operator alone', async () => {
    const read = (asker: PackageReader) =>
      withStore([aNetwork()], (store) => packageContents(store, asker, 'uudi', now, { nouns }));
    const whoIs = (more: Partial<Membership>): Actor => ({
      personId: 't:p',
      tenantId: 't',
      founder: true,
      memberships: [{ memberId: 'm', networkId: 'uudi', groupIds: ['home'], leads: [], roles: [], ...more }],
    });
    await expectCode(read(whoIs({})), 'FORBIDDEN');
    await expectCode(read(whoIs({ leads: ['home'] })), 'FORBIDDEN');
    await expectCode(read(whoIs({ networkId: 'other', roles: ['coordinator'] })), 'NOT_MEMBER');
    for (const asker of [whoIs({ roles: ['compiler'] }), whoIs({ roles: ['coordinator'] }), 'operator'] as const)
      expect((await read(asker)).network.id).to.equal('uudi');
  });

  it('hold nothing of another network', async () => {
    const other = { networkId: 'other' };
    const contents = await contentsOf([
      aNetwork({ id: 'other', teamId: 'other' }),
      aGroup('elsewhere', other),
      anOrganisation('elsewhere', other),
      aMember('elsewhere', { ...other, roles: ['coordinator'] }),
      aPractice('elsewhere', other),
      aSurvey('elsewhere', other),
      aMeeting('elsewhere', '2021-12-01T10:00:00.000Z', other),
    ]);
    expect(JSON.stringify(contents)).not.to.contain('elsewhere');
  });

  it('are equal for the same records, in whatever order they were written', async () => {
    const writes = [
      aGroup('home'),
      anOrganisation('b'),
      anOrganisation('a'),
      aMember('bo', { roles: ['compiler'], leads: ['home'] }),
      aPractice('2', { title: { fi: 'Sama otsikko' } }),
      aPractice('1', { title: { fi: 'Sama otsikko' } }),
      aValidation('1', 'b'),
      aValidation('1', 'a'),
      aComment('2', '1', 'toinen'),
      aComment('1', '1', 'ensimmäinen'),
      aSurvey('2'),
      aSurvey('1'),
      aMeeting('2', '2021-12-01T10:00:00.000Z'),
      aMeeting('1', '2021-12-01T10:00:00.000Z'),
    ];
    expect(JSON.stringify(await contentsOf(writes))).to.equal(JSON.stringify(await contentsOf(writes.toReversed())));
  });

  it('order names as the network’s alphabet has them', async () => {
    const names = ['Öljy', 'zeta', 'Åbo', 'äiti', 'Aalto'];
    const { people } = await contentsOf(names.map((name) => anOrganisation(name, { name })));
    expect(people.organisations.map(({ name }) => name)).to.deep.equal(['Aalto', 'zeta', 'Åbo', 'äiti', 'Öljy']);
  });
});

describe('people in a knowledge package', () => {
  const writes = [
    aGroup('home'),
    anOrganisation('a', { contactPoint: 'digituki@example.org' }),
    aMember('Coordinator', { roles: ['coordinator'], organisationId: 'a' }),
    aMember('Lead', { leads: ['home'], groupIds: ['home'] }),
    aMember('Ordinary', { groupIds: ['home'], organisationId: 'a' }),
  ];

  it('are named when they coordinate, compile or lead, and otherwise only counted', async () => {
    const { people } = await contentsOf(writes);
    expect(people.roles).to.deep.equal([
      { role: 'coordinator', name: 'Jäsen Coordinator', organisationId: 'a' },
      { role: 'lead', name: 'Jäsen Lead', organisationId: undefined, groupId: 'home' },
    ]);
    expect(people.organisations[0]).to.include({ members: 2, contactPoint: 'digituki@example.org' });
    expect(people.groups[0]).to.include({ members: 2 });
    expect(people).to.include({ members: 3, membersWithoutOrganisation: 1 });
    expect(JSON.stringify(people)).not.to.contain('Ordinary');
  });

  it('are only counted when a survey asked them one by one', async () => {
    const contents = await contentsOf([
      ...writes,
      aSurvey('few', { groupId: undefined, audience: { kind: 'members', memberIds: ['Ordinary', 'Lead'] } }),
      aSurvey('types', { groupId: undefined, audience: { kind: 'organisationTypes', types: ['library'] } }),
      aSurvey('usual', { groupId: 'home' }),
    ]);
    expect(Object.fromEntries(contents.surveys.map(({ id, audience }) => [id, audience]))).to.deep.equal({
      few: { kind: 'members', count: 2 },
      types: { kind: 'organisationTypes', types: ['library'] },
      usual: { kind: 'groups', groupIds: ['home'] },
    });
    expect(JSON.stringify(contents.surveys)).not.to.contain('Ordinary');
  });

  it('leave no trace of who wrote, answered, validated, commented or organised, nor of the tenant', async () => {
    const contents = await contentsOf([
      ...writes,
      aPractice('1'),
      aValidation('1', 'a'),
      aComment('c', '1', 'Hyvä näin.'),
      aMeeting('m', '2021-12-01T10:00:00.000Z'),
      anAttendance('m', 'attendee-secret', 'yes'),
      aSurvey('s', { state: 'closed', questions: [yesNo] }),
      aResponse('s', 'answerer-secret', { enough: 'yes' }, { organisationId: 'a' }),
    ]);
    expect(JSON.stringify(contents)).not.to.contain('secret');
    expect(contents.practices.comments.map(({ createdAt: _createdAt, ...comment }) => comment)).to.deep.equal([
      { practiceId: '1', revision: 1, organisationId: 'a', text: 'Hyvä näin.' },
    ]);
    expect(contents.meetings.ahead[0]?.replies).to.deep.equal({ yes: 1, maybe: 0, no: 0 });
    expect(contents.surveys[0]?.answers).to.deep.equal([
      { organisationId: 'a', entered: false, answers: { enough: 'yes' } },
    ]);
  });
});

describe('practices in a knowledge package', () => {
  it('stand in full when selected, by title when not, and only as a number when drafts', async () => {
    const { practices, figures } = await contentsOf([
      aPractice('selected', { sections: { what: { fi: 'Koko teksti' } } }),
      aPractice('validated', { state: 'validated', sections: { what: { fi: 'Valitsematon teksti' } } }),
      aPractice('returned', { state: 'returned', returnReason: 'Syy' }),
      aPractice('draft', { state: 'draft', title: { fi: 'Keskeneräinen' } }),
      aPractice('example', { example: true, title: { fi: 'Mukana tullut esimerkki' } }),
    ]);
    expect(practices.selected.map(({ id }) => id)).to.deep.equal(['selected']);
    expect(practices.listed.map(({ id, state }) => `${id} ${state}`)).to.deep.equal([
      'returned returned',
      'validated validated',
    ]);
    expect(figures).to.include({ practicesSelected: 1, practicesOther: 2, practiceDrafts: 1 });
    expect(JSON.stringify(practices)).not.to.match(/Valitsematon|Syy|Keskeneräinen|esimerkki/);
  });

  it('have their sections in the order and with the headings of the form, unknown sections last', async () => {
    const section = (code: string) => ({
      code,
      label: { fi: `Otsikko ${code}` },
      help: { fi: 'Ohje' },
      required: false,
    });
    const forms: PracticeForms = {
      goodPractice: {
        kind: 'goodPractice',
        title: { fi: 'Lomake' },
        purpose: { fi: 'Tarkoitus' },
        sections: [section('problem'), section('done'), section('result')],
      },
    };
    const sections = { aside: { fi: 'x' }, result: { fi: 'r' }, problem: { fi: 'p' } };
    const { practices } = await contentsOf([aPractice('1', { sections })], forms);
    expect(practices.selected[0]?.sections).to.deep.equal([
      { code: 'problem', label: { fi: 'Otsikko problem' }, text: { fi: 'p' } },
      { code: 'result', label: { fi: 'Otsikko result' }, text: { fi: 'r' } },
      { code: 'aside', text: { fi: 'x' } },
    ]);
  });

  it('are disputed when organisations judge the newest revision differently; not knowing is no opinion', async () => {
    const { practices } = await contentsOf([
      aPractice('disputed', { revision: 2 }),
      aValidation('disputed', 'a', { revision: 2 }),
      aValidation('disputed', 'b', { revision: 2, verdict: 'notCorrect', reason: 'Ei enää näin.' }),
      aPractice('unsure'),
      aValidation('unsure', 'a'),
      aValidation('unsure', 'b', { verdict: 'dontKnow' }),
      aPractice('settled', { revision: 2 }),
      aValidation('settled', 'a', { revision: 1, verdict: 'notCorrect' }),
      aValidation('settled', 'b', { revision: 2 }),
    ]);
    expect(practices.disputed).to.deep.equal(['disputed']);
    const settled = practices.validations.filter(({ practiceId }) => practiceId === 'settled');
    expect(settled.map(({ revision, current }) => [revision, current])).to.deep.equal([
      [1, false],
      [2, true],
    ]);
  });
});

describe('surveys in a knowledge package', () => {
  it('are those that were or are open, each in the chapter of its template', async () => {
    const contents = await contentsOf([
      aSurvey('need', { template: 'supportNeed', state: 'closed', anonymity: 'named' }),
      aResponse('need', 'member-1', {}),
      aSurvey('own'),
      aSurvey('event', { template: 'feedback' }),
      aSurvey('planned', { state: 'scheduled' }),
      aSurvey('unfinished', { state: 'draft' }),
    ]);
    expect(contents.surveys.map(({ id }) => id)).to.deep.equal(['event', 'need', 'own']);
    const state = new Map(contents.chapters.map((chapter) => [chapter.chapter, chapter.state]));
    // A survey that nobody has answered, or whose answers are not shown yet, leaves its chapter lacking.
    const inQuestion = ['needsAndSupply', 'evaluations', 'otherSurveys', 'risks'] as const;
    expect(inQuestion.map((chapter) => state.get(chapter))).to.deep.equal(['recorded', 'asked', 'asked', 'empty']);
  });

  it('stand where the new coordinator looks for them: the first month, the validation, and the risks apart', async () => {
    const asking = (...codes: string[]): Question[] =>
      codes.map((code) => ({ kind: 'yesNo', code, label: { fi: code }, required: false }));
    const contents = await contentsOf([
      aSurvey('h', { template: 'handover', state: 'closed' }),
      aSurvey('v', { template: 'validationRound', state: 'closed' }),
      aSurvey('r', { template: 'resources', state: 'closed', questions: asking('staffYears', 'riskLevel-2', 'risks') }),
      aSurvey('s', { template: 'resources', state: 'closed', questions: asking('staffYears') }),
    ]);
    const inChapters = chaptersOfSurveys.map((chapter) => {
      const own = contents.surveys.flatMap((survey) => surveyIn(survey, chapter) ?? []);
      return [chapter, own.map(({ id, questions }) => `${id} ${questions.map(({ code }) => code).join()}`)];
    });
    expect(Object.fromEntries(inChapters)).to.deep.include({
      evaluations: ['r staffYears,risks', 's staffYears'],
      otherSurveys: [],
      risks: ['r riskLevel-2'],
    });
    const asked = contents.chapters.filter(({ state }) => state === 'asked').map(({ chapter }) => chapter);
    expect(asked).to.include.members(['firstMonth', 'risks', 'validation']).and.not.to.include('otherSurveys');
  });

  it('stand among the evaluations when they ask for feedback on an event', async () => {
    const { chapters } = await contentsOf([
      aSurvey('event', { template: 'feedback', state: 'closed' }),
      aResponse('event', 'member-1', {}),
    ]);
    const recorded = chapters.filter(({ state }) => state === 'recorded').map(({ chapter }) => chapter);
    expect(recorded).to.include('evaluations').and.not.to.include('otherSurveys');
  });

  it('give no single answer of a confidential survey', async () => {
    const answers = Array.from({ length: 6 }, (_, index) => aResponse('s', `member-${index}`, { enough: 'yes' }));
    const { surveys } = await contentsOf([
      aSurvey('s', { state: 'closed', anonymity: 'confidential', questions: [yesNo] }),
      ...answers,
    ]);
    expect(surveys[0]?.answers).to.deep.equal([]);
    expect(surveys[0]?.results).to.include({ suppressed: false, submitted: 6 });
  });

  it('tell nothing that is not shown yet, and of a named one what is shown while it is open', async () => {
    const answers = ['s', 'live', 'secret'].flatMap((id) =>
      Array.from({ length: 6 }, (_, index) => aResponse(id, `member-${index}`, { enough: 'yes' })),
    );
    const { surveys } = await contentsOf([
      aSurvey('s', { questions: [yesNo] }),
      aSurvey('live', { resultsFrom: 'live', questions: [yesNo] }),
      aSurvey('secret', { anonymity: 'confidential', resultsFrom: 'live', questions: [yesNo] }),
      ...answers,
    ]);
    const told = surveys.map(({ id, results, answers: own }) => [id, results.suppressed, own.length]);
    expect(told).to.have.deep.members([
      ['s', true, 0],
      ['live', false, 6],
      ['secret', true, 0],
    ]);
  });

  it('tell for whom their results are, and hold them for whomever that is', async () => {
    const { surveys } = await contentsOf([
      aSurvey('usual', { state: 'closed', questions: [yesNo] }),
      aSurvey('few', { state: 'closed', resultsFor: 'coordinators', respondent: 'organisation', questions: [yesNo] }),
      aResponse('few', 'member', { enough: 'yes' }),
    ]);
    const told = surveys.map(({ id, resultsFor, respondent }) => [id, resultsFor, respondent]);
    expect(told).to.deep.equal([
      ['few', 'coordinators', 'organisation'],
      ['usual', 'leads', 'person'],
    ]);
    expect(surveys[0]?.results).to.include({ suppressed: false, submitted: 1 });
  });

  it('hold the tables by class that may be published', async () => {
    const classes = (index: number) => ({ organisationType: ['library', 'municipality', 'company'][index % 3] ?? '' });
    const { surveys } = await contentsOf([
      aSurvey('s', {
        state: 'closed',
        questions: [yesNo],
        breakdowns: ['organisationType'],
        anonymity: 'confidential',
      }),
      ...Array.from({ length: 14 }, (_, index) =>
        aResponse('s', `m${index}`, { enough: index < 7 ? 'yes' : 'no' }, { counted: { classes: classes(index) } }),
      ),
    ]);
    const [survey] = surveys;
    expect(survey?.breakdowns).to.deep.equal(['organisationType']);
    const [result] = survey?.results.suppressed === false ? survey.results.questions : [];
    // Four companies are too few by themselves, and with the smallest of the others they are enough.
    expect(result?.byClass?.[0]?.classes.map(({ code, answered }) => [code, answered])).to.deep.equal([
      ['municipality', 5],
      ['-other', 9],
    ]);
  });
});

describe('a survey beside its earlier round in a knowledge package', () => {
  const asking = (id: string, given: Parameters<typeof aSurvey>[1], ...said: string[]) => [
    aSurvey(id, { state: 'closed', questions: [yesNo], ...given }),
    ...said.map((enough, index) => aResponse(id, `m${index}`, { enough })),
  ];
  const later = asking('b', { earlierRoundId: 'a', createdAt: '2021-10-01T08:00:00.000Z' }, 'yes', 'no');
  const laterIn = async (...writes: Write[]) =>
    (await contentsOf([...writes, ...later])).surveys.find(({ id }) => id === 'b');

  it('has the shares of both, whomever either is for', async () => {
    const survey = await laterIn(...asking('a', { resultsFor: 'coordinators' }, 'yes', 'yes', 'yes', 'no'));
    expect(survey?.comparison).to.deep.equal({
      questions: [
        {
          code: 'enough',
          answered: { before: 4, now: 2 },
          shares: [
            { code: 'yes', before: 0.75, now: 0.5 },
            { code: 'no', before: 0.25, now: 0.5 },
          ],
        },
      ],
      notCompared: [],
    });
  });

  it('is compared with nothing while the results of the earlier one are not shown', async () => {
    const hidden = asking('a', { anonymity: 'confidential' }, 'yes', 'no');
    const open = asking('a', { state: 'open' }, 'yes', 'no', 'yes', 'no', 'yes');
    for (const earlier of [hidden, open]) {
      const survey = await laterIn(...earlier);
      expect(survey).to.deep.include({ earlierRoundId: 'a', comparison: undefined });
    }
  });

  it('names no earlier one that was cancelled, since nothing of it is in the package', async () => {
    const survey = await laterIn(...asking('a', { state: 'cancelled' }, 'yes'));
    expect(survey).to.deep.include({ earlierRoundId: undefined, comparison: undefined });
  });
});

describe('meetings in a knowledge package', () => {
  it('are held once they have ended, and ahead until then; cancelled ones are left out', async () => {
    const { meetings } = await contentsOf([
      aMeeting('going-on', '2021-11-26T09:30:00.000Z'),
      aMeeting('just-ended', '2021-11-26T09:00:00.000Z'),
      aMeeting('first', '2021-09-01T09:00:00.000Z'),
      aMeeting('coming', '2021-12-01T09:00:00.000Z'),
      aMeeting('cancelled', '2021-12-02T09:00:00.000Z', { state: 'cancelled' }),
    ]);
    expect(meetings.held.map(({ id }) => id)).to.deep.equal(['first', 'just-ended']);
    expect(meetings.ahead.map(({ id }) => id)).to.deep.equal(['going-on', 'coming']);
  });
});
