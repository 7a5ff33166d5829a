import { expect } from 'chai';
import type { Card } from '../../../cards/card.ts';
import { filledIn } from '../../../cards/filled-in.ts';
import { type MeetingForm, meetingFormCard } from '../../../cards/meeting/form.ts';
import { madeCard } from '../../../cards/meeting/made.ts';
import { cancelledCard, invitationCard, type MeetingPost, reminderCard } from '../../../cards/meeting/post.ts';
import { askRenewCard, scheduleCard } from '../../../cards/meeting/schedule.ts';
import { askCancelCard, meetingCard } from '../../../cards/meeting/view.ts';
import { createReader } from '../../../cards/reader.ts';
import type { ScheduleLine, SchedulePage } from '../../../domain/meeting/coming.ts';
import type { Meeting } from '../../../domain/meeting/meeting.ts';
import type { MeetingView } from '../../../domain/meeting/view.ts';
import type { WorkingGroup } from '../../../domain/network/network.ts';
import { languages } from '../../../domain/text.ts';
import { expectGolden, expectValid } from '../golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../read.ts';

const fi = createReader('fi', 'Europe/Helsinki');
const calendar = 'https://botti.example/calendar/secret.ics';

const group: WorkingGroup = {
  id: 'future',
  version: 1,
  networkId: 'uudi',
  name: { fi: 'Verkoston tulevaisuus', sv: 'Nätverkets framtid', en: 'The future of the network' },
  channelId: '19:future@thread.tacv2',
  serviceUrl: 'https://smba.example/',
  language: 'fi',
};

function aMeeting(given: Partial<Meeting> = {}): Meeting {
  return {
    id: 'meeting-1',
    version: 1,
    networkId: 'uudi',
    groupId: 'future',
    title: 'Syksyn *aloitus*',
    startsAt: '2026-09-30T11:00:00.000Z',
    endsAt: '2026-09-30T12:30:00.000Z',
    timeZone: 'Europe/Helsinki',
    place: 'Kirjasto A, [kartta](https://kartta.example)',
    agenda: '1. Tilanne\n2. **Seuraavat** askeleet',
    state: 'scheduled',
    sequence: 0,
    createdBy: 'm-lead',
    createdAt: '2026-09-01T09:00:00.000Z',
    updatedAt: '2026-09-01T09:00:00.000Z',
    ...given,
  };
}

function aPost(given: Partial<Meeting> = {}): MeetingPost {
  const counts = { yes: 3, maybe: 1, no: 2 };
  return { meeting: aMeeting(given), group, counts, countedAt: new Date('2026-09-29T11:00:00.000Z') };
}

function aView(given: Partial<MeetingView> = {}): MeetingView {
  const counts = { yes: 3, maybe: 1, no: 2 };
  return {
    meeting: aMeeting(),
    group,
    counts,
    own: undefined,
    ended: false,
    mayReply: true,
    mayCancel: false,
    ...given,
  };
}

function aForm(given: Partial<MeetingForm> = {}): MeetingForm {
  const typed = {
    meetingId: 'meeting-1',
    groupId: 'future',
    title: '',
    day: '',
    start: '',
    end: '',
    place: '',
    agenda: '',
  };
  const home = { ...group, id: 'home', name: { fi: 'Kotiin vietävä tuki' } };
  return { networkId: 'uudi', groups: [group, home], today: '2026-09-01', typed, ...given };
}

const filled = {
  meetingId: 'meeting-1',
  groupId: 'home',
  title: 'Syksyn aloitus',
  day: '2027-03-28',
  start: '03:30',
  end: '04:30',
  place: 'Kirjasto A',
  agenda: 'Tilanne',
};

/** What the inputs of a card hold, by id. */
function valuesIn(card: Card): Record<string, unknown> {
  return Object.fromEntries(inputsOf(card).map(({ id, value }) => [id, value]));
}

describe('the form for a new meeting', () => {
  it('asks for the group, the subject, the time, the place and the agenda', () => {
    expectGolden('meeting/form', meetingFormCard(fi, aForm()));
  });

  it('comes back with everything typed and what is wrong with the time', () => {
    const { meetingId, ...typed } = filled;
    const faults = { start: 'noSuchTime' } as const;
    const sent = { code: 'MEETING_TIME_INVALID', values: typed, faults, about: new Map() } as const;
    const card = filledIn(fi, meetingFormCard(fi, aForm({ typed: filled })), sent);
    expect(valuesIn(card)).to.deep.equal(typed);
    expect(buttonsOf(card)[0]?.data).to.deep.equal({ meetingId });
    expectGolden('meeting/form-time-invalid', card);
  });

  it('names every input that is missing', () => {
    const faults = { title: 'required', end: 'required' } as const;
    const sent = { code: 'INPUT_INVALID', values: {}, faults, about: new Map() } as const;
    const words = wordsOf(filledIn(fi, meetingFormCard(fi, aForm()), sent));
    expect(words).to.include('Kokouksen aihe: Tämä tieto tarvitaan.');
    expect(words).to.include('Päättyy: Tämä tieto tarvitaan.');
  });

  it('says when it has made its meeting already', () => {
    const card = meetingFormCard(fi, aForm({ typed: filled, alreadyMade: true }));
    expect(wordsOf(card)).to.include('Tällä lomakkeella on jo sovittu toinen kokous.');
  });

  it('says what to do when the network has no group', () => {
    expectGolden('meeting/form-no-groups', meetingFormCard(fi, aForm({ groups: [] })));
  });
});

