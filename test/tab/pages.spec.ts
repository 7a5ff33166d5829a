import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type Site, startSite } from './site.ts';

const script = 'console.log("the page");\n';

describe('the pages', () => {
  let folder: string;
  let site: Site;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'page-'));
    const clientFolder = join(folder, 'tab');
    await mkdir(join(clientFolder, 'assets'), { recursive: true });
    await writeFile(join(folder, 'secret.html'), 'outside');
    await writeFile(join(clientFolder, 'index.html'), '<!doctype html><title>page</title>');
    await writeFile(join(clientFolder, 'configure.html'), '<!doctype html><title>configure</title>');
    await writeFile(join(clientFolder, 'notes.md'), 'a file of no known kind');
    await writeFile(join(clientFolder, 'assets', 'index-abc.js'), script);
    site = await startSite('member', { clientFolder });
  });

  after(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  it('come from the built folder and are asked for anew each time', async () => {
    const { status, headers, text } = await site.ask('/tab/');
    expect(status).to.equal(200);
    expect(text).to.include('<title>page</title>');
    expect(headers['cache-control']).to.equal('no-cache');
    expect((await site.ask('/tab/?language=sv')).text).to.equal(text);
    expect((await site.ask('/tab/surveys/some-id/results')).text).to.equal(text);
    expect((await site.ask('/tab/configure')).text).to.include('<title>configure</title>');
    expect((await site.ask('/tab')).headers.location).to.equal('/tab/');
  });

  it('keep assets for good, and send them smaller to those who can unpack them', async () => {
    const plain = await site.ask('/tab/assets/index-abc.js');
    expect(plain.headers['cache-control']).to.equal('public, max-age=31536000, immutable');
    expect(plain.headers['content-type']).to.equal('text/javascript; charset=utf-8');
    expect(plain.text).to.equal(script);
    const zipped = await site.ask('/tab/assets/index-abc.js', { headers: { 'accept-encoding': 'br, gzip' } });
    expect(zipped.headers['content-encoding']).to.equal('gzip');
    expect(gunzipSync(zipped.bytes).toString()).to.equal(script);
    expect(zipped.headers.vary).to.equal('Accept-Encoding');
  });

  it('may be framed by Teams only and run only what this server gives', async () => {
    for (const path of ['/tab/', '/tab/configure', '/tab/privacy', '/tab/nothing', '/tab/assets/index-abc.js']) {
      const { headers } = await site.ask(path);
      const policy = String(headers['content-security-policy']).split('; ');
      expect(policy, path).to.include("script-src 'self'").and.include("default-src 'none'");
      expect(policy, path).to.include(
        "frame-ancestors 'self' https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft",
      );
      expect(policy.join(' '), path).not.to.match(/unsafe|\*(?!\.)/);
      expect(headers['x-content-type-options'], path).to.equal('nosniff');
      expect(headers['referrer-policy'], path).to.equal('no-referrer');
      expect(headers['cross-origin-resource-policy'], path).to.equal('same-origin');
      expect(headers['permissions-policy'], path).to.include('camera=()');
      expect(headers['x-frame-options'], path).to.equal(undefined);
    }
  });

  for (const path of [
    '/tab/../secret.html',
    '/tab/..%2fsecret.html',
    '/tab/%2e%2e/secret.html',
    '/tab/assets/../../secret.html',
    '/tab/assets/..\\..\\secret.html',
    '/tab//etc/passwd',
    '/tab/%00index.html',
    '/tab/constructor',
    '/tab/notes.md',
    '/tab/assets',
  ]) {
    it(`do not give ${path}`, async () => {
      const { status, text } = await site.ask(path);
      expect(status).to.equal(404);
      expect(text).not.to.include('outside');
    });
  }

  for (const [language, privacy, terms] of [
    ['fi', 'Henkilötietojen käsittely', 'Käyttöehdot'],
    ['sv', 'Behandling av personuppgifter', 'Användarvillkor'],
    ['en', 'How personal data is used', 'Terms of use'],
  ] as const) {
    it(`tell in ${language} how personal data is used, and the terms`, async () => {
      const page = await site.ask(`/tab/privacy?language=${language}`);
      expect(page.status).to.equal(200);
      expect(page.headers['content-language']).to.equal(language);
      expect(page.text)
        .to.include(`<html lang="${language}">`)
        .and.include(`<h1>${privacy}</h1>`)
        .and.include('621/1999');
      const { text } = await site.ask('/tab/terms', { headers: { 'accept-language': language } });
      expect(text).to.include(`<h1>${terms}</h1>`);
    });
  }

  for (const [language, heading] of [
    ['fi', 'Saavutettavuusseloste'],
    ['sv', 'Tillgänglighetsutlåtande'],
    ['en', 'Accessibility statement'],
  ] as const) {
    it(`tell in ${language} how accessible the page is, where to complain, and who supervises`, async () => {
      const { status, text } = await site.ask(`/tab/accessibility?language=${language}`);
      expect(status).to.equal(200);
      expect(text).to.include(`<h1>${heading}</h1>`).and.include('306/2019').and.include('Traficom').and.include('14');
      expect(text).not.to.match(/\{\{/);
    });
  }

  it('name the address that was set for feedback on accessibility', async () => {
    const named = await startSite('member', { accessibilityContact: 'palaute@example.org' });
    const { text } = await named.ask('/tab/accessibility?language=fi');
    await named.close();
    expect(text).to.include('palaute@example.org').and.not.include('verkostosi koordinaattori');
  });

  it('say what to do when the page has not been built or is not there', async () => {
    const unbuilt = await startSite('member');
    const { status, text } = await unbuilt.ask('/tab/');
    await unbuilt.close();
    expect(status).to.equal(404);
    expect(text).to.include('Sivua ei löydy');
  });
});
