import type { IncomingMessage } from 'node:http';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { entraId } from '../../domain/entra-id.ts';
import { AppError } from '../../domain/errors.ts';
import type { Identity, SignedInPerson } from './identity.ts';

export interface TeamsSignIn {
  /** The app's id in Microsoft Entra. */
  readonly appId: string;
  /** The one tenant whose people are let in; its guests too. */
  readonly tenantId: string;
  /** The app's address without a slash at its end: its host is part of the audience of tokens of version 1. */
  readonly publicUrl: string;
  /** Where the tenant's signing keys are; default Microsoft's own address. */
  readonly keysUrl?: URL;
  /** The least time between two fetches of the keys, in milliseconds; default 30 seconds. */
  readonly keysCooldown?: number;
  now(): Date;
}

/** What Teams lets the page do in a person's name, as the app's registration calls it. */
const scope = 'access_as_user';

/** Clocks of this machine and of Microsoft may differ by so many seconds. */
const tolerance = 60;

const Id = z.string().min(1).max(400).transform(entraId);

/** Audience and issuer are read here, too: they contain ids, and the app's address may be registered in any case. */
const Claims = z.object({ aud: Id, iss: Id, tid: Id, oid: Id, scp: z.string() });

/** Knows people by the token that Teams gives the page (single sign-on). */
export function createTeamsIdentity(options: TeamsSignIn): Identity {
  const [appId, tenantId] = [entraId(options.appId), entraId(options.tenantId)];
  const authority = 'https://login.microsoftonline.com';
  // Keeps the keys, and fetches them again when a token names one that is not among them.
  const keys = createRemoteJWKSet(options.keysUrl ?? new URL(`${authority}/${tenantId}/discovery/v2.0/keys`), {
    cooldownDuration: options.keysCooldown ?? 30_000,
  });
  const signed = { algorithms: ['RS256'], requiredClaims: ['exp'], clockTolerance: tolerance };
  const expected: Expected = {
    tenantId,
    audiences: [appId, `api://${appId}`, `api://${new URL(options.publicUrl).host}/${appId}`],
    issuers: [`https://sts.windows.net/${tenantId}/`, `${authority}/${tenantId}/v2.0`],
  };
  return {
    async identify(request) {
      const token = bearerToken(request);
      const verified = jwtVerify(token, keys, { ...signed, currentDate: options.now() });
      const { payload } = await verified.catch((cause: unknown) => {
        throw refusal(cause);
      });
      return personOf(payload, expected);
    },
    async openSession() {
      throw new AppError('SIGN_IN_NEEDED', 'only Teams signs people in');
    },
  };
}

function bearerToken(request: IncomingMessage): string {
  const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) throw new AppError('SIGN_IN_NEEDED', 'no bearer token');
  return token;
}

/** What a token must say, in lower case. */
interface Expected {
  readonly tenantId: string;
  readonly audiences: readonly string[];
  readonly issuers: readonly string[];
}

function personOf(payload: JWTPayload, { tenantId, audiences, issuers }: Expected): SignedInPerson {
  const claims = Claims.safeParse(payload);
  if (!claims.success)
    throw new AppError('SIGN_IN_NEEDED', 'a token without audience, issuer, tenant, person or scope');
  const { aud, iss, tid, oid: aadObjectId, scp } = claims.data;
  if (!audiences.includes(aud)) throw new AppError('SIGN_IN_NEEDED', 'a token for another audience');
  if (!issuers.includes(iss)) throw new AppError('SIGN_IN_NEEDED', 'a token of another issuer');
  if (tid !== tenantId) throw new AppError('SIGN_IN_NEEDED', 'a token of another tenant');
  if (!scp.split(' ').includes(scope)) throw new AppError('SIGN_IN_NEEDED', `a token without the scope ${scope}`);
  return { tenantId, aadObjectId };
}

/** Keys that cannot be fetched are our trouble, not a fault of the token. */
function refusal(cause: unknown): AppError {
  const ours = !(cause instanceof errors.JOSEError) || cause instanceof errors.JWKSTimeout || isKeyFetch(cause);
  if (ours) return new AppError('INTERNAL', 'the keys that tokens are signed with cannot be fetched', { cause });
  return new AppError('SIGN_IN_NEEDED', `the token does not hold: ${cause.code}`);
}

function isKeyFetch(error: errors.JOSEError): boolean {
  return error.code === errors.JOSEError.code || error instanceof errors.JWKSInvalid;
}
