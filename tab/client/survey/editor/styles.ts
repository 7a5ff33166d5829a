import { makeStyles, tokens } from '@fluentui/react-components';
import { useEditingStyles } from '../../ui/editing-styles.ts';

const useOwnStyles = makeStyles({
  part: {
    padding: '0.75rem',
    display: 'flex',
    flexDirection: 'column',
    gap: '0.5rem',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '0.5rem' },
  chosen: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    maxHeight: '16rem',
    overflowY: 'auto',
    '& > li': { display: 'flex', alignItems: 'center', gap: '0.5rem', padding: '0.25rem 0' },
  },
  pair: {
    display: 'grid',
    gap: '0.75rem',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 12rem), 1fr))',
    alignItems: 'start',
  },
  question: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  openQuestion: { border: `2px solid ${tokens.colorBrandStroke1}` },
  rowButton: {
    boxSizing: 'border-box',
    width: '100%',
    padding: '0.5rem 0.75rem',
    display: 'flex',
    gap: '0.5rem',
    alignItems: 'baseline',
    textAlign: 'left',
    font: 'inherit',
    color: 'inherit',
    background: 'none',
    border: 'none',
    borderRadius: tokens.borderRadiusLarge,
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
  },
  number: { flex: '0 0 1.75rem', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  rowText: { flex: '1 1 0', minWidth: 0 },
  sectionText: { fontWeight: tokens.fontWeightSemibold },
  panel: { padding: '0.5rem 0.75rem 0.75rem', display: 'flex', flexDirection: 'column', gap: '1rem' },
  card: {
    minHeight: '12rem',
    padding: '0.5rem',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: 'anywhere',
    '& .ac-input:not([type=checkbox]):not([type=radio]):not(.ac-choiceSetInput-expanded):not(.ac-choiceSetInput-multiSelect)':
      {
        boxSizing: 'border-box',
        width: '100%',
        minHeight: '2rem',
        padding: '0.25rem 0.5rem',
        font: 'inherit',
        color: tokens.colorNeutralForeground1,
        backgroundColor: tokens.colorNeutralBackground1,
        border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
        borderRadius: tokens.borderRadiusMedium,
      },
    '& .ac-pushButton': {
      minHeight: '2rem',
      padding: '0.25rem 0.75rem',
      font: 'inherit',
      fontWeight: tokens.fontWeightSemibold,
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorNeutralBackground1,
      border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
      borderRadius: tokens.borderRadiusMedium,
    },
    '& .ac-pushButton.style-positive': {
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorBrandBackground,
      border: `1px solid ${tokens.colorBrandBackground}`,
    },
  },
});

/** Looks of the editor, beside those of every page on which long things are written. */
export function useEditorStyles() {
  return { ...useEditingStyles(), ...useOwnStyles() };
}
