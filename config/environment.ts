import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { entraId } from '../domain/entra-id.ts';
import { AppError } from '../domain/errors.ts';

/** The bot's registration in Microsoft Entra; its ids are in lower case. */
export interface AppRegistration {
  readonly id: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  /** Present for a single-tenant app; a managed identity has none. */
  readonly password: string | undefined;
}

/** What the environment says, checked; frozen. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where users' browsers and Teams reach this program, without a slash at the end. */
  readonly publicUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly keyDir: string;
  /** Whether the environment names it; else it is beside `dataDir`. */
  readonly keyDirNamed: boolean;
  /** The address of the PostgreSQL database, password included; undefined when the data folder holds the data. */
  readonly databaseUrl: string | undefined;
  /** The IANA zone of a new network. */
  readonly timeZone: string;
  /** Entra object ids, in lower case, of those who may set up a network. */
  readonly coordinators: readonly string[];
  /** Where feedback on the page's accessibility goes; undefined when nobody has set it. */
  readonly accessibilityContact: string | undefined;
  readonly logLevel: z.infer<typeof LogLevel>;
  /** What reading `/metrics` takes; without it this machine may in local mode, and nobody with a registration. */
  readonly metricsToken: string | undefined;
  /** Whom of the demo network the page takes its reader for in local mode. */
  readonly demoSeat: z.infer<typeof DemoSeat>;
  /** Addresses and subnets of proxies whose word on a client's address is taken (`X-Forwarded-For`). */
  readonly trustedProxies: readonly string[];
  /** Undefined in local mode: no Teams, no sign-in, and only this machine is listened to. */
  readonly app: AppRegistration | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DemoSeat = z.enum(['coordinator', 'lead', 'member']);

const LogLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);

const guid = z.guid('must be an id such as 01234567-89ab-cdef-0123-456789abcdef; Azure shows it beside the app');

const Variables = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, 'must be a host name or an IP address, such as 127.0.0.1')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535, such as 3978')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be a whole number from 0 to 65535, such as 3978')
    .default(3978),
  PUBLIC_URL: z
    .string()
    .refine(isPlainUrl, 'must be an address such as https://bot.example.org, without user, query or fragment')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  KEY_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, 'must be an address such as postgresql://user:password@db.example.org:5432/verkosto')
    .optional(),
  TIME_ZONE: z
    .string()
    .refine((zone) => zoneNamed(zone) !== undefined, 'must be an IANA time zone, such as Europe/Helsinki')
    .default('Europe/Helsinki'),
  COORDINATORS: z
    .string()
    .refine((list) => listOf(list).every((id) => !/[\s@]/.test(id)), {
      message: 'must be Entra object ids separated by commas; names and addresses of people do not work',
    })
    .default(''),
  ACCESSIBILITY_CONTACT: z
    .string()
    .max(200, 'must be a shared mailbox or a web address of at most 200 characters')
    .optional(),
  LOG_LEVEL: z.enum(LogLevel.options, `must be one of ${LogLevel.options.join(', ')}`).default('info'),
  TRUSTED_PROXIES: z
    .string()
    .refine((list) => listOf(list).every(isAddressOrSubnet), {
      message: 'must be addresses or subnets separated by commas, such as 10.0.0.5 or 10.0.0.0/24',
    })
    .default(''),
  DEMO_SEAT: DemoSeat.default('coordinator'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 printable characters without blanks')
    .optional(),
  MicrosoftAppId: guid.optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'UserAssignedMSI'], 'must be SingleTenant or UserAssignedMSI')
    .default('SingleTenant'),
  MicrosoftAppTenantId: guid.optional(),
});
type Variables = z.infer<typeof Variables>;

/**
 * Reads the environment; a variable set to nothing counts as not set. Throws one `CONFIG_INVALID` whose message and
 * hint name every faulty variable and how to set it, and never quote a value.
 */
