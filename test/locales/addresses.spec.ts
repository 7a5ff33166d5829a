import { expect } from 'chai';
import { withAddresses } from '../../locales/addresses.ts';
import { hostileTexts } from '../hostile-texts.ts';

/** What is written, and the addresses in it that can be pressed. */
const table: readonly (readonly [written: string, ...leads: readonly string[]])[] = [
  [
    'Ohje: https://kirjasto.example/ohje ja https://toinen.example.',
    'https://kirjasto.example/ohje',
    'https://toinen.example',
  ],
  ['(https://a.fi/(b)_c).', 'https://a.fi/(b)_c'],
  ['https://a.fi/(b)', 'https://a.fi/(b)'],
  ['[x](https://a.fi/b) ja **https://a.fi/c**', 'https://a.fi/b', 'https://a.fi/c'],
  ['”https://a.fi”, «https://b.fi»; https://c.fi?!', 'https://a.fi', 'https://b.fi', 'https://c.fi'],
  ['<https://a.fi>"https://b.fi"', 'https://a.fi', 'https://b.fi'],
  ['https://a.fi:8443/x?y=1&z=%C3%A4#osa', 'https://a.fi:8443/x?y=1&z=%C3%A4#osa'],
  ['HTTPS://A.FI/Polku', 'HTTPS://A.FI/Polku'],
  ['https://työ.fi/ääkköset', 'https://xn--ty-gka.fi/%C3%A4%C3%A4kk%C3%B6set'],
  ['https://a.fi/عربي', 'https://a.fi/%D8%B9%D8%B1%D8%A8%D9%8A'],
  // What is not seen is none of it.
  ['https://a.fi/\u202Egpj.exe', 'https://a.fi/'],
  ['\u2068https://a.fi\u2069', 'https://a.fi'],
  // Somebody before the host, another host than it seems, no host, a part of an address.
  ['https://user@a.fi https://a.fi:x@paha.example https://kirjasto.example@paha.example/'],
  ['https://аpple.com https://ａ.fi https://paha。example'],
  ['https://a.fi,https://b.fi [https://a.fi](https://paha.example) https://localhost https://'],
  ['https://a.fi/pitk… ahttps://a.fi'],
  // Nothing else becomes a link.
  ['[x](javascript:alert(1)) javascript://a.fi/%0aalert(1) data:text/html,x vbscript:x file:///etc/passwd'],
  [
    'http://a.fi ftp://a.fi mailto:a@a.fi tel:+358401234567 msteams:/l/chat www.a.fi a.fi //a.fi https:a.fi https:/a.fi',
  ],
];

describe('the addresses in a text', () => {
  it('lead where they say they do, without what stands around them; nothing else leads anywhere', () => {
    for (const [written, ...leads] of table) {
      const pieces = withAddresses(written);
      expect(pieces.flatMap(({ href }) => href ?? [])).to.deep.equal(leads, written);
      expect(pieces.map(({ text }) => text).join('')).to.equal(written);
    }
  });

  it('leave hostile texts whole, and long ones are looked through at once', () => {
    for (const text of hostileTexts) {
      expect(
        withAddresses(text)
          .map((piece) => piece.text)
          .join(''),
      ).to.equal(text);
    }
    expect(withAddresses(`https://a.fi/${'('.repeat(70_000)}`)).to.have.length(1);
    expect(withAddresses(`https://a.fi/${')'.repeat(1900)}`)[0]?.href).to.equal('https://a.fi/');
  });
});