describe('the cards of a meeting', () => {
  it('invite a group, with the words of people as they were written', () => {
    const card = invitationCard(fi, aPost());
    expect(wordsOf(card)).to.include('Aika: ke 30.9.2026 klo 14.00–15.30');
    expect(wordsOf(card)).to.include('[kartta](https://kartta.example)');
  });

  it('offer three replies, and a view of one’s own with the calendar file', () => {
    const { actions } = invitationCard(fi, aPost());
    const titles = ['Tulen', 'Ehkä', 'En pääse', 'Avaa ja lisää kalenteriin'];
    expect(actions?.map(({ title }) => title)).to.deep.equal(titles);
    expect(actions?.at(-1)).to.include({ type: 'Action.Execute', verb: 'meeting.show' });
  });

  it('hold no address of a file where others read along', () => {
    const [post, schedule] = [
      aPost(),
      { networkId: 'uudi', lines: [], page: 0, pages: 1, total: 0, maySchedule: false },
    ];
    const posted = [invitationCard(fi, post), reminderCard(fi, post), cancelledCard(fi, post)];
    for (const card of [...posted, scheduleCard(fi, schedule, undefined)]) {
      // Somebody may have written an address.
      const wrote = post.meeting.place;
      const addresses = [...JSON.stringify(card).matchAll(/"url":"([^"]*)"/g)].map(([, url = '']) => url);
      expect(addresses.filter((url) => !wrote.includes(url))).to.deep.equal([]);
      expect(card.actions?.map(({ type }) => type) ?? []).not.to.include('Action.OpenUrl');
    }
  });

  it('remind a group with the replies so far', () => {
    expectGolden('meeting/reminder', reminderCard(fi, aPost()));
  });

  it('leave out a place and an agenda that are not given', () => {
    const words = wordsOf(invitationCard(fi, aPost({ place: '', agenda: '' })));
    expect(words).not.to.include('Paikka');
    expect(words).not.to.include('Esityslista');
  });

  it('tell that a meeting is cancelled, with the calendar file that takes it away', () => {
    const card = cancelledCard(fi, aPost({ state: 'cancelled' }), calendar);
    expect(buttonsOf(card).map(({ verb }) => verb)).to.deep.equal(['meeting.coming']);
    expectGolden('meeting/cancelled', card);
    const posted = buttonsOf(cancelledCard(fi, aPost({ state: 'cancelled' })));
    expect(posted.map(({ verb }) => verb)).to.deep.equal(['meeting.show', 'meeting.coming']);
  });

  it('confirm to its maker what was scheduled', () => {
    expectGolden('meeting/made', madeCard(fi, { meeting: aMeeting(), group }, { calendar, reminds: true }));
    const words = wordsOf(madeCard(fi, { meeting: aMeeting(), group }, { calendar, reminds: false }));
    expect(words).not.to.include('muistutuksen');
  });

  it('ask before cancelling', () => {
    expectGolden('meeting/ask-cancel', askCancelCard(fi, aView()));
  });

  it('speak three languages', () => {
    for (const language of languages) {
      expectGolden(
        `meeting/invitation-${language}`,
        invitationCard(createReader(language, 'Europe/Helsinki'), aPost()),
      );
    }
  });

  it('stay small with the longest texts that a form takes', () => {
    const longest = { title: '"'.repeat(150), place: '€'.repeat(300), agenda: '€'.repeat(4000) };
    expectValid(invitationCard(fi, aPost(longest)));
    expectValid(meetingCard(fi, aView({ meeting: aMeeting(longest), mayCancel: true }), calendar, 'yes'));
    const sent = {
      code: 'MEETING_TIME_INVALID',
      values: longest,
      faults: { end: 'notAfterStart' },
      about: new Map(),
    } as const;
    expectValid(filledIn(fi, meetingFormCard(fi, aForm({ typed: { ...filled, ...longest } })), sent));
  });
});

