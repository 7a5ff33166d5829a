/**
 * Texts that people may write and that some renderer, file format, search or list is known to stumble over: of every
 * direction and case, and in the words of each format that ours end up in. All of them can be kept: they come back as
 * they were typed, and change nothing beside them.
 */
export const hostileTexts: readonly string[] = [
  // Letters of every direction, and signs that turn it.
  'שלום 123 (עולם)',
  'مكتبة المدينة 45',
  'Kirjasto مكتبة; 7',
  '\u202Efdp.elif',
  'auki \u2067 eikä kiinni',
  'kiinni \u2069 eikä auki',
  'kaksi \u2069\u2069 ja \u202D yksi',
  '\u200Fvasemmalle\u200E',
  'ߒߞߏ 12 ࠀࠁ',
  // Other alphabets' cases and lengths.
  'İstanbul ıI iİ',
  'Straße STRASSE ẞ',
  'ǆ ǅ Ǆ ﬁ ﬀ',
  'ΌΣΟΣ ὀδυσσεύς ΐ',
  'Åsa A\u030Asa A\u030A',
  'กำแพง ภาษาไทย',
  '𝓕𝓾𝓵𝓵𝔀𝓲𝓭𝓽𝓱 ＦＵＬＬ',
  '漢字かな交じり文',
  // One sign that is many, and stacks of them.
  '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇫🇮',
  `Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031Ealgo`,
  // Blanks and ends of lines that are none of the usual.
  'a\u00A0b\u2003c\u3000d',
  'a\u200Bb\u2060c\u00ADd',
  'a\u2028b\u2029c',
  '\uFEFFalku',
  'rivi\nja toinen',
  'sarkain\tvälissä',
  '\u2800x',
  // Formulas.
  '=1+1',
  '+358 40 123',
  '-1+1',
  '-5',
  '@SUM(A1:A9)',
  "'=1+1",
  "''-x",
  'a;=1+1;b',
  'a;"=1+1"',
  "a;'@x",
  'a\n=cmd|x',
  '＝1',
  '=HYPERLINK("http://paha.example";"x")',
  // Separators and quotes of tables.
  'a,b;c|d',
  '"lainaus" ja ""',
  '"',
  "O'Brien",
  // What workbooks take for characters by number.
  '_x000D_ ja _x0041_',
  '_x005F_x000D_',
  // Templates.
  '{{DATE(2026-01-01T10:00:00Z)}}',
  '{{TIME(2026-01-01T10:00:00Z)}} jälkeen',
  '{{title}} {{count}}',
  '$t(common:yes)',
  '${name} $1 $& $$',
  '%s %d %n {0}',
  // Markdown.
  '**lihava** __ja__ ~~yli~~ _kursiivi_',
  '[linkki](https://paha.example)',
  '![kuva](https://paha.example/x.png)',
  '<https://paha.example>',
  '# otsikko',
  '- luettelo',
  '1. ensin',
  '1) ensin',
  '+ lisäys',
  '> lainaus',
  '`koodi` ja ```',
  '---',
  '===',
  'a\n---',
  'a\n===',
  '| a | b |\n|---|---|',
  '\\*kenoviiva\\*',
  // HTML, entities and mentions.
  '<b>x</b><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '</title></style></textarea>',
  '<!-- huomautus -->',
  '&lt;b&gt; &amp;amp; &#60; &nbsp;',
  '<at>Verkostobotti</at>',
  ']]>',
  // Calendars, mail and logs.
  'END:VEVENT\nBEGIN:VEVENT',
  'a\\nb\\;c\\,d',
  'nimi:arvo;p="q"^n',
  '{"level":50,"msg":"x"}',
  // Words that programs know.
  '__proto__',
  'constructor',
  'undefined',
  'null',
  'NaN',
  'true',
  '0',
  '1e1000',
  '0x10',
  // Paths, addresses, queries.
  '../../etc/passwd',
  'CON.txt',
  'javascript:alert(1)',
  "'; DROP TABLE members; --",
  '%2e%2e%2f%00',
  '* ? ^ .* [a-z]+ (x',
  // One letter, and many.
  'x',
  'pitkä '.repeat(30).trim(),
  'W'.repeat(90),
];

/** What no store and no file can hold: control characters and halves of characters. None of it is ever stored. */
export const unkeepable: readonly string[] = ['a\0b', 'a\u0007b\u001B[31mc', 'a\uD83Db', '\uDE00x', 'a\u009Bb'];
