import { randomUUID } from 'node:crypto';
import type { Member, Organisation } from '../../domain/network/network.ts';
import type { Delivery, Task } from '../../domain/outbox.ts';
import type { Response } from '../../domain/survey/response.ts';
import type { Survey } from '../../domain/survey/survey.ts';

/** A member never stored, of a network of their own unless one is given. */
export function aMember(given: Partial<Member> = {}): Member {
  return {
    id: randomUUID(),
    version: 0,
    networkId: randomUUID(),
    personId: randomUUID(),
    name: 'Kirjasto A (esimerkki)',
    guest: true,
    groupIds: [],
    leads: [],
    roles: [],
    ...given,
  };
}

/** An organisation never stored; the simplest record without unique keys. */
export function anOrganisation(given: Partial<Organisation> = {}): Organisation {
  return {
    id: randomUUID(),
    version: 0,
    networkId: randomUUID(),
    name: 'Järjestö B (esimerkki)',
    type: 'association',
    municipalities: [],
    ...given,
  };
}

/** A task never stored. */
export function aTask(given: Partial<Task> = {}): Task {
  return {
    id: randomUUID(),
    version: 0,
    networkId: randomUUID(),
    kind: 'survey.close',
    subjectId: randomUUID(),
    dueAt: '2026-12-01T09:00:00.000Z',
    ...given,
  };
}

/** A delivery never stored, waiting to be sent. */
export function aDelivery(given: Partial<Delivery> = {}): Delivery {
  return {
    id: randomUUID(),
    version: 0,
    networkId: randomUUID(),
    kind: 'survey.invitation',
    subjectId: randomUUID(),
    to: { type: 'channel', groupId: 'g' },
    targetId: 'g',
    key: randomUUID(),
    state: 'waiting',
    attempts: 0,
    dueAt: '2026-12-01T09:00:00.000Z',
    createdAt: '2026-12-01T09:00:00.000Z',
    ...given,
  };
}

/** A response never stored, submitted without answers. */
export function aResponse(given: Partial<Response> = {}): Response {
  return {
    id: randomUUID(),
    version: 0,
    networkId: randomUUID(),
    surveyId: randomUUID(),
    respondentId: randomUUID(),
    state: 'submitted',
    answers: {},
    updatedAt: '2026-12-01T09:00:00.000Z',
    ...given,
  };
}

/** A survey never stored, open and without questions. */
export function aSurvey(given: Partial<Survey> = {}): Survey {
  return {
    id: randomUUID(),
    version: 0,
    networkId: randomUUID(),
    groupId: randomUUID(),
    title: { fi: 'Palaute (esimerkki)' },
    purpose: { fi: 'Kokeilu' },
    anonymity: 'named',
    questions: [],
    state: 'open',
    closesAt: '2026-12-24T09:00:00.000Z',
    createdBy: randomUUID(),
    createdAt: '2026-12-01T09:00:00.000Z',
    ...given,
  };
}
