/**
 * The part of Adaptive Cards 1.5 that our cards are made of, as plain JSON.
 * Source: the Adaptive Cards schema 1.5; Teams accepts up to this version for cards of bots.
 */

export type Spacing = 'none' | 'small' | 'default' | 'medium' | 'large' | 'extraLarge' | 'padding';

interface Common {
  id?: string;
  spacing?: Spacing;
  separator?: boolean;
}

export interface TextBlock extends Common {
  type: 'TextBlock';
  text: string;
  wrap: true;
  style?: 'heading' | 'default';
  size?: 'small' | 'default' | 'medium' | 'large' | 'extraLarge';
  weight?: 'default' | 'bolder';
  color?: 'default' | 'attention' | 'good' | 'warning' | 'accent';
  isSubtle?: boolean;
}

export interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'default' | 'bolder';
  italic?: boolean;
  isSubtle?: boolean;
  size?: 'small' | 'default';
  color?: 'default' | 'attention' | 'accent';
  underline?: true;
  /** Where pressing it leads. */
  selectAction?: { type: 'Action.OpenUrl'; url: string };
}

export interface RichTextBlock extends Common {
  type: 'RichTextBlock';
  inlines: TextRun[];
}

export interface Container extends Common {
  type: 'Container';
  items: Element[];
  style?: 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';
}

export interface ColumnSet extends Common {
  type: 'ColumnSet';
  columns: { type: 'Column'; width: string; items: Element[] }[];
}

export interface ActionSet extends Common {
  type: 'ActionSet';
  actions: Action[];
}

interface Input extends Common {
  id: string;
  label: string;
  isRequired?: boolean;
  errorMessage?: string;
}

export interface InputText extends Input {
  type: 'Input.Text';
  value?: string;
  isMultiline?: boolean;
  maxLength?: number;
}

export interface InputNumber extends Input {
  type: 'Input.Number';
  value?: number;
  min?: number;
  max?: number;
}

export interface InputDate extends Input {
  type: 'Input.Date';
  placeholder?: string;
  value?: string;
  min?: string;
  max?: string;
}

export interface InputTime extends Input {
  type: 'Input.Time';
  placeholder?: string;
  value?: string;
}

export interface InputChoiceSet extends Input {
  type: 'Input.ChoiceSet';
  choices: { title: string; value: string }[];
  style: 'compact' | 'expanded';
  /** By which the renderer of Teams knows an input again when one view of a card follows another. */
  key?: string;
  isMultiSelect?: boolean;
  placeholder?: string;
  value?: string;
  wrap?: true;
}

export type Element =
  | TextBlock
  | RichTextBlock
  | Container
  | ColumnSet
  | ActionSet
  | InputText
  | InputNumber
  | InputDate
  | InputTime
  | InputChoiceSet;

export interface ExecuteAction {
  type: 'Action.Execute';
  title: string;
  verb: string;
  data: Readonly<Record<string, unknown>>;
  style?: 'default' | 'positive' | 'destructive';
  /** `none` sends no inputs and skips their checks: for Back and Cancel. */
  associatedInputs?: 'auto' | 'none';
}

export interface OpenUrlAction {
  type: 'Action.OpenUrl';
  title: string;
  url: string;
}

export interface ShowCardAction {
  type: 'Action.ShowCard';
  title: string;
  card: { type: 'AdaptiveCard'; body: Element[]; actions?: Action[] };
}

export type Action = ExecuteAction | OpenUrlAction | ShowCardAction;

/** A whole card. */
export interface Card {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  /** The language of the words, for screen readers (BCP 47). */
  lang: string;
  /** What is shown where the card cannot be: notifications and old clients. */
  fallbackText: string;
  body: Element[];
  actions?: Action[];
}
