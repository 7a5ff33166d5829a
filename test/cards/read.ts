import type { Action, Card, Element, ExecuteAction } from '../../cards/card.ts';

/** All buttons of a card, those inside its body too. */
export function buttonsOf(card: Pick<Card, 'body' | 'actions'>): ExecuteAction[] {
  const actions: Action[] = [...(card.actions ?? []), ...card.body.flatMap(actionsIn)];
  return actions.flatMap((action) => {
    if (action.type === 'Action.ShowCard')
      return buttonsOf({ body: action.card.body, actions: action.card.actions ?? [] });
    return action.type === 'Action.Execute' ? [action] : [];
  });
}

function actionsIn(element: Element): Action[] {
  if (element.type === 'ActionSet') return element.actions;
  if (element.type === 'Container') return element.items.flatMap(actionsIn);
  if (element.type === 'ColumnSet') return element.columns.flatMap((column) => column.items.flatMap(actionsIn));
  return [];
}

/** Everything a card says, line by line, what is folded within it too. */
export function wordsOf(card: Card): string {
  const lines = (element: Element): string[] => {
    if (element.type === 'TextBlock') return [element.text];
    if (element.type === 'RichTextBlock') return [element.inlines.map((run) => run.text).join('')];
    if (element.type === 'Container') return element.items.flatMap(lines);
    if (element.type === 'ColumnSet') return element.columns.flatMap((column) => column.items.flatMap(lines));
    if (element.type === 'ActionSet') return element.actions.flatMap(foldedIn);
    return 'label' in element ? [element.label] : [];
  };
  const foldedIn = (action: Action) => (action.type === 'Action.ShowCard' ? action.card.body.flatMap(lines) : []);
  return card.body.flatMap(lines).join('\n');
}

type Input = Extract<Element, { type: `Input.${string}` }>;

/** All inputs of a card, those inside containers too. */
export function inputsOf(card: Pick<Card, 'body'>): Input[] {
  const inputs = (element: Element): Input[] => {
    if (element.type === 'Container') return element.items.flatMap(inputs);
    if (element.type === 'ColumnSet') return element.columns.flatMap((column) => column.items.flatMap(inputs));
    return isInput(element) ? [element] : [];
  };
  return card.body.flatMap(inputs);
}

function isInput(element: Element): element is Input {
  return element.type.startsWith('Input.');
}
