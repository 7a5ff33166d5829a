import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { CommonQuery, type Operation, Problem } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { pathShape } from './request.ts';

/** The OpenAPI 3.1 document of the interface, made from the schemas that its handlers read and answer by. */
export function openApiDocument() {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [name, operation] of Object.entries(operations) as [string, Operation][]) {
    const [method = '', path = ''] = name.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(name, operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Verkostobotti',
      version: '1.0.0',
      description:
        'What the Teams tab does with a network, with the same rights as the bot. Refusals are problem details ' +
        '(RFC 9457) with a code. Lists come a page at a time. A change names what it rests on in `If-Match`.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ teams: [] }, { localSession: [] }],
    paths,
    components: {
      securitySchemes: {
        teams: { type: 'http', scheme: 'bearer', description: 'The single sign-on token that Teams gives a tab.' },
        localSession: { type: 'apiKey', in: 'cookie', name: 'verkostobotti_session', description: 'Local mode only.' },
      },
    },
  });
}

const tag = z.string().meta({ example: '"3"', description: 'The ETag of what was seen.' });

function described(name: string, operation: Operation): ZodOpenApiOperationObject {
  const path = pathShape(name);
  return {
    operationId: name.replace(/[^A-Za-z]+(\w?)/g, (_whole, letter: string) => letter.toUpperCase()),
    summary: operation.summary,
    ...(operation.open ? { security: [] } : {}),
    requestParams: {
      ...(Object.keys(path).length > 0 ? { path: z.object(path) } : {}),
      query: CommonQuery.extend(operation.query?.shape ?? {}),
      ...(operation.changes ? { header: z.object({ 'If-Match': tag }) } : {}),
      ...(operation.restsOn ? { header: z.object({ 'If-Match': tag.optional() }) } : {}),
    },
    ...(operation.body ? { requestBody: { required: true, content: json(operation.body) } } : {}),
    responses: responsesOf(operation),
  };
}

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: Problem } },
  });
  const version = { headers: z.object({ ETag: z.string().meta({ description: 'Stands for what is shown.' }) }) };
  const done = operation.answer
    ? { 200: { description: 'Done.', content: json(operation.answer), ...(operation.versioned ? version : {}) } }
    : { 204: { description: 'Done.' } };
  const stale = { 412: problem('It is not as it was seen: `current` is what it is now.') };
  const unseen = { 428: problem('Without If-Match.') };
  return {
    ...done,
    ...(operation.changes || operation.restsOn ? stale : {}),
    ...(operation.changes ? unseen : {}),
    default: problem('A refusal.'),
  };
}

function json<T extends z.ZodType>(schema: T) {
  return { 'application/json': { schema } };
}
