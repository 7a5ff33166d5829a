/** Numbers to draw: a bar for each row, divided when there are several columns. */
export interface ChartData {
  /** What each number of a row counts; one name for plain bars. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** How a chart is coloured: for light, dark and high-contrast surroundings, or for a page whose own colours change. */
export type ChartLook = 'default' | 'dark' | 'contrast' | 'inherited';
