import type { IncomingMessage } from 'node:http';
import { AppError } from '../domain/errors.ts';
import { type Rate, rates } from '../domain/limits.ts';
import { type AddressOf, createAddressOf } from './address.ts';
import { createRateLimit } from './rate.ts';

/** How often people and addresses may ask, for bot and page together. One instance counts for itself. */
export interface Rates {
  /** Counts a press or a request of a person; the seconds until they may ask again, 0 when they may now. */
  asks(personId: string): number;
  /** Counts a message of a person; gives how it is to be met. */
  writes(personId: string): Writing;
  /** Counts a request that nobody stands behind; the seconds until its address may send more of these, 0 when it may. */
  strays(request: IncomingMessage): number;
}

/** Seconds until somebody may write again, 0 when they may now; and whether they have been told so already. */
export interface Writing {
  readonly wait: number;
  readonly told: boolean;
}

/** How often each may be done, by name. */
export type RateTable = Readonly<Record<keyof typeof rates, Rate>>;

/** `elapsed` is a clock that nobody sets, in milliseconds; `proxies` as `createAddressOf` takes them. */
export function createRates(elapsed: () => number, proxies: readonly string[] = [], of: RateTable = rates): Rates {
  const addressOf: AddressOf = createAddressOf(proxies);
  const asking = createRateLimit(of.asking, elapsed);
  const writing = createRateLimit(of.writing, elapsed);
  const telling = createRateLimit(of.telling, elapsed);
  const straying = createRateLimit(of.straying, elapsed);
  return {
    asks: (personId) => asking.take(personId),
    writes(personId) {
      const wait = writing.take(personId);
      return { wait, told: wait > 0 && telling.take(personId) > 0 };
    },
    strays: (request) => straying.take(addressOf(request)),
  };
}

/** What somebody hears who asks too often: when to go on. */
export function tooFast(seconds: number): AppError {
  return new AppError('TOO_FAST', `too often, for ${seconds} s`, { hint: String(seconds) });
}
