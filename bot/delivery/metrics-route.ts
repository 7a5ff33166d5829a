import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, Response, Server } from 'restify';
import type { Metrics } from './metrics.ts';

/** Who may read the metrics: whoever brings the token, or where there is none, whom `isFromThisMachine` takes for this machine. */
export interface MetricsAccess {
  readonly token: string | undefined;
  isFromThisMachine(request: IncomingMessage): boolean;
}

/** Adds `GET /metrics`. To others it is not there. */
export function mountMetrics(server: Server, metrics: Metrics, access: MetricsAccess): void {
  server.get('/metrics', async (request: Request, response: Response) => {
    if (mayRead(request, access)) {
      const { type, text } = await metrics.text();
      response.sendRaw(200, text, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    } else {
      response.send(404, { code: 'NotFound', message: 'not found' });
    }
  });
}

function mayRead(request: IncomingMessage, { token, isFromThisMachine }: MetricsAccess): boolean {
  if (token === undefined) return isFromThisMachine(request);
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
