import type { Reader } from '../../../cards/reader.ts';
import { formCard } from '../../../cards/survey/form.ts';
import { invitationCard } from '../../../cards/survey/invite.ts';
import { titleOf } from '../../../cards/survey/title.ts';
import type { StoreReader } from '../../../domain/store.ts';
import { askerOf } from '../../../domain/survey/asker.ts';
import { pagesOf, type SurveyPage } from '../../../domain/survey/pages.ts';
import type { Survey } from '../../../domain/survey/survey.ts';
import type { AnswerOf, BodyOf } from '../../contract/operations.ts';

type Preview = Omit<AnswerOf<'POST /surveys/{surveyId}/draft/preview'>, 'check'>;
type Wanted = Pick<BodyOf<'POST /surveys/{surveyId}/draft/preview'>, 'page' | 'code'>;

/** A page of a survey as a member gets it; the first is the invitation. Every page is shown, whoever it would ask. */
export async function previewOf(store: StoreReader, reader: Reader, survey: Survey, wanted: Wanted): Promise<Preview> {
  const pages = pagesOf(survey.questions);
  const page = Math.min(wanted.page ?? pageWithQuestion(pages, survey, wanted.code), pages.length);
  const shown = pages[page - 1];
  const named = { ...survey, title: { [reader.language]: titleOf(reader, survey) } };
  const card =
    shown === undefined
      ? invitationCard(reader, named)
      : formCard(reader, {
          survey: named,
          response: undefined,
          answers: {},
          pages,
          page: page - 1,
          reviewing: false,
          asker: await askerOf(store, survey),
          faults: {},
          unreadable: false,
        });
  const conditional = shown?.questions.some(({ showIf }) => showIf !== undefined) ?? false;
  return { page, pages: pages.length + 1, conditional, card: { ...card } };
}

/** A section shows on the page that it opens. */
function pageWithQuestion(pages: readonly SurveyPage[], { questions }: Survey, code: string | undefined): number {
  if (code === undefined) return 0;
  const place = questions.findIndex((question) => question.code === code);
  const asked = questions.slice(Math.max(place, 0)).find(({ kind }) => kind !== 'section');
  return place < 0 ? 0 : 1 + pages.findIndex((page) => page.questions.some((one) => one.code === asked?.code));
}
