/** What results can be taken along as; `answers` are those of a named survey, one in a row. */
export const resultFormats = ['csv', 'xlsx', 'json', 'answers'] as const;
export type ResultFormat = (typeof resultFormats)[number];
