/** The pages of the tab by the first part of their path below `/tab/`; the home page has none. */
export const pageNames = [
  'surveys',
  'meetings',
  'practices',
  'people',
  'groups',
  'organisations',
  'deliveries',
  'changes',
  'me',
] as const;
