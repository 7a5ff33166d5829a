import { useStyles } from './styles.ts';

/** What somebody wrote, with its addresses as links: only those that are safe to follow, shown as they lead. */
export function Linked({ text }: { readonly text: string }) {
  const styles = useStyles();
  const parts: (string | { readonly href: string; readonly at: number })[] = [];
  let from = 0;
  for (const found of text.matchAll(/https:\/\/[^\s<>"]+/g)) {
    const href = tidied(found[0]);
    if (href === undefined) continue;
    parts.push(text.slice(from, found.index), { href, at: found.index });
    from = found.index + href.length;
  }
  parts.push(text.slice(from));
  return parts.map((part) =>
    typeof part === 'string' ? (
      part
    ) : (
      <a key={part.at} className={styles.link} href={part.href} target="_blank" rel="noopener noreferrer">
        {part.href}
      </a>
    ),
  );
}

/** Undefined for what is no address, or names somebody before the host, as if it led elsewhere. */
function tidied(written: string): string | undefined {
  let href = written;
  // What ends a sentence or a bracket around an address is none of it.
  while (/[.,;:!?)\]’”]$/.test(href)) href = href.slice(0, -1);
  const url = URL.parse(href);
  return url?.protocol === 'https:' && url.username === '' && url.hostname.includes('.') ? href : undefined;
}
