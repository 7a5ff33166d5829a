import { createHash, createHmac } from 'node:crypto';
import { onceMore } from '../once-more.ts';
import type { Actor } from '../rights.ts';
import { put, remove } from '../store.ts';
import type { Language } from '../text.ts';
import type { Deps } from '../use-case.ts';
import { type Link, type LinkPurpose, links } from './link.ts';

export interface LinkDeps extends Pick<Deps, 'store' | 'now' | 'newId'> {
  /** What secrets of links are made with, and nothing else. */
  readonly linkKey: Uint8Array;
}

/** What a link is wanted for. */
export interface WantedLink {
  readonly purpose: LinkPurpose;
  readonly networkId: string;
  readonly subjectId: string;
  readonly language?: Language;
  /** Not before this moment; default as long as links of its purpose work from when they were last shown. */
  readonly worksUntil?: string;
}

const hourMs = 3_600_000;

/** A link works for so long from when it was last shown to its person; a schedule's also from when it was last read. */
const worksForMs: Readonly<Record<LinkPurpose, number>> = {
  meeting: hourMs,
  schedule: 400 * 24 * hourMs,
  package: hourMs,
  messages: hourMs,
  results: hourMs,
};

/** So many links of one person work at a time: the next one takes the place of that which would end first. */
const mostOfOne = 100;

/**
 * The secret of the actor's link for something: the same each time while it works, so that what was shown earlier goes
 * on working. The caller has checked the right; whoever follows the link is asked for it anew.
 */
export async function ownLink(deps: LinkDeps, actor: Actor, wanted: WantedLink): Promise<string> {
  return onceMore(async () => {
    const link = await lastingLink(deps, actor.personId, wanted);
    return secretOf(deps, link.nonce);
  });
}

async function lastingLink(deps: LinkDeps, personId: string, wanted: WantedLink): Promise<Link> {
  const stored = await deps.store.get(links, idOf(personId, wanted));
  const usual = endOf(deps, wanted.purpose);
  const expiresAt = wanted.worksUntil !== undefined && wanted.worksUntil > usual ? wanted.worksUntil : usual;
  if (!stored || !canBeShown(deps, stored)) return makeLink(deps, personId, wanted, { stored, expiresAt });
  if (!isToProlong(stored, expiresAt)) return stored;
  await deps.store.commit([put(links, { ...stored, expiresAt })]);
  return stored;
}

/** Not once its time is over, nor when its secret was made with another key, which is lost. */
function canBeShown(deps: LinkDeps, { expiresAt, nonce, hash }: Link): boolean {
  return expiresAt > deps.now().toISOString() && hashOf(secretOf(deps, nonce)) === hash;
}

async function makeLink(
  deps: LinkDeps,
  personId: string,
  wanted: WantedLink,
  { stored, expiresAt }: { readonly stored: Link | undefined; readonly expiresAt: string },
): Promise<Link> {
  const { purpose, networkId, subjectId, language } = wanted;
  const nonce = deps.newId();
  const made: Link = {
    id: idOf(personId, wanted),
    version: stored?.version ?? 0,
    personId,
    purpose,
    networkId,
    subjectId,
    ...(language && { language }),
    nonce,
    hash: hashOf(secretOf(deps, nonce)),
    createdAt: deps.now().toISOString(),
    expiresAt,
  };
  await deps.store.commit([put(links, made), ...(stored ? [] : await roomFor(deps, personId))]);
  return made;
}

/** Until when a link of a purpose works when it is shown or used now. */
export function endOf(deps: Pick<Deps, 'now'>, purpose: LinkPurpose): string {
  return new Date(deps.now().getTime() + worksForMs[purpose]).toISOString();
}

/** Whether a link's end is put off: not each time by a little, since that is a commit. */
export function isToProlong({ expiresAt, purpose }: Link, worksUntil: string): boolean {
  return Date.parse(worksUntil) - Date.parse(expiresAt) > worksForMs[purpose] / 20;
}

/** The hash by which a link is found. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function secretOf({ linkKey }: LinkDeps, nonce: string): string {
  return createHmac('sha256', linkKey).update(nonce).digest('base64url');
}

/** A person has one link for each thing, in each language. */
function idOf(personId: string, { purpose, networkId, subjectId, language }: WantedLink): string {
  return hashOf(JSON.stringify([personId, purpose, networkId, subjectId, language])).slice(0, 32);
}

async function roomFor({ store }: LinkDeps, personId: string) {
  const count = await store.count(links, { personId });
  if (count < mostOfOne) return [];
  const first = await store.find(links, { personId }, { orderBy: 'expiresAt', limit: count - mostOfOne + 1 });
  return first.map((link) => remove(links, link));
}
