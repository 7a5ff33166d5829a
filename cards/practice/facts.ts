import type { Practice, PracticeText } from '../../domain/practice/practice.ts';
import type { PracticeView } from '../../domain/practice/view.ts';
import { facts } from '../build.ts';
import type { Element } from '../card.ts';
import type { Reader } from '../reader.ts';

/** What a practice is filed under. */
export function filingFacts(reader: Reader, { filing }: Pick<PracticeText, 'filing'>): Element[] {
  const { t } = reader;
  const listed = (term: string, codes: readonly string[]) =>
    codes.map((code) => t(`terms:${term}.${code}`)).join(' · ');
  return facts([
    [t('practice:supportForms'), listed('supportForm', filing.supportForms)],
    [t('practice:targetGroups'), listed('targetGroup', filing.targetGroups)],
    [t('practice:themes'), listed('theme', filing.themes)],
    [t('practice:municipalityFact'), filing.municipality ?? ''],
  ]);
}

/** What a practice is and where it stands. */
export function standingFacts(reader: Reader, { practice, group, organisation }: PracticeView): Element[] {
  const { t } = reader;
  return facts([
    [t('practice:kind'), t(`terms:practiceKind.${practice.kind}`)],
    [t('practice:state'), t(`terms:practiceState.${practice.state}`)],
    [t('practice:returnReason'), practice.state === 'returned' ? (practice.returnReason ?? '') : ''],
    [t('common:group'), reader.pick(group)],
    [t('practice:organisation'), organisation ?? ''],
    [t('practice:onBehalf'), practice.onBehalf ? t('common:yes') : ''],
    [t('practice:revision'), revisionText(reader, practice)],
  ]);
}

function revisionText(reader: Reader, { revision, updatedAt }: Practice): string {
  return reader.t('practice:revisionOf', { revision, day: reader.day(updatedAt) });
}
