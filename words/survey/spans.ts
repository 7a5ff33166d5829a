import type { Count } from '../../domain/survey/question/figure.ts';

/** What span a code such as `0..6` names. */
export function spanText(code: string): string {
  return code.replace('..', '–');
}

/** What some grades come to together, as shares of those who answered; empty where there is nothing to tell. */
export function spansText(spans: readonly Count[], answered: number): string {
  if (answered === 0) return '';
  return spans.map(({ code, count }) => `${spanText(code)}: ${Math.round((count / answered) * 100)} %`).join(' · ');
}
