import type { IncomingMessage } from 'node:http';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
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

const Claims = z.object({ tid: z.string(), oid: z.string().min(1).max(200), scp: z.string() });

/** Knows people by the token that Teams gives the page (single sign-on). */
export function createTeamsIdentity(options: TeamsSignIn): Identity {
  const [appId, tenantId] = [options.appId.toLowerCase(), options.tenantId.toLowerCase()];
  const authority = 'https://login.microsoftonline.com';
  // Keeps the keys, and fetches them again when a token names one that is not among them.
  const keys = createRemoteJWKSet(options.keysUrl ?? new URL(`${authority}/${tenantId}/discovery/v2.0/keys`), {
    cooldownDuration: options.keysCooldown ?? 30_000,
  });
  const expected = {
    algorithms: ['RS256'],
    audience: [appId, `api://${appId}`, `api://${new URL(options.publicUrl).host}/${appId}`],
    issuer: [`https://sts.windows.net/${tenantId}/`, `${authority}/${tenantId}/v2.0`],
    requiredClaims: ['exp', 'tid', 'oid', 'scp'],
    clockTolerance: tolerance,
  };
  return {
    async identify(request) {
      const token = bearerToken(request);
      const verified = jwtVerify(token, keys, { ...expected, currentDate: options.now() });
      const { payload } = await verified.catch((cause: unknown) => {
        throw refusal(cause);
      });
      return personOf(payload, tenantId);
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

function personOf(payload: JWTPayload, tenantId: string): SignedInPerson {
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw new AppError('SIGN_IN_NEEDED', 'a token without tenant, person or scope');
  const { tid, oid: aadObjectId, scp } = claims.data;
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
