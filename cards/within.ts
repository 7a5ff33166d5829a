import type { Action, Card, Element } from './card.ts';

/** The key under which a button says which network its card is about. Like all of its data, it may be forged. */
export const networkKey = 'inNetwork';

/**
 * A card in somebody's own chat, whose buttons say which network it is about: what they lead to stays in that network
 * whichever the reader chooses meanwhile. Buttons that name a network already are left.
 */
export function within(made: Card, networkId: string): Card {
  const mark = (action: Action): Action => {
    if (action.type === 'Action.Execute') {
      return { ...action, data: { [networkKey]: networkId, ...action.data } };
    }
    if (action.type !== 'Action.ShowCard') return action;
    const { body, actions = [] } = action.card;
    return { ...action, card: { ...action.card, body: body.map(marked), actions: actions.map(mark) } };
  };
  const marked = (element: Element): Element => {
    if (element.type === 'ActionSet') return { ...element, actions: element.actions.map(mark) };
    if (element.type === 'Container') return { ...element, items: element.items.map(marked) };
    if (element.type !== 'ColumnSet') return element;
    return {
      ...element,
      columns: element.columns.map((column) => ({ ...column, items: column.items.map(marked) })),
    };
  };
  const { actions } = made;
  return { ...made, body: made.body.map(marked), ...(actions ? { actions: actions.map(mark) } : {}) };
}
