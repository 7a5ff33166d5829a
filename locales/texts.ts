/**
 * Gives the text of a key such as `survey:answer`, with values put in its placeholders, each isolated: none turns the
 * direction of the text around it. A key without a text throws: a card never shows a bare key.
 */
export type Texts = (key: string, values?: Readonly<Record<string, string | number>>) => string;
