import { createContext, useContext } from 'react';
import type { AnswerOf, Api } from './api.ts';
import type { Host, ThemeName } from './host.ts';

export type Me = AnswerOf<'GET /me'>;
export type MyNetwork = Me['networks'][number];

/** Who reads which network, and how to ask about it. */
export interface Session {
  readonly host: Host;
  readonly theme: ThemeName;
  readonly me: Me;
  readonly network: MyNetwork;
  readonly api: Api;
  chooseNetwork(id: string): void;
  /** Asks anew who the reader is, after they have changed something about it. */
  refresh(): void;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Hands the session to everything within. */
export const SessionProvider = SessionContext.Provider;

/** The session; only within `SessionProvider`. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session provided');
  return session;
}
