import { expect } from 'chai';
import { loadContent } from '../../content/content.ts';
import { organisationTypes } from '../../domain/network/network.ts';
import { targetGroups, verdicts } from '../../domain/practice/practice.ts';
import { pagesOf } from '../../domain/survey/pages.ts';
import { questionFaults } from '../../domain/survey/questions.ts';
import type { AskedQuestion, Question, SurveyTemplate } from '../../domain/survey/survey.ts';
import { type LocalizedText, languages } from '../../domain/text.ts';

const templates = loadContent().surveyTemplates;

/** What the network has to ask, by survey: the sub-question, and the question, row or option that asks it. */
const subQuestions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  supportNeed: {
    'the kind of support': 'needForms',
    'the amount': 'needAmount',
    'who needs it': 'needWho',
    'with what': 'needWith',
    'how often': 'needFrequency',
    'what is unmet': 'unmetNeeds',
    'what changes are seen': 'needChanges',
    'do those who need it find it': 'findingRating',
    'who does not find it': 'findingMissing',
    communication: 'communicationIdeas',
  },
  supplyCoverage: {
    'forms each provider gives': 'supplyForms',
    municipalities: 'supplyMunicipalities',
    'opening hours': 'openingHours',
    capacity: 'capacityClients',
    languages: 'supplyLanguages',
    'where people are guided': 'guidingTo',
    'how people are guided onward': 'guidingHow',
    'gaps on the map': 'gapPlaces',
  },
  networkWork: {
    trust: 'trust',
    'flow of information': 'informationFlow',
    meetings: 'meetings',
    roles: 'roles',
    'benefit from taking part': 'benefit',
  },
  coordinationTask: {
    'is it sufficient': 'taskSufficient',
    'is each task done enough': 'taskExtent',
    "the regional coordinator's responsibility": 'coordinatorResponsibility',
    'what should be added': 'taskAdd',
    'what should be dropped': 'taskDrop',
  },
  resources: {
    people: 'resourceLevel.people',
    money: 'resourceLevel.money',
    skill: 'resourceLevel.skill',
    devices: 'resourceLevel.devices',
    'risk of funding': 'riskLevel.riskFunding',
    'risk of commitment': 'riskLevel.riskCommitment',
    'risk of not finding suitable partners': 'riskLevel.riskSuitablePartners',
    'risk of not finding reliable partners': 'riskLevel.riskReliablePartners',
    'funding risks in words': 'fundingRisk',
    'commitment risks in words': 'commitmentRisk',
    'partner risks in words': 'partnersRisk',
  },
  feedback: {
    'on a training': 'eventKind.training',
    'on a workshop': 'eventKind.workshop',
    'on a meeting': 'eventKind.meeting',
    'how it went': 'eventOverall',
    'what to do better': 'eventImprove',
  },
  handover: {
    'what must not be lost': 'mustNotBeLost',
    'what to stop': 'whatToStop',
    'what to know in the first month': 'firstMonth',
    "the organisation's contact point": 'contactPoint',
  },
  validationRound: {
    correct: 'verdict.correct',
    'correct with changes': 'verdict.correctWithChanges',
    'not correct': 'verdict.notCorrect',
    "don't know": 'verdict.dontKnow',
    why: 'verdictReason',
  },
};

function all(template: SurveyTemplate): Question[] {
  return [...template.questions, ...(template.perPractice ?? [])];
}

function asked(questions: readonly Question[]): AskedQuestion[] {
  return questions.filter((question) => question.kind !== 'section');
}

function template(code: string): SurveyTemplate {
  const found = templates.find((candidate) => candidate.code === code);
  if (!found) throw new Error(`no survey ${code}`);
  return found;
}

function question(survey: string, code: string): AskedQuestion {
  const found = asked(all(template(survey))).find((candidate) => candidate.code === code);
  if (!found) throw new Error(`survey ${survey} does not ask ${code}`);
  return found;
}

type Choosable = { readonly code: string; readonly label: LocalizedText };

