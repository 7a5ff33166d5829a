import { claimed, settled } from '../domain/delivery/settle.ts';
import { auditEntries } from '../domain/network/audit.ts';
import { type Delivery, deliveries, send } from '../domain/outbox.ts';
import type { Write } from '../domain/store.ts';
import { demoId, groupId, memberId, networkId } from './ids.ts';
import { demoTeam } from './people.ts';
import { record, type Term } from './term.ts';

/** What the open survey's posting left behind, and what the coordinator has changed: something to look at. */
export function ledgerRecords(term: Term): Write[] {
  return [...(['future', 'home'] as const).map((group, index) => invitation(term, group, index)), change(term)];
}

function invitation(term: Term, group: 'future' | 'home', index: number): Write {
  const now = new Date(term.at(-3, '10:00'));
  const message = { kind: 'survey.invitation', subjectId: demoId('survey', 2), groupId: groupId(group) };
  const to = { type: 'channel', groupId: groupId(group) } as const;
  const asked = send({ now: () => now, newId: () => demoId('delivery', index) }, { networkId, ...message, to });
  if (asked.op !== 'put') throw new Error('a new message is put');
  const conversationId = demoTeam.channels[group];
  const posted = { was: 'sent', activityId: String(now.getTime() + index), conversationId } as const;
  const taken = claimed(asked.record as Delivery, 'demo', now);
  const { reason: _none, sender: _nobody, ...sent } = settled(taken, posted, { now, chance: 0 });
  return record(deliveries, sent);
}

/** The lead of the group was named some weeks ago. */
function change(term: Term): Write {
  return record(auditEntries, {
    id: demoId('change', 0),
    version: 0,
    networkId,
    at: term.at(-55, '09:30'),
    byMemberId: memberId('coordinator'),
    kind: 'member',
    subjectId: memberId('lead'),
    changes: [{ field: 'lead', after: groupId('home') }],
  });
}
