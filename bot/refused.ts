/** Why the door turns somebody away, as it is counted. */
export type RefusalReason = 'head' | 'place' | 'body' | 'activity' | 'channel' | 'token' | 'tenant' | 'invoke';

/** A request that is turned away; always its sender's fault. */
export class Refused extends Error {
  readonly reason: RefusalReason;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(reason: RefusalReason, status: number, message: string, headers: Refused['headers'] = {}) {
    super(message);
    this.name = 'Refused';
    this.reason = reason;
    this.status = status;
    this.headers = headers;
  }
}
