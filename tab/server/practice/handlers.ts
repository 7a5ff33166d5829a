import { z } from 'zod';
import { NewId } from '../../../cards/input.ts';
import { validateByText } from '../../../cards/practice/last-day.ts';
import type { Reader } from '../../../cards/reader.ts';
import { groupNames } from '../../../cards/told-apart.ts';
import { dayOf } from '../../../domain/local-time.ts';
import { organisationNames } from '../../../domain/network/directory.ts';
import { groups } from '../../../domain/network/network.ts';
import { commentOnPractice } from '../../../domain/practice/comment.ts';
import { decideOnPractice, openValidation, returnPractice } from '../../../domain/practice/decide.ts';
import { discardPracticeDraft } from '../../../domain/practice/draft.ts';
import { practicesPage } from '../../../domain/practice/pages.ts';
import type { Practice } from '../../../domain/practice/practice.ts';
import { validatePractice } from '../../../domain/practice/validate.ts';
import { practiceView } from '../../../domain/practice/view.ts';
import { decisions, type practiceOperations } from '../../contract/practice.ts';
import type { Call, Handlers } from '../api/call.ts';
import { pageView } from '../page.ts';
import { details, opinionOf, opinionsPart, remarkOf, remarksPart } from './details.ts';

/** Practices, for every member of the network. */
export const practiceHandlers: Handlers<keyof typeof practiceOperations> = {
  'GET /practices': listed,
  'GET /practices/{practiceId}': (call) => details(call),
  'GET /practices/{practiceId}/comments': async ({ deps, actor, path, query, readerIn }) => {
    const { practice, remarks } = await practiceView(deps.store, actor, path.practiceId);
    const reader = await readerIn(practice.networkId);
    return pageView(remarksPart(remarks, query), (remark) => remarkOf(remark, reader));
  },
  'GET /practices/{practiceId}/opinions': async ({ deps, actor, path, query, readerIn }) => {
    const { practice, opinions } = await practiceView(deps.store, actor, path.practiceId);
    await readerIn(practice.networkId);
    return pageView(opinionsPart(opinions, query), opinionOf);
  },
  'PUT /practices/{practiceId}/comments/{commentId}': async (call) => {
    const { practiceId, commentId } = call.path;
    await commentOnPractice(call.deps, call.actor, { practiceId, commentId: NewId.parse(commentId), ...call.body });
    return details(call);
  },
  'PUT /practices/{practiceId}/validation': async (call) => {
    await validatePractice(call.deps, call.actor, { practiceId: call.path.practiceId, ...call.body });
    return details(call);
  },
  'POST /practices/{practiceId}/decisions/{decision}': async (call) => {
    const { practiceId, decision } = call.path;
    await decideOnPractice(call.deps, call.actor, practiceId, z.enum(decisions).parse(decision), call.seen);
    return details(call);
  },
  'POST /practices/{practiceId}/open-validation': async (call) => {
    const { practiceId } = call.path;
    await openValidation(call.deps, call.actor, { practiceId, lastDay: call.body.lastDay, seen: call.seen });
    return details(call);
  },
  'POST /practices/{practiceId}/return': async (call) => {
    await returnPractice(call.deps, call.actor, call.path.practiceId, call.body.reason, call.seen);
    return details(call);
  },
  'DELETE /practices/{practiceId}/draft': async ({ deps, actor, path, expected }) => {
    await discardPracticeDraft(deps, actor, path.practiceId, expected);
    return undefined;
  },
};

async function listed({ deps, actor, query, visit }: Call<'GET /practices'>) {
  const { network, reader } = await visit();
  const { group: groupId, ...rest } = query;
  const pageQuery = { ...rest, networkId: network.id, groupId, language: reader.language };
  const page = await practicesPage(deps.store, actor, pageQuery);
  const organisations = await organisationNames(deps.store, page.items);
  const all = await deps.store.find(groups, { networkId: network.id });
  const names = groupNames(reader, all);
  const today = dayOf(deps.now(), reader.timeZone);
  return pageView(page, (practice) => ({
    ...summaryOf(practice, reader, today),
    group: names.get(practice.groupId) ?? '',
    organisation: organisations.get(practice.organisationId ?? '') ?? null,
  }));
}

function summaryOf(practice: Practice, reader: Reader, today: string) {
  const { id, title, kind, state, updatedAt } = practice;
  return {
    id,
    title: reader.pick(title),
    titleLanguage: reader.languageOf(title),
    kind,
    state,
    updated: reader.day(updatedAt),
    validateBy: validateByText(reader, practice, today) || null,
  };
}
