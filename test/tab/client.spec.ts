import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ledgerFormats } from '../../documents/delivery/format.ts';
import { resultFormats } from '../../documents/results/format.ts';
import { memberRoles, organisationTypes } from '../../domain/network/network.ts';
import {
  practiceKinds,
  practiceStates,
  supportForms,
  targetGroups,
  themes,
  verdicts,
} from '../../domain/practice/practice.ts';
import { whyNotCompared } from '../../domain/survey/codes.ts';
import { questionKinds } from '../../domain/survey/kinds/kinds.ts';
import { NonAnswer } from '../../domain/survey/question/base.ts';
import { offeredKeepMonths } from '../../domain/survey/retention.ts';
import { Anonymity, Audience, Breakdown, ResultsFor, ResultsFrom, SentTo } from '../../domain/survey/survey.ts';
import { readTexts, textLanguages, textsFor } from '../../locales/text.ts';
import { pageNames } from '../../tab/contract/pages.ts';

type Tree = { readonly [key: string]: string | Tree };

function keysOf(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

const folder = join(import.meta.dirname, '..', '..', 'tab', 'client');
const sources = globSync('**/*.{ts,tsx}', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
const source = sources.join('\n');

/** The strings of a list that a file of the page declares. */
function declared(file: string, name: string): string[] {
  const [, list = ''] = new RegExp(`${name} = \\[([^\\]]*)\\]`).exec(readFileSync(join(folder, file), 'utf8')) ?? [];
  return [...list.matchAll(/'(\w+)'|(\d+)/g)].map(([, word, number = '']) => word ?? number);
}

/** Every file of texts there is, whether the page bundles it or not. */
const namespaces = Object.keys(readTexts('fi')).join('|');

/** Keys as they are written, and the beginnings of keys that end in a value. */
const whole = [...source.matchAll(new RegExp(`['"]((?:${namespaces}):[\\w.]+)['"]`, 'g'))].map(([, key = '']) => key);
const begun = [...source.matchAll(new RegExp(`\`((?:${namespaces}):(?:[\\w.]*\\w)?)\\.?\\$\\{`, 'g'))].map(
  ([, key = '']) => key,
);

/** What may follow each beginning. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'delivery:': ['retry', 'pause', 'resume'],
  'delivery:done': ['retry', 'pause', 'resume'],
  'delivery:file': ledgerFormats,
  'delivery:hold': ['paused', 'withdrawn'],
  'delivery:noun': ['survey', 'meeting', 'practice'],
  'page:answer.entry': ['no', 'begun', 'yes'],
  'editor:': ['option', 'row', 'step'].flatMap((of) => ['all', 'one', 'add'].map((text) => `${of}.${text}`)),
  'editor:answer': ['yes', 'no', 'other', 'dontKnow', 'notApplicable'],
  'editor:at': [
    'title',
    'purpose',
    'questions',
    'closes',
    'anonymity',
    'audience',
    'respondent',
    'resultsFrom',
    'resultsFor',
    'breakdowns',
    'earlierRound',
    'keep',
    'opensOn',
    'opensTime',
    'closesOn',
    'closesTime',
  ],
  'editor:audience': Audience.options.map(({ shape }) => shape.kind.value),
  'editor:fault': [
    'title',
    'purpose',
    'closes',
    'questions',
    'textMissing',
    'optionsMissing',
    'optionTextMissing',
    'limits',
    'condition',
    'tooMany',
    'pageTooLarge',
    'codeTwice',
  ],
  'editor:in': textLanguages,
  'editor:lacks': textLanguages,
  'editor:mark': ['same', 'changed', 'new'],
  'editor:markAs': ['exclusive', 'reversed'],
  'editor:markAsOf': ['exclusive', 'reversed'],
  'editor:new': ['noFile', 'largeFile'],
  'editor:new.kind': ['template', 'earlier', 'empty', 'file'],
  'editor:promise': Anonymity.options,
  'editor:refused': [
    'notADate',
    'notATime',
    'ambiguousDate',
    'yearOutOfRange',
    'tooFarAhead',
    'inPast',
    'required',
    'noSuchTime',
    'notAfterStart',
    'tooLong',
    'tooShort',
    'notAnOption',
    'tooManyChosen',
    'wrongForm',
  ],
  'editor:respondent': ['person', 'organisation'],
  'editor:standing': ['same', 'changed', 'new'],
  'page:fault': Object.keys((readTexts('fi')['errors'] as Record<string, object>)['field'] ?? {}),
  'page:footer': ['accessibility', 'privacy', 'terms'],
  'page:home.survey': ['no', 'begun'],
  'page:me.languages': textLanguages,
  'page:me.wants': ['reminders', 'digest'],
  'page:meeting': ['coming', 'past'],
  'page:meeting.replied': ['yes', 'maybe', 'no', 'none'],
  'page:meeting.reply': ['yes', 'maybe', 'no'],
  'page:nav': ['home', ...pageNames],
  'page:practice.do': ['openValidation', 'markValidated', 'select', 'unselect', 'restore'],
  'page:practice.done': ['openValidation', 'markValidated', 'select', 'unselect', 'restore'],
  'page:results': ['tooFew', 'untilClosed', 'unsettled'],
  'page:results.format': resultFormats,
  'page:survey.done': ['extend', 'reopen'],
  'page:survey.labels': ['option', 'row', 'low'],
  'survey:textPart': ['title', 'purpose', 'section', 'question', 'option', 'row', 'step', 'low', 'high'],
  'survey:missingHidden': Anonymity.options,
  'survey:nonAnswer': NonAnswer.options,
  'survey:notCompared': whyNotCompared,
  'survey:promise': Anonymity.options,
  'survey:remindersOption': ['usual', 'never', 'chosen'],
  'survey:sentToGroups': ['channel', 'both'],
  'survey:sentToOption': SentTo.options,
  'summary:waits': [
    'surveyAnswers',
    'practiceProposed',
    'practiceInValidation',
    'practiceValidated',
    'practiceReturned',
  ],
  'tab:status.who': ['members', 'author', 'lead', 'coordinator'],
  'tab:surveys': ['no', 'begun', 'yes'],
  'terms:anonymity': Anonymity.options,
  'terms:breakdown': Breakdown.options,
  'terms:organisationType': organisationTypes,
  'terms:organisationTypes': organisationTypes,
  'terms:practiceKind': practiceKinds,
  'terms:practiceState': practiceStates,
  'terms:questionKind': [...questionKinds, 'section'],
  'terms:resultsFor': ResultsFor.options,
  'terms:resultsFrom': ResultsFrom.options,
  'terms:role': ['member', 'lead', ...memberRoles],
  'terms:surveyState': ['draft', 'scheduled', 'open', 'closed'],
  'terms:textState': ['asWritten', 'edited', 'leftOut', 'changed'],
  'terms:supportForm': supportForms,
  'terms:targetGroup': targetGroups,
  'terms:theme': themes,
  'terms:verdict': verdicts,
  'writing:': ['supportForms', 'targetGroups', 'themes', 'municipality'],
  'writing:askDiscard': ['draft', 'change'],
  'writing:consequence': ['inValidation', 'validated', 'selected'],
  'writing:discard': ['draft', 'change'],
  'writing:discardText': ['draft', 'change'],
  'writing:discarded': ['draft', 'change'],
};
const made = begun.flatMap((key) =>
  (endings[key] ?? []).map((ending) => (key.endsWith(':') ? key + ending : `${key}.${ending}`)),
);

describe('the page in the browser', () => {
  it('has a text for every key it names, in every language', () => {
    expect(whole.length).to.be.greaterThan(120);
    expect(begun.filter((key) => !(key in endings))).to.deep.equal([]);
    for (const language of textLanguages) {
      for (const key of [...whole, ...made]) expect(textsFor(language)(key, { count: 1 }), key).not.to.equal('');
    }
  });

  it('takes its texts from the files it bundles', () => {
    const [, bundled = ''] = /\{([\w,]+)\}\.json/.exec(source) ?? [];
    const named = [...whole, ...made].map((key) => key.split(':')[0]);
    expect(bundled.split(',')).to.have.members([...new Set(named)]);
  });

  it('has no text for its pages that it does not name', () => {
    const named = new Set([...whole, ...made]);
    const all = ['editor', 'page', 'writing'].flatMap((name) =>
      keysOf(readTexts('fi')[name] as Tree).map((key) => `${name}:${key.replace(/_(one|other)$/, '')}`),
    );
    expect(all.filter((key) => !named.has(key))).to.deep.equal([]);
  });

  it('offers everything there is to choose from', () => {
    expect(declared('practice/list.tsx', 'states')).to.deep.equal([...practiceStates]);
    expect(declared('practice/kinds.ts', 'kinds')).to.deep.equal([...practiceKinds]);
    expect(declared('practice/writing/filing.tsx', 'supportForms')).to.deep.equal([...supportForms]);
    expect(declared('practice/writing/filing.tsx', 'targetGroups')).to.deep.equal([...targetGroups]);
    expect(declared('practice/writing/filing.tsx', 'themes')).to.deep.equal([...themes]);
    expect(declared('practice/say.tsx', 'verdicts')).to.deep.equal([...verdicts]);
    expect(declared('ui/organisation-types.ts', 'organisationTypes')).to.deep.equal([...organisationTypes]);
    expect(declared('network/person.tsx', 'roles')).to.deep.equal([...memberRoles]);
    expect(declared('survey/actions/post.tsx', 'places')).to.deep.equal(SentTo.options);
    expect(declared('survey/results-inputs.tsx', 'fors')).to.have.members(ResultsFor.options);
    expect(declared('survey/results-inputs.tsx', 'froms')).to.deep.equal(ResultsFrom.options);
    expect(declared('survey/results-inputs.tsx', 'breakdowns')).to.deep.equal(Breakdown.options);
    expect(declared('survey/keep-choice.tsx', 'offered')).to.deep.equal(offeredKeepMonths.map(String));
    expect(declared('summary/waiting-list.tsx', 'waitedFor').sort()).to.deep.equal([
      'author',
      'coordinator',
      'lead',
      'members',
    ]);
  });

  it('writes no words of its own into the pages', () => {
    const written = [...source.matchAll(/>([^<>{}]*\p{L}[^<>{}]*)<\//gu)].map(([hit]) => hit);
    expect(written).to.deep.equal([]);
  });
});
