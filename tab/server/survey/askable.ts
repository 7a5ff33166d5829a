import type { Reader } from '../../../cards/reader.ts';
import { toldApart } from '../../../cards/told-apart.ts';
import { organisationNames } from '../../../domain/network/directory.ts';
import { groups, type Member } from '../../../domain/network/network.ts';
import { partOf } from '../../../domain/page.ts';
import type { Actor } from '../../../domain/rights.ts';
import type { StoreReader } from '../../../domain/store.ts';
import { allToAsk, groupsToAsk, lookAtAudience } from '../../../domain/survey/choose.ts';
import { fewestPublished } from '../../../domain/survey/merging.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { ApiDeps, Call } from '../api/call.ts';
import { pageView } from '../page.ts';

/** Whom somebody may ask; `besides` are groups that are named all the same. */
export async function askable(
  { store }: Pick<ApiDeps, 'store'>,
  actor: Actor,
  networkId: string,
  reader: Reader,
  besides: readonly string[] = [],
) {
  const { groups: asked, anybody } = await groupsToAsk(store, actor, networkId);
  const own = new Set([...besides, ...asked.map(({ id }) => id)]);
  const all = await store.find(groups, { networkId });
  const named = all.filter(({ id }) => own.has(id));
  const names = toldApart(named.map(({ name }) => ({ title: reader.pick(name) })));
  return { groups: named.map(({ id }, at) => ({ id, name: names[at] ?? '' })), anybody };
}

/** People to be chosen one by one. */
export async function peopleFound({
  deps,
  actor,
  query,
  visit,
}: Call<'GET /survey-people'>): Promise<AnswerOf<'GET /survey-people'>> {
  const { network } = await visit();
  const pageQuery = { networkId: network.id, groupId: query.group, search: query.search, besides: [] };
  const found = await allToAsk(deps.store, actor, pageQuery);
  const page = partOf(found, ({ id }) => id, query);
  return pageView({ ...page, items: await named(deps.store, page.items) }, (person) => person);
}

/** What asking somebody comes to. */
export async function lookedAt({
  deps,
  actor,
  body,
  visit,
}: Call<'POST /survey-audience'>): Promise<AnswerOf<'POST /survey-audience'>> {
  const { network } = await visit();
  const respondent = body.respondent === 'organisation' ? body.respondent : undefined;
  const pageQuery = { networkId: network.id, audience: body.audience, respondent };
  const { count, channels, people } = await lookAtAudience(deps.store, actor, pageQuery);
  return { count, needed: fewestPublished, channels, people: await named(deps.store, people) };
}

async function named(store: StoreReader, people: readonly Member[]) {
  const organisations = await organisationNames(store, people);
  return people.map(({ id, name, organisationId = '' }) => {
    return { id, name, organisation: organisations.get(organisationId) ?? null };
  });
}
