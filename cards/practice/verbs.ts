import { z } from 'zod';
import { longestComment } from '../../domain/practice/comment.ts';
import { longestReason } from '../../domain/practice/decide.ts';
import { longestKept, longestMunicipality, longestSection, longestTitle } from '../../domain/practice/form.ts';
import { PracticeKind, practiceStates, verdicts } from '../../domain/practice/practice.ts';
import { Choices, ChosenId, chosen, DayInput, Id, NewId, PickedId, SeenIfTold, typed, Version } from '../input.ts';

const practice = z.object({ practiceId: Id });
/** A practice, and what stands for it as it was shown: a decision rests on that. */
const decision = practice.extend({ seen: SeenIfTold });
/** A practice whose text is being written, at the version that was read. */
const written = practice.extend({ version: Version });
const page = z.number().int().min(0).max(1000).default(0);

/** The most characters that a section's input takes: more than may be proposed, so that a long text can be shortened. */
export const longestInput = longestKept;

/** What was chosen on the first card. */
const beginning = z.object({
  kind: chosen(PracticeKind.or(z.literal('')), ''),
  groupId: ChosenId,
  groupIdSearch: typed(100),
  organisationId: ChosenId,
  organisationIdSearch: typed(100),
});

/** The presses that practice cards offer, and what each brings along. */
export const practiceVerbs = {
  /** The first card: choose a kind and a group, or go on with a draft; with what was typed, others to choose from. */
  'practice.start': beginning.extend({ typed: z.literal(true).optional() }),
  /** Opens the empty form of the presser's own new practice; nothing is stored. */
  'practice.write': beginning,
  /** Saves a page of the form and goes on. Texts of sections stand beside these keys under `s.<code>`. */
  'practice.page': z
    .object({
      practiceId: NewId,
      kind: PracticeKind,
      groupId: Id,
      /** The organisation without Teams that a practice not yet saved is written down for. */
      organisationId: Id.optional(),
      page,
      /** The only section of the page that the form showed, from 0; every section when it is absent. */
      section: z.number().int().min(0).max(100).optional(),
      to: z.enum(['next', 'back', 'leave']),
      title: typed(1000, longestTitle),
      supportForms: Choices,
      targetGroups: Choices,
      themes: Choices,
      municipality: typed(1000, longestMunicipality),
    })
    .catchall(typed(longestInput, longestSection).or(z.number())),
  /** The form at a page, or where writing goes on. */
  'practice.edit': practice.extend({ page: page.removeDefault().optional() }),
  /** Everything that is written, as it would be proposed. */
  'practice.review': written.extend({ page }),
  'practice.propose': written,
  'practice.askDiscard': written,
  'practice.discard': written,
  /** The example that ships with the bot. */
  'practice.example': z.object({ page }),
  /** The network's practices of one state, or of all. */
  'practice.list': z.object({ state: chosen(z.enum(practiceStates).or(z.literal('all')), 'all'), page }),
  /** A practice's own card: where it stands and what this reader can do. */
  'practice.open': z.object({ practiceId: PickedId }),
  /** The text, page by page, and after it what was said of it. */
  'practice.read': decision.extend({ page }),
  'practice.commentForm': practice,
  'practice.comment': practice.extend({ commentId: NewId, text: typed(longestInput, longestComment) }),
  /** Names the revision that was read, where the card before showed one. */
  'practice.validateForm': practice.extend({ revision: z.number().int().positive().optional() }),
  'practice.validate': practice.extend({
    revision: z.number().int().positive(),
    verdict: chosen(z.enum(verdicts).or(z.literal('')), ''),
    reason: typed(longestInput, longestReason),
  }),
  'practice.askOpenValidation': decision,
  'practice.openValidation': decision.extend({ lastDay: DayInput }),
  'practice.markValidated': decision,
  'practice.returnForm': decision,
  'practice.return': decision.extend({ reason: typed(longestInput, longestReason) }),
  'practice.select': decision,
  'practice.unselect': decision,
  'practice.askRetire': decision,
  'practice.retire': decision,
  'practice.restore': decision,
};
