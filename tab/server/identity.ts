import type { IncomingMessage } from 'node:http';

/** The person behind a request. */
export interface SignedInPerson {
  readonly tenantId: string;
  readonly aadObjectId: string;
}

/** How the page's visitors are known: by Teams, or in local mode as the one demo person. */
export interface Identity {
  /** The person behind a request. Throws `SIGN_IN_NEEDED` when there is none, `INTERNAL` when it cannot be found out. */
  identify(request: IncomingMessage): Promise<SignedInPerson>;
  /** A Set-Cookie value that signs this browser in. Throws `SIGN_IN_NEEDED` where only Teams signs people in. */
  openSession(request: IncomingMessage): Promise<string>;
}
