import { expect } from 'chai';
import fc from 'fast-check';
import { type Share, shareAtEnd, shareWhileOpen } from '../../../domain/survey/turnout.ts';

describe('what is told of how many answered a secret survey', () => {
  const examples: readonly [asked: number, told: readonly (readonly [from: number, Share])[]][] = [
    [3, [[0, 'untold']]],
    [10, [[0, 'untold']]],
    [
      11,
      [
        [0, 'underHalf'],
        [6, 'half'],
      ],
    ],
    [
      40,
      [
        [0, 'underHalf'],
        [20, 'half'],
        [30, 'most'],
      ],
    ],
  ];
  for (const [asked, told] of examples) {
    it(`is the same word from ${told.map(([from]) => from).join(', ')} of ${asked} on`, () => {
      for (let submitted = 0; submitted <= asked; submitted += 1) {
        const [, share] = told.findLast(([from]) => from <= submitted) ?? [];
        expect(shareWhileOpen(submitted, asked), `${submitted}`).to.equal(share);
      }
    });
  }

  it('leaves open of everybody whether they answered, whatever four of those asked know of each other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.nat(),
        fc.integer({ min: 0, max: 4 }),
        (asked, given, knowing) => {
          const submitted = asked === 0 ? 0 : given % (asked + 1);
          const told = shareWhileOpen(submitted, asked);
          const others = asked - knowing;
          if (others <= 0) return;
          // Of those who know of each other, any number may have answered.
          for (let own = Math.max(0, submitted - others); own <= Math.min(knowing, submitted); own += 1) {
            const possible = Array.from({ length: others + 1 }, (_, count) => count).filter(
              (count) => shareWhileOpen(count + own, asked) === told,
            );
            expect([possible[0] === others, possible.at(-1) === 0], `${submitted}/${asked}`).to.deep.equal([
              false,
              false,
            ]);
          }
        },
      ),
    );
  });

  it('becomes the number at the end only where at least five answered, and at least five did not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.nat(), (asked, given) => {
        const submitted = given % (asked + 1);
        const told = shareAtEnd(submitted, asked);
        expect(told === undefined).to.equal(submitted >= 5 && asked - submitted >= 5);
      }),
    );
    expect(shareAtEnd(4, undefined)).to.equal('few');
    expect(shareAtEnd(5, undefined)).to.equal(undefined);
    expect(shareAtEnd(9, 12)).to.equal('nearlyAll');
  });
});
