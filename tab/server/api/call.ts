import type { Request, Response } from 'restify';
import type { Reader } from '../../../cards/reader.ts';
import type { OffLoop } from '../../../documents/off-loop/off-loop.ts';
import type { Region } from '../../../domain/network/region.ts';
import type { Gathering } from '../../../domain/noun.ts';
import type { PracticeForms } from '../../../domain/practice/form.ts';
import type { PracticeExample } from '../../../domain/practice/practice.ts';
import type { CloseDeps } from '../../../domain/survey/close.ts';
import type { SurveyTemplate } from '../../../domain/survey/survey.ts';
import type { Language } from '../../../domain/text.ts';
import type { AnswerOf, BodyOf, OperationName, PathOf, QueryOf } from '../../contract/operations.ts';
import type { PageLinks } from '../links.ts';
import type { Visit, VisitDeps, Visitor } from '../visitor.ts';

/** What the handlers of the interface are given, made once in `bot/main.ts`. */
export type ApiDeps = CloseDeps &
  Gathering &
  VisitDeps & {
    readonly links: PageLinks;
    /** The forms that practices are written by. */
    readonly practiceForms: PracticeForms;
    /** The worked example of a practice. */
    readonly practiceExample: PracticeExample;
    /** The regions of the country, by which an organisation's is known. */
    readonly regions: readonly Region[];
    /** The built-in surveys. */
    readonly surveyTemplates: readonly SurveyTemplate[];
    /** Does what takes long. */
    readonly offLoop: OffLoop;
    /** Called after each change: there may be something to send. */
    afterChange(): void;
  };

/** One known person asking for one operation, with its parts read and checked by its schemas. */
export interface Call<K extends OperationName> extends Visitor {
  readonly deps: ApiDeps;
  readonly path: PathOf<K>;
  readonly query: QueryOf<K>;
  readonly body: BodyOf<K>;
  /** Asked for, chosen or preferred by the browser. */
  readonly language: Language | undefined;
  /** What `If-Match` names, as it stands for what was shown; always there in operations that say what they change. */
  readonly seen: string | undefined;
  /** The same as the version of a record, where it is one. */
  readonly expected: number | undefined;
  /** The visitor in the network asked about, or else in the one they are in at present. Throws `NOT_MEMBER`. */
  visit(): Promise<Visit>;
  /** Who reads about something of one network, in its zone. The network's own language comes last. Throws `OTHER_NETWORK`. */
  readerIn(networkId: string): Promise<Reader>;
}

/** Does an operation by its use case, and puts what came out in the visitor's words. */
export type Handler<K extends OperationName> = (call: Call<K>) => Promise<AnswerOf<K>>;

/** Handlers by the operation's name; `POST /session` has no visitor yet and is mounted apart. */
export type Handlers<K extends OperationName> = { readonly [N in K]: Handler<N> };
export type VisitorsOperation = Exclude<OperationName, 'POST /session'>;

/** A request and where its answer goes. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}
