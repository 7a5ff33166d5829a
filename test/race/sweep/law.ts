import { type AnyCollection, collections } from '../../../domain/collections.ts';
import type { ErrorCode } from '../../../domain/errors.ts';
import { type Task, tasks } from '../../../domain/outbox.ts';
import type { Collection, StoredRecord } from '../../../domain/store.ts';
import { hasEnded, surveys } from '../../../domain/survey/survey.ts';
import { type Act, type Ended, type Outcome, play } from '../interleave.ts';
import { inMemory, type OpenScene, type RaceDeps, type Scene, type Setting } from '../scene.ts';
import { isHarmless } from './harmless.ts';
import { brokenPromises } from './promises.ts';
import type { Situation } from './situation.ts';
import { finishTasks } from './tasks.ts';

/** What somebody was told, and all that is stored then. */
interface End {
  readonly codes: Readonly<Record<string, Outcome['code']>>;
  readonly state: string;
  /** The same once all tasks that are due are done. */
  readonly later: string;
}

/** An interleaving that came out as none of the two orders would have. */
export interface Fault {
  readonly situation: string;
  readonly acts: readonly [string, string];
  /** The place at which the first stood still, and what is wrong. */
  readonly story: string;
}

export interface Swept {
  readonly pairs: number;
  readonly interleavings: number;
  /** Those that are not `harmless`. */
  readonly faults: readonly Fault[];
}

/** Which of the places of a pair are tried: every `step`th, from another one on for each pair. */
export interface Share {
  readonly step: number;
  /** From which one on for the first pair, so that each run may try others; default the first. */
  readonly from?: number;
}

/**
 * Puts every two use cases of a situation together, each with itself, too: each stands still before one of its calls
 * while all of the other happens. What comes out has to be what one of the two orders gives, or what one of them gives
 * alone when the other was told that somebody was quicker; and no promise is broken.
 */
export async function sweep(
  { name, setting, useCases, afterwards = async () => undefined }: Situation,
  openOn: (setting: Setting) => OpenScene,
  { step, from = 0 }: Share,
): Promise<Swept> {
  const finish = async (deps: RaceDeps) => {
    await finishTasks(deps);
    await afterwards(deps);
  };
  const [open, reference] = [openOn(setting), createReference(setting, finish)];
  const faults: Fault[] = [];
  let [pairs, interleavings] = [0, 0];
  for (const [place, one] of useCases.entries()) {
    for (const given of useCases.slice(place)) {
      const other = given === one ? { ...one, says: `${one.says}, again` } : given;
      const start = (from + pairs) % step;
      pairs += 1;
      for (const [first, second] of [[one, other], ...(given === one ? [] : [[other, one]])] as [Act, Act][]) {
        for (let at = start; ; at += step) {
          let wrong: string | undefined;
          const expectThat = async (ended: Ended) => {
            wrong = await faultOf(ended, [first, second], reference, finish);
          };
          const plan = { first, second, at, heldAt: Number.POSITIVE_INFINITY, killed: false };
          const made = await play({ open, expectThat }, plan).catch((error: unknown) => {
            wrong = String(error);
            return { callsOfFirst: Number.POSITIVE_INFINITY };
          });
          interleavings += 1;
          if (wrong !== undefined) {
            const story = `«${first.says}» stood still before its call ${at}: ${wrong}`;
            faults.push({ situation: name, acts: [first.says, second.says], story });
          }
          if (made.callsOfFirst <= at || at > 400) break;
        }
      }
    }
  }
  return { pairs, interleavings, faults: faults.filter((fault) => !isHarmless(fault)) };
}

/** Codes with which somebody is told that another one was quicker, and that nothing has changed by them. */
const overtaken: readonly ErrorCode[] = ['CONFLICT', 'STALE'];

async function faultOf(
  { scene, outcomes }: Ended,
  acts: readonly [Act, Act],
  reference: Reference,
  finish: Finish,
): Promise<string | undefined> {
  const codes = codesOf(outcomes);
  const broken = await brokenPromises(scene);
  if (broken.length > 0) return `broken: ${broken.join('; ')}`;
  const [one, other] = acts;
  const told = (act: Act) => overtaken.includes(codes[act.says] as ErrorCode);
  const allowed: [string, (part: 'state' | 'later') => Promise<string | undefined>][] = [
    ...([acts, [other, one]] as const).map((order): (typeof allowed)[number] => [
      `${order[0].says} → ${order[1].says}`,
      async (part) => {
        const end = await reference.of(order, part);
        return sameCodes(end.codes, codes) ? end[part] : undefined;
      },
    ]),
    ...acts.flatMap((act, index): (typeof allowed)[number][] => {
      const left = acts[1 - index] as Act;
      if (codes[act.says] === 'done') return [];
      return [
        [
          `${left.says} alone`,
          async (part) => {
            // Whoever comes later is refused as well, if perhaps for another reason.
            const after = told(act) ? undefined : await reference.of([left, act], part);
            if (after?.codes[act.says] === 'done') return undefined;
            const end = await reference.of([left], part);
            return end.codes[left.says] === codes[left.says] ? end[part] : undefined;
          },
        ],
      ];
    }),
  ];
  const now = await stateOf(scene);
  for (const [, expected] of allowed) if ((await expected('state')) === now) return undefined;
  await finish(scene.deps);
  const later = await stateOf(scene);
  const differences: string[] = [];
  for (const [order, expected] of allowed) {
    const end = await expected('later');
    if (end === later) return undefined;
    differences.push(`${order}: ${end === undefined ? 'other outcomes' : difference(end, later)}`);
  }
  return `${JSON.stringify(codes)} is neither of: ${differences.join(' | ')}`;
}

