import type { z } from 'zod';
import { deliveryOperations } from './delivery.ts';
import { meetingOperations } from './meeting.ts';
import { memberOperations } from './member.ts';
import { networkOperations } from './network.ts';
import { practiceOperations } from './practice.ts';
import { practiceWritingOperations } from './practice-writing.ts';
import { summaryOperations } from './summary.ts';
import { surveyOperations } from './survey.ts';
import { surveyAnswerOperations } from './survey-answer.ts';
import { surveyDraftOperations } from './survey-draft.ts';
import { surveyResultOperations } from './survey-results.ts';

/** Every address of the interface below `/api/v1`, by method and path: what the document tells and the server handles. */
export const operations = {
  ...memberOperations,
  ...networkOperations,
  ...surveyOperations,
  ...surveyAnswerOperations,
  ...surveyResultOperations,
  ...surveyDraftOperations,
  ...meetingOperations,
  ...practiceOperations,
  ...practiceWritingOperations,
  ...summaryOperations,
  ...deliveryOperations,
};

type Operations = typeof operations;
export type OperationName = keyof Operations;

/** The parts of a path that stand in braces. */
type Parts<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | Parts<Rest> : never;

/** What stands in the braces of an operation's path, by name. */
export type PathOf<K extends OperationName> = Readonly<Record<Parts<K>, string>>;

type SchemaOf<K extends OperationName, Part extends string> =
  Operations[K] extends Record<Part, infer S extends z.ZodType> ? S : undefined;

/** The query and the body of an operation as its sender writes them. */
export type QueryInput<K extends OperationName> =
  SchemaOf<K, 'query'> extends infer S extends z.ZodType ? z.input<S> : object;
export type BodyInput<K extends OperationName> =
  SchemaOf<K, 'body'> extends infer S extends z.ZodType ? z.input<S> : undefined;

/** The query and the body of an operation as its handler reads them. */
export type QueryOf<K extends OperationName> =
  SchemaOf<K, 'query'> extends infer S extends z.ZodType ? z.output<S> : object;
export type BodyOf<K extends OperationName> =
  SchemaOf<K, 'body'> extends infer S extends z.ZodType ? z.output<S> : undefined;

/** Whether an operation rests on what was seen, which goes out in `If-Match`. */
export type RestsOnSeen<K extends OperationName> = Operations[K] extends
  | { readonly changes: string }
  | { readonly restsOn: string }
  ? true
  : false;

/** What an operation answers. */
export type AnswerOf<K extends OperationName> =
  SchemaOf<K, 'answer'> extends infer S extends z.ZodType ? z.output<S> : undefined;
