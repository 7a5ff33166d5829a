import { expect } from 'chai';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createManifest } from '../../manifest/manifest.ts';
import { createLinks } from '../../tab/server/links.ts';
import { expectCode } from '../storage/expect-code.ts';
import { secret } from './site.ts';

let now = new Date('2026-11-24T09:00:00.000Z');
const links = createLinks(secret, 'https://bot.example.org', () => now);
const secretOf = (link: string) => link.slice(link.lastIndexOf('/') + 1, link.lastIndexOf('.'));

describe('a signed link', () => {
  beforeEach(() => {
    now = new Date('2026-11-24T09:00:00.000Z');
  });

  it('names what it opens, under the public address', async () => {
    const meeting = await links.meeting('meeting-1');
    expect(meeting).to.match(/^https:\/\/bot\.example\.org\/calendar\/[\w.-]+\.ics$/);
    expect(await links.verifyCalendar(secretOf(meeting))).to.deep.equal({ kind: 'meeting', meetingId: 'meeting-1' });
    const schedule = secretOf(await links.schedule('uudi'));
    expect(await links.verifyCalendar(schedule)).to.deep.equal({ kind: 'schedule', networkId: 'uudi' });
    const bag = await links.package('uudi', 'sv');
    expect(bag).to.match(/^https:\/\/bot\.example\.org\/api\/v1\/packages\/[\w.-]+\.zip$/);
    expect(await links.verifyPackage(secretOf(bag))).to.deep.equal({ networkId: 'uudi', language: 'sv' });
    expect(links.tab()).to.equal('https://bot.example.org/tab/');
  });

  it('to a calendar works for years and is always the same', async () => {
    const link = await links.schedule('uudi');
    now = new Date('2036-11-24T09:00:00.000Z');
    expect(await links.schedule('uudi')).to.equal(link);
    expect(await links.verifyCalendar(secretOf(link))).to.include({ networkId: 'uudi' });
  });

  it('to a package works for an hour', async () => {
    const link = secretOf(await links.package('uudi', 'fi'));
    now = new Date('2026-11-24T09:59:59.000Z');
    expect(await links.verifyPackage(link)).to.include({ networkId: 'uudi' });
    now = new Date('2026-11-24T10:00:01.000Z');
    await expectCode(links.verifyPackage(link), 'LINK_EXPIRED');
  });

  it('opens nothing of another kind', async () => {
    await expectCode(links.verifyPackage(secretOf(await links.schedule('uudi'))), 'FORBIDDEN');
    await expectCode(links.verifyCalendar(secretOf(await links.package('uudi', 'fi'))), 'FORBIDDEN');
  });

  it('is refused when it was cut, changed, signed by another key or not signed', async () => {
    const link = secretOf(await links.package('uudi', 'fi'));
    const [header, claims, signature] = link.split('.');
    const claimed = Buffer.from(claims ?? '', 'base64url').toString('utf8');
    const forged = Buffer.from(claimed.replace('uudi', 'other')).toString('base64url');
    const foreign = new SignJWT({ aud: 'package', sub: 'uudi', lang: 'fi', exp: 4_000_000_000 });
    const wrong = [
      '',
      'nonsense',
      link.slice(0, -3),
      `${header}.${forged}.${signature}`,
      await foreign.setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32).fill(8)),
      new UnsecuredJWT({ aud: 'package', sub: 'uudi', lang: 'fi', exp: 4_000_000_000 }).encode(),
    ];
    for (const token of wrong) await expectCode(links.verifyPackage(token), 'FORBIDDEN');
  });

  it('to a package is refused without an end to its time', async () => {
    const endless = new SignJWT({ aud: 'package', sub: 'uudi', lang: 'fi' }).setProtectedHeader({ alg: 'HS256' });
    await expectCode(links.verifyPackage(await endless.sign(secret)), 'FORBIDDEN');
  });

  it('to the page opens it in the browser in local mode, and in Teams with a registration', () => {
    const here = createLinks(secret, 'http://127.0.0.1:3978', () => new Date(0));
    expect(here.tab()).to.equal('http://127.0.0.1:3978/tab/');
    expect(here.tab('surveys/one')).to.equal('http://127.0.0.1:3978/tab/surveys/one');
    expect(here.chat()).to.equal(undefined);
    const appId = '33333333-3333-4333-8333-333333333333';
    const there = createLinks(secret, 'https://bot.example.org', () => new Date(0), appId);
    const link = new URL(there.tab('surveys/one'));
    expect(link.origin + link.pathname).to.equal(`https://teams.microsoft.com/l/entity/${appId}/network`);
    expect(link.searchParams.get('webUrl')).to.equal('https://bot.example.org/tab/surveys/one');
    expect(JSON.parse(link.searchParams.get('context') ?? '')).to.deep.equal({ subEntityId: 'surveys/one' });
    expect(there.chat()).to.equal(`https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`);
  });

  it('to the page names the tab that the manifest declares', () => {
    const identity = { appId: 'an-app', publicUrl: 'https://bot.example.org', version: '1.0.0' };
    const [tab] = createManifest(identity).staticTabs;
    expect(createLinks(secret, identity.publicUrl, () => new Date(0), 'an-app').tab()).to.include(`/${tab?.entityId}?`);
  });
});
