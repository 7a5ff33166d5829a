import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { HomePage } from '../summary/home.tsx';
import { type Place, useRouter } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { Notice } from '../ui/states.tsx';
import { useWords } from '../ui/texts.ts';

interface OneProps {
  readonly id: string;
  /** What the shown part of it is about. */
  readonly of?: string | undefined;
}
type Page<P> = LazyExoticComponent<ComponentType<P>>;

/** A page's script is fetched when the page is first opened. */
const lists: Readonly<Record<string, Page<object>>> = {
  surveys: lazy(async () => ({ default: (await import('../survey/list.tsx')).SurveysPage })),
  meetings: lazy(async () => ({ default: (await import('../meeting/list.tsx')).MeetingsPage })),
  practices: lazy(async () => ({ default: (await import('../practice/list.tsx')).PracticesPage })),
  people: lazy(async () => ({ default: (await import('../network/people.tsx')).PeoplePage })),
  groups: lazy(async () => ({ default: (await import('../network/groups.tsx')).GroupsPage })),
  organisations: lazy(async () => ({ default: (await import('../network/organisations.tsx')).OrganisationsPage })),
  deliveries: lazy(async () => ({ default: (await import('../delivery/list.tsx')).DeliveriesPage })),
  changes: lazy(async () => ({ default: (await import('../network/changes.tsx')).ChangesPage })),
  me: lazy(async () => ({ default: (await import('../member/me.tsx')).MePage })),
};

const ones: Readonly<Record<string, Page<OneProps>>> = {
  surveys: lazy(async () => ({ default: (await import('../survey/details.tsx')).SurveyPage })),
  'surveys/edit': lazy(async () => ({ default: (await import('../survey/editor/page.tsx')).EditSurveyPage })),
  'surveys/results': lazy(async () => ({ default: (await import('../survey/results.tsx')).ResultsPage })),
  'surveys/answer': lazy(async () => ({ default: (await import('../survey/answer/answer.tsx')).AnswerPage })),
  'surveys/entries': lazy(async () => ({ default: (await import('../survey/answer/entries.tsx')).EntriesPage })),
  'surveys/missing': lazy(async () => ({ default: (await import('../survey/actions/missing.tsx')).MissingPage })),
  'surveys/wording': lazy(async () => ({ default: (await import('../survey/actions/wording.tsx')).WordingPage })),
  'surveys/texts': lazy(async () => ({ default: (await import('../survey/texts.tsx')).TextsPage })),
  'surveys/results-rule': lazy(async () => ({ default: (await import('../survey/results-rule.tsx')).ResultsRulePage })),
  meetings: lazy(async () => ({ default: (await import('../meeting/details.tsx')).MeetingPage })),
  'meetings/reply': lazy(async () => ({ default: (await import('../meeting/details.tsx')).MeetingReplyPage })),
  practices: lazy(async () => ({ default: (await import('../practice/details.tsx')).PracticePage })),
  'practices/validate': lazy(async () => ({
    default: (await import('../practice/details.tsx')).PracticeValidationPage,
  })),
  'practices/edit': lazy(async () => ({ default: (await import('../practice/writing/page.tsx')).WritePracticePage })),
  'practices/review': lazy(async () => ({
    default: (await import('../practice/writing/review.tsx')).ReviewPracticePage,
  })),
  people: lazy(async () => ({ default: (await import('../network/person.tsx')).PersonPage })),
  deliveries: lazy(async () => ({ default: (await import('../delivery/details.tsx')).DeliveryPage })),
  organisations: lazy(async () => ({ default: (await import('../network/organisation.tsx')).OrganisationPage })),
};

const fresh: Readonly<Record<string, Page<object>>> = {
  surveys: lazy(async () => ({ default: (await import('../survey/editor/new.tsx')).NewSurveyPage })),
  practices: lazy(async () => ({ default: (await import('../practice/writing/new.tsx')).NewPracticePage })),
  organisations: lazy(async () => ({
    default: (await import('../network/new-organisation.tsx')).NewOrganisationPage,
  })),
};

/** The page that the address names. */
export function CurrentPage() {
  const { t } = useWords();
  const { place } = useRouter();
  const { network } = useSession();
  const { id, page, of } = place;
  if (page === '' && id === undefined) return <HomePage key={network.id} />;
  const New = id === 'new' ? fresh[nameOf(place)] : undefined;
  if (New) return <New key={network.id} />;
  const One = id === undefined ? undefined : ones[nameOf(place)];
  if (One && id !== undefined) return <One key={`${network.id} ${id} ${of}`} id={id} of={of} />;
  const List = id === undefined ? lists[page ?? ''] : undefined;
  if (List) return <List key={network.id} />;
  return <Notice title={t('tab:notFound.title')} text={t('page:unknown')} />;
}

function nameOf({ page = '', part }: Place): string {
  return part === undefined ? page : `${page}/${part}`;
}
