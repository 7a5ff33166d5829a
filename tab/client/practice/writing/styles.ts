import { makeStyles } from '@fluentui/react-components';

/** Looks of the form of a practice. */
export const useWritingStyles = makeStyles({
  // The example stands before the form, so that it is met where it was opened; with room it stands to the right.
  beside: {
    display: 'grid',
    gap: '1rem',
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 72rem)': { gridTemplateColumns: 'minmax(0, 1fr) 26rem' },
  },
  inLanguage: { marginBottom: '0.5rem' },
  example: {
    minWidth: 0,
    overflowY: 'auto',
    maxHeight: '60vh',
    '@media (min-width: 72rem)': {
      gridColumn: 2,
      gridRow: 1,
      position: 'sticky',
      top: '1rem',
      maxHeight: 'calc(100vh - 2rem)',
    },
  },
});
