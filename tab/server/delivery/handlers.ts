import { namesOf, passOnText, reasonsInWords, reasonText } from '../../../cards/delivery/ledger.ts';
import { ledgerFormats } from '../../../documents/delivery/format.ts';
import { detailsKeptDays } from '../../../domain/delivery/clean-up.ts';
import { ledgerOverview, onlyCounted, type SubjectLedger, subjectLedger } from '../../../domain/delivery/ledger.ts';
import {
  pauseMessages,
  repeatUncertain,
  resumeMessages,
  retryUndelivered,
  withdrawMessages,
} from '../../../domain/delivery/manage.ts';
import type { MessageSubject } from '../../../domain/noun.ts';
import type { Actor } from '../../../domain/rights.ts';
import type { Language } from '../../../domain/text.ts';
import type { deliveryOperations } from '../../contract/delivery.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call, Handlers } from '../api/call.ts';
import { pageView } from '../page.ts';

type Ledger = AnswerOf<'GET /deliveries/{subjectId}'>;

/** What became of messages, for leads of groups and coordinators. */
export const deliveryHandlers: Handlers<keyof typeof deliveryOperations> = {
  'GET /deliveries': async ({ deps, actor, query, visit }) => {
    const { network, reader } = await visit();
    const { all, subjects } = await ledgerOverview(deps, actor, network.id, query);
    return {
      all,
      ...pageView(subjects, ({ subject: { id, noun, title, at }, standing }) => {
        const when = at === undefined ? null : noun === 'meeting' ? reader.moment(at) : reader.day(at);
        return { id, noun, title: reader.pick(title), when, standing };
      }),
    };
  },
  'GET /deliveries/{subjectId}': (call) => ledgerOf(call),
  'POST /deliveries/{subjectId}/retry': async (call) => {
    await retryUndelivered(call.deps, call.actor, call.path.subjectId);
    return ledgerOf(call);
  },
  'POST /deliveries/{subjectId}/repeat': async (call) => {
    await repeatUncertain(call.deps, call.actor, call.path.subjectId);
    return ledgerOf(call);
  },
  'POST /deliveries/{subjectId}/pause': async (call) => {
    await pauseMessages(call.deps, call.actor, call.path.subjectId);
    return ledgerOf(call);
  },
  'POST /deliveries/{subjectId}/resume': async (call) => {
    await resumeMessages(call.deps, call.actor, call.path.subjectId);
    return ledgerOf(call);
  },
  'POST /deliveries/{subjectId}/withdraw': async (call) => {
    await withdrawMessages(call.deps, call.actor, call.path.subjectId);
    return ledgerOf(call);
  },
};

type One = Pick<Call<'GET /deliveries/{subjectId}'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function ledgerOf({ deps, actor, path, readerIn }: One): Promise<Ledger> {
  const ledger = await subjectLedger(deps, actor, path.subjectId);
  const { subject, counts, mayRepeat, changes, hold, mayRemind, reasons, unreached } = ledger;
  const reader = await readerIn(subject.networkId);
  return {
    id: subject.id,
    noun: subject.noun,
    title: reader.pick(subject.title),
    counts,
    onlyCounted: onlyCounted(ledger),
    detailsKeptDays,
    repeatable: ledger.kept.uncertain,
    withdrawable: ledger.kept.sent,
    mayRepeat,
    changes,
    hold,
    mayRemind,
    reasons: reasonsInWords(reader, reasons, subject.noun),
    unreached: namesOf(unreached).map((name, at) => ({
      name,
      reason: reasonText(reader, unreached[at]?.reason ?? ''),
    })),
    passOn: unreached.length > 0 ? passOnText(reader, ledger, deps.links.app()) : null,
    offers: offersOf(ledger),
    files: await filesOf(deps, actor, subject, reader.language),
  };
}

async function filesOf(
  { links }: One['deps'],
  actor: Actor,
  { networkId, id }: MessageSubject,
  language: Language,
): Promise<Ledger['files']> {
  const files: Ledger['files'] = [];
  for (const format of ledgerFormats) {
    files.push({ format, url: await links.messages(actor, networkId, id, language, format) });
  }
  return files;
}

/** What is worth offering as things stand; the use cases say themselves what may be done. */
function offersOf({ kept, hold, mayRemind }: SubjectLedger): Ledger['offers'] {
  if (hold === 'withdrawn') return [];
  const waiting = kept.waiting + kept.sending;
  const undelivered = kept.failed + kept.blocked + kept.notReached;
  return [
    ...(undelivered > 0 ? (['retry'] as const) : []),
    ...(kept.uncertain > 0 ? (['repeat'] as const) : []),
    ...(hold === 'paused' ? (['resume'] as const) : []),
    ...(hold === 'none' && (waiting > 0 || mayRemind) ? (['pause'] as const) : []),
    ...(kept.sent + waiting + kept.paused > 0 ? (['withdraw'] as const) : []),
  ];
}
