import { expect } from 'chai';
import { loadContent } from '../../../content/content.ts';
import type { Actor } from '../../../domain/rights.ts';
import { put } from '../../../domain/store.ts';
import { checkDraft } from '../../../domain/survey/check.ts';
import { contentOf, missingTexts } from '../../../domain/survey/content.ts';
import { type DraftEdit, type DraftSource, editDraft, openDraft, startDraft } from '../../../domain/survey/draft.ts';
import { formatVersion } from '../../../domain/survey/format.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { draftSurvey, postSurvey } from '../../../domain/survey/make.ts';
import { originsOf } from '../../../domain/survey/origins.ts';
import { earlierRounds, seenSurvey, surveysToCopy } from '../../../domain/survey/rounds.ts';
import { type Survey, type SurveyState, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type World } from '../fixture.ts';

const { surveyTemplates } = loadContent();
const template = surveyTemplates.find(({ code }) => code === 'feedback') as (typeof surveyTemplates)[number];
const closesAt = '2026-09-15T13:00:00.000Z';
const text = { fi: 'Kirjoitettu' };
const asked = Question.parse({ kind: 'yesNo', code: 'asked', label: text });

describe('a draft', () => {
  let world: World;
  let lead: Actor;
  beforeEach(async () => {
    world = await aWorld();
    lead = await world.actor('lead');
  });
  afterEach(() => world.close());

  const deps = () => ({ ...world.deps, surveyTemplates });
  const start = { surveyId: 's-1', networkId: 'uudi', groupId: 'future', closesAt };
  const begin = (source: DraftSource, more = {}) => startDraft(world.deps, lead, { ...start, ...more }, source);
  const stored = (id = 's-1') => load(world.deps.store, surveys, id);
  const editOf = (survey: Survey, more: Partial<DraftEdit> = {}): DraftEdit => ({
    ...contentOf(survey),
    groupId: survey.groupId,
    opensAt: survey.opensAt,
    closesAt: survey.closesAt,
    ...more,
  });
  const edit = async (more: Partial<DraftEdit>, seen?: number) =>
    editDraft(deps(), lead, 's-1', editOf(await stored(), more), seen);

  async function earlier(state: SurveyState, more: Partial<Survey> = {}) {
    await begin({ kind: 'template', template, practices: [] }, { surveyId: 'round-1' });
    const survey = await stored('round-1');
    await world.deps.store.commit([put(surveys, { ...survey, state, resultsFor: 'asked', ...more })]);
    return begin({ kind: 'earlier', surveyId: 'round-1' });
  }

  it('is started from empty, and says what keeps it from being posted', async () => {
    const draft = await begin({ kind: 'empty' });
    expect(draft).to.deep.include({ state: 'draft', title: {}, purpose: {}, questions: [], template: undefined });
    const { faults } = checkDraft(draft, [], '2026-09-16T00:00:00.000Z');
    expect(faults.map(({ at, fault }) => `${at} ${fault}`)).to.deep.equal([
      'title textMissing',
      'purpose textMissing',
      'closes inPast',
      'questions nothingAsked',
    ]);
    await expectCode(postSurvey(world.deps, lead, 's-1'), 'SURVEY_WITHOUT_QUESTIONS');
    await edit({ questions: [asked] });
    await expectCode(postSurvey(world.deps, lead, 's-1'), 'SURVEY_TEXTS_MISSING');
    await edit({ title: text, purpose: text, questions: [{ ...asked, label: {} }] });
    const error = await expectCode(postSurvey(world.deps, lead, 's-1'), 'SURVEY_QUESTIONS_INVALID');
    expect(error.hint).to.equal('asked');
    await edit({ questions: [asked] });
    expect((await postSurvey(world.deps, lead, 's-1')).state).to.equal('open');
  });

  it('is started from a built-in survey, whose codes it keeps', async () => {
    const draft = await begin({ kind: 'template', template, practices: [] });
    expect(draft).to.deep.include({ template: 'feedback', questions: template.questions, title: template.title });
    const origins = await originsOf(world.deps.store, draft, surveyTemplates);
    expect(new Set(checkDraft(draft, origins, '').codes.map(({ standing }) => standing))).to.deep.equal(
      new Set(['same']),
    );
  });

  it('is started from a file, with codes for what has none', async () => {
    const question = { kind: 'yesNo', code: 'new:1', label: { en: 'Does it work?' } };
    const file = { formatVersion, title: text, purpose: {}, anonymity: 'anonymous', questions: [question] };
    const draft = await begin({ kind: 'file', text: JSON.stringify(file) });
    expect(draft).to.deep.include({ title: text, anonymity: 'anonymous' });
    expect(draft.questions.map(({ code }) => code)).to.deep.equal(['doesWork']);
  });

  it('is started from an earlier round, with its codes and what was decided on it', async () => {
    const draft = await earlier('closed');
    expect(draft).to.deep.include({ earlierRoundId: 'round-1', template: 'feedback', resultsFor: 'asked' });
    expect(draft.questions).to.deep.equal(template.questions);
    expect(draft).to.not.have.property('sentTo');
  });

  it('is compared with no round that was never posted, but with the one before', async () => {
    expect((await earlier('cancelled', { earlierRoundId: 'round-0' })).earlierRoundId).to.equal('round-0');
  });

  it('keeps what was written into it as long as it is made from the same, and is made anew from another', async () => {
    const other = surveyTemplates.find(({ code }) => code === 'handover') as (typeof surveyTemplates)[number];
    const fromTemplate = { kind: 'template', template, practices: [] } as const;
    const fromRound = { kind: 'earlier', surveyId: 'round-1' } as const;
    await earlier('closed', { breakdowns: ['group'] });
    await edit({ title: text });
    expect(await begin(fromRound)).to.deep.include({ title: text, earlierRoundId: 'round-1' });
    const anew = await begin(fromTemplate);
    // The rule for its results stays, and there is nothing to compare with any more.
    expect(anew).to.deep.include({ title: template.title, earlierRoundId: undefined, resultsFor: 'asked' });
    await edit({ title: text, resultsFor: 'leads' });
    expect((await begin(fromTemplate)).title).to.deep.equal(text);
    const again = await begin(fromRound);
    expect(again).to.deep.include({ title: template.title, earlierRoundId: 'round-1', resultsFor: 'asked' });
    expect(again.breakdowns).to.deep.equal(['group']);
    expect((await begin({ kind: 'template', template: other, practices: [] })).earlierRoundId).to.equal(undefined);
  });

  it('stays as it was written when it is compared with a round of another built-in survey', async () => {
    await earlier('closed', { template: 'handover' });
    const fromTemplate = { kind: 'template', template, practices: [] } as const;
    await begin(fromTemplate);
    await edit({ title: text, earlierRoundId: 'round-1' });
    expect(await begin(fromTemplate)).to.deep.include({ title: text, earlierRoundId: 'round-1' });
  });

  it('is a copy of a cancelled survey when that is chosen, although it is compared with the round before', async () => {
    await earlier('closed');
    await edit({ title: text });
    const round = await stored('round-1');
    const cancelled = { ...round, id: 'cancelled', version: 0, state: 'cancelled', earlierRoundId: 'round-1' } as const;
    await world.deps.store.commit([put(surveys, { ...cancelled, title: { fi: 'Peruttu' } })]);
    const copy = await begin({ kind: 'earlier', surveyId: 'cancelled' });
    expect(copy).to.deep.include({ title: { fi: 'Peruttu' }, earlierRoundId: 'round-1' });
  });

  it('can be made from whatever its maker sees and asks something, the newest first', async () => {
    await earlier('cancelled');
    world.pass(1000);
    await begin({ kind: 'empty' }, { surveyId: 'nothing-asked' });
    await startDraft(
      world.deps,
      await world.actor('coordinator'),
      { ...start, surveyId: 'theirs', groupId: 'home' },
      {
        kind: 'template',
        template,
        practices: [],
      },
    );
    const ids = async (role: 'lead' | 'coordinator' | 'member') =>
      (await surveysToCopy(world.deps.store, await world.actor(role), 'uudi')).map(({ id }) => id);
    expect(await ids('coordinator')).to.deep.equal(['theirs', 's-1', 'round-1']);
    expect(await ids('lead')).to.deep.equal(['s-1', 'round-1']);
    expect(await ids('member')).to.deep.equal(['round-1']);
  });

  it('is started by those only who may, from what they see', async () => {
    const [member, coordinator] = [await world.actor('member'), await world.actor('coordinator')];
    await expectCode(startDraft(world.deps, member, start, { kind: 'empty' }), 'FORBIDDEN');
    await startDraft(world.deps, coordinator, { ...start, surveyId: 'theirs', groupId: 'home' }, { kind: 'empty' });
    await expectCode(begin({ kind: 'earlier', surveyId: 'theirs' }), 'FORBIDDEN');
    await expectCode(seenSurvey(world.deps.store, lead, 'theirs'), 'FORBIDDEN');
    await expectCode(seenSurvey(world.deps.store, await world.actor('stranger'), 'theirs'), 'NOT_MEMBER');
    await expectCode(begin({ kind: 'earlier', surveyId: 'none' }), 'NOT_FOUND');
  });

  it('gives a question another code when it means something else than in the round before', async () => {
    await earlier('closed');
    const [first, ...rest] = (await stored()).questions.filter((one) => one.kind === 'rating');
    if (!first) throw new Error('the template has no rating');
    const turned = Question.parse({ ...first, kind: 'yesNo' });
    const saved = await edit({ questions: [turned, ...rest] });
    expect(saved.questions[0]?.code).to.equal(`${first.code}-2`);
    const origins = await originsOf(world.deps.store, saved, surveyTemplates);
    const { codes } = checkDraft(saved, origins, '');
    expect(codes[0]).to.deep.equal({ code: `${first.code}-2`, standing: 'changed' });
  });

  it('is kept unless somebody else has changed it, and only while it is a draft', async () => {
    await begin({ kind: 'empty' });
    const { version } = await stored();
    await edit({ title: { fi: 'Ensin' } }, version);
    await expectCode(edit({ title: { fi: 'Sitten' } }, version), 'STALE');
    expect((await stored()).title).to.deep.equal({ fi: 'Ensin' });
    await edit({ title: text, purpose: text, questions: [asked] });
    const before = editOf(await stored());
    await postSurvey(world.deps, lead, 's-1');
    await expectCode(editDraft(deps(), lead, 's-1', before, undefined), 'SURVEY_NOT_DRAFT');
    await expectCode(openDraft(world.deps.store, lead, 's-1'), 'SURVEY_NOT_DRAFT');
  });

  it('goes to another group only with the right to make surveys there, and closes after it opens', async () => {
    await begin({ kind: 'empty' });
    await expectCode(edit({ groupId: 'home' }), 'FORBIDDEN');
    await expectCode(edit({ groupId: undefined }), 'SURVEY_AUDIENCE_INVALID');
    const error = await expectCode(edit({ opensAt: closesAt }), 'SURVEY_TIME_INVALID');
    expect(error.fields).to.deep.equal({ closesOn: 'notAfterStart' });
  });

  it('keeps what was written into it when its group or times are changed in the chat', async () => {
    await begin({ kind: 'template', template, practices: [] });
    await edit({ title: text, questions: [asked] });
    const plan = { ...start, template, anonymity: 'named' as const, closesAt: '2026-09-20T13:00:00.000Z' };
    await draftSurvey(world.deps, lead, plan);
    expect(await stored()).to.deep.include({ title: text, questions: [asked], closesAt: plan.closesAt });
    const other = surveyTemplates[0] as typeof template;
    await draftSurvey(world.deps, lead, { ...plan, template: other });
    expect((await stored()).questions).to.deep.equal(other.questions);
  });

  it('goes to others as far as its maker may ask them, and stays with whoever looks after it while it asks the same', async () => {
    await begin({ kind: 'empty' });
    const coordinator = await world.actor('coordinator');
    const audience = { kind: 'organisationTypes', types: ['library', 'association'] } as const;
    const types = { audience: { ...audience, types: [...audience.types] } };
    await expectCode(edit(types), 'FORBIDDEN');
    await expectCode(edit({ audience: { kind: 'groups', groupIds: [] } }), 'SURVEY_AUDIENCE_INVALID');
    await edit({ audience: { kind: 'members', memberIds: ['m-member'] } });
    expect(await stored()).to.deep.include({
      groupId: 'future',
      audience: { kind: 'members', memberIds: ['m-member'] },
    });
    const { groupId: _, ...same } = editOf(await stored(), { audience: { kind: 'members', memberIds: ['m-member'] } });
    await editDraft(deps(), coordinator, 's-1', same, undefined);
    expect((await stored()).groupId).to.equal('future');
    await editDraft(deps(), coordinator, 's-1', { ...same, ...types }, undefined);
    expect(await stored()).to.deep.include(types);
    expect((await stored()).groupId).to.equal(undefined);
    await expectCode(edit({ title: text }), 'FORBIDDEN');
  });

  it('has its results decided as its mode allows, and what is not said stays so far', async () => {
    await begin({ kind: 'empty' });
    await edit({ resultsFrom: 'live', resultsFor: 'asked', breakdowns: ['region', 'group'] });
    expect(await stored()).to.deep.include({
      resultsFrom: 'live',
      resultsFor: 'asked',
      breakdowns: ['group', 'region'],
    });
    await expectCode(edit({ anonymity: 'confidential', resultsFrom: 'live' }), 'RESULTS_LIVE_NAMED');
    const anonymous = { anonymity: 'anonymous', breakdowns: ['group', 'region'] } as const;
    const error = await expectCode(edit({ ...anonymous, breakdowns: [...anonymous.breakdowns] }), 'INPUT_INVALID');
    expect(error.fields).to.deep.equal({ breakdowns: 'tooManyChosen' });
    await edit({ anonymity: 'anonymous' });
    expect(await stored()).to.deep.include({ resultsFrom: 'closed', resultsFor: 'asked', breakdowns: ['group'] });
  });

  it('is compared with a posted round that its maker sees and that asks the same, or with none', async () => {
    const draft = await earlier('closed');
    const { store } = world.deps;
    const rounds = async () => (await earlierRounds(store, lead, await stored())).map(({ id }) => id);
    const other = { ...draft, version: 0, state: 'closed' as const, closedAt: '2026-08-30T09:00:00.000Z' };
    await store.commit([
      put(surveys, { ...other, id: 'newer', closedAt: '2026-09-30T09:00:00.000Z' }),
      put(surveys, { ...other, id: 'others', groupId: 'home' }),
      put(surveys, { ...other, id: 'cancelled', state: 'cancelled' }),
      put(surveys, { ...other, id: 'unlike', questions: [asked] }),
      put(surveys, { ...other, id: 'foreign', networkId: 'kymi' }),
    ]);
    expect(await rounds()).to.deep.equal(['newer', 'round-1']);
    await edit({ earlierRoundId: '' });
    expect((await stored()).earlierRoundId).to.equal(undefined);
    await edit({ earlierRoundId: 'newer' });
    await edit({ title: text });
    expect((await stored()).earlierRoundId).to.equal('newer');
    await expectCode(edit({ earlierRoundId: 'others' }), 'FORBIDDEN');
    await expectCode(edit({ earlierRoundId: 'cancelled' }), 'NOT_FOUND');
    await expectCode(edit({ earlierRoundId: 'foreign' }), 'NOT_MEMBER');
    await expectCode(edit({ earlierRoundId: 'none' }), 'NOT_FOUND');
  });

  it('keeps texts without blanks around them and characters that nobody sees', async () => {
    await begin({ kind: 'empty' });
    const label = { fi: ' \u0000Kysymys\u0007 \n', sv: ' \t', en: '\uD800x' };
    await edit({ title: { fi: '  ' }, questions: [{ ...asked, label }] });
    expect((await stored()).title).to.deep.equal({});
    expect((await stored()).questions[0]?.label).to.deep.equal({ fi: 'Kysymys', en: '\uFFFDx' });
  });

  it('lists translations that are missing, and none of what is written nowhere', () => {
    const rating = Question.parse({ kind: 'rating', code: 'r', label: text, help: {}, low: { sv: 'a' }, high: {} });
    const content = {
      title: { fi: 'a', sv: 'b', en: 'c' },
      purpose: {},
      anonymity: 'named' as const,
      questions: [rating],
    };
    expect(missingTexts(content)).to.deep.equal([
      { code: 'r', part: 'label', item: undefined, languages: ['sv', 'en'] },
      { code: 'r', part: 'low', item: undefined, languages: ['fi', 'en'] },
    ]);
  });
});