function difference(expected: string, found: string): string {
  const [before, after] = [expected.split('\n'), found.split('\n')];
  const lacks = before.filter((line) => !after.includes(line)).map((line) => `-${line}`);
  const has = after.filter((line) => !before.includes(line)).map((line) => `+${line}`);
  return [...lacks, ...has].join(' ') || 'the same lines, other numbers of them';
}

function sameCodes(one: End['codes'], other: End['codes']): boolean {
  return Object.keys(other).every((says) => one[says] === other[says]);
}

function codesOf(outcomes: Ended['outcomes']): End['codes'] {
  return Object.fromEntries(Object.entries(outcomes).map(([says, { code }]) => [says, code]));
}

/** Has done what comes by itself. */
type Finish = (deps: RaceDeps) => Promise<void>;

type Reference = ReturnType<typeof createReference>;

/** What comes out when acts are done one after the other, or one alone. */
function createReference(setting: Setting, finish: Finish) {
  const open = inMemory(setting);
  const known = new Map<string, Promise<End>>();

  async function find(acts: readonly Act[], later: boolean): Promise<End> {
    const [first, second = { says: 'nothing', act: async () => undefined }] = acts as [Act, Act?];
    let end: End | undefined;
    const expectThat = async ({ scene, outcomes }: Ended) => {
      const codes = codesOf(outcomes);
      const state = await stateOf(scene);
      if (later) await finish(scene.deps);
      end = { codes, state, later: await stateOf(scene) };
    };
    const at = Number.MAX_SAFE_INTEGER;
    await play({ open, expectThat }, { first, second, at, heldAt: Number.POSITIVE_INFINITY, killed: false });
    return end as End;
  }

  return {
    of(acts: readonly Act[], part: 'state' | 'later'): Promise<End> {
      const key = JSON.stringify([acts.map(({ says }) => says), part]);
      const found = known.get(key) ?? find(acts, part === 'later');
      known.set(key, found);
      return found;
    },
  };
}

/** All that is stored, without what depends on how often something was tried: versions and new ids. */
async function stateOf({ deps, vault }: Scene): Promise<string> {
  const found = await Promise.all(collections.map(async (collection) => linesOf(deps, collection)));
  return [...found.flat().sort(), `key ${vault.has('s')}`].join('\n');
}

async function linesOf(deps: RaceDeps, collection: AnyCollection): Promise<string[]> {
  const lines: string[] = [];
  for await (const record of deps.store.stream(collection as Collection<StoredRecord, 'id'>, {})) {
    const isLeftOfClosing = await isClosingTask(deps, collection.name, record);
    lines.push(isLeftOfClosing ? `tasks ${record.id}, at some time` : lineOf(collection.name, record));
  }
  return lines;
}

/** When exactly what is left of a closing is done, nobody is promised. */
async function isClosingTask({ store }: RaceDeps, collection: string, record: StoredRecord): Promise<boolean> {
  if (collection !== tasks.name || !record.id.startsWith('survey.close:')) return false;
  const survey = await store.get(surveys, (record as Task).subjectId);
  return survey !== undefined && hasEnded(survey);
}

/** What is in no order, although it is kept in one. */
const sets = ['groupIds', 'leads', 'roles'];

function lineOf(collection: string, { version: _version, ...record }: StoredRecord): string {
  const text = JSON.stringify(record, (name, value: unknown) => {
    if (name === 'sealed')
      return Buffer.from(String(value), 'base64')
        .toString()
        .replace(/^\[\d+,/, '[');
    if (name === 'nonce' || name === 'hash') return '';
    if (sets.includes(name)) return [...(value as string[])].sort();
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? inOrder(value) : value;
  });
  // A message's key tells by a version that it is of another time than an earlier one.
  return `${collection} ${text.replace(/id-\d{6}/g, 'id').replace(/\|v\d+/g, '|v')}`;
}

function inOrder(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
