import { z } from 'zod';
import { Id, PickedId } from '../input.ts';

const subject = z.object({ subjectId: Id });

/** The presses that cards about messages offer. */
export const deliveryVerbs = {
  'delivery.show': z.object({}),
  /** What became of the messages about one subject. */
  'delivery.subject': z.object({ subjectId: PickedId }),
  'delivery.retry': subject,
  /** Asks before messages are sent again that may have arrived. */
  'delivery.askRepeat': subject,
  'delivery.repeat': subject,
  'delivery.pause': subject,
  'delivery.resume': subject,
  'delivery.askWithdraw': subject,
  'delivery.withdraw': subject,
  /** What to pass on to those whom the bot does not reach. */
  'delivery.passOn': subject,
};
