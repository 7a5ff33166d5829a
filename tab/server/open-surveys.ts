import { mine } from '../../domain/member/mine.ts';
import { groups } from '../../domain/network/network.ts';
import type { StoreReader } from '../../domain/store.ts';
import type { Visit } from './visitor.ts';

/** An open survey as one of those asked sees it: of the answers only how far their own is. */
export interface OpenSurvey {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly closesAt: string;
  /** The closing time in words, with its zone. */
  readonly closes: string;
  readonly answered: 'no' | 'begun' | 'yes';
}

const answered = { none: 'no', draft: 'begun', submitted: 'yes' } as const;

/** The open surveys of the visitor's working groups in one network, the one that closes first before the others. */
export async function openSurveys(store: StoreReader, visit: Visit, now: Date): Promise<OpenSurvey[]> {
  const { membership, reader } = visit;
  const { surveys } = await mine(store, membership, now);
  const names = new Map((await store.find(groups, { networkId: membership.networkId })).map((g) => [g.id, g.name]));
  return surveys
    .filter(({ survey }) => survey.closesAt > now.toISOString())
    .sort((a, b) => a.survey.closesAt.localeCompare(b.survey.closesAt))
    .map(({ survey, answer }) => ({
      id: survey.id,
      title: reader.pick(survey.title),
      group: reader.pick(names.get(survey.groupId) ?? {}),
      closesAt: survey.closesAt,
      closes: reader.moment(survey.closesAt),
      answered: answered[answer],
    }));
}
