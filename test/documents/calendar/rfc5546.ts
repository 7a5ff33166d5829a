import ICAL from 'ical.js';

/** How often a property or component may stand: `1`, `0 or 1`, `0+`, `1+`, or not at all. */
type Presence = '0' | '1' | '0/1' | '0+' | '1+';

/** RFC 5546, 3.2.1: what a published event holds. */
const publishedEvent: Readonly<Record<string, Presence>> = {
  dtstamp: '1',
  dtstart: '1',
  organizer: '1',
  summary: '1',
  uid: '1',
  'recurrence-id': '0/1',
  sequence: '0/1',
  attach: '0+',
  categories: '0+',
  class: '0/1',
  comment: '0+',
  contact: '0+',
  created: '0/1',
  description: '0/1',
  dtend: '0/1',
  duration: '0/1',
  exdate: '0+',
  geo: '0/1',
  'last-modified': '0/1',
  location: '0/1',
  priority: '0/1',
  rdate: '0+',
  'related-to': '0+',
  resources: '0+',
  rrule: '0/1',
  status: '0/1',
  transp: '0/1',
  url: '0/1',
  attendee: '0',
  'request-status': '0',
};
const published: Readonly<Record<string, Presence>> = {
  vevent: '1+',
  valarm: '0+',
  vfreebusy: '0',
  vjournal: '0',
  vtodo: '0',
  vtimezone: '0+',
};
/** RFC 5545, 3.6. */
const calendarProperties: Readonly<Record<string, Presence>> = {
  prodid: '1',
  version: '1',
  calscale: '0/1',
  method: '0/1',
  // RFC 7986.
  name: '0+',
  description: '0+',
  url: '0/1',
  'last-modified': '0/1',
};

function isWithin(count: number, presence: Presence): boolean {
  if (presence === '0') return count === 0;
  if (presence === '1') return count === 1;
  if (presence === '0/1') return count <= 1;
  return presence === '0+' || count > 0;
}

function faultsBy(table: Readonly<Record<string, Presence>>, found: readonly string[], where: string): string[] {
  const counted = Object.entries(table).flatMap(([name, presence]) => {
    const count = found.filter((one) => one === name).length;
    return isWithin(count, presence) ? [] : [`${where}: ${count} ${name}, not ${presence}`];
  });
  const unknown = found.filter((name) => !(name in table) && !name.startsWith('x-'));
  return [...counted, ...unknown.map((name) => `${where}: ${name} is not known`)];
}

const names = (parts: readonly { readonly name: string }[]) => parts.map(({ name }) => name);

/** Whatever a strict reader finds wrong with a calendar file: its lines (RFC 5545), and what its method asks (RFC 5546). */
export function calendarFaults(text: string): string[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const components = calendar.getAllSubcomponents();
  const method = calendar.getFirstPropertyValue('method');
  return [
    ...lineFaults(text),
    ...faultsBy(calendarProperties, names(calendar.getAllProperties()), 'VCALENDAR'),
    ...(components.length === 0 ? ['VCALENDAR: no component'] : []),
    ...(method === null ? [] : faultsBy(method === 'PUBLISH' ? published : {}, names(components), String(method))),
    ...calendar.getAllSubcomponents('vevent').flatMap((event) => eventFaults(event, method !== null)),
  ];
}

/** Lines end in CRLF, and have 75 octets and whole characters each; none holds a control character. */
function lineFaults(text: string): string[] {
  const lines = text.split('\r\n');
  const wrong = lines.filter(
    (line) => Buffer.byteLength(line) > 75 || /[^\P{Cc}\t]/u.test(line) || !line.isWellFormed(),
  );
  return [...wrong.map((line) => `a line: ${line}`), ...(lines.at(-1) === '' ? [] : ['the last line does not end'])];
}

function eventFaults(event: ICAL.Component, isPublished: boolean): string[] {
  const found = names(event.getAllProperties());
  const value = (name: string) => event.getFirstPropertyValue(name);
  const [start, end] = [value('dtstart'), value('dtend')];
  const organizer = value('organizer');
  const status = value('status');
  return [
    ...(isPublished ? faultsBy(publishedEvent, found, 'VEVENT') : []),
    ...(String(value('dtstamp')).endsWith('Z') ? [] : ['DTSTAMP: not in UTC']),
    ...(start instanceof ICAL.Time && end instanceof ICAL.Time && start.compare(end) >= 0 ? ['DTEND: not after'] : []),
    ...(found.includes('dtend') && found.includes('duration') ? ['DTEND beside DURATION'] : []),
    ...(organizer !== null && !/^[a-z][a-z0-9+.-]*:\S+$/.test(String(organizer)) ? ['ORGANIZER: no URI'] : []),
    ...(status === null || ['TENTATIVE', 'CONFIRMED', 'CANCELLED'].includes(String(status)) ? [] : ['STATUS']),
    ...(value('sequence') === null ? ['SEQUENCE: there is none'] : []),
  ];
}
