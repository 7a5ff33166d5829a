import { expect } from 'chai';
import ICAL from 'ical.js';
import { type CalendarMeeting, meetingCalendar, scheduleCalendar } from '../../../documents/calendar/calendar.ts';
import { calendarFaults } from './rfc5546.ts';

const options = { name: 'UuDi (esimerkki)', language: 'fi' } as const;

function aMeeting(given: Partial<CalendarMeeting> = {}): CalendarMeeting {
  return {
    id: 'meeting-1',
    groupId: 'home',
    title: 'Kokous',
    startsAt: '2021-11-26T14:00:00.000Z',
    endsAt: '2021-11-26T15:30:00.000Z',
    timeZone: 'Europe/Helsinki',
    place: 'Teams',
    agenda: '1. Avaus',
    state: 'scheduled',
    sequence: 0,
    createdAt: '2021-11-01T08:00:00.000Z',
    updatedAt: '2021-11-02T08:00:00.000Z',
    ...given,
  };
}

function parse(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) };
}

function eventOf(given: Partial<CalendarMeeting> = {}): ICAL.Event {
  return eventIn(meetingCalendar(aMeeting(given), options));
}

function eventIn(file = ''): ICAL.Event {
  const [event] = parse(file).events;
  if (!event) throw new Error('no event');
  return event;
}

describe('a meeting in a calendar file', () => {
  it('has its times, its place, and a description with the time as agreed and the agenda', () => {
    const event = eventOf();
    expect(event.startDate.toJSDate().toISOString()).to.equal('2021-11-26T14:00:00.000Z');
    expect(event.endDate.toJSDate().toISOString()).to.equal('2021-11-26T15:30:00.000Z');
    expect(event.location).to.equal('Teams');
    expect(event.description).to.equal('pe 26.11.2021 klo 16.00–17.30 (Helsinki)\n\n1. Avaus');
  });

  it('keeps its own id and grows its sequence, so that a changed one replaces the earlier', () => {
    expect([eventOf().uid, eventOf({ sequence: 3 }).uid]).to.deep.equal(Array(2).fill('meeting-1@verkostobotti'));
    expect(eventOf({ sequence: 3 }).sequence).to.equal(3);
  });

  it('is stamped with its last change and not with the time of writing', () => {
    const stamp = eventOf().component.getFirstPropertyValue('dtstamp');
    expect(String(stamp)).to.equal('2021-11-02T08:00:00Z');
    expect(meetingCalendar(aMeeting(), options)).to.equal(meetingCalendar(aMeeting(), options));
  });

  it('is published, and says when it is cancelled', () => {
    const { calendar } = parse(meetingCalendar(aMeeting(), options));
    expect(calendar.getFirstPropertyValue('method')).to.equal('PUBLISH');
    expect(eventOf().component.getFirstPropertyValue('status')).to.equal('CONFIRMED');
    expect(eventOf({ state: 'cancelled' }).component.getFirstPropertyValue('status')).to.equal('CANCELLED');
  });

  it('is what RFC 5546 says of the method it names, alone and in a schedule, cancelled too, whatever things are called', () => {
    const name = 'Verkosto "A"; ^B^, \\C\nD: مرحبا';
    const cancelled = aMeeting({ id: 'c', state: 'cancelled', sequence: 2, place: '', title: '👵🏽 "ä"'.repeat(20) });
    const files = [
      meetingCalendar(aMeeting(), options),
      meetingCalendar(cancelled, { ...options, name }),
      scheduleCalendar([aMeeting(), cancelled], { ...options, name, groupName: () => 'a;b,c"' }),
      scheduleCalendar([], { ...options, name }),
    ];
    for (const file of files) expect(calendarFaults(file)).to.deep.equal([]);
    const organizer = eventIn(files[1]).component.getFirstProperty('organizer');
    expect(organizer?.getFirstParameter('cn')).to.equal(name);
    expect(organizer?.getFirstValue()).to.match(/^mailto:[^@]+@verkostobotti\.invalid$/);
    expect(parse(files[3] ?? '').calendar.getFirstPropertyValue('method')).to.equal(null);
  });

  it('brings any text through: commas, semicolons, backslashes, line breaks, emoji and other alphabets', () => {
    const title = 'Tuki, koti; \\ "lainaus": 👩‍💻👵🏽 مرحبا';
    const agenda = 'Ensin,\nsitten; ja\\nlopuksi\r\nBEGIN:VEVENT';
    const event = eventOf({ title, agenda, place: 'Talo; 2. kerros' });
    expect(event.summary).to.equal(title);
    expect(event.description).to.contain('Ensin,\nsitten; ja\\nlopuksi\nBEGIN:VEVENT');
    expect(event.location).to.equal('Talo; 2. kerros');
  });

  it('has no line of more than 75 bytes and no torn character, however long the text', () => {
    const title = '👵🏽ä'.repeat(40);
    const text = meetingCalendar(aMeeting({ title }), options);
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).to.be.at.most(75);
    expect(Buffer.from(text).toString('utf8')).to.equal(text);
    expect(parse(text).events[0]?.summary).to.equal(title);
  });

  it('drops characters that a calendar may not hold', () => {
    expect(eventOf({ title: 'a\u0000\u001bb\ud83dc' }).summary).to.equal('ab\ufffdc');
  });

  it('has no place when none was given', () => {
    expect(eventOf({ place: '' }).component.hasProperty('location')).to.equal(false);
  });
});

