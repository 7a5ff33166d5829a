import type { MessageSubject } from '../../domain/noun.ts';
import { box, paragraph, saying } from '../build.ts';
import type { Card } from '../card.ts';
import type { Reader } from '../reader.ts';

/** What whoever wrote it has to shorten, when Teams took a message about it for too long. */
export function tooLongText({ t }: Pick<Reader, 't'>, noun: MessageSubject['noun']): string {
  return t(`delivery:tooLong.${noun}`);
}

/** A card that says so first, when it is so. */
export function sayingTooLong(reader: Reader, made: Card, noun: MessageSubject['noun'], wasTooLong: boolean): Card {
  return wasTooLong ? saying(made, box('warning', [paragraph(tooLongText(reader, noun))])) : made;
}