function choosable(from: AskedQuestion): Choosable[] {
  if (from.kind === 'choice') return from.options;
  return from.kind === 'matrix' ? [...from.rows, ...from.scale] : [];
}

function codesOf(list: readonly Choosable[]): string[] {
  return list.map((item) => item.code);
}

function tooLong(label: LocalizedText, limit: number): string[] {
  return languages.map((language) => label[language] ?? '').filter((text) => text.length > limit);
}

describe('sub-questions of the built-in surveys', () => {
  it('are listed for every survey', () => {
    expect(Object.keys(subQuestions)).to.have.members(
      codesOf(templates.map(({ code, title }) => ({ code, label: title }))),
    );
  });

  for (const [survey, parts] of Object.entries(subQuestions)) {
    for (const [part, place] of Object.entries(parts)) {
      it(`${survey} asks: ${part}`, () => {
        const [code = '', item] = place.split('.');
        const found = question(survey, code);
        if (item) expect(codesOf(choosable(found))).to.include(item);
      });
    }
  }

  it('ask how the network works in statements on one five-step scale with a way out', () => {
    for (const code of Object.values(subQuestions.networkWork ?? {})) {
      const found = question('networkWork', code);
      expect(found.kind === 'matrix' && codesOf(found.scale)).to.deep.equal([
        'stronglyDisagree',
        'somewhatDisagree',
        'neutral',
        'somewhatAgree',
        'stronglyAgree',
        'dontKnow',
      ]);
    }
  });
});

describe('not knowing in the built-in surveys', () => {
  it('is said instead of an answer and so never counted as one, but in rows of a matrix and in verdicts', () => {
    const choices = templates
      .flatMap((survey) => asked(all(survey)))
      .filter((candidate) => candidate.kind === 'choice');
    const counted = choices.filter((candidate) => codesOf(candidate.options).includes('dontKnow'));
    expect(counted.map(({ code }) => code)).to.deep.equal(['verdict']);
  });

  it('can be said where an estimate or an overview is asked for', () => {
    const unsure = templates
      .flatMap((survey) => asked(all(survey)))
      .filter(({ nonAnswers = [] }) => nonAnswers.includes('dontKnow'));
    const codes =
      'needFrequency needAmount needTrend findingRating findingChannels capacityHelpers capacityClients capacityState ' +
      'taskSufficient expertDivision staffYears volunteers';
    expect(unsure.map(({ code }) => code)).to.include.members(codes.split(' '));
  });
});

describe('codes of the built-in surveys', () => {
  for (const survey of templates) {
    const headings = codesOf(all(survey).map(({ code, label }) => ({ code, label })));
    const choices = asked(all(survey)).map(choosable);

    it(`${survey.code} uses each question's code once`, () => {
      expect(headings).to.deep.equal([...new Set(headings)]);
    });

    it(`${survey.code} uses each option's code once in its question, and never as a question's`, () => {
      for (const codes of choices.map(codesOf)) {
        expect(codes).to.deep.equal([...new Set(codes)]);
        expect(codes).not.to.include.oneOf([...headings, 'other']);
      }
    });

    it(`${survey.code} has no code that names the language of a text`, () => {
      expect(
        [...headings, ...choices.flatMap(codesOf)].filter((code) => /^(fi|sv|en)([A-Z.:]|$)/.test(code)),
      ).to.deep.equal([]);
    });
  }

  it('mean the same option in every survey', () => {
    const meanings = new Map<string, LocalizedText>();
    for (const option of templates.flatMap((survey) => asked(all(survey)).flatMap(choosable))) {
      expect(option.label, option.code).to.deep.equal(meanings.get(option.code) ?? option.label);
      meanings.set(option.code, option.label);
    }
  });

  it('are those of the domain for target groups, organisation types and verdicts', () => {
    const optionsWithOther = (survey: string, code: string) => [...codesOf(choosable(question(survey, code))), 'other'];
    expect(optionsWithOther('supportNeed', 'needWho')).to.deep.equal([...targetGroups]);
    expect(optionsWithOther('supplyCoverage', 'supplyFor')).to.deep.equal([...targetGroups]);
    expect(optionsWithOther('resources', 'partnersHardToFind')).to.deep.equal([...organisationTypes]);
    expect(codesOf(choosable(question('validationRound', 'verdict')))).to.deep.equal([...verdicts]);
  });
});

