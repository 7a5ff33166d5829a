import { html } from './html.ts';

/** The look of the package's page: follows light and dark, wide and narrow, screen and paper. */
export const style = html`<style>
:root {
  color-scheme: light dark;
  --ground: #ffffff; --text: #1c1c1c; --quiet: #555555; --line: #c4c4c4; --soft: #f3f5f8;
  --accent: #0b4f8a; --focus: #b34700;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181b; --text: #ececec; --quiet: #b4b4b4; --line: #50545a; --soft: #212429;
    --accent: #8ec5f7; --focus: #ffb066;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; scroll-padding-block-start: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); overflow-wrap: break-word; }
body > header, body > nav, body > main, body > footer { max-inline-size: 60rem; margin-inline: auto; padding: 1rem 1.25rem; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2rem; margin-block: 0 .5rem; }
h2 { font-size: 1.5rem; margin-block: 0 .75rem; }
h3 { font-size: 1.2rem; margin-block: 2rem .5rem; }
h4 { font-size: 1rem; margin-block: 1.25rem .25rem; }
p, ul, ol { max-inline-size: 46rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; inset-block-start: -10rem; inset-inline-start: .5rem; padding: .75rem 1rem; background: var(--ground); }
.skip:focus { inset-block-start: .5rem; }
.kind { margin: 0; color: var(--quiet); }
main:focus { outline: none; }
main > section { border-block-start: 1px solid var(--line); padding-block: 2rem 1rem; }
nav ol { columns: 2 18rem; padding-inline-start: 1.75rem; }
.passage { white-space: pre-line; }
.remark { background: var(--soft); border-inline-start: 4px solid var(--line); padding: .6rem .9rem; }
dl { display: grid; gap: .2rem; margin-block: .5rem 1rem; }
dl > div { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .25rem 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
.table { overflow-x: auto; margin-block: 1rem; }
table { border-collapse: collapse; min-inline-size: 60%; }
caption { text-align: start; font-weight: 600; padding-block-end: .4rem; position: sticky; inset-inline-start: 0; max-inline-size: calc(100vw - 2.5rem); }
th, td { text-align: start; vertical-align: top; padding: .4rem .75rem; border-block-end: 1px solid var(--line); }
thead th { background: var(--soft); }
tbody th { font-weight: 500; background: var(--ground); }
tr > :first-child { position: sticky; inset-inline-start: 0; }
:is(td, th).number { text-align: end; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
details { margin-block: .75rem; }
summary { cursor: pointer; inline-size: fit-content; padding-block: .25rem; color: var(--accent); }
.chart { margin-block: .75rem; break-inside: avoid; print-color-adjust: exact; }
.chart svg { display: block; max-inline-size: 100%; block-size: auto; }
@media (max-width: 36rem) { dl > div { grid-template-columns: 1fr; } }
@media print {
  :root { --ground: #ffffff; --text: #000000; --quiet: #333333; --line: #888888; --soft: #eeeeee; --accent: #000000; }
  .skip { display: none; }
  body { font-size: 10.5pt; }
  body > header, body > nav, body > main, body > footer { max-inline-size: none; padding-inline: 0; }
  .table { overflow: visible; }
  th, td { overflow-wrap: anywhere; hyphens: auto; padding: .25rem .4rem; font-size: 9pt; }
  td.number { white-space: normal; }
  tr > :first-child, caption { position: static; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { color: var(--text); font-weight: 600; list-style: none; }
  h2, h3, h4, caption { break-after: avoid; }
  tr, dl > div { break-inside: avoid; }
  thead { display: table-header-group; }
}
</style>`;
