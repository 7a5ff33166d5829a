import type { Host } from './host.ts';
import type { Language } from './texts.ts';

/** A network of the reader's. */
export interface MyNetwork {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly seesStatus: boolean;
}

export interface Me {
  readonly language: Language | null;
  readonly networks: readonly MyNetwork[];
}

export interface OpenSurvey {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly closes: string;
  readonly answered: 'no' | 'begun' | 'yes';
}

/** The states of a practice, in the order of its course. */
export const practiceStates = [
  'draft',
  'proposed',
  'inValidation',
  'validated',
  'selected',
  'returned',
  'retired',
] as const;

export interface SurveyStatus {
  readonly id: string;
  readonly title: string;
  readonly closes: string;
  readonly submitted: number;
  readonly members: number;
}

export interface MeetingStatus {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly when: string;
  readonly replies: { readonly yes: number; readonly maybe: number; readonly no: number; readonly none: number };
}

export interface GroupStatus {
  readonly id: string;
  readonly name: string;
  readonly members: number;
  readonly openSurveys: readonly SurveyStatus[];
  readonly closedSurveys: number;
  readonly meetingsAhead: readonly MeetingStatus[];
}

/** Who is to act next, in the order in which the page tells it. */
export const waitedFor = ['members', 'author', 'lead', 'coordinator'] as const;

export interface WaitingItem {
  readonly kind: string;
  readonly who: (typeof waitedFor)[number];
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly count: number;
  readonly due?: string;
}

export interface Status {
  readonly counted: string;
  readonly groups: readonly GroupStatus[];
  readonly practices: Readonly<Record<(typeof practiceStates)[number], number>>;
  readonly waiting: readonly WaitingItem[];
}

/** Why the server did not answer as asked; `detail` is in the reader's language, empty when it was not reached. */
export class Problem extends Error {
  readonly code: string;
  readonly detail: string;

  constructor(code: string, detail: string) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
  }
}

/** How long an answer may take, in milliseconds. */
const patience = 15_000;

/** The server as the page sees it. Everything throws a `Problem`. */
export interface Api {
  me(language: Language): Promise<Me>;
  status(networkId: string, language: Language): Promise<Status>;
  openSurveys(networkId: string, language: Language): Promise<readonly OpenSurvey[]>;
}

/** The server, asked in the name of whoever the host knows. */
export function createApi(host: Host): Api {
  const get = async (path: string, query: Record<string, string>) => {
    const token = await host.token().catch(() => {
      throw new Problem('SIGN_IN_NEEDED', '');
    });
    const headers = new Headers(token === undefined ? [] : [['authorization', `Bearer ${token}`]]);
    return (await ask(`/api/v1/${path}?${new URLSearchParams(query)}`, { headers })).json();
  };
  return {
    me: (language) => get('me', { language }),
    status: (network, language) => get('status', { network, language }),
    openSurveys: async (network, language) => (await get('surveys/open', { network, language })).surveys,
  };
}

/** Signs in at a server in local mode. Throws `SIGN_IN_NEEDED` at any other. */
export async function openLocalSession(): Promise<void> {
  await ask('/api/v1/session', { method: 'POST' });
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, { ...init, signal: AbortSignal.timeout(patience) }).catch(() => {
    throw new Problem('UNREACHED', '');
  });
  if (response.ok) return response;
  const { code = 'INTERNAL', detail = '' } = await response.json().catch(() => ({}));
  throw new Problem(String(code), String(detail));
}
