import { expect } from 'chai';
import * as fc from 'fast-check';
import { beginning, shortened } from '../../cards/shorten.ts';

describe('a shortened text', () => {
  it('stays as it is when it is short enough', () => {
    expect(shortened('Etätuki', 7)).to.equal('Etätuki');
  });

  it('ends in an ellipsis and without a blank before it', () => {
    expect(shortened('Etätuki puuttuu', 9)).to.equal('Etätuki…');
  });

  it('is never cut inside a sign that people see as one', () => {
    expect(shortened('ab👩‍💻👩‍💻', 9)).to.equal('ab👩‍💻…');
    expect(shortened('ab👩‍💻👩‍💻', 7)).to.equal('ab…');
    expect(shortened('e\u0301e\u0301e\u0301', 4)).to.equal('e\u0301…');
  });

  it('is never longer than was asked, and a beginning of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, longest) => {
        const short = shortened(text, longest);
        expect(short.length).to.be.at.most(longest);
        expect(text.startsWith(short.replace(/…$/, '')) || text === short).to.equal(true);
      }),
    );
  });
});

describe('the beginning of a text', () => {
  it('is as much of it as takes so many bytes in a card', () => {
    expect(beginning('äää', 6)).to.equal('äää');
    expect(beginning('äää', 5)).to.equal('ää');
    expect(beginning('€€', 5)).to.equal('€');
    expect(beginning('"\n"', 4)).to.equal('"\n');
    expect(beginning('a👵🏽', 8)).to.equal('a');
  });

  it('never takes more, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 60 }), (text, bytes) => {
        const begun = beginning(text, bytes);
        expect(Buffer.byteLength(JSON.stringify(begun)) - 2).to.be.at.most(bytes);
        expect(text.startsWith(begun)).to.equal(true);
      }),
    );
  });
});
