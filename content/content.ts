import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Region } from '../domain/network/region.ts';
import { PracticeExample, PracticeForm, type PracticeKind } from '../domain/practice/practice.ts';
import { SurveyTemplate } from '../domain/survey/survey.ts';

/** What ships with the bot: what leads and members start from instead of an empty page. */
export interface Content {
  /** In the order in which a lead is offered them: from the need for support to the validation round. */
  readonly surveyTemplates: readonly SurveyTemplate[];
  readonly practiceForms: Readonly<Record<PracticeKind, PracticeForm>>;
  /** Not a practice of any network, which its title says in each language. */
  readonly practiceExample: PracticeExample;
  /** The eighteen regions and Åland, in the order of Statistics Finland's two-digit codes. */
  readonly regions: readonly Region[];
}

const surveyCodes = [
  'supportNeed',
  'supplyCoverage',
  'networkWork',
  'coordinationTask',
  'resources',
  'feedback',
  'handover',
  'validationRound',
] as const;

/**
 * Reads the built-in content from disk, for a composition root to call once. Throws an Error that names the file when
 * one is missing, is not JSON or does not fit its schema. `folder` defaults to the content that ships with the bot.
 */
export function loadContent(folder = import.meta.dirname): Content {
  const form = (kind: PracticeKind) => read(PracticeForm, join(folder, 'forms', `${kind}.json`));
  return {
    surveyTemplates: surveyCodes.map((code) => read(SurveyTemplate, join(folder, 'surveys', `${code}.json`))),
    practiceForms: {
      operatingModel: form('operatingModel'),
      serviceDescription: form('serviceDescription'),
      goodPractice: form('goodPractice'),
      success: form('success'),
      developmentTarget: form('developmentTarget'),
      wayOfWorking: form('wayOfWorking'),
    },
    practiceExample: read(PracticeExample, join(folder, 'examples', 'home-support.json')),
    regions: read(z.array(Region), join(folder, 'regions.json')),
  };
}

function read<T>(schema: z.ZodType<T>, file: string): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`built-in content ${file}: ${reason}`, { cause });
  }
}
