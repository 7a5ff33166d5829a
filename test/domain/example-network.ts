import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attendance, Meeting } from '../../domain/meeting/meeting.ts';
import { attendances, meetings } from '../../domain/meeting/meeting.ts';
import {
  groups,
  type Member,
  members,
  type Network,
  networks,
  type Organisation,
  organisations,
  type WorkingGroup,
} from '../../domain/network/network.ts';
import {
  type Comment,
  comments,
  type Practice,
  practices,
  type Validation,
  validations,
} from '../../domain/practice/practice.ts';
import { type Named, put, type Store, type StoredRecord, type Write } from '../../domain/store.ts';
import type { Answers } from '../../domain/survey/question/answer.ts';
import { type AnonymousAnswer, anonymousAnswers, type Response, responses } from '../../domain/survey/response.ts';
import { type Survey, surveys } from '../../domain/survey/survey.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';

/** The moment of the tests: five weeks before the Uusimaa project would end. */
export const now = new Date('2021-11-26T10:00:00.000Z');
const earlier = '2021-09-01T08:00:00.000Z';

/** A record checked by its schema, so that a fixture cannot hold what the store would never give. */
function written<T extends StoredRecord>(into: Named<T>, record: T): Write {
  return put(into, into.schema.parse(record));
}

export function aNetwork(given: Partial<Network> = {}): Write {
  return written(networks, {
    id: 'uudi',
    version: 0,
    tenantId: 'tenant-secret',
    teamId: 'team-secret',
    name: { fi: 'UuDi (esimerkki)', sv: 'UuDi (exempel)' },
    region: 'Uusimaa',
    timeZone: 'Europe/Helsinki',
    language: 'fi',
    projectEndsOn: '2021-12-31',
    createdAt: earlier,
    ...given,
  });
}

export function aGroup(id: string, given: Partial<WorkingGroup> = {}): Write {
  const name = { fi: `Ryhmä ${id}` };
  const channel = { channelId: `channel-${id}-secret`, serviceUrl: 'https://secret.example' };
  return written(groups, { id, version: 0, networkId: 'uudi', name, ...channel, language: 'fi', ...given });
}

export function anOrganisation(id: string, given: Partial<Organisation> = {}): Write {
  const name = `Järjestö ${id} (esimerkki)`;
  return written(organisations, {
    id,
    version: 0,
    networkId: 'uudi',
    name,
    type: 'association',
    municipalities: [],
    ...given,
  });
}

export function aMember(id: string, given: Partial<Member> = {}): Write {
  return written(members, {
    id,
    version: 0,
    networkId: 'uudi',
    personId: `person-${id}-secret`,
    name: `Jäsen ${id}`,
    guest: true,
    groupIds: [],
    leads: [],
    roles: [],
    ...given,
  });
}

export function aPractice(id: string, given: Partial<Practice> = {}): Write {
  return written(practices, {
    id,
    version: 0,
    networkId: 'uudi',
    groupId: 'home',
    kind: 'goodPractice',
    title: { fi: `Käytäntö ${id}` },
    sections: {},
    filing: { supportForms: ['inPerson'], targetGroups: ['olderPeople'], themes: ['needs'], region: 'Uusimaa' },
    revision: 1,
    state: 'selected',
    authorMemberId: 'author-secret',
    example: false,
    createdAt: earlier,
    updatedAt: earlier,
    ...given,
  });
}

export function aValidation(practiceId: string, organisationId: string, given: Partial<Validation> = {}): Write {
  const revision = given.revision ?? 1;
  return written(validations, {
    id: `${practiceId}-${revision}-${organisationId}`,
    version: 0,
    networkId: 'uudi',
    practiceId,
    revision,
    memberId: 'validator-secret',
    organisationId,
    verdict: 'correct',
    updatedAt: earlier,
    ...given,
  });
}

export function aComment(id: string, practiceId: string, text: string, given: Partial<Comment> = {}): Write {
  return written<Comment>(comments, {
    id,
    version: 0,
    networkId: 'uudi',
    practiceId,
    revision: 1,
    memberId: 'commenter-secret',
    organisationId: 'a',
    text,
    createdAt: earlier,
    ...given,
  });
}

export function aMeeting(id: string, startsAt: string, given: Partial<Meeting> = {}): Write {
  return written(meetings, {
    id,
    version: 0,
    networkId: 'uudi',
    groupId: 'home',
    title: `Kokous ${id}`,
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
    timeZone: 'Europe/Helsinki',
    place: 'Teams',
    agenda: '',
    state: 'scheduled',
    sequence: 0,
    createdBy: 'organiser-secret',
    createdAt: earlier,
    updatedAt: earlier,
    ...given,
  });
}

export function anAttendance(meetingId: string, memberId: string, reply: Attendance['reply']): Write {
  const record = { version: 0, networkId: 'uudi', meetingId, memberId, reply, updatedAt: earlier };
  return written(attendances, { id: `${meetingId}-${memberId}`, ...record });
}

/** A survey as it is stored, to be handed to `surveyResults` too. */
export function surveyRecord(id: string, given: Partial<Survey> = {}): Survey {
  return surveys.schema.parse({
    id,
    version: 0,
    networkId: 'uudi',
    groupId: 'home',
    title: { fi: `Kysely ${id}` },
    purpose: { fi: 'Miksi kysytään.' },
    anonymity: 'named',
    questions: [],
    state: 'open',
    closesAt: '2021-12-10T10:00:00.000Z',
    createdBy: 'asker-secret',
    createdAt: earlier,
    ...given,
  });
}

export function aSurvey(id: string, given: Partial<Survey> = {}): Write {
  return put(surveys, surveyRecord(id, given));
}

export function aResponse(surveyId: string, memberId: string, answers: Answers, given: Partial<Response> = {}): Write {
  return written(responses, {
    id: `${surveyId}-${memberId}`,
    version: 0,
    networkId: 'uudi',
    surveyId,
    respondentId: memberId,
    memberId,
    state: 'submitted',
    answers,
    updatedAt: earlier,
    ...given,
  });
}

export function anAnonymousAnswer(id: string, surveyId: string, answers: Answers): Write {
  return written<AnonymousAnswer>(anonymousAnswers, { id, version: 0, networkId: 'uudi', surveyId, answers });
}

/** Runs with a store of its own on disk that holds the records, and removes it afterwards. */
export async function withStore<R>(
  writes: readonly Write[],
  use: (store: Store, dataDir: string) => Promise<R>,
): Promise<R> {
  const dataDir = await mkdtemp(join(tmpdir(), 'example-network-'));
  const store = await openLowdbStore({ dataDir });
  try {
    if (writes.length > 0) await store.commit(writes);
    return await use(store, dataDir);
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
