import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * True when a request comes from this machine and was meant for it. The address alone is not enough: a page whose
 * name was made to point here (DNS rebinding) has a foreign Host, and a proxy or a tunnel forwards for others.
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  if (forwarding.some((name) => request.headers[name] !== undefined)) return false;
  const { remoteAddress = '' } = request.socket;
  return isLoopbackAddress(remoteAddress) && isLoopbackName(hostName(request.headers.host));
}

/**
 * True unless a browser says that a page of another origin sends the request: another scheme, host or port (RFC 6454, 5).
 * A request from this machine comes without encryption, and so did the page.
 */
export function isFromOwnPage(request: IncomingMessage): boolean {
  const { origin, host = '' } = request.headers;
  if (origin === undefined) return true;
  const own = URL.parse(`http://${host}`);
  return own !== null && URL.parse(origin)?.origin === own.origin && origin !== 'null';
}

/** True when a web address leads to this machine, and carries no name and password. */
export function isOnThisMachine(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') return false;
  return isLoopbackName(parsed.hostname.replace(/^\[|\]$/g, ''));
}

function hostName(host: string | undefined): string {
  return URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? '';
}

function isLoopbackName(name: string): boolean {
  return name === 'localhost' || isLoopbackAddress(name);
}

function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const family = isIP(plain);
  return family > 0 && loopback.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
