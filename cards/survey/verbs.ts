import { z } from 'zod';
import type { Retention } from '../../domain/survey/retention.ts';
import { Anonymity, KeepMonths, ResultsFor, ResultsFrom, SentTo } from '../../domain/survey/survey.ts';
import {
  Choices,
  ChosenId,
  choicesUpTo,
  chosen,
  DayInput,
  Id,
  NewId,
  PickedId,
  picked,
  Seen,
  SeenIfTold,
  TimeInput,
  textOf,
  typed,
} from '../input.ts';
import { pickingInput } from '../picking.ts';

/** The most characters of why a survey is cancelled. */
export const longestReason = 500;

/** The most characters of a text of a survey in one language. */
export const longestText = 500;

/** What stands for one text of a survey: two codes at most, and what is between them. */
export const TextKey = z.string().min(1).max(220);

/** What is typed about when a survey reminds by itself. */
export const remindersInput = {
  when: chosen(z.enum(['usual', 'never', 'chosen']), 'usual'),
  day1: DayInput,
  day2: DayInput,
  day3: DayInput,
  time: TimeInput,
};

const survey = z.object({ surveyId: Id });
/** A survey, and what stands for it as it was shown: a step that decides for good rests on that. */
const step = survey.extend({ seen: SeenIfTold });
/** For how long answers are kept: an input holds the months as text. */
const Keep = z.literal('plan').or(z.coerce.number<string | number>().pipe(KeepMonths)) satisfies z.ZodType<Retention>;
/** The most people chosen in a chat: more do not fit into a card. */
export const mostChosenInChat = 80;
/** Ids of people, each with a comma. */
const People = choicesUpTo(mostChosenInChat * 101);
/** What was typed into the form for a new survey, and on the card that follows where more than one group is asked. */
const plan = z.object({
  surveyId: NewId,
  /** The code of a built-in survey or of an empty one, or what `earlierCode` gives. */
  template: chosen(z.string().max(110), ''),
  /** A group, or what `widerCode` gives. */
  groupId: ChosenId,
  groupIdSearch: typed(100),
  opensOn: DayInput,
  closesOn: DayInput,
  closesTime: TimeInput,
  /** `default` takes what the chosen survey has, here and below. */
  anonymity: chosen(Anonymity.or(z.literal('default')), 'default'),
  respondent: chosen(z.enum(['default', 'person', 'organisation']), 'default'),
  keep: chosen(Keep.or(z.literal('default')), 'default'),
  /** Set on the card that follows. */
  chosen: z.literal(true).optional(),
  groups: choicesUpTo(10_000),
  ...pickingInput,
  types: Choices,
  /** Those chosen already, and those found and chosen now. */
  people: People,
  found: People,
});
const closing = survey.extend({ closesOn: DayInput, closesTime: TimeInput });
/** A form, and the organisation without Teams that it is filled in for. */
const form = survey.extend({ organisationId: Id.optional() });
const openedForm = survey.extend({ organisationId: chosen(Id.optional(), undefined) });
const formPage = form.extend({ page: z.number().int().min(0).max(200) });
const page = z.object({ surveyId: Id, page: z.number().int().min(0).max(200) });

