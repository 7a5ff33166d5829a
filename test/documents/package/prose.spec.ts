import { expect } from 'chai';
import { prose } from '../../../documents/package/prose.ts';

const markup = (text: string) =>
  prose(text)
    .markup.replaceAll('\n', '|')
    .replaceAll(/ dir="auto"| class="passage"/g, '');

describe('prose', () => {
  it('makes paragraphs of texts with an empty line between them, and keeps single line breaks', () => {
    expect(markup('a\nb\n\nc')).to.equal('<div>|<p>a|b</p>|<p>c</p>|</div>|');
  });

  it('makes lists of lines that start with a hyphen or a number', () => {
    expect(markup('Näin:\n- a\n\n- b\nJa:\n3. c\n4. d')).to.equal(
      '<div>|<p>Näin:</p>|<ul>|<li>a</li>|<li>b</li>|</ul>|<p>Ja:</p>|<ol start="3">|<li>c</li>|<li>d</li>|</ol>|</div>|',
    );
  });

  it('takes a year or a time at the start of a line for text', () => {
    expect(markup('2021. Vuosi')).to.equal('<div>|<p>2021. Vuosi</p>|</div>|');
    expect(markup('-5 astetta')).to.equal('<div>|<p>-5 astetta</p>|</div>|');
  });

  it('marks another language and escapes what was written', () => {
    expect(prose('<b>', 'sv').markup).to.contain('<div lang="sv">').and.to.contain('&lt;b&gt;');
  });
});
