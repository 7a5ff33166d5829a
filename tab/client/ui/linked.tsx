import { withAddresses } from '../../../locales/addresses.ts';
import { useStyles } from './styles.ts';

/** What somebody wrote, with its addresses as links, shown as they lead: the same ones as on cards. */
export function Linked({ text }: { readonly text: string }) {
  const styles = useStyles();
  let at = 0;
  return withAddresses(text).map((piece) => {
    const key = at;
    at += piece.text.length;
    if (piece.href === undefined) return piece.text;
    return (
      <a key={key} className={styles.link} href={piece.href} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    );
  });
}
