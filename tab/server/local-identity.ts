import type { IncomingMessage } from 'node:http';
import { jwtVerify, SignJWT } from 'jose';
import { AppError } from '../../domain/errors.ts';
import type { Identity, SignedInPerson } from './identity.ts';
import { isFromOwnPage, isFromThisMachine } from './loopback.ts';

export interface LocalSignIn {
  /** Whom everybody at this machine is taken for. */
  readonly localPerson: SignedInPerson;
  readonly secret: Uint8Array;
  now(): Date;
}

const algorithm = 'HS256';
const audience = 'session';
const hours = 12;
const cookieName = 'verkostobotti_session';

/** Local mode: whoever uses a browser on this machine is the demo person, and nobody else gets in. */
export function createLocalIdentity(options: LocalSignIn): Identity {
  const { localPerson, secret, now } = options;
  const subject = `${localPerson.tenantId}:${localPerson.aadObjectId}`;
  return {
    async identify(request) {
      assertLocal(request);
      assertOwnPage(request);
      const expected = { algorithms: [algorithm], audience, subject, requiredClaims: ['exp'], currentDate: now() };
      await jwtVerify(sessionCookie(request), secret, expected).catch(() => {
        throw new AppError('SIGN_IN_NEEDED', 'no session');
      });
      return localPerson;
    },
    async openSession(request) {
      assertLocal(request);
      assertOwnPage(request);
      const endsAt = new Date(now().getTime() + hours * 3_600_000);
      const session = new SignJWT({ aud: audience, sub: subject }).setExpirationTime(endsAt);
      const token = await session.setProtectedHeader({ alg: algorithm }).sign(secret);
      return `${cookieName}=${token}; Path=/api/v1; HttpOnly; SameSite=Strict; Max-Age=${hours * 3600}`;
    },
  };
}

function assertLocal(request: IncomingMessage): void {
  if (!isFromThisMachine(request)) throw new AppError('SIGN_IN_NEEDED', 'local mode serves this machine only');
}

/** The cookie goes with every request of this browser's, whichever page makes it. */
function assertOwnPage(request: IncomingMessage): void {
  if (!isFromOwnPage(request)) throw new AppError('SIGN_IN_NEEDED', 'asked by a page of another origin');
}

function sessionCookie(request: IncomingMessage): string {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
}
