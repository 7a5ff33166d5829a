import { AppError } from './errors.ts';

/**
 * How much may be made on one person's word, and how much one thing or one network holds. All are far beyond what
 * people do, so nobody meets one who means well; they keep a program, or somebody beside themselves, from filling the
 * store and every reader's page.
 */
export const most = {
  /** Comments of one member. */
  commentsOfMember: 2_000,
  /** Comments on one practice, of one member and of all: who has read so many reads no more. */
  commentsOfMemberOnPractice: 50,
  comments: 500,
  /** Practices of one author, whatever became of them. A network of ten thousand has hundreds of authors. */
  practicesOfAuthor: 300,
  /** Texts of a practice that were proposed one after the other: each is kept, since validations name it. */
  revisions: 100,
  /** Drafts of surveys somebody has at a time, and surveys that they ever made in a network. */
  draftsOfMaker: 50,
  surveysOfMaker: 500,
  /** Wordings of one posted survey: each is kept in its record, which every list reads. */
  wordings: 50,
  /** Meetings that somebody has called and that have not begun. */
  meetingsOfCaller: 100,
  /** Organisations of a network. Finland has 309 municipalities and a network some hundred organisations. */
  organisations: 2_000,
  /** Group chats that are working groups of one network. */
  chats: 200,
} as const;

/** How often something may be done: so often at once, and so often a minute from then on. */
export interface Rate {
  readonly atOnce: number;
  readonly perMinute: number;
}

/** How often may be asked, and by whom. */
export const rates = {
  /** Presses and requests of one person. A page asks for a few things at a time; nobody presses twice a second for long. */
  asking: { atOnce: 300, perMinute: 120 },
  /** Messages of one person: each is answered by a request to Teams, of which the app has ten a second. */
  writing: { atOnce: 60, perMinute: 20 },
  /** How often somebody who writes faster is told so; what else they write is left unanswered. */
  telling: { atOnce: 1, perMinute: 1 },
  /**
   * Requests of one address that nobody stands behind: without a token that holds, of a wrong shape, or by a link that
   * carries its own permission, as calendars do. Behind a proxy that the operator has not named, all are one address.
   */
  straying: { atOnce: 600, perMinute: 600 },
} as const satisfies Record<string, Rate>;

/**
 * Throws `LIMIT_REACHED` when there are so many already that one more would be too many. Of several who are the last at
 * once, all may get in.
 */
export function assertRoomFor(limit: keyof typeof most, count: number): void {
  if (count < most[limit]) return;
  throw new AppError('LIMIT_REACHED', `${limit}: ${count}`, { hint: String(most[limit]) });
}
