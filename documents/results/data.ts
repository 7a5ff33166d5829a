import type { Region } from '../../domain/network/region.ts';
import type { ExportedResults } from '../../domain/survey/results/exported-results.ts';
import { type Language, type LocalizedText, textFor } from '../../domain/text.ts';
import { dataTextsFor } from '../../locales/text.ts';
import { dayText } from '../../locales/time.ts';
import { resultFile } from './files.ts';
import type { ResultFormat } from './format.ts';

/** What a file of results is made from, as plain JSON. */
export interface ResultsData {
  readonly exported: Omit<ExportedResults, 'groupNames'>;
  readonly groupNames: readonly (readonly [id: string, name: LocalizedText])[];
  readonly regions: readonly Region[];
  readonly format: ResultFormat;
  readonly language: Language;
  readonly timeZone: string;
  /** The moment of making, which a workbook tells the day of. */
  readonly madeOn?: string;
}

/** The bytes of a file of results. */
export async function resultBytes(data: ResultsData): Promise<Buffer> {
  const { exported, groupNames, regions, format, language, timeZone, madeOn } = data;
  const reader = {
    t: dataTextsFor(language),
    pick: (text: LocalizedText) => textFor(text, language),
    day: (moment: string) => dayText(moment, language, timeZone),
  };
  return resultFile(reader, { ...exported, groupNames: new Map(groupNames) }, format, regions, madeOn);
}
