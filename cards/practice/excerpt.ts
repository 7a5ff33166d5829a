/** A text cut after so many characters, with an ellipsis; one that is short enough stays. */
export function shortened(text: string, longest: number): string {
  // By code point, so that no character is cut in two.
  const characters = [...text];
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
