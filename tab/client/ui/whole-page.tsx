import { Failure, titleOf, WhenLoaded, type WhenLoadedProps } from './states.tsx';
import { useWords } from './texts.ts';
import { PageTitle } from './title.tsx';

/** `WhenLoaded` for what names its page: when it cannot be had, the page is named by what is the matter. */
export function WholePage<T>({ loaded, onRetry, children }: WhenLoadedProps<T>) {
  const { t } = useWords();
  if (loaded.state !== 'failed') return <WhenLoaded loaded={loaded} onRetry={onRetry} children={children} />;
  return (
    <>
      <PageTitle text={titleOf(loaded.problem, t)} />
      <Failure problem={loaded.problem} onRetry={onRetry} isTitled={false} />
    </>
  );
}
