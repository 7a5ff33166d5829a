import { expect } from 'chai';
import { loadContent } from '../../content/content.ts';
import { organisationTypes } from '../../domain/network/network.ts';
import { targetGroups, verdicts } from '../../domain/practice/practice.ts';
import type { AskedQuestion, Question } from '../../domain/survey/kinds/kinds.ts';
import { pagesOf } from '../../domain/survey/pages.ts';
import { questionFaults } from '../../domain/survey/questions.ts';
import type { SurveyTemplate } from '../../domain/survey/survey.ts';
import { type LocalizedText, languages } from '../../domain/text.ts';

const templates = loadContent().surveyTemplates;

/** What the network has to ask, by survey: the sub-question, and the question, row or option that asks it. */
const subQuestions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  supportNeed: {
    'the kind of support': 'needForms',
    'the amount': 'needPeople',
    'who needs it': 'needWho-2',
    'with what': 'needWith-2',
    'how often': 'needFrequency-2',
    'what is unmet': 'unmetNeeds',
    'how many go without': 'needUnmetPeople',
    'what changes are seen': 'needChanges',
    'do those who need it find it': 'findingRating',
    'who does not find it': 'findingWho',
    'why they do not': 'findingWhy',
    communication: 'communicationIdeas',
  },
  supplyCoverage: {
    'forms each provider gives': 'supplyForms',
    municipalities: 'supplyMunicipalities',
    'opening hours': 'openingHours',
    capacity: 'capacityClients',
    'how many are helped': 'clientsHelped',
    'feedback from clients': 'clientFeedback',
    'its use': 'clientFeedbackUse',
    languages: 'supplyLanguages',
    'where people are guided': 'guidingTo-2',
    'how people are guided onward': 'guidingWorks',
    'gaps on the map': 'gapPlaces',
  },
  networkWork: {
    trust: 'trust-2',
    'flow of information': 'informationFlow-2',
    meetings: 'meetings-2',
    roles: 'roles-2',
    'benefit from taking part': 'benefit-2',
    'who is missing': 'networkMissing',
  },
  coordinationTask: {
    'is it sufficient': 'taskSufficient',
    'is each task in the network done enough': 'taskExtentNetwork',
    'is each task for the support done enough': 'taskExtentSupport',
    'taking part in the national model': 'nationalWishes',
    "the regional coordinator's responsibility": 'coordinatorResponsibility',
    'what should be added': 'taskAdd',
    'what should be dropped': 'taskDrop',
  },
  resources: {
    people: 'resourceLevel-2.people',
    money: 'resourceLevel-2.money',
    skill: 'resourceLevel-2.skill',
    devices: 'resourceLevel-2.equipment',
    'risk of funding': 'riskLevel-2.riskFunding',
    'risk of commitment': 'riskLevel-2.riskCommitment',
    "risk of leadership's commitment": 'riskLevel-2.riskLeadership',
    'risk of the months without a coordinator': 'riskLevel-2.riskInterval',
    'risk of not finding suitable partners': 'riskLevel-2.riskSuitablePartners',
    'risk of not finding reliable partners': 'riskLevel-2.riskReliablePartners',
    'funding risks in words': 'fundingRisk',
    'commitment risks in words': 'commitmentRisk',
    'partner risks in words': 'partnersHarder',
    'transition risks in words': 'transitionRisk',
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
    correct: 'verdict-2.correct',
    'correct with changes': 'verdict-2.correctWithChanges',
    'not correct': 'verdict-2.notCorrect',
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

  it('ask how the network works in statements both ways on one five-step scale with a way out', () => {
    const statements = asked(template('networkWork').questions).filter((found) => found.kind === 'matrix');
    expect(statements).to.have.length(5);
    const rows = statements.flatMap((found) => found.rows);
    expect(rows.filter(({ reversed }) => reversed).length / rows.length).to.be.within(0.4, 0.6);
    for (const found of statements) {
      expect(new Set(found.rows.map(({ reversed = false }) => reversed)).size, found.code).to.equal(2);
      expect(codesOf(found.scale)).to.deep.equal([
        'stronglyDisagree',
        'somewhatDisagree',
        'neutral',
        'somewhatAgree',
        'stronglyAgree',
      ]);
    }
  });
});

