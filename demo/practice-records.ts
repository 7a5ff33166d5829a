import type { Content } from '../content/content.ts';
import { dayOf } from '../domain/local-time.ts';
import { comments, type Practice, practiceRevisions, practices, validations } from '../domain/practice/practice.ts';
import type { Write } from '../domain/store.ts';
import { demoId, groupId, memberId, networkId, organisationId } from './ids.ts';
import { demoPeople, type PersonKey } from './people.ts';
import { type DemoPractice, demoPractices, exampleReviews } from './practices.ts';
import { record, type Term, timeZone } from './term.ts';

/** The worked example as the group has validated it, and the practices that still wait for somebody. */
export function practiceRecords(term: Term, { practiceExample }: Content): Write[] {
  const example = { ...practiceExample, ...exampleReviews, state: 'validated', author: 'lead', daysAgo: 30 } as const;
  const all: readonly (DemoPractice & { example?: true })[] = [
    { ...example, group: 'home', example: true },
    ...demoPractices,
  ];
  return all.flatMap((practice, index) => practiceWrites(term, practice, index));
}

function practiceWrites(term: Term, written: DemoPractice & { example?: true }, index: number): Write[] {
  const { kind, title, sections, filing, author, daysAgo, validateInDays } = written;
  const id = demoId('practice', index);
  const savedAt = term.at(-daysAgo, '10:00');
  const text = { kind, title, sections, filing };
  const practice: Practice = {
    ...text,
    id,
    version: 0,
    networkId,
    groupId: groupId(written.group),
    revision: 1,
    state: written.state,
    ...(validateInDays !== undefined && {
      validateBy: dayOf(new Date(term.atMeeting(validateInDays, '12:00')), timeZone),
    }),
    authorMemberId: memberId(author),
    organisationId: organisationId(demoPeople[author].organisation),
    example: written.example ?? false,
    createdAt: savedAt,
    updatedAt: savedAt,
  };
  const revision = { id: `${id}:1`, version: 0, networkId, practiceId: id, revision: 1, savedBy: memberId(author) };
  return [
    record(practices, practice),
    record(practiceRevisions, { ...revision, ...text, savedAt }),
    ...reviewWrites(term, written, index),
  ];
}

function reviewWrites(term: Term, written: DemoPractice, index: number): Write[] {
  const practiceId = demoId('practice', index);
  const said = (by: PersonKey) => ({
    version: 0,
    networkId,
    practiceId,
    revision: 1,
    memberId: memberId(by),
    organisationId: organisationId(demoPeople[by].organisation),
  });
  const moment = term.at(1 - written.daysAgo, '12:00');
  return [
    ...written.validations.map(({ by, ...verdict }) => {
      const id = `${practiceId}:1:${said(by).organisationId}`;
      return record(validations, { id, ...said(by), ...verdict, updatedAt: moment });
    }),
    ...written.comments.map(({ by, text }, nth) =>
      record(comments, { id: demoId('comment', index * 100 + nth), ...said(by), text, createdAt: moment }),
    ),
  ];
}
