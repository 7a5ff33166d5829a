import { expect } from 'chai';
import { loadContent } from '../../content/content.ts';
import { type PracticeKind, practiceKinds } from '../../domain/practice/practice.ts';
import { languages } from '../../domain/text.ts';

const { practiceForms, practiceExample, regions } = loadContent();

const workSections = [
  'purpose',
  'membersAndRoles',
  'year',
  'channels',
  'decisionMaking',
  'resources',
  'works',
  'doesNotWork',
  'advice',
];
const resultSections = ['problem', 'whatWasDone', 'result', 'needs', 'whereElse'];

/** What a practice of each kind has to tell the new coordinator, in order. */
const sectionsByKind: Readonly<Record<PracticeKind, readonly string[]>> = {
  operatingModel: workSections,
  wayOfWorking: workSections,
  serviceDescription: [
    'what',
    'forWhom',
    'access',
    'steps',
    'helpers',
    'partners',
    'resources',
    'safety',
    'quality',
    'nextSteps',
  ],
  goodPractice: resultSections,
  success: resultSections,
  developmentTarget: ['missing', 'forWhom', 'why', 'proposal', 'owner'],
};

describe('practice forms', () => {
  for (const kind of practiceKinds) {
    const { sections } = practiceForms[kind];

    it(`${kind} asks for everything that is told of its kind`, () => {
      expect(sections.map((section) => section.code)).to.deep.equal(sectionsByKind[kind]);
    });

    it(`${kind} requires two to four sections`, () => {
      expect(sections.filter((section) => section.required).length).to.be.within(2, 4);
    });

    it(`${kind} has short labels, and one sentence of help with each section`, () => {
      for (const { code, label, help } of sections) {
        for (const language of languages) {
          expect(label[language]?.length, code).to.be.at.most(60);
          expect(help[language], code).to.match(/^[^.]{1,160}\.$/);
        }
      }
    });
  }
});

describe('the worked example', () => {
  const codes = practiceForms.serviceDescription.sections.map((section) => section.code);

  it('is a service description with every section of the form, in its order, and no other', () => {
    expect(practiceExample.kind).to.equal('serviceDescription');
    expect(Object.keys(practiceExample.sections)).to.deep.equal(codes);
  });

  it('is marked as an example in its title in each language', () => {
    expect(practiceExample.title.fi).to.match(/^Esimerkki: /);
    expect(practiceExample.title.sv).to.match(/^Exempel: /);
    expect(practiceExample.title.en).to.match(/^Example: /);
  });

  it('tells enough in every section without being long', () => {
    for (const code of codes) {
      for (const language of languages) {
        expect(practiceExample.sections[code]?.[language]?.length, `${code} ${language}`).to.be.within(200, 1100);
      }
    }
  });

  it('has the same lines in all languages', () => {
    for (const code of codes) {
      const marks = languages.map((language) =>
        practiceExample.sections[code]?.[language]?.split('\n').map((line) => /^(- |\d+\. )?/.exec(line)?.[0]),
      );
      expect(marks[1], code).to.deep.equal(marks[0]);
      expect(marks[2], code).to.deep.equal(marks[0]);
    }
  });

  it('gives no contact details beyond the emergency number', () => {
    for (const text of Object.values(practiceExample.sections)) {
      for (const language of languages) expect(text[language]).not.to.match(/@|https?:|www\.|\d{4,}/);
    }
  });

  it('stands in a region of the list', () => {
    expect(regions.map((region) => region.name.fi)).to.include(practiceExample.filing.region);
  });
});