describe('the method of the built-in surveys', () => {
  const everything = templates.flatMap((survey) => asked(all(survey)).map((one) => ({ survey, one })));

  it('has one way of not knowing, which no answer counts', () => {
    const labels = /en osaa sanoa|^vet inte|kan inte säga|don.t know|not sure/i;
    for (const { one } of everything) {
      for (const { code, label } of choosable(one)) {
        expect(code, one.code).not.to.equal('dontKnow');
        for (const language of languages) expect(label[language] ?? '', `${one.code}.${code}`).not.to.match(labels);
      }
      if (one.kind === 'matrix') expect(one.nonAnswers, one.code).to.deep.equal(['dontKnow']);
    }
  });

  it('lets it be said where an estimate or an overview is asked for', () => {
    const unsure = everything.map(({ one }) => one).filter(({ nonAnswers = [] }) => nonAnswers.includes('dontKnow'));
    const codes =
      'needWho-2 needWith-2 needForms needFrequency-2 needPeople needTrend unmetAny unmetReasons needUnmetPeople ' +
      'findingRating findingChannels capacityHelpers capacityClients clientsHelped capacityState gapAny gapForms ' +
      'gapGroups coordinationSupport networkOverall networkMissing taskSufficient expertDivision staffYears volunteers ' +
      'fundingState verdict-2';
    expect(unsure.map(({ code }) => code)).to.include.members(codes.split(' '));
  });

  it('leaves a way out of every question that has to be answered', () => {
    // What everybody can say of themselves.
    const sure = ['participation', 'basis', 'supplyForms'];
    const without = everything.filter(({ one }) => one.required && !one.nonAnswers?.length && !sure.includes(one.code));
    expect(without.map(({ one }) => one.code)).to.deep.equal([]);
  });

  it('has options that say all or nothing chosen alone', () => {
    const alone = /^(kaikki |ei |emme |en |mikään |mitään |ketään |pelkkään |erillistä .* ei ole|lisää .* ei tarvita)/i;
    for (const { one } of everything) {
      if (one.kind !== 'choice' || !one.multiple) continue;
      const sounding = one.options.filter(({ label }) => alone.test(label.fi ?? ''));
      expect(codesOf(one.options.filter(({ exclusive }) => exclusive)), one.code).to.deep.equal(codesOf(sounding));
    }
  });

  it('limits what is asked for the most', () => {
    const most = { fi: /eniten|tärkeintä|enintään/, sv: /mest|viktigast|högst/, en: /\bmost\b/ };
    for (const { one } of everything) {
      if (one.kind !== 'choice' || !one.multiple) continue;
      for (const language of languages) {
        const words = `${one.label[language]} ${one.help?.[language]}`;
        expect(most[language].test(words), `${one.code} in ${language}`).to.equal(one.max !== undefined);
      }
    }
  });

  it('asks nobody what their own answer before has ruled out', () => {
    const conditions = Object.fromEntries(
      everything.flatMap(({ one }) => (one.showIf ? [[one.code, one.showIf.code]] : [])),
    );
    expect(conditions).to.deep.equal({
      unmetNeeds: 'unmetAny',
      unmetReasons: 'unmetAny',
      needUnmetPeople: 'unmetAny',
      supplyFor: 'supplyForms',
      supplyLanguages: 'supplyForms',
      supplyMunicipalities: 'supplyForms',
      openingHours: 'supplyForms',
      booking: 'supplyForms',
      capacityHelpers: 'supplyForms',
      clientsHelped: 'supplyForms',
      capacityClients: 'supplyForms',
      capacityState: 'supplyForms',
      clientFeedback: 'supplyForms',
      clientFeedbackUse: 'clientFeedback',
      guidingWorks: 'guidingTo-2',
      gapPlaces: 'gapAny',
      gapForms: 'gapAny',
      gapGroups: 'gapAny',
      'fundingSecuredUntil-2': 'fundingState',
    });
  });

  it('asks one thing at a time', () => {
    const two = { fi: /, (ja|mutta) (mi|ku|ke)|, \S+ \S*ko\b.*, /, sv: /, och (v|h)/, en: /, and (w|h)/ };
    const joined = / (ja|tai) (mi|ku|ke)\S*\?| och (av )?v\S+\?| and (to )?wh\S+\?/;
    for (const { one } of everything) {
      for (const language of languages) {
        expect(one.label[language], one.code).not.to.match(two[language]).and.not.to.match(joined);
      }
    }
  });

  it('speaks to one person, or to an organisation where that answers', () => {
    const ofPerson = {
      fi: /\b(sinä|sinun|sinua|sinut|olet|voit|haluat|toivot)\b|\S+(asi|esi|isi)\b/i,
      sv: /\b(du|dig|din|ditt|dina)\b/i,
    };
    const ofOrganisation = {
      fi: /\b(te|teidän|teillä|teille|teitä|teidät|minkä?tte|\S+(tte|ttekö|kaa|kää|nne))\b/i,
      sv: /\b(ni|er|ert|era)\b/i,
    };
    const also = ['minne', 'sinne', 'tänne'];
    for (const survey of templates) {
      const wrong = survey.respondent === 'organisation' ? ofPerson.sv : ofOrganisation.sv;
      for (const one of all(survey)) {
        const texts = [one.label, ...(one.help ? [one.help] : [])];
        for (const { fi = '', sv = '' } of texts) {
          expect(sv, one.code).not.to.match(wrong);
          const words = fi.split(/[^\p{L}]+/u).filter((word) => !also.includes(word.toLowerCase()));
          if (survey.respondent === undefined) {
            expect(
              words.filter((word) => ofOrganisation.fi.test(word)),
              one.code,
            ).to.deep.equal([]);
          }
        }
      }
    }
  });

  it('lets organisations answer for themselves what they alone know, and the same thing once', () => {
    expect(templates.filter(({ respondent }) => respondent === 'organisation').map(({ code }) => code)).to.deep.equal([
      'supplyCoverage',
      'resources',
      'handover',
    ]);
    const facts = ['capacityHelpers', 'capacityClients', 'clientsHelped', 'staffYears', 'volunteers', 'contactPoint'];
    for (const { survey, one } of everything) {
      if (facts.includes(one.code)) expect(survey.respondent, one.code).to.equal('organisation');
    }
    expect(new Set(everything.map(({ one }) => one.code)).size).to.equal(everything.length);
  });

  it('has the same numbers and ends of sentences in each language', () => {
    const marks = (text = '') => [...text.matchAll(/\d+|[?]/g)].map(([mark]) => mark).join(' ');
    for (const { one } of everything) {
      for (const { label } of [one, ...choosable(one)]) {
        expect([marks(label.sv), marks(label.en)], one.code).to.deep.equal([marks(label.fi), marks(label.fi)]);
      }
    }
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
    expect(optionsWithOther('supportNeed', 'needWho-2')).to.deep.equal([...targetGroups]);
    expect(optionsWithOther('supplyCoverage', 'supplyFor')).to.deep.equal([...targetGroups]);
    // There have been no such districts since 2023; organisations may still be kept as one.
    const former = ['hospitalDistrict', 'specialCareDistrict'];
    const types = organisationTypes.filter((type) => !former.includes(type));
    const asking = ['guidingTo-2', 'networkMissing', 'partnersHardToFind-2'];
    for (const [index, survey] of ['supplyCoverage', 'networkWork', 'resources'].entries()) {
      const found = question(survey, asking[index] ?? '');
      const options = found.kind === 'choice' ? found.options.filter(({ exclusive }) => !exclusive) : [];
      expect([...codesOf(options), 'other'], survey).to.deep.equal(types);
    }
    expect([...codesOf(choosable(question('validationRound', 'verdict-2'))), 'dontKnow']).to.deep.equal([...verdicts]);
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
      const [least, most] = survey.code === 'feedback' ? [4, 6] : [6, 20];
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
