import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Gives whom a request comes from, as far as that can be known: one key for one client, or one small network. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * Reads addresses. What a client says of its own address (`X-Forwarded-For`) is believed from proxies that the operator
 * names alone, and of a chain the last that is no such proxy. Without any, everybody behind a proxy is one.
 * `proxies` are addresses and subnets (`10.0.0.0/8`), checked by the configuration.
 */
export function createAddressOf(proxies: readonly string[]): AddressOf {
  const trusted = proxiesIn(proxies);
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (request) => {
    const peer = plain(request.socket.remoteAddress ?? '');
    if (isIP(peer) === 0 || !isTrusted(peer)) return keyOf(peer);
    const chain = [request.headers['x-forwarded-for'] ?? ''].flat().join(',').split(',');
    const told = chain.map((part) => plain(part.trim())).filter((address) => isIP(address) > 0);
    return keyOf(told.findLast((address) => !isTrusted(address)) ?? peer);
  };
}

function proxiesIn(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** An address of version 4 that came in the clothes of version 6, as it is. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Whoever has an address of version 6 has all of its network of 64 bits. */
function keyOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? [];
  const [before, after] = [head, tail].map((half) => (half === '' ? [] : half.split(':')));
  const missing = Array.from({ length: Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0)) }, () => '0');
  const groups = [...(before ?? []), ...missing, ...(after ?? [])].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
