import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadContent } from '../../../content/content.ts';
import { finnishHolidays } from '../../../content/holidays.ts';
import type { Entry } from '../../../demo/bulk/entry.ts';
import { bulkNetwork } from '../../../demo/bulk/network.ts';
import { answerTexts, practiceTexts } from '../../../demo/bulk/texts.ts';
import { demoNetwork } from '../../../demo/seed.ts';
import { calmFrom } from '../../../domain/calm.ts';
import { type Meeting, meetings } from '../../../domain/meeting/meeting.ts';
import { members, type Organisation, organisations, organisationTypes } from '../../../domain/network/network.ts';
import { nouns } from '../../../domain/nouns.ts';
import { type Delivery, deliveries, type Task, tasks } from '../../../domain/outbox.ts';
import { packageContents } from '../../../domain/package/contents.ts';
import { faultsOfText } from '../../../domain/practice/form.ts';
import {
  type Practice,
  type PracticeRevision,
  practiceKinds,
  practiceRevisions,
  practiceStates,
  practices,
  type Validation,
  validations,
} from '../../../domain/practice/practice.ts';
import { statusSummary } from '../../../domain/summary/status.ts';
import { noClass } from '../../../domain/survey/classes.ts';
import { respondentIdOf } from '../../../domain/survey/respondent.ts';
import { anonymousAnswers, responses } from '../../../domain/survey/response.ts';
import { surveyResults } from '../../../domain/survey/results/survey-results.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { openLowdbStore } from '../../../storage/lowdb/open.ts';
import { day, made, of, sizesOf } from './made.ts';

/** Noon of that day in Finland, where the network is. */
const now = '2026-11-22T10:00:00.000Z';

/** Ids of records beyond the demo network's own come after this. */
const firstAdded = '00000000-0000-7000-9';