describe('a schedule in a calendar file', () => {
  it('keeps the local hour of a weekly series when the clocks change', () => {
    const before = aMeeting({ id: 'a', startsAt: '2021-10-28T06:00:00.000Z', endsAt: '2021-10-28T07:00:00.000Z' });
    const after = aMeeting({ id: 'b', startsAt: '2021-11-04T07:00:00.000Z', endsAt: '2021-11-04T08:00:00.000Z' });
    const { events } = parse(scheduleCalendar([before, after], options));
    expect(events.map((event) => event.startDate.toJSDate().toISOString())).to.deep.equal([
      before.startsAt,
      after.startsAt,
    ]);
    expect(events.map((event) => event.description.split('\n')[0])).to.deep.equal([
      'to 28.10.2021 klo 9.00–10.00 (Helsinki)',
      'to 4.11.2021 klo 9.00–10.00 (Helsinki)',
    ]);
  });

  it('holds a component also when there are no meetings, as a calendar must', () => {
    const { calendar, events } = parse(scheduleCalendar([], options));
    expect(events).to.deep.equal([]);
    const [zone, ...others] = calendar.getAllSubcomponents();
    expect(others).to.deep.equal([]);
    expect(zone?.name).to.equal('vtimezone');
    expect(zone?.getFirstPropertyValue('tzid')).to.equal('Etc/UTC');
    const standard = zone?.getFirstSubcomponent('standard');
    for (const needed of ['dtstart', 'tzoffsetfrom', 'tzoffsetto']) {
      expect(standard?.hasProperty(needed), needed).to.equal(true);
    }
    expect(parse(scheduleCalendar([aMeeting()], options)).calendar.getAllSubcomponents('vtimezone')).to.deep.equal([]);
  });

  it('bears the network’s name, which cannot bring in lines of its own', () => {
    const name = 'UuDi, Uusimaa\r\nX-EVIL:1';
    const { calendar } = parse(scheduleCalendar([aMeeting()], { ...options, name }));
    // The parser does not know this newer property and gives it as it stands.
    expect(calendar.getFirstPropertyValue('name')).to.equal('UuDi\\, Uusimaa\\nX-EVIL:1');
    expect(calendar.hasProperty('x-evil')).to.equal(false);
  });

  it('tells the working group as the category', () => {
    const { events } = parse(scheduleCalendar([aMeeting()], { ...options, groupName: (id) => `Ryhmä ${id}, koti` }));
    expect(events[0]?.component.getFirstPropertyValue('categories')).to.equal('Ryhmä home, koti');
  });
});
