import { type InvokeResponse, TeamsActivityHandler, type TurnContext } from 'botbuilder';
import type { Card } from '../cards/card.ts';
import { AppError, isAppError } from '../domain/errors.ts';
import { isInNetwork } from '../domain/network/actor.ts';
import { type Answering, answerOnce, type Incoming } from '../domain/network/answer-once.ts';
import type { Deps } from '../domain/use-case.ts';
import { type Rates, tooFast } from '../http/rates.ts';
import { activityOf, senderOf } from './activity.ts';
import { isTooLarge } from './delivery/refusal.ts';
import type { Installation } from './network/installation.ts';
import { plainWords } from './plain-words.ts';
import { createRecent } from './recent.ts';
import type { RefusalReason } from './refused.ts';
import type { Reply } from './reply.ts';
import type { Router } from './router.ts';

/** Teams delivers again within minutes, and strangers do not write that much meanwhile. */
const mostRemembered = 10_000;

/** What it is put together of. */
interface Parts {
  readonly deps: Deps;
  readonly router: Router;
  readonly installation: Installation;
  readonly reply: Reply;
  readonly rates: Pick<Rates, 'writes'>;
  readonly refused: (reason: RefusalReason) => void;
}

/**
 * Teams' activities, each to its place: words and presses to the router, comings and goings to the installation.
 * Teams may send any of them twice, each time to another instance; a message is answered once, and everything else
 * changes nothing the second time.
 */
export class TeamsHandler extends TeamsActivityHandler {
  readonly #deps: Deps;
  readonly #router: Router;
  readonly #installation: Installation;
  readonly #reply: Reply;
  readonly #rates: Pick<Rates, 'writes'>;
  readonly #refused: (reason: RefusalReason) => void;
  readonly #answered = createRecent(mostRemembered);

  constructor({ deps, router, installation, reply, rates, refused }: Parts) {
    super();
    this.#deps = deps;
    this.#router = router;
    this.#installation = installation;
    this.#reply = reply;
    this.#rates = rates;
    this.#refused = refused;
    this.onTurn(async (context, next) => {
      // What somebody writes or presses brings the same with whoever does it.
      if (context.activity.type !== 'message' && context.activity.type !== 'invoke') await installation.told(context);
      await next();
    });
    this.onMessage(async (context, next) => {
      if (!(await this.#isInTime(context))) return;
      await this.#answer(context);
      await installation.wrote(context);
      await next();
    });
    this.onInstallationUpdateAdd(async (context, next) => {
      await installation.added(context);
      await next();
    });
    this.onInstallationUpdateRemove(async (context, next) => {
      // A newer version of the app takes its place: the bot has not gone.
      if (context.activity.action !== 'remove-upgrade') await installation.removed(context);
      await next();
    });
  }

  /** The SDK would tell of one thing alone where an event tells of several. */
  protected override async onConversationUpdateActivity(context: TurnContext): Promise<void> {
    await this.#installation.happened(context);
  }

  /** Whoever writes too fast is told so once in a while, before anything of it is kept. */
  async #isInTime(context: TurnContext): Promise<boolean> {
    const personId = senderOf(activityOf(context));
    const { wait, told } = personId === undefined ? { wait: 0, told: false } : this.#rates.writes(personId);
    if (wait > 0 && !told) await this.#reply(context, this.#router.refusal(context, tooFast(wait)));
    return wait === 0;
  }

  async #answer(context: TurnContext): Promise<void> {
    const { id: activityId, conversation } = context.activity;
    const incoming = { conversationId: conversation.id, activityId };
    const answering: Answering<Card> = {
      make: () => this.#router.message(context, plainWords(activityOf(context))),
      send: (card) => this.#send(context, card),
    };
    const personId = senderOf(activityOf(context));
    if (personId !== undefined && (await this.#mayBeInNetwork(personId))) {
      await answerOnce(this.#deps, incoming, answering);
    } else await this.#answerStranger(incoming, answering);
  }

  /** What is too large for Teams is said in its place: whoever asked for it would wait for ever. */
  async #send(context: TurnContext, card: Card): Promise<void> {
    await this.#reply(context, card).catch(async (error: unknown) => {
      if (!isTooLarge(error)) throw error;
      await this.#reply(context, this.#router.refusal(context, new AppError('MESSAGE_TOO_LARGE', 'Teams: 413')));
    });
  }

  /** While the store cannot be reached, nobody is taken for a stranger: the answer says that it cannot. */
  async #mayBeInNetwork(personId: string): Promise<boolean> {
    return isInNetwork(this.#deps.store, personId).catch((error: unknown) => {
      if (isAppError(error, 'STORE_UNAVAILABLE')) return true;
      throw error;
    });
  }

  /** On the word of somebody who is in no network, nothing is stored, not even that they were answered. */
  async #answerStranger({ conversationId, activityId }: Incoming, { make, send }: Answering<Card>): Promise<void> {
    const key = `${conversationId} ${activityId}`;
    if (activityId !== undefined && !this.#answered.claim(key)) return;
    try {
      await send(await make());
    } catch (error) {
      this.#answered.forget(key);
      throw error;
    }
  }

  /**
   * Answers presses with HTTP 200 whatever happens: clients show nothing of an error response. Whatever else Teams can
   * ask of an app, this one has never offered: it is counted.
   */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    if (context.activity.name !== 'adaptiveCard/action') {
      this.#refused('invoke');
      return { status: 501 };
    }
    const value = await this.#router.press(context);
    return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value } };
  }
}