describe('forms of the built-in surveys', () => {
  for (const survey of templates) {
    it(`${survey.code} gives every page a heading and at most five questions`, () => {
      for (const questions of [survey.questions, survey.perPractice ?? []]) {
        const pages = pagesOf(questions);
        const sections = questions.filter((candidate) => candidate.kind === 'section');
        expect(pages.map((page) => page.section)).to.deep.equal(sections);
      }
    });

    it(`${survey.code} keeps a matrix of more than three rows alone on its page`, () => {
      for (const page of pagesOf(all(survey))) {
        const long = page.questions.some((candidate) => candidate.kind === 'matrix' && candidate.rows.length > 3);
        if (long) expect(page.questions, page.section?.code).to.have.lengthOf(1);
      }
    });

    it(`${survey.code} is neither too short nor too long, and requires little`, () => {
      const [least, most] = survey.code === 'feedback' ? [4, 6] : [6, 16];
      expect(asked(all(survey)).length).to.be.within(least, most);
      expect(asked(all(survey)).filter((candidate) => candidate.required).length).to.be.within(1, 3);
      expect(asked(survey.questions)).to.have.length.above(0);
    });

    it(`${survey.code} has labels that fit a card`, () => {
      for (const candidate of all(survey)) expect(tooLong(candidate.label, 120), candidate.code).to.deep.equal([]);
      for (const candidate of asked(all(survey))) {
        expect(tooLong(candidate.help ?? {}, 160), candidate.code).to.deep.equal([]);
        const rows = candidate.kind === 'matrix' ? candidate.rows : [];
        for (const item of choosable(candidate)) {
          expect(tooLong(item.label, rows.includes(item) ? 80 : 60), item.code).to.deep.equal([]);
        }
      }
    });
  }

  it('keep feedback anonymous and judgements of the network between the member and the coordinator', () => {
    expect(Object.fromEntries(templates.map((survey) => [survey.code, survey.anonymity]))).to.deep.equal({
      supportNeed: 'named',
      supplyCoverage: 'named',
      networkWork: 'confidential',
      coordinationTask: 'confidential',
      resources: 'confidential',
      feedback: 'anonymous',
      handover: 'named',
      validationRound: 'named',
    });
  });

  it('say in one or two sentences why they ask, and that the new coordinator uses the answers', () => {
    const coordinator = { fi: /uu(si|de\w+) koordinaattori/, sv: /den nya koordinatorn/, en: /the new coordinator/ };
    for (const { code, purpose } of templates) {
      for (const language of languages) {
        expect(purpose[language], code).to.match(coordinator[language]);
        expect(purpose[language]?.match(/\.(?= |$)/g)?.length, code).to.be.within(1, 2);
      }
    }
  });
});

describe('the questions of the built-in surveys', () => {
  for (const template of loadContent().surveyTemplates) {
    it(`go together in ${template.code}`, () => {
      expect(questionFaults([...template.questions, ...(template.perPractice ?? [])])).to.deep.equal([]);
    });
  }
});

describe('the validation round', () => {
  const block = template('validationRound').perPractice ?? [];

  it('asks for a verdict and its reasons of each practice, on a page of its own', () => {
    expect(block.map((candidate) => candidate.kind)).to.deep.equal(['section', 'choice', 'text']);
    expect(asked(block).map((candidate) => candidate.required)).to.deep.equal([true, false]);
  });

  it('names the practice in every label of the block, in every language', () => {
    for (const candidate of block) {
      for (const language of languages) expect(candidate.label[language], candidate.code).to.include('{{practice}}');
    }
  });

  it('is the only survey that asks by practice', () => {
    expect(templates.filter((survey) => survey.perPractice).map((survey) => survey.code)).to.deep.equal([
      'validationRound',
    ]);
  });
});
