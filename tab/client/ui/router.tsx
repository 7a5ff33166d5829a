import {
  createContext,
  type MouseEvent,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react';
import { pageNames } from '../../contract/pages.ts';
import { expectFocus } from './title.tsx';

/** A page by the first part of its path; the home page has none. */
export type PageName = (typeof pageNames)[number] | '';

/** Where the reader is. */
export interface Place {
  /** Undefined for an address that is no page. */
  readonly page: PageName | undefined;
  /** What the page is about, when it is about one thing. */
  readonly id: string | undefined;
  /** What of it is shown, such as `results`. */
  readonly part: string | undefined;
  /** What that part is about, when it is about one thing, such as an organisation. */
  readonly of: string | undefined;
}

const root = '/tab/';

/** The place that a path below the root names. */
export function parseLocation(path: string): Place {
  const [page = '', id, part, of] = path.split('/').map((piece) => safelyDecoded(piece));
  const known = page === '' || (pageNames as readonly string[]).includes(page);
  return {
    page: known ? (page as PageName) : undefined,
    id: id || undefined,
    part: part || undefined,
    of: of || undefined,
  };
}

function safelyDecoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

interface Router {
  readonly place: Place;
  /** The same as a path, such as `surveys/<id>`. */
  readonly path: string;
  /** Whether the place was reached by going back in the browser or by a link back. */
  readonly isReturn: boolean;
  /** Goes to a path such as `surveys/<id>`. */
  go(path: string, options?: { readonly back?: boolean }): void;
}

const RouterContext = createContext<Router | undefined>(undefined);

interface RouterProps {
  /** Where to begin instead of the address, when a deep link says so. */
  readonly start: string | undefined;
  readonly children: ReactNode;
}

/** Keeps the place in the browser's address, so that going back and sharing a link work. */
export function RouterProvider({ start, children }: RouterProps) {
  const [at, setAt] = useState(() => {
    if (start !== undefined) window.history.replaceState(null, '', addressOf(start));
    return { path: currentPath(), isReturn: false };
  });
  useEffect(() => {
    // Lists know themselves how far down they were left.
    window.history.scrollRestoration = 'manual';
    const follow = () => {
      expectFocus();
      startTransition(() => setAt({ path: currentPath(), isReturn: true }));
    };
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  useLayoutEffect(() => {
    if (!at.isReturn) window.scrollTo(0, 0);
  }, [at]);
  const go = useCallback<Router['go']>((path, { back = false } = {}) => {
    window.history.pushState(null, '', addressOf(path));
    expectFocus();
    // What is shown stays until the next page's script is there.
    startTransition(() => setAt({ path: currentPath(), isReturn: back }));
  }, []);
  return (
    <RouterContext value={{ place: parseLocation(at.path), path: at.path, isReturn: at.isReturn, go }}>
      {children}
    </RouterContext>
  );
}

/** The language asked for in the address stays in it. */
function addressOf(path: string): string {
  return `${root}${path}${window.location.search}`;
}

/** The path in the browser's address, which is shown as soon as the page's script is there. */
export function currentPath(): string {
  return window.location.pathname.slice(root.length);
}

/** Where the reader is, and ways to go elsewhere; only within `RouterProvider`. */
export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (!router) throw new Error('no router provided');
  return router;
}

interface PageLinkProps {
  readonly to: string;
  readonly back?: boolean;
  readonly className?: string;
  readonly current?: boolean;
  /** The id of what says more about it, where its words alone stand on a page more than once. */
  readonly about?: string;
  readonly children: ReactNode;
}

/** A link to a page of ours: opens here, or in a new tab of the browser when the reader asks for that. */
export function PageLink({ to, back = false, className, current = false, about, children }: PageLinkProps) {
  const { go } = useRouter();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to, { back });
  };
  return (
    <a
      href={addressOf(to)}
      className={className}
      onClick={follow}
      aria-current={current ? 'page' : undefined}
      aria-describedby={about}
    >
      {children}
    </a>
  );
}