/** The presses that survey cards offer, and what each brings along. */
export const surveyVerbs = {
  /** The first card: choose what to make a survey from, and whom to ask. */
  'survey.new': z.object({}),
  'survey.draft': plan,
  /** Back to the form with what was typed. */
  'survey.form': plan,
  /** Looks for people to be asked, among those of a group or all, and keeps those chosen. */
  'survey.people': plan.extend({ search: typed(100), from: ChosenId, fromSearch: typed(100) }),
  /** Another page of the groups to be asked, and keeps those chosen. */
  'survey.groups': plan,
  /** A page of the form as a member sees it, with nothing saved. */
  'survey.preview': page,
  /** Back from the preview to the form the draft was made with. */
  'survey.change': survey,
  'survey.post': survey.extend({ seen: Seen, sentTo: chosen(SentTo, 'channel'), alsoIn: Choices }),
  'survey.discard': survey.extend({ seen: Seen }),
  'survey.list': z.object({}),
  'survey.manage': z.object({ surveyId: PickedId }),
  'survey.askClose': step,
  'survey.close': step,
  /** Asks until when a survey is to be open, now or again. */
  'survey.askTime': step,
  'survey.moveClosing': closing,
  'survey.reopen': closing.extend({ seen: SeenIfTold }),
  'survey.askCancel': step,
  'survey.cancel': step.extend({ reason: typed(longestReason) }),
  'survey.archive': step,
  /** Asks which text of a posted survey is to be changed. */
  'survey.askWording': survey,
  /** Asks which text within a question is to be changed: of its options, its rows or its scale. */
  'survey.editLabels': survey.extend({ code: Id }),
  'survey.editText': survey.extend({ code: picked(TextKey) }),
  'survey.reword': survey.extend({
    code: TextKey,
    /** The version of the survey that the form was made from. */
    version: z.number().int(),
    fi: typed(longestText),
    sv: typed(longestText),
    en: typed(longestText),
    'help.fi': typed(longestText),
    'help.sv': typed(longestText),
    'help.en': typed(longestText),
  }),
  /** Asks when the survey is to remind by itself. */
  'survey.askReminders': survey,
  'survey.chooseReminders': survey.extend(remindersInput),
  /** Who has not answered, or how many. */
  'survey.missing': survey,
  /** Reminds those who have not answered. */
  'survey.remind': survey,
  /** The organisations without Teams, for whom an answer can be entered. */
  'survey.entries': survey.extend({ search: typed(100) }),
  /** A part of the results, from 0. */
  'survey.results': survey.extend({ part: z.number().int().min(0).max(200).default(0) }),
  /** Asks who sees the results, from when on. */
  'survey.resultsRule': step,
  /** What is not among the inputs stays as it is. */
  'survey.limitResults': step.extend({
    resultsFrom: chosen(ResultsFrom.optional(), undefined),
    resultsFor: chosen(ResultsFor.optional(), undefined),
    breakdowns: Choices,
  }),
  /** Asks for how long answers are kept. */
  'survey.keeping': step,
  'survey.limitKeeping': step.extend({ keep: picked(Keep) }),
  /** One of the texts that people wrote, from 0, and what all of them were shown with before. */
  'survey.texts': survey.extend({ at: z.number().int().min(0).max(100_000).default(0), seen: Seen }),
  /** Decides what is read in the place of a text. */
  'survey.redact': survey.extend({
    /** What `TextToReview` calls its key. */
    textKey: Id,
    /** What the text was shown with, and all of them. */
    textSeen: Seen,
    seen: Seen,
    at: z.number().int().min(0).max(100_000).default(0),
    decision: z.enum(['edit', 'leaveOut', 'asWritten']),
    text: typed(20_000),
  }),
  'survey.shareTexts': survey.extend({ seen: Seen }),
  /** Opens the form, or the draft where it was left. */
  'survey.answer': openedForm,
  /** One page of the form, from all its answers before they are sent. */
  'survey.openPage': formPage,
  /** A part of all answers before they are sent. */
  'survey.review': form.extend({ part: z.number().int().min(0).max(200).default(0) }),
  'survey.submit': form,
  /** Puts the contact point that an organisation gave in its answer into its row. */
  'survey.takeContact': z.object({ surveyId: Id, seen: Seen }),
  /** Leaves the form as it is saved. */
  'survey.leave': form,
  /** Saves the page's answers, which stand beside these keys under `q.<code>`, and goes on to another page. */
  'survey.page': formPage
    .extend({ to: z.enum(['next', 'back', 'submit', 'leave']) })
    .catchall(z.preprocess(textOf, z.string().max(20_000)).or(z.number())),
};
