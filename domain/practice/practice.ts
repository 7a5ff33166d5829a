import { z } from 'zod';
import { Day, Moment, recordShape } from '../record.ts';
import { collection } from '../store.ts';
import { LocalizedText } from '../text.ts';

export const practiceKinds = [
  'operatingModel',
  'serviceDescription',
  'goodPractice',
  'success',
  'developmentTarget',
  'wayOfWorking',
] as const;
export const PracticeKind = z.enum(practiceKinds);
export type PracticeKind = z.infer<typeof PracticeKind>;

export const supportForms = ['remote', 'inPerson', 'training', 'none'] as const;
export const themes = [
  'needs',
  'networkBuilding',
  'communication',
  'resources',
  'helperTraining',
  'evaluation',
  'cooperation',
  'other',
] as const;
export const targetGroups = [
  'everyone',
  'olderPeople',
  'immigrants',
  'withoutDevice',
  'specialNeeds',
  'young',
  'jobSeekers',
  'other',
] as const;

/** A section of a practice form: what to write there. */
export const FormSection = z.object({
  code: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  label: LocalizedText,
  help: LocalizedText,
  required: z.boolean().default(false),
});
export type FormSection = z.infer<typeof FormSection>;

/** The form for one kind of practice. */
export const PracticeForm = z.object({
  kind: PracticeKind,
  title: LocalizedText,
  purpose: LocalizedText,
  sections: z.array(FormSection).min(1),
});
export type PracticeForm = z.infer<typeof PracticeForm>;

/** What a practice is found by. */
export const Filing = z.object({
  supportForms: z.array(z.enum(supportForms)),
  targetGroups: z.array(z.enum(targetGroups)),
  themes: z.array(z.enum(themes)),
  region: z.string(),
  municipality: z.string().optional(),
});
export type Filing = z.infer<typeof Filing>;

export const practiceStates = [
  'draft',
  'proposed',
  'inValidation',
  'validated',
  'selected',
  'returned',
  'retired',
] as const;

const text = {
  title: LocalizedText,
  /** Texts by section code of the kind's form. */
  sections: z.record(z.string(), LocalizedText),
  filing: Filing,
};

/** What is written of a practice and changes from revision to revision. */
export const PracticeText = z.object(text);
export type PracticeText = z.infer<typeof PracticeText>;

const written = { kind: PracticeKind, ...text };

/** A written-down practice in its newest revision. */
export const Practice = z.object({
  ...recordShape,
  ...written,
  networkId: z.string(),
  groupId: z.string(),
  /** The saved revision, from 1; every revision is kept. */
  revision: z.number().int().positive(),
  state: z.enum(practiceStates),
  /** Why it was returned. */
  returnReason: z.string().optional(),
  /** The last day to validate it, where its validation was opened until one; it never ends by itself. */
  validateBy: Day.optional(),
  authorMemberId: z.string(),
  organisationId: z.string().optional(),
  /** True for what its author wrote down for an organisation without Teams. */
  onBehalf: z.literal(true).optional(),
  /** What is being changed and not yet proposed: the form is opened with it. Only after the first proposal. */
  draft: PracticeText.optional(),
  /** True for the example that ships with the bot: never counted as the network's own. */
  example: z.boolean().default(false),
  createdAt: Moment,
  updatedAt: Moment,
});
export type Practice = z.infer<typeof Practice>;
export const practices = collection('practices', Practice, {
  indexes: ['networkId', 'groupId', 'state', 'kind', 'authorMemberId'],
});

/** A saved revision of a practice. Its id is the practice's id and the revision. */
export const PracticeRevision = z.object({
  ...recordShape,
  ...written,
  networkId: z.string(),
  practiceId: z.string(),
  revision: z.number().int().positive(),
  savedBy: z.string(),
  savedAt: Moment,
});
export type PracticeRevision = z.infer<typeof PracticeRevision>;
export const practiceRevisions = collection('practiceRevisions', PracticeRevision, {
  indexes: ['networkId', 'practiceId'],
  unique: [['practiceId', 'revision']],
});

/** The worked example that ships with the bot. */
export const PracticeExample = z.object(written);
export type PracticeExample = z.infer<typeof PracticeExample>;

export const Comment = z.object({
  ...recordShape,
  networkId: z.string(),
  practiceId: z.string(),
  revision: z.number().int().positive(),
  memberId: z.string(),
  organisationId: z.string().optional(),
  text: z.string().min(1),
  createdAt: Moment,
});
export type Comment = z.infer<typeof Comment>;
export const comments = collection('comments', Comment, {
  indexes: ['networkId', 'practiceId', 'memberId'],
});

export const verdicts = ['correct', 'correctWithChanges', 'notCorrect', 'dontKnow'] as const;

/** What one organisation says of one revision. A new revision is validated anew. */
export const Validation = z.object({
  ...recordShape,
  networkId: z.string(),
  practiceId: z.string(),
  revision: z.number().int().positive(),
  memberId: z.string(),
  organisationId: z.string(),
  verdict: z.enum(verdicts),
  reason: z.string().optional(),
  updatedAt: Moment,
});
export type Validation = z.infer<typeof Validation>;
export const validations = collection('validations', Validation, {
  indexes: ['networkId', 'practiceId', 'organisationId'],
  unique: [['practiceId', 'revision', 'organisationId']],
});
