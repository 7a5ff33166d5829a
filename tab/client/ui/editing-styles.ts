import { makeStyles, tokens } from '@fluentui/react-components';

/** Looks of pages on which long things are written: a form with something beside it, and a bar that stays in sight. */
export const useEditingStyles = makeStyles({
  columns: {
    display: 'grid',
    gap: '1rem',
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 72rem)': { gridTemplateColumns: 'minmax(0, 1fr) 24rem' },
  },
  // What has the focus is not hidden behind the bar that stays at the bottom.
  main: {
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '1rem',
    '& input, & textarea, & select, & button': { scrollMarginBottom: '6rem', scrollMarginTop: '1rem' },
    // A long choice does not make its field wider than the screen.
    '& .fui-Field': { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
    '& .fui-Select, & .fui-Select__select': { minWidth: 0, textOverflow: 'ellipsis' },
  },
  column: { minWidth: 0, display: 'grid', gap: '1rem', gridTemplateColumns: 'minmax(0, 56rem)' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '0 1rem' },
  aside: {
    minWidth: 0,
    '@media (min-width: 72rem)': {
      position: 'sticky',
      top: '1rem',
      maxHeight: 'calc(100vh - 2rem)',
      overflowY: 'auto',
    },
  },
  form: { display: 'flex', flexDirection: 'column', gap: '1rem' },
  languages: {
    display: 'grid',
    gap: '0.5rem 0.75rem',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 9rem), 1fr))',
    alignItems: 'start',
  },
  longTexts: {
    display: 'grid',
    gap: '0.5rem 0.75rem',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 16rem), 1fr))',
    alignItems: 'start',
  },
  field: { minWidth: 0, display: 'flex', flexDirection: 'column', gap: '0.25rem' },
  group: { minWidth: 0, margin: 0, padding: 0, border: 'none' },
  legend: { margin: 0, padding: 0, marginBottom: '0.25rem', fontWeight: tokens.fontWeightSemibold },
  boxes: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 15rem), 1fr))' },
  marks: {
    margin: 0,
    display: 'block',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
    fontSize: '0.875rem',
  },
  warning: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  bar: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    padding: '0.75rem',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0.5rem 0.75rem',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow8,
  },
  count: { alignSelf: 'flex-end', fontVariantNumeric: 'tabular-nums' },
  over: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  star: { color: tokens.colorPaletteRedForeground1 },
});
