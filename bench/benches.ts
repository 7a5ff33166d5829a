import { answerBench } from './answer.ts';
import type { Bench } from './bench.ts';
import { groupCommitBench } from './group-commit.ts';
import { postgresBench } from './postgres-grouped.ts';
import { startBench } from './start.ts';

/** Every bench, in the order in which they are run. */
export const benches: readonly Bench[] = [answerBench, groupCommitBench, postgresBench, startBench];
