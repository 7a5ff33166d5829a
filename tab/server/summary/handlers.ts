import { AppError } from '../../../domain/errors.ts';
import { practiceStates } from '../../../domain/practice/practice.ts';
import type { summaryOperations } from '../../contract/summary.ts';
import type { Call, Handlers } from '../api/call.ts';
import { chartsOf } from '../chart.ts';
import { groupsPart, meetingsPart, statusView, surveysPart, visibleTo, waitingPart } from './status.ts';

type Part = Pick<Call<'GET /status/groups'>, 'deps' | 'query' | 'visit'>;

async function toldTo({ deps, query, visit }: Part) {
  const visitor = await visit();
  const summary = await visibleTo(deps, visitor);
  return { summary, reader: visitor.reader, query };
}

/** Where a network stands, for leads and coordinators. */
export const summaryHandlers: Handlers<keyof typeof summaryOperations> = {
  'GET /status': async ({ deps, visit }) => statusView(deps, await visit()),
  'GET /status/groups': async (call) => groupsPart(await toldTo(call)),
  'GET /status/surveys': async (call) => surveysPart(await toldTo(call)),
  'GET /status/meetings': async (call) => meetingsPart(await toldTo(call)),
  'GET /status/waiting': async (call) => waitingPart(await toldTo(call), call.query.who),
  'GET /status/chart': async ({ deps, query, visit }) => {
    const visitor = await visit();
    const { practices } = await visibleTo(deps, visitor);
    const { reader } = visitor;
    const rows = practiceStates.map((state) => ({
      label: reader.t(`terms:practiceState.${state}`),
      values: [practices[state]],
    }));
    const title = reader.t('tab:status.practices');
    const [first, columns] = [reader.t('survey:state'), [reader.t('survey:exported.count')]];
    const drawing = { offLoop: deps.offLoop, actor: visitor.actor, look: query.theme };
    const [chart] = await chartsOf(drawing, reader, [{ title, first, columns, rows }]);
    if (!chart) throw new AppError('INTERNAL', 'no chart was drawn');
    return chart;
  },
};
