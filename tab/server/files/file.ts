import type { Logger } from 'pino';
import type { Request, Response } from 'restify';
import type { OffLoop } from '../../../documents/off-loop/off-loop.ts';
import type { Region } from '../../../domain/network/region.ts';
import type { Gathering } from '../../../domain/noun.ts';
import type { PracticeForms } from '../../../domain/package-part.ts';
import type { Deps } from '../../../domain/use-case.ts';
import type { Rates } from '../../../http/rates.ts';

/** What files are made with. */
export interface FileDeps extends Deps, Gathering {
  readonly rates: Pick<Rates, 'strays'>;
  /** The forms that give the package's practices their headings. */
  readonly practiceForms: PracticeForms;
  /** The regions that files name in every language. */
  readonly regions: readonly Region[];
  /** Does what takes long. */
  readonly offLoop: OffLoop;
  readonly log: Logger;
}

/** Answers a link by its last part, which names whose it is and what it opens. Throws as `followLink` does. */
export type SendFile = (deps: FileDeps, secret: string, request: Request, response: Response) => Promise<void>;