export function loadConfig(environment: Environment = process.env): Config {
  const set: Environment = Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()]] : [])),
  );
  const parsed = Variables.safeParse(set);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...(set['MicrosoftAppId'] === undefined ? localFaults(set) : registeredFaults(set)),
  ];
  if (!parsed.success || faults.length > 0) {
    const list = faults.map((fault) => `- ${fault}`).join('\n');
    throw new AppError('CONFIG_INVALID', `the environment is not right:\n${list}`, { hint: list });
  }
  return configOf(parsed.data);
}

function localFaults(set: Environment): string[] {
  if (isLoopback(set['HOST'] ?? '127.0.0.1')) return [];
  return [
    'HOST must be 127.0.0.1, ::1 or localhost: without MicrosoftAppId nobody is authenticated, ' +
      'so nobody else may reach the bot; set MicrosoftAppId to serve Teams',
  ];
}

function registeredFaults(set: Environment): string[] {
  const faults: string[] = [];
  if (set['MicrosoftAppTenantId'] === undefined)
    faults.push('MicrosoftAppTenantId must be set to the directory (tenant) id that Azure shows beside the app');
  if (set['MicrosoftAppPassword'] === undefined && (set['MicrosoftAppType'] ?? 'SingleTenant') === 'SingleTenant')
    faults.push(
      'MicrosoftAppPassword must be set to a client secret of the app, or MicrosoftAppType to UserAssignedMSI',
    );
  if (set['PUBLIC_URL'] === undefined)
    faults.push('PUBLIC_URL must be set to the https address at which Teams reaches the bot');
  else if (!/^https:/i.test(set['PUBLIC_URL']))
    faults.push('PUBLIC_URL must begin with https: when MicrosoftAppId is set');
  return faults;
}

function configOf(variables: Variables): Config {
  const dataDir = resolve(variables.DATA_DIR);
  return Object.freeze({
    host: variables.HOST,
    port: variables.PORT,
    publicUrl: publicUrlOf(variables),
    dataDir,
    keyDir: variables.KEY_DIR === undefined ? `${dataDir}-keys` : resolve(variables.KEY_DIR),
    keyDirNamed: variables.KEY_DIR !== undefined,
    databaseUrl: variables.DATABASE_URL,
    timeZone: zoneNamed(variables.TIME_ZONE) ?? variables.TIME_ZONE,
    coordinators: Object.freeze(listOf(variables.COORDINATORS).map(entraId)),
    accessibilityContact: variables.ACCESSIBILITY_CONTACT,
    logLevel: variables.LOG_LEVEL,
    metricsToken: variables.METRICS_TOKEN,
    demoSeat: variables.DEMO_SEAT,
    trustedProxies: Object.freeze(listOf(variables.TRUSTED_PROXIES)),
    app: registrationOf(variables),
  });
}

function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Variables): string {
  if (PUBLIC_URL !== undefined) return new URL(PUBLIC_URL).href.replace(/(?<!\/)\/+$/, '');
  return `http://${isIP(HOST) === 6 ? `[${HOST}]` : HOST}:${PORT}`;
}

function registrationOf(variables: Variables): AppRegistration | undefined {
  const { MicrosoftAppId: id, MicrosoftAppTenantId: tenantId } = variables;
  if (id === undefined || tenantId === undefined) return undefined;
  return Object.freeze({
    id: entraId(id),
    tenantId: entraId(tenantId),
    type: variables.MicrosoftAppType,
    password: variables.MicrosoftAppPassword,
  });
}

function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8);
  loopback.addAddress('::1', 'ipv6');
  return isIP(host) > 0 && loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

function isAddressOrSubnet(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
}

function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return `${url.username}${url.password}${url.search}${url.hash}` === '';
}

/** A PostgreSQL address that names a database; what it may say behind the question mark is PostgreSQL's. */
function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || !/^\/[^/]+$/.test(url.pathname) || url.hash !== '')
    return false;
  // A password with a bare percent sign parses, but cannot be read.
  return [url.username, url.password, url.pathname].every(isDecodable);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The zone's name as it is written; undefined when there is none, also for an offset, which knows no summer time. */
function zoneNamed(zone: string): string | undefined {
  try {
    const name = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    return /^[+-]/.test(name) ? undefined : name;
  } catch {
    return undefined;
  }
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