describe("a reader's own view of a meeting", () => {
  it('confirms the reply just given and lets it be changed', () => {
    const card = meetingCard(fi, aView({ own: 'no' }), calendar, 'no');
    expect(buttonsOf(card).map(({ verb }) => verb)).to.include('meeting.reply');
    expectGolden('meeting/replied', card);
  });

  it('tells no reply as none, not as a no', () => {
    const words = wordsOf(meetingCard(fi, aView(), calendar));
    expect(words).to.include('Oma vastauksesi: et ole vielä vastannut');
    expect(words).not.to.include('en pääse');
  });

  it('offers cancelling to those who may', () => {
    const offered = (mayCancel: boolean) =>
      buttonsOf(meetingCard(fi, aView({ mayCancel }), calendar)).some(({ verb }) => verb === 'meeting.askCancel');
    expect([offered(true), offered(false)]).to.deep.equal([true, false]);
    expectGolden('meeting/view-lead', meetingCard(fi, aView({ mayCancel: true, own: 'yes' }), calendar));
  });

  it('asks nothing of those who are not invited', () => {
    const card = meetingCard(fi, aView({ mayReply: false }), calendar);
    expect(buttonsOf(card).map(({ verb }) => verb)).to.deep.equal(['meeting.coming']);
    expect(wordsOf(card)).not.to.include('Oma vastauksesi');
  });

  it('tells that the meeting is over', () => {
    const card = meetingCard(fi, aView({ ended: true, mayReply: false, own: 'yes' }), calendar);
    expect(wordsOf(card)).to.include('Kokous on päättynyt.');
    expect(card.actions?.some(({ type }) => type === 'Action.OpenUrl')).to.equal(false);
  });

  it('tells that the meeting is cancelled', () => {
    const card = meetingCard(fi, aView({ meeting: aMeeting({ state: 'cancelled' }) }), calendar);
    expect(card.fallbackText).to.equal('Kokous on peruttu: Syksyn *aloitus*');
  });
});

describe('the schedule', () => {
  function aLine(index: number, given: Partial<ScheduleLine> = {}): ScheduleLine {
    const day = new Date(Date.parse('2026-09-30T11:00:00.000Z') + index * 86_400_000).toISOString();
    const meeting = aMeeting({ id: `meeting-${index}`, title: `Kokous ${index}`, startsAt: day, endsAt: day });
    return { meeting, group, own: undefined, invited: true, ...given };
  }

  function aPage(lines: readonly ScheduleLine[], given: Partial<SchedulePage> = {}): SchedulePage {
    return { networkId: 'uudi', lines, page: 0, pages: 1, total: lines.length, maySchedule: false, ...given };
  }

  const own = { calendar, renewed: false };
  const renew = 'Vaihda kalenteriosoite';

  const verbsAndPages = (page: SchedulePage) =>
    buttonsOf(scheduleCard(fi, page, own)).map(({ title, data }) =>
      typeof data['page'] === 'number' ? `${title} ${data['page']}` : title,
    );

  it('lists meetings with group, place and own reply', () => {
    const lines = [aLine(0, { own: 'maybe' }), aLine(1), aLine(2, { invited: false, group: undefined })];
    expectGolden('meeting/schedule', scheduleCard(fi, aPage(lines), own));
  });

  it('says nothing of own replies and invitations where everybody reads it', () => {
    const lines = [aLine(0, { own: 'maybe' }), aLine(1)];
    const words = wordsOf(scheduleCard(fi, aPage(lines), undefined));
    expect(words).to.include('Kokous 0').and.include('Kokous 1').and.not.include('Oma vastauksesi');
  });

  it('says what to do when it is empty, and offers it to those who may', () => {
    expectGolden('meeting/schedule-empty', scheduleCard(fi, aPage([]), own));
    expect(verbsAndPages(aPage([], { maySchedule: true }))).to.deep.equal(['Sovi kokous', renew]);
    expect(verbsAndPages(aPage([]))).to.deep.equal([renew]);
  });

  it('leads to the pages before and after', () => {
    const lines = [aLine(0)];
    expect(verbsAndPages(aPage(lines, { pages: 20, total: 200 }))).to.deep.equal(['Näytä kokous', 'Seuraava 1', renew]);
    expect(verbsAndPages(aPage(lines, { page: 7, pages: 20, total: 200 }))).to.deep.equal([
      'Näytä kokous',
      'Takaisin 6',
      'Seuraava 8',
      renew,
    ]);
    expect(verbsAndPages(aPage(lines, { page: 19, pages: 20, total: 200 }))).to.deep.equal([
      'Näytä kokous',
      'Takaisin 18',
      renew,
    ]);
  });

  it('asks before the calendar address is changed, and says that it was', () => {
    expectGolden('meeting/ask-renew', askRenewCard(fi, 'uudi'));
    expect(wordsOf(scheduleCard(fi, aPage([]), { calendar, renewed: true }))).to.include(
      'Kalenteriosoite on vaihdettu.',
    );
  });

  it('stays under the size limit with ten meetings of the longest texts', () => {
    const longest = { title: '€'.repeat(150), place: '€'.repeat(300) };
    const lines = Array.from({ length: 10 }, (_, index) => {
      const line = aLine(index);
      return { ...line, own: 'maybe' as const, meeting: { ...line.meeting, ...longest } };
    });
    expectValid(scheduleCard(fi, aPage(lines, { page: 7, pages: 20, total: 200, maySchedule: true }), own));
  });
});
