/** How the page looks: Teams' names for its themes. */
export type ThemeName = 'default' | 'dark' | 'contrast';

/** What the page stands in: Teams, or a browser of its own. */
export interface Host {
  readonly kind: 'teams' | 'browser';
  /** The language the reader has there, as a BCP 47 tag. */
  readonly locale: string;
  /** True when the page's address asks for the language: then it goes before the one chosen in the chat. */
  readonly localeIsAsked: boolean;
  readonly theme: ThemeName;
  /** The team the page is a tab of. */
  readonly teamId: string | undefined;
  /** The page of ours that a deep link asked for, such as `surveys/<id>`. */
  readonly subPage: string | undefined;
  /** A token that tells the server who is reading; undefined where nobody gives one. */
  token(): Promise<string | undefined>;
  /** Calls back when the theme changes. */
  onTheme(changed: (theme: ThemeName) => void): void;
  /** Tells the host that there is something to read. */
  shown(): void;
  /** Opens a link of Teams' own, such as a chat. */
  openLink(url: string): void;
}
