import { rateBudgets } from './delivery/budget.ts';
import { links } from './link/link.ts';
import { attendances, meetings } from './meeting/meeting.ts';
import { absences } from './network/absence.ts';
import { auditEntries } from './network/audit.ts';
import { groups, installations, members, networks, organisations, people } from './network/network.ts';
import { deliveries, deliveryHolds, deliveryTallies, seenActivities, tasks } from './outbox.ts';
import { comments, practiceRevisions, practices, validations } from './practice/practice.ts';
import type { Named, StoredRecord } from './store.ts';
import { answeredQuestions } from './survey/answered-questions.ts';
import { populations } from './survey/population.ts';
import { anonymousAnswers, redactions, responses, sharedTexts } from './survey/response.ts';
import { publishedResults } from './survey/results/published-results.ts';
import { sealKeys } from './survey/seal-key.ts';
import { surveys } from './survey/survey.ts';

/** A collection as a storage sees it, whatever its records are. */
export interface AnyCollection extends Named<StoredRecord> {
  readonly indexes: readonly string[];
  readonly unique: readonly (readonly string[])[];
}

/** Every collection there is: what a storage creates, a backup copies and an erasure searches. */
export const collections: readonly AnyCollection[] = [
  networks,
  groups,
  organisations,
  members,
  people,
  installations,
  absences,
  auditEntries,
  surveys,
  populations,
  sealKeys,
  answeredQuestions,
  responses,
  anonymousAnswers,
  redactions,
  sharedTexts,
  publishedResults,
  meetings,
  attendances,
  practices,
  practiceRevisions,
  comments,
  validations,
  deliveries,
  deliveryTallies,
  deliveryHolds,
  rateBudgets,
  seenActivities,
  links,
  tasks,
];