function hash(entries: readonly Entry[]): string {
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

describe('a seeded network', () => {
  let entries: readonly Entry[];
  let known: { surveys: readonly Survey[]; tasks: readonly Task[]; meetings: readonly Meeting[] };
  before(async () => {
    entries = await made({ members: 300, responses: 3000, practices: 200 });
    known = { surveys: of(entries, surveys), tasks: of(entries, tasks), meetings: of(entries, meetings) };
  });

  it('is the same for the same arguments and day, and another on another day', async () => {
    const again = await made({ members: 300, responses: 3000, practices: 200 });
    expect(hash(again)).to.equal(hash(entries));
    const later = await made({ members: 300, responses: 3000, practices: 200 }, '2026-11-23');
    expect(hash(later)).not.to.equal(hash(entries));
    expect(sizesOf(later)).to.deep.equal(sizesOf(entries));
  });

  it('begins at once, however large it is to be', async () => {
    let count = 0;
    for await (const _one of bulkNetwork({ members: 100, responses: 5_000_000, practices: 5_000_000 }, day)) {
      count += 1;
      if (count === 2000) break;
    }
    expect(count).to.equal(2000);
  });

  it('keeps the demo network as it is, but for a longer past', async () => {
    const demo = demoNetwork(new Date(now)).flatMap((write) => (write.op === 'put' ? [write] : []));
    const byId = new Map(entries.map(({ collection, record }) => [`${collection} ${record.id}`, record]));
    for (const { collection, record } of demo) {
      const kept = { ...byId.get(`${collection} ${record.id}`) } as Record<string, unknown>;
      if (collection === 'networks') kept['createdAt'] = (record as unknown as Record<string, unknown>)['createdAt'];
      expect(kept).to.deep.equal({ ...record, version: 1 });
    }
  });

  it('has open surveys that close later, a scheduled one, and closed ones of years', () => {
    const inState = (state: string) => known.surveys.filter((survey) => survey.state === state);
    expect(inState('open').length).to.be.greaterThan(1);
    expect(inState('scheduled')).to.have.length(1);
    for (const { closesAt, opensAt = '', anonymity } of inState('open')) {
      expect([opensAt < now, closesAt > now, anonymity === 'anonymous']).to.deep.equal([true, true, false]);
    }
    for (const { closesAt, closedAt = '' } of inState('closed'))
      expect([closedAt, closesAt < now]).to.deep.equal([closesAt, true]);
    expect(inState('closed').some(({ closesAt }) => closesAt < '2024-06-01')).to.equal(true);
    expect(new Set(known.surveys.map(({ anonymity }) => anonymity)).size).to.equal(3);
  });

  it('has members of the group answer while the survey is open: 40 to 80 of 100, once it is closed', () => {
    const people = new Map(of(entries, members).map((member) => [member.id, member]));
    const shares = known.surveys
      .filter(({ id, state }) => state === 'closed' && id > firstAdded)
      .map((survey) => {
        const inGroup = [...people.values()].filter(({ groupIds }) => groupIds.includes(survey.groupId ?? ''));
        const asked = new Set(inGroup.flatMap((member) => respondentIdOf(survey, member) ?? [])).size;
        const answers = [...of(entries, responses), ...of(entries, anonymousAnswers)];
        return answers.filter(({ surveyId }) => surveyId === survey.id).length / asked;
      });
    // The oldest survey takes what is left over.
    expect(shares.filter((share) => share < 0.4 || share > 0.82).length).to.be.at.most(1);
    const asked = new Map(known.surveys.map((survey) => [survey.id, survey]));
    const added = of(entries, responses).filter(({ surveyId }) => surveyId > firstAdded);
    expect(added.length).to.be.greaterThan(2000);
    for (const { surveyId, memberId, updatedAt } of added) {
      const { groupId = '', opensAt = '', createdAt = '', closesAt = '', anonymity } = asked.get(surveyId) ?? {};
      expect(people.get(memberId ?? '')?.groupIds).to.include(groupId);
      expect([updatedAt > (opensAt || createdAt), updatedAt < closesAt, updatedAt < now]).to.deep.equal([
        true,
        true,
        true,
      ]);
      expect(anonymity).not.to.equal('anonymous');
    }
  });

  it('divides closed surveys by type of organisation, as closing would, and sets later rounds beside earlier ones', () => {
    const types = new Map(of(entries, organisations).map(({ id, type }) => [id, type]));
    const closed = known.surveys.filter(({ id, state }) => state === 'closed' && id > firstAdded);
    for (const { id, anonymity, breakdowns } of closed) {
      expect(breakdowns, id).to.deep.equal(anonymity === 'anonymous' ? undefined : ['organisationType']);
    }
    const rounds = closed.filter(({ earlierRoundId }) => earlierRoundId !== undefined);
    expect(rounds.length).to.be.greaterThan(2);
    for (const { earlierRoundId, template, groupId, opensAt = '' } of rounds) {
      const earlier = closed.find(({ id }) => id === earlierRoundId);
      expect([earlier?.template, earlier?.groupId]).to.deep.equal([template, groupId]);
      expect((earlier?.closesAt ?? opensAt) < opensAt).to.equal(true);
    }
    const secret = new Set(closed.filter(({ anonymity }) => anonymity === 'confidential').map(({ id }) => id));
    for (const { surveyId, state, organisationId = '', counted } of of(entries, responses)) {
      const isCounted = secret.has(surveyId) && state === 'submitted';
      const organisationType = types.get(organisationId) ?? noClass;
      expect(counted).to.deep.equal(isCounted ? { classes: { organisationType } } : undefined);
    }
  });

  it('plans what is due and nothing that is past, and has sent what was to be said before', async () => {
    const planned = known.tasks.map(({ kind, subjectId }) => `${kind}:${subjectId}`);
    for (const { id, state } of known.surveys) {
      expect(planned.includes(`survey.close:${id}`), id).to.equal(state === 'open');
      expect(planned.includes(`survey.remind:${id}`), id).to.equal(state === 'open');
      expect(planned.includes(`survey.open:${id}`), id).to.equal(state === 'scheduled');
    }
    for (const { id, startsAt, state } of known.meetings) {
      expect(planned.includes(`meeting.remind:${id}`), id).to.equal(startsAt > now && state === 'scheduled');
    }
    for (const { dueAt } of known.tasks) expect(dueAt > now).to.equal(true);
    const reminding = known.tasks.filter(({ kind }) => kind.endsWith('.remind')).map(({ dueAt }) => dueAt);
    const isHoliday = finnishHolidays();
    const calm = await Promise.all(reminding.map((dueAt) => calmFrom(new Date(dueAt), 'Europe/Helsinki', isHoliday)));
    expect(calm.map((moment) => moment.toISOString())).to.deep.equal(reminding);
    const sent = of(entries, deliveries);
    expect(sent.length).to.be.greaterThan(500);
    for (const one of sent) expect(isSettled(one), one.key).to.equal(true);
  });

  function isSettled({ state, createdAt, attempts, activityId, conversationId }: Delivery): boolean {
    return state === 'sent' && createdAt < now && attempts === 1 && Boolean(activityId) && Boolean(conversationId);
  }

  it('has practices of all kinds and states whose texts could have been proposed', () => {
    const { practiceForms } = loadContent();
    const written = of(entries, practices);
    expect(new Set(written.map(({ kind }) => kind))).to.have.keys(...practiceKinds);
    expect(new Set(written.map(({ state }) => state))).to.have.keys(...practiceStates);
    const saved = Map.groupBy(of(entries, practiceRevisions), ({ practiceId }) => practiceId);
    for (const practice of written) {
      expect(faultsOfText(practiceForms[practice.kind], practice), practice.id).to.deep.equal({});
      const revisions = saved.get(practice.id) ?? [];
      if (practice.state === 'draft') expect(revisions).to.deep.equal([]);
      else expectRevisions(practice, revisions);
      expect(practice.updatedAt < now).to.equal(true);
    }
  });

  function expectRevisions(practice: Practice, revisions: readonly PracticeRevision[]): void {
    expect(revisions.map(({ revision }) => revision)).to.deep.equal(
      Array.from({ length: practice.revision }, (_, earlier) => earlier + 1),
    );
    const { sections, title, savedAt } = revisions.at(-1) as PracticeRevision;
    expect([sections, title, savedAt]).to.deep.equal([practice.sections, practice.title, practice.updatedAt]);
    expect(new Set(revisions.map((revision) => JSON.stringify(revision.sections))).size).to.equal(revisions.length);
  }

  it('has practices validated by other organisations, with a reason for all but approval', () => {
    const said = Map.groupBy(of(entries, validations), ({ practiceId }) => practiceId);
    const approves = (practice: Practice) => (one: Validation) =>
      one.revision === practice.revision && ['correct', 'correctWithChanges'].includes(one.verdict);
    for (const practice of of(entries, practices)) {
      const given = said.get(practice.id) ?? [];
      expect(given.map(({ organisationId }) => organisationId)).not.to.include(practice.organisationId);
      for (const { verdict, reason } of given) expect(verdict === 'correct').to.equal(reason === undefined);
      if (['validated', 'selected'].includes(practice.state)) expect(given.some(approves(practice))).to.equal(true);
      expect(practice.state === 'returned').to.equal(practice.returnReason !== undefined);
    }
  });

  it('names nobody and no place: members by organisation and role, addresses at example.org, no slots left open', () => {
    const names = new Map(of(entries, organisations).map(({ id, name }) => [id, name.replace(' (esimerkki)', '')]));
    for (const { name, organisationId } of of(entries, members)) {
      if (organisationId) expect(name.split(', ')[0]).to.equal(names.get(organisationId));
      else expect(name).to.match(/^Uusi jäsen \d+$/);
    }
    for (const { name } of of(entries, organisations)) expect(name).to.match(/ \(esimerkki\)$/);
    const texts = entries.flatMap(({ record }) => stringsIn({ ...record, timeZone: undefined }));
    const real =
      /Helsin|Espoo|Vanta|Porvoo|Lohja|Hyvinkää|Kerava|Järvenpää|Tuusula|Hanko|Inkoo|Vihti|Sipoo|Loviisa|Turku|Tampere|Oulu/;
    for (const text of texts) {
      expect(text).not.to.match(real);
      expect(text).not.to.match(/[{}]|undefined/);
      if (text.includes('@')) expect(text).to.match(/@example\.org$/);
    }
  });

  it('has sentences for every open question of the built-in surveys and every section of the forms', () => {
    const { surveyTemplates, practiceForms } = loadContent();
    const open = surveyTemplates.flatMap(({ questions }) => questions).filter(({ kind }) => kind === 'text');
    expect(answerTexts).to.include.keys('other', ...open.map(({ code }) => code));
    const sections = Object.values(practiceForms).flatMap((form) => form.sections);
    expect(practiceTexts.sections).to.include.keys(...sections.map(({ code }) => code));
    for (const stock of Object.values({ ...answerTexts, ...practiceTexts.sections }))
      expect(stock).not.to.have.length(0);
  });

  it('has organisations of all types with role mailboxes', () => {
    const all: readonly Organisation[] = of(entries, organisations);
    expect(new Set(all.map(({ type }) => type)).size).to.equal(organisationTypes.length);
    expect(all.filter(({ contactPoint }) => contactPoint).length / all.length).to.be.greaterThan(0.8);
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
  });

  it('can be summed up and packed like any other network', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bulk-'));
    const store = await openLowdbStore({ dataDir });
    try {
      await store.commit(
        entries.map(({ collection, record }) => ({ op: 'put', collection, record: { ...record, version: 0 } })),
      );
      const status = await statusSummary({ view: store, nouns, now: new Date(now) }, 'uudi');
      expect(status.groups).to.have.length(13);
      const open = status.groups.flatMap(({ openSurveys }) => openSurveys);
      const counted = open.flatMap(({ progress }) => (progress.told === 'counts' ? progress.submitted : []));
      expect(counted.length > 0 && counted.every((submitted) => submitted > 0)).to.equal(true);
      expect(status.waiting.length).to.be.greaterThan(20);
      const contents = await packageContents(store, 'operator', 'uudi', new Date(now), { ...loadContent(), nouns });
      expect(contents.figures.practicesSelected).to.equal(status.practices.selected);
      const anonymous = known.surveys.find(({ anonymity }) => anonymity === 'anonymous') as Survey;
      const results = await surveyResults(store, anonymous);
      expect(results.suppressed).to.equal(false);
    } finally {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
