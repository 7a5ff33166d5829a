/** What holds for the messages of one kind; `docs/delivery.md` shows the same table. */
export interface KindRules {
  /** After a try whose outcome nobody knows: sent again, so that it may come twice, or left, so that it may be missing. */
  readonly inDoubt: 'again' | 'left';
  /** Kept from evenings, weekends and holidays. */
  readonly calm: boolean;
  /** Kept from people who want no reminders. */
  readonly reminder: boolean;
  /** Sent after all when a person who could not be reached comes back. */
  readonly afterReturn: boolean;
  /** Changes or takes away a card that stands: done twice, it is as if done once. */
  readonly change: boolean;
  /**
   * That somebody gets one may tell that they have not answered a secret survey. So rows are made for everybody alike,
   * whether there is anything to say to them is found out as each leaves, and nothing stays: the row is deleted as it
   * comes to rest, and it is neither counted nor shown nor logged how it went.
   */
  readonly traceless: boolean;
}

const message: KindRules = {
  inDoubt: 'again',
  calm: false,
  reminder: false,
  afterReturn: true,
  change: false,
  traceless: false,
};
const reminder: KindRules = { ...message, inDoubt: 'left', calm: true, reminder: true, afterReturn: false };
const secretReminder: KindRules = { ...reminder, traceless: true };
/** Asked for by whoever gets it, whether or not they want to be reminded; secret surveys are among what it tells of. */
const digest: KindRules = { ...secretReminder, reminder: false };
/** Asked of those who look after a network, by day, and nobody else's affair. */
const question: KindRules = { ...message, calm: true };
/** To an author, by day, unless they want none: what others did with what they wrote. */
const echo: KindRules = { ...message, calm: true, reminder: true, afterReturn: false };
const change: KindRules = { ...message, afterReturn: false, change: true };

/** Takes back a message that was sent: the card is deleted, or says so where Teams cannot delete. */
export const withdrawalKind = 'delivery.withdrawn';

/** Every kind of message there is. A late one is sent as long as its card has something to say. */
export const kinds: Readonly<Record<string, KindRules>> = {
  'survey.invitation': message,
  'survey.reminder': reminder,
  'survey.secretReminder': secretReminder,
  'survey.closed': change,
  'survey.updated': change,
  'meeting.invitation': message,
  'meeting.reminder': reminder,
  'meeting.cancelled': message,
  'practice.proposed': message,
  'practice.validation': message,
  'practice.returned': message,
  'practice.commented': echo,
  'practice.judged': echo,
  'practice.selected': echo,
  'practice.moved': change,
  'network.absent': question,
  'network.teamRenamed': question,
  'member.digest': digest,
  [withdrawalKind]: change,
};

/** The rules of a delivery's kind; an update is a change of a card whatever its kind. */
export function rulesOf(delivery: { readonly kind: string; readonly replacesId?: string | undefined }): KindRules {
  return delivery.replacesId === undefined ? (kinds[delivery.kind] ?? message) : change;
}

/** The kinds of messages that are none but changes of cards. */
export const messageKinds: readonly string[] = Object.keys(kinds).filter((kind) => !kinds[kind]?.change);

/** The kinds that leave a trace: all that anybody is told of, in numbers or by name. */
export const tracedKinds: readonly string[] = Object.keys(kinds).filter((kind) => !kinds[kind]?.traceless);

/** The kinds that leads and coordinators look after. */
export const ledgerKinds: readonly string[] = messageKinds.filter((kind) => {
  return tracedKinds.includes(kind) && kinds[kind] !== question;
});
