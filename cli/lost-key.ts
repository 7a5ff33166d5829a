import { isAppError } from '../domain/errors.ts';
import { giveUpKey, type Shut, shutAnswers } from '../domain/survey/give-up.ts';
import type { SealDeps } from '../domain/survey/seal-key.ts';
import { textFor } from '../domain/text.ts';
import { readArguments } from './arguments.ts';
import { countText } from './columns.ts';
import { type Command, Failure, type Output, WrongUse } from './command.ts';

/** What giving up a key needs from outside. */
export interface LostKeyDeps {
  /** Opens the store for writing, and the vault. */
  open(): Promise<SealDeps>;
  /** Asks whoever sits at the terminal; undefined where nobody does. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
}

/** Gives up the answers to an anonymous survey that no key opens any more, so that it can go on without them. */
export function lostKeyCommand(deps: LostKeyDeps): Command {
  return {
    usage: 'lost-key SURVEY [--yes] [--json]',
    async run(args, output) {
      const options = readOptions(args);
      const opened = await deps.open();
      try {
        const shut = await shutAnswers(opened, options.surveyId).catch(unknown(options.surveyId));
        if (shut.answers + shut.drafts === 0 && !shut.isKeyMissing) {
          throw new Failure(`Survey ${options.surveyId} lacks no key: there is nothing to give up.`);
        }
        await agree(deps, shut, options, output);
        const { lostAnswers = 0 } = await giveUpKey(opened, options.surveyId, shut.answers);
        if (options.json)
          output.out(`${JSON.stringify({ survey: options.surveyId, givenUp: shut.answers, lostAnswers })}\n`);
        else
          output.out(`Given up: ${countText(shut.answers, 'answer')}. The running bot, or its next start, goes on.\n`);
        return 0;
      } finally {
        await opened.store.close();
      }
    },
  };
}

interface Options {
  readonly surveyId: string;
  readonly yes: boolean;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const option = { type: 'boolean', default: false } as const;
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { yes: option, json: option },
  });
  const [surveyId, ...more] = positionals;
  if (surveyId === undefined || more.length > 0) throw new WrongUse('lost-key needs the id of one survey.');
  return { surveyId, ...values };
}

function unknown(surveyId: string) {
  return (error: unknown): never => {
    throw isAppError(error, 'NOT_FOUND') ? new Failure(`There is no survey ${surveyId}.`) : error;
  };
}

async function agree({ ask }: LostKeyDeps, shut: Shut, { yes }: Options, output: Output): Promise<void> {
  const { survey, answers, drafts, submitted } = shut;
  output.err(
    `Survey ${survey.id} (${textFor(survey.title, 'en')}): ${answers} of ${countText(submitted, 'answer')} and ` +
      `${countText(drafts, 'draft')} open with no key in KEY_DIR.\n` +
      'They are deleted for good if you go on. If there is a copy of the key, put it back instead.\n',
  );
  if (yes) return;
  if (!ask) throw new WrongUse('Nobody can be asked here: lost-key needs --yes.');
  if (!(await ask('Give them up?'))) throw new Failure('Nothing was changed.');
}
