import type { Practice, PracticeText } from '../../domain/practice/practice.ts';
import type { PracticeView } from '../../domain/practice/view.ts';
import { facts } from '../build.ts';
import type { Element } from '../card.ts';
import type { Reader } from '../reader.ts';
import { lastDayText } from './last-day.ts';

/** What a practice is filed under. */
export function filingFacts(reader: Reader, { filing }: Pick<PracticeText, 'filing'>): Element[] {
  const { t } = reader;
  const listed = (term: string, codes: readonly string[]) =>
    codes.map((code) => t(`terms:${term}.${code}`)).join(' · ');
  return facts([
    [t('writing:supportForms'), listed('supportForm', filing.supportForms)],
    [t('writing:targetGroups'), listed('targetGroup', filing.targetGroups)],
    [t('writing:themes'), listed('theme', filing.themes)],
    [t('practice:municipalityFact'), filing.municipality ?? ''],
  ]);
}

/** What a practice is and where it stands. */
export function standingFacts(reader: Reader, { practice, group, organisation, today }: PracticeView): Element[] {
  const { t } = reader;
  return facts([
    [t('page:list.kind'), t(`terms:practiceKind.${practice.kind}`)],
    [t('survey:state'), t(`terms:practiceState.${practice.state}`)],
    [t('page:practice.lastDay'), lastDayText(reader, practice, today)],
    [t('page:practice.returnReason'), practice.state === 'returned' ? (practice.returnReason ?? '') : ''],
    [t('common:group'), reader.pick(group)],
    [t('page:person.organisation'), organisation ?? ''],
    [t('practice:onBehalf'), practice.onBehalf ? t('common:yes') : ''],
    [t('page:practice.revision'), revisionText(reader, practice)],
  ]);
}

function revisionText(reader: Reader, { revision, updatedAt }: Practice): string {
  return reader.t('page:practice.revisionOf', { revision, day: reader.day(updatedAt) });
}
