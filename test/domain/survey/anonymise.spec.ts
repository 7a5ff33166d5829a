import { expect } from 'chai';
import { anonymise } from '../../../domain/survey/anonymise.ts';
import { anonymousAnswers, responses } from '../../../domain/survey/response.ts';
import type { Breakdown } from '../../../domain/survey/survey.ts';
import { sealedIn } from '../../storage/sealed.ts';
import { aResponse, aSurvey } from '../example-network.ts';
import { aWorld, type World } from '../fixture.ts';

describe('the class of an anonymous answer', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  interface Giver {
    readonly organisationId?: string;
    readonly memberId?: string;
  }

  const of = (count: number, giver: Giver) => Array.from({ length: count }, () => giver);

  /** The classes of the answers that a closed survey is left with, divided by one thing; undefined for none. */
  async function anonymised(
    breakdown: Breakdown | undefined,
    givers: readonly Giver[],
  ): Promise<(string | undefined)[]> {
    const { deps } = world;
    const given = { anonymity: 'anonymous', state: 'closed', ...(breakdown && { breakdowns: [breakdown] }) } as const;
    await deps.store.commit([aSurvey('s', { groupId: 'future', closedAt: '2026-09-01T00:00:00.000Z', ...given })]);
    for (const [place, giver] of givers.entries()) {
      const sealed = await sealedIn(deps.vault, 's', JSON.stringify({ answers: { first: `${place}` } }));
      const own = { memberId: 'm-member', ...giver, respondentId: `r-${place}`, sealed };
      await deps.store.commit([aResponse('s', `r-${place}`, {}, own)]);
    }
    await anonymise(deps, 's');
    expect(await deps.store.count(responses, { surveyId: 's' })).to.equal(0);
    const kept = await deps.store.find(anonymousAnswers, { surveyId: 's' });
    expect(kept).to.have.length(givers.length);
    return kept.map((one) => one.class).sort();
  }

  const council = { organisationId: 'o-council' };
  const library = { organisationId: 'o-library' };
  const association = { organisationId: 'o-association' };
  const none = { organisationId: undefined };

  it('is kept where at least five share each', async () => {
    const kept = await anonymised('organisationType', [...of(5, council), ...of(6, library)]);
    expect(new Set(kept)).to.deep.equal(new Set(['library', 'regionalCouncil']));
  });

  it('is one with other small ones where these are five together', async () => {
    const kept = await anonymised('organisationType', [...of(6, council), ...of(3, library), ...of(2, association)]);
    expect(kept).to.deep.equal([...of(5, {}).map(() => '-other'), ...of(6, {}).map(() => 'regionalCouncil')]);
  });

  const collapsing: Readonly<Record<string, readonly [Breakdown | undefined, readonly Giver[]]>> = {
    'fewer than five are in all but one class': ['organisationType', [...of(9, council), ...of(4, library)]],
    'fewer than five are in each class': ['organisationType', [...of(4, council), ...of(4, library)]],
    'everybody is in the same class': ['organisationType', of(7, council)],
    'nobody has an organisation': ['organisationType', of(7, none)],
    'all but one have the same region': ['region', [...of(8, council), none]],
    'all are in the same group': ['group', of(6, { memberId: 'm-lead' })],
    'one is in several groups': ['group', [...of(6, { memberId: 'm-lead' }), { memberId: 'm-coordinator' }]],
    'there are fewer than five answers': ['organisationType', [...of(2, council), ...of(2, library)]],
    'the results are not divided': [undefined, [...of(6, council), ...of(6, library)]],
  };

  for (const [when, [breakdown, givers]] of Object.entries(collapsing)) {
    it(`does not stay with any answer when ${when}`, async () => {
      expect(await anonymised(breakdown, givers)).to.deep.equal(givers.map(() => undefined));
    });
  }
});
