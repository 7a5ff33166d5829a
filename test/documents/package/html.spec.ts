import { expect } from 'chai';
import { html } from '../../../documents/package/html.ts';

describe('markup', () => {
  it('escapes what is put in, in elements and in attributes', () => {
    const evil = `<script>alert("x")</script> & 'y'`;
    expect(html`<p title="${evil}">${evil}</p>`.markup).to.equal(
      '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;">' +
        '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;</p>',
    );
  });

  it('keeps markup made by itself, joins lists and leaves out what is not there', () => {
    expect(html`<ul>${['a', '<'].map((item) => html`<li>${item}</li>`)}${undefined}${0}</ul>`.markup).to.equal(
      '<ul><li>a</li><li>&lt;</li>0</ul>',
    );
  });

  it('keeps emoji and other alphabets, and drops control characters and half characters', () => {
    expect(html`${'👩‍💻 مرحبا\u0000\u001b[31m'}`.markup).to.equal('👩‍💻 مرحبا[31m');
    expect(html`${'a\ud800b'}`.markup).to.equal('a\ufffdb');
  });
});
