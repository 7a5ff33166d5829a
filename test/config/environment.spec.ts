import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { loadConfig } from '../../config/environment.ts';
import { AppError } from '../../domain/errors.ts';

const registered = {
  MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
  MicrosoftAppTenantId: '66666666-7777-8888-9999-000000000000',
  MicrosoftAppPassword: 'open sesame',
  PUBLIC_URL: 'https://bot.example.org',
};

/** The variables that the one error names, in its order. */
function faultyVariables(environment: Record<string, string | undefined>): string[] {
  const error = faultOf(environment);
  return [...error.message.matchAll(/^- (\w+) \S/gm)].map((match) => match[1] ?? '');
}

function faultOf(environment: Record<string, string | undefined>): AppError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFIG_INVALID') return error;
    throw error;
  }
  throw new Error('nothing was wrong with the environment');
}

describe('the environment', () => {
  it('may be empty: local mode on this machine', () => {
    expect(loadConfig({})).to.deep.equal({
      host: '127.0.0.1',
      port: 3978,
      publicUrl: 'http://127.0.0.1:3978',
      dataDir: resolve('data'),
      keyDir: resolve('data-keys'),
      keyDirNamed: false,
      databaseUrl: undefined,
      timeZone: 'Europe/Helsinki',
      coordinators: [],
      accessibilityContact: undefined,
      logLevel: 'info',
      metricsToken: undefined,
      demoSeat: 'coordinator',
      trustedProxies: [],
      app: undefined,
    });
  });

  it('takes a variable set to nothing for one not set', () => {
    expect(loadConfig({ HOST: '', PORT: ' ', MicrosoftAppId: '', COORDINATORS: '' })).to.deep.equal(loadConfig({}));
  });

  it('sets everything', () => {
    const environment = {
      HOST: '0.0.0.0',
      PORT: '80',
      PUBLIC_URL: 'https://example.org/bot/',
      DATA_DIR: '/srv/data',
      KEY_DIR: '/srv/keys',
      DATABASE_URL: 'postgres://bot:p%25w@db.example.org:6432/verkosto?sslmode=verify-full',
      TIME_ZONE: 'Europe/Mariehamn',
      COORDINATORS: ' AAAA-1, bbbb-2,',
      LOG_LEVEL: 'debug',
      METRICS_TOKEN: 'a-token-for-metrics',
      TRUSTED_PROXIES: '10.0.0.5, fd00::/8',
      ACCESSIBILITY_CONTACT: 'palaute@example.org',
    };
    expect(loadConfig({ ...registered, ...environment })).to.deep.equal({
      host: '0.0.0.0',
      port: 80,
      publicUrl: 'https://example.org/bot',
      dataDir: '/srv/data',
      keyDir: '/srv/keys',
      keyDirNamed: true,
      databaseUrl: 'postgres://bot:p%25w@db.example.org:6432/verkosto?sslmode=verify-full',
      timeZone: 'Europe/Mariehamn',
      coordinators: ['aaaa-1', 'bbbb-2'],
      accessibilityContact: 'palaute@example.org',
      logLevel: 'debug',
      metricsToken: 'a-token-for-metrics',
      demoSeat: 'coordinator',
      trustedProxies: ['10.0.0.5', 'fd00::/8'],
      app: {
        id: registered.MicrosoftAppId,
        tenantId: registered.MicrosoftAppTenantId,
        password: 'open sesame',
        type: 'SingleTenant',
      },
    });
  });

  it('reads ids in whatever case they were copied', () => {
    const loud = {
      MicrosoftAppId: 'ABCDEF01-89AB-4DEF-8123-456789ABCDEF',
      MicrosoftAppTenantId: 'FEDCBA98-89AB-4DEF-8123-456789ABCDEF',
    };
    const { app } = loadConfig({ ...registered, ...loud });
    expect([app?.id, app?.tenantId]).to.deep.equal(Object.values(loud).map((id) => id.toLowerCase()));
  });

  it('cannot be changed once it is read', () => {
    const config = loadConfig(registered);
    expect(Object.isFrozen(config) && Object.isFrozen(config.coordinators) && Object.isFrozen(config.app)).to.equal(
      true,
    );
  });

  it('keeps keys beside the data folder by default, so that a copy of it has none', () => {
    expect(loadConfig({ DATA_DIR: '/srv/data/' }).keyDir).to.equal('/srv/data-keys');
  });

  for (const address of [
    'postgresql://db.example.org/verkosto',
    'postgresql://bot@[::1]:5432/verkosto',
    'postgresql:///verkosto?host=/run/postgresql&user=bot',
  ])
    it(`takes ${address} for a database`, () => {
      expect(loadConfig({ DATABASE_URL: address }).databaseUrl).to.equal(address);
    });

  it('gives a zone its proper capitals', () => {
    expect(loadConfig({ TIME_ZONE: 'europe/helsinki' }).timeZone).to.equal('Europe/Helsinki');
  });

  describe('in local mode', () => {
    for (const host of ['127.0.0.1', '127.255.0.9', '::1', 'localhost', 'LOCALHOST'])
      it(`listens on ${host}`, () => {
        expect(loadConfig({ HOST: host }).host).to.equal(host);
      });

    for (const host of ['0.0.0.0', '::', '192.168.1.2', '128.0.0.1', 'example.org', 'localhost.example.org', '127.1'])
      it(`refuses to listen on ${host}`, () => {
        expect(faultyVariables({ HOST: host })).to.deep.equal(['HOST']);
      });

    it('is reached at the address it listens on, or at a given one', () => {
      expect(loadConfig({ HOST: '::1', PORT: '4000' }).publicUrl).to.equal('http://[::1]:4000');
      expect(loadConfig({ PUBLIC_URL: 'http://localhost:9000/' }).publicUrl).to.equal('http://localhost:9000');
    });
  });

  describe('with an app id', () => {
    it('needs tenant, password and public address, and says so at once', () => {
      const { MicrosoftAppId } = registered;
      expect(faultyVariables({ MicrosoftAppId, HOST: '0.0.0.0' })).to.deep.equal([
        'MicrosoftAppTenantId',
        'MicrosoftAppPassword',
        'PUBLIC_URL',
      ]);
    });

    it('needs no password as a managed identity', () => {
      const environment = { ...registered, MicrosoftAppPassword: undefined, MicrosoftAppType: 'UserAssignedMSI' };
      expect(loadConfig(environment).app).to.include({ type: 'UserAssignedMSI', password: undefined });
    });

    it('is reached over https only', () => {
      expect(faultyVariables({ ...registered, PUBLIC_URL: 'http://bot.example.org' })).to.deep.equal(['PUBLIC_URL']);
    });

    it('knows single-tenant apps and managed identities only', () => {
      expect(faultyVariables({ ...registered, MicrosoftAppType: 'MultiTenant' })).to.deep.equal(['MicrosoftAppType']);
    });
  });

  const wrong: Record<string, string[]> = {
    HOST: ['http://127.0.0.1', '127.0.0.1/8', 'a b'],
    PORT: ['x', '-1', '65536', '80.5', '0x50', '1e3'],
    PUBLIC_URL: [
      'bot.example.org',
      'ftp://a.example',
      'https://u:p@a.example',
      'https://a.example?x',
      'https://a.example#x',
    ],
    DATABASE_URL: [
      'db.example.org/verkosto',
      'mysql://db.example.org/verkosto',
      'postgresql://db.example.org',
      'postgresql://db.example.org/',
      'postgresql://db.example.org/a/b',
      'postgresql://db.example.org:port/verkosto',
      'postgresql://bot:p%w@db.example.org/verkosto',
      'postgresql://db.example.org/verkosto#x',
    ],
    TIME_ZONE: ['Helsinki', 'Europe/Nowhere', '+02:00'],
    COORDINATORS: ['someone@example.org', 'Some One'],
    LOG_LEVEL: ['loud', 'INFO'],
    TRUSTED_PROXIES: ['proxy.example.org', '10.0.0.0/33', '::1/129', '10.0.0.1/8/9', '10.0.0.1/', '10.0.0'],
    MicrosoftAppId: ['my-bot'],
    MicrosoftAppTenantId: ['example.onmicrosoft.com'],
  };

  for (const [variable, values] of Object.entries(wrong))
    for (const value of values)
      it(`refuses ${variable}=${value}, naming the variable once`, () => {
        const named = faultyVariables({ ...registered, [variable]: value });
        expect([...new Set(named)]).to.deep.equal([variable]);
      });

  it('tells all faults in one error, in its message and its hint', () => {
    const environment = { PORT: 'x', LOG_LEVEL: 'loud', HOST: '0.0.0.0', TIME_ZONE: 'nowhere' };
    expect(faultyVariables(environment)).to.have.members(['PORT', 'LOG_LEVEL', 'HOST', 'TIME_ZONE']);
    const { message, hint } = faultOf(environment);
    expect(hint?.split('\n')).to.have.length(4);
    expect(message).to.contain(hint);
  });

  it('never quotes what is set', () => {
    const environment = {
      ...registered,
      MicrosoftAppId: 'open sesame',
      PORT: 'open sesame',
      DATABASE_URL: 'postgresql://bot:sesame@db.example.org',
    };
    expect(inspect(faultOf(environment), { depth: 9, showHidden: true })).not.to.contain('sesame');
  });
});
