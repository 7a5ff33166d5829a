import { expect } from 'chai';
import { suggestedClosing } from '../../../cards/survey/closing.ts';
import { surveyRecord } from '../../domain/example-network.ts';

describe('what asking for another closing time begins with', () => {
  const now = new Date('2026-10-20T09:00:00.000Z');
  const suggested = (closesAt: string, state: 'open' | 'closed' = 'open') =>
    suggestedClosing(surveyRecord('s', { state, closesAt }), now, 'Europe/Helsinki');

  it('is a week later by the calendar at the same time of day, also when the clocks change in between', () => {
    expect(suggested('2026-09-22T13:00:00.000Z')).to.deep.equal({ closesOn: '2026-09-29', closesTime: '16:00' });
    // Summer time ends on 25 October, and begins on 28 March.
    expect(suggested('2026-10-20T21:30:00.000Z')).to.deep.equal({ closesOn: '2026-10-28', closesTime: '00:30' });
    expect(suggested('2027-03-24T21:59:00.000Z')).to.deep.equal({ closesOn: '2027-03-31', closesTime: '23:59' });
  });

  it('is a week from today for one that is opened again', () => {
    expect(suggested('2026-09-22T13:00:00.000Z', 'closed').closesOn).to.equal('2026-10-27');
  });
});
