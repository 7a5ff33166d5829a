import { type ReactNode, useEffect, useRef } from 'react';
import { useStyles } from './styles.ts';

interface AimProps {
  /** Whether the reader came to the page to do this. */
  readonly isAim: boolean;
  /** What it is, for those who hear it when they come there. */
  readonly label: string;
  readonly children: ReactNode;
}

/** What a link led to on a longer page: it is in view and has the focus as soon as it is there. */
export function Aim({ isAim, label, children }: AimProps) {
  const styles = useStyles();
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (isAim) box.current?.focus();
  }, [isAim]);
  return (
    <fieldset ref={box} tabIndex={-1} aria-label={label} className={styles.aim}>
      {children}
    </fieldset>
  );
}
