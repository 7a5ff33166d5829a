import { membershipIn } from '../../domain/rights.ts';
import { feature } from '../feature.ts';
import { deciding } from './decide.ts';
import { messages } from './messages.ts';
import { reading } from './read.ts';
import { saying } from './say.ts';
import { startWriting, writing } from './write.ts';

/** Practices in Teams: written by members, validated by their organisations, selected for the package. */
export const practiceFeature = feature({
  commands: [
    {
      name: 'practice',
      offered: ({ actor, network }) => network !== undefined && membershipIn(actor, network.id) !== undefined,
      run: (turn) => startWriting(turn),
    },
  ],
  verbs: { ...writing, ...reading, ...saying, ...deciding },
  messages,
});
