import dns from 'node:dns';
import net from 'node:net';

/**
 * Loaded before a program that would listen on every address of the machine (`node --import`): whatever it listens on
 * becomes 127.0.0.1, and no name but `localhost` leads anywhere.
 */
const address = '127.0.0.1';
const listen = net.Server.prototype.listen as (...args: unknown[]) => net.Server;

net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]): net.Server {
  const [first] = args;
  const callback = args.filter((arg) => typeof arg === 'function').slice(-1);
  if (first === undefined || typeof first === 'function')
    return listen.call(this, { port: 0, host: address }, ...callback);
  if (isPort(first)) return listen.call(this, { port: Number(first), host: address }, ...callback);
  if (isPortOptions(first)) return listen.call(this, { ...first, host: address }, ...callback);
  return listen.apply(this, args);
};

function isPort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
}

function isPortOptions(value: unknown): value is { port: unknown } {
  return typeof value === 'object' && value !== null && 'port' in value;
}

const lookup = dns.lookup as (...args: unknown[]) => void;

function lookupHere(name: string, ...rest: unknown[]): void {
  const callback = rest.at(-1) as (error: Error) => void;
  if (name === 'localhost' || net.isIP(name) > 0) return lookup(name, ...rest);
  process.nextTick(() => callback(Object.assign(new Error(`${name} is not on this machine`), { code: 'ENOTFOUND' })));
}

dns.lookup = lookupHere as typeof dns.lookup;
