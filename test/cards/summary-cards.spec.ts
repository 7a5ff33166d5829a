import { expect } from 'chai';
import { packageCard } from '../../cards/package/package.ts';
import { createReader } from '../../cards/reader.ts';
import { statusCard, waitingCard } from '../../cards/summary/status.ts';
import { packageContents } from '../../domain/package/contents.ts';
import type { GroupStatus, StatusSummary } from '../../domain/summary/status.ts';
import { Question } from '../../domain/survey/kinds/kinds.ts';
import { languages } from '../../domain/text.ts';
import { aResponse, aSurvey } from '../domain/example-network.ts';
import { aWorld } from '../domain/fixture.ts';
import { expectGolden, expectValid } from './golden.ts';
import { buttonsOf } from './read.ts';

const fi = createReader('fi', 'Europe/Helsinki');
const none = { draft: 0, proposed: 0, inValidation: 0, validated: 0, selected: 0, returned: 0, retired: 0 };

function aGroup(index: number): GroupStatus {
  const moment = '2026-11-27T14:00:00.000Z';
  const title = { fi: `Kysely ${index}` };
  const counted = { told: 'counts', submitted: 7, begun: 0, members: 24, entered: 0 } as const;
  const replies = { yes: 3, maybe: 1, no: 0, none: 20 };
  return {
    groupId: `g-${index}`,
    name: { fi: `Työryhmä ${index}` },
    members: 24,
    openSurveys: [{ surveyId: 's', title, closesAt: moment, progress: counted }],
    closedSurveys: 1,
    practices: none,
    meetingsAhead: [
      { meetingId: 'm', title: 'Kokous', startsAt: moment, endsAt: moment, timeZone: 'Europe/Helsinki', replies },
    ],
  };
}

function aSummary(groups: number, waiting: number): StatusSummary {
  const item = {
    kind: 'surveyAnswers' as const,
    title: { fi: 'Kysely' },
    groupId: 'g-0',
    who: 'members' as const,
    count: 17,
    dueAt: '2026-11-27T14:00:00.000Z',
  };
  return {
    networkId: 'uudi',
    countedAt: '2026-11-20T09:00:00.000Z',
    groups: Array.from({ length: groups }, (_, index) => aGroup(index)),
    ownSurveys: [],
    practices: { ...none, proposed: 2, selected: 1 },
    waiting: Array.from({ length: waiting }, (_, index) => ({ ...item, subjectId: `s-${index}` })),
  };
}

/** Many groups, each with more surveys and meetings than are shown, all with long names. */
function aBusySummary(): StatusSummary {
  const long = 'Pitkä nimi, jossa on ääkkösiä '.repeat(5).slice(0, 150);
  const busy = aSummary(30, 30);
  const groups = busy.groups.map((group) => ({
    ...group,
    openSurveys: Array.from({ length: 20 }, () => ({ ...group.openSurveys[0]!, title: { fi: long } })),
    meetingsAhead: Array.from({ length: 20 }, () => ({ ...group.meetingsAhead[0]!, title: long })),
  }));
  const ownSurveys = groups[0]?.openSurveys ?? [];
  return { ...busy, groups, ownSurveys };
}

describe('the status summary’s cards', () => {
  it('count answers, practices and meetings, and say what waits', () => {
    expectGolden('summary', statusCard(fi, aSummary(2, 3), 'http://127.0.0.1/tab/'));
    expectGolden('summary-waiting', waitingCard(fi, aSummary(1, 3), 0));
  });

  it('stay small with nothing, and with 200 groups and 200 things that wait', () => {
    for (const language of languages) {
      const reader = createReader(language, 'Europe/Helsinki');
      for (const summary of [aSummary(0, 0), aSummary(200, 200), aBusySummary()]) {
        expectValid(statusCard(reader, summary, 'http://127.0.0.1/tab/'));
        for (const page of [0, 19, 500]) expectValid(waitingCard(reader, summary, page));
      }
    }
  });
});

describe('the knowledge package’s card', () => {
  it('says what the package holds and what it lacks', async () => {
    const world = await aWorld();
    const contents = await packageContents(world.deps.store, 'operator', 'uudi', world.deps.now(), world.deps);
    expectGolden(
      'package',
      packageCard(fi, contents, 'http://127.0.0.1/package.zip', () => true),
    );
    await world.close();
  });

  it('tells two surveys of one name apart, and leads to the texts that nobody has gone through', async () => {
    const world = await aWorld();
    const questions = [Question.parse({ kind: 'text', code: 'why', label: { fi: 'Miksi?' } })];
    const round = (id: string, more: object) =>
      aSurvey(id, { title: { fi: 'Palaute' }, template: 'feedback', questions, ...more });
    const closed = (closedAt: string) => ({ state: 'closed', resultsFor: 'leads', closedAt }) as const;
    await world.deps.store.commit([
      round('first', { groupId: 'future', ...closed('2026-03-02T10:00:00.000Z') }),
      round('second', { groupId: 'content', ...closed('2026-05-04T10:00:00.000Z') }),
      ...['first', 'second'].map((id) => aResponse(id, 'm-member', { why: 'Siksi.' })),
    ]);
    const contents = await packageContents(world.deps.store, 'operator', 'uudi', world.deps.now(), world.deps);
    const cardFor = (language: (typeof languages)[number]) =>
      packageCard(
        createReader(language, 'Europe/Helsinki'),
        contents,
        'http://127.0.0.1/',
        ({ id }) => id === 'second',
      );
    const named = cardFor('fi').body.flatMap((element) => {
      const line = element.type === 'RichTextBlock' ? element.inlines.map(({ text }) => text).join('') : '';
      return line.includes('Palaute') ? [line] : [];
    });
    expect(named).to.have.length(2);
    expect(named[0]).to.include('2.3.2026');
    expect(named[1]).to.include('4.5.2026');
    for (const language of languages) expectValid(cardFor(language));
    const led = buttonsOf(cardFor('fi')).filter(({ verb }) => verb === 'survey.texts');
    expect(led.map(({ data }) => data)).to.deep.equal([{ surveyId: 'second' }]);
    await world.close();
  });
});
