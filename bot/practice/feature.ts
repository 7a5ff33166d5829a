import { membershipIn } from '../../domain/rights.ts';
import { feature } from '../feature.ts';
import { askOpening, deciding, returnAgain } from './decide.ts';
import { messages } from './messages.ts';
import { reading, readingForms } from './read.ts';
import { saying, sayingForms } from './say.ts';
import { startWriting, writing, writingForms } from './write.ts';

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
  forms: {
    ...writingForms,
    ...readingForms,
    ...sayingForms,
    'practice.return': returnAgain,
    'practice.openValidation': askOpening,
  },
  messages,
});
