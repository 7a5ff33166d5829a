import { expect } from 'chai';
import { jsonNames, tableNames } from '../../documents/package/data-files.ts';
import { replies } from '../../domain/meeting/meeting.ts';
import { organisationTypes } from '../../domain/network/network.ts';
import { chapters } from '../../domain/package/chapters.ts';
import {
  practiceKinds,
  practiceStates,
  supportForms,
  targetGroups,
  themes,
  verdicts,
} from '../../domain/practice/practice.ts';
import { Anonymity, Survey } from '../../domain/survey/survey.ts';
import { languages } from '../../domain/text.ts';
import { readTexts } from '../../locales/text.ts';

const terms: Readonly<Record<string, readonly string[]>> = {
  organisationType: organisationTypes,
  organisationTypes,
  practiceKind: practiceKinds,
  practiceState: practiceStates,
  supportForm: supportForms,
  theme: themes,
  targetGroup: targetGroups,
  verdict: verdicts,
  reply: [...replies, 'none'],
  role: ['member', 'lead', 'compiler', 'coordinator'],
  surveyState: Survey.shape.state.options,
  anonymity: Anonymity.options,
};

function paths(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, path ? `${path}.${key}` : key));
}

for (const language of languages) {
  describe(`the texts of terms and package in ${language}`, () => {
    const all = readTexts(language) as Record<'terms' | 'package', Record<string, Record<string, string>>>;

    for (const [term, codes] of Object.entries(terms)) {
      it(`have a word for each ${term}, and none besides`, () => {
        expect(Object.keys(all.terms[term] ?? {})).to.deep.equal(codes);
      });
    }

    it('have a title for each chapter and a description for each file of data', () => {
      expect(Object.keys(all.package['chapter'] ?? {})).to.deep.equal(chapters);
      expect(Object.keys(all.package['table'] ?? {})).to.deep.equal(tableNames);
      expect(Object.keys(all.package['json'] ?? {})).to.deep.equal(jsonNames);
    });

    it('are the same texts as in Finnish, none of them empty', () => {
      const finnish = readTexts('fi');
      for (const namespace of ['terms', 'package'] as const) {
        expect(paths(all[namespace])).to.deep.equal(paths(finnish[namespace]));
        expect(JSON.stringify(all[namespace])).not.to.match(/:""|" | "[,}]/);
      }
    });
  });
}
