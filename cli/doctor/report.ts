import type { Repair } from '../../storage/kept-store.ts';
import type { Check, Finding } from './check.ts';

const marks: Readonly<Record<Finding['level'], string>> = { ok: 'ok   ', note: 'note ', fault: 'FAULT' };

const nameWidth = 'configuration'.length;

/** The checks as lines for people: the area once, then each finding with its level. */
export function checksText(checks: readonly Check[]): string {
  return checks
    .flatMap(({ name, findings }) =>
      findings.map(({ level, text }, place) => {
        const area = (place === 0 ? name : '').padEnd(nameWidth);
        return `${area}  ${marks[level]}  ${text.replaceAll('\n', `\n${' '.repeat(nameWidth + 9)}`)}\n`;
      }),
    )
    .join('');
}

/** What a repair did, as lines for people. */
export function repairText({ dropped, aside }: Repair): string {
  return `Dropped:\n${dropped.map((one) => `  ${one}\n`).join('')}The files as they were lie in ${aside}.\n`;
}
