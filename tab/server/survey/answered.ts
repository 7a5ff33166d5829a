/** How far a member's answer is, in the interface's words. */
export const answeredAs = { none: 'no', draft: 'begun', submitted: 'yes' } as const;
