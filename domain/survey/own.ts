import { type AnswerDeps, contentOf } from './answering.ts';
import { type Answers, type Response, responses } from './response.ts';

/** A member's own response as they may read it themselves: never sealed. */
export interface OwnResponse extends Omit<Response, 'sealed' | 'answers' | 'draft'> {
  readonly answers: Answers;
  readonly draft: Answers | undefined;
  /** True when the answer is kept but cannot be read any more, since the survey's key is lost. */
  readonly unreadable: boolean;
}

/** A member's own responses, those of open anonymous surveys unsealed. Only for that member. */
export async function ownResponses(deps: AnswerDeps, memberId: string): Promise<OwnResponse[]> {
  const own: OwnResponse[] = [];
  for await (const response of deps.store.stream(responses, { memberId })) {
    const { content, unreadable } = await contentOf(deps, response);
    const { sealed: _sealed, ...rest } = response;
    own.push({ ...rest, answers: content.answers, draft: content.draft, unreadable });
  }
  return own;
}
