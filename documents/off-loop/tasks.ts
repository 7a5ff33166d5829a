import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { PackageContents } from '../../domain/package/contents.ts';
import type { Language } from '../../domain/text.ts';
import { dataTextsFor, textsFor } from '../../locales/text.ts';
import type { ChartData, ChartLook } from '../charts/data.ts';
import type { LedgerFormat } from '../delivery/format.ts';
import type { LedgerList } from '../delivery/ledger.ts';
import type { ResultsData } from '../results/data.ts';

/** What each kind of work is done with: plain JSON. */
export interface TaskData {
  /** Several charts as SVG; gives a JSON list of them. */
  readonly charts: { readonly charts: readonly ChartData[]; readonly look: ChartLook };
  /** One chart as a picture (PNG). */
  readonly picture: ChartData;
  /** The results of a survey as a file. */
  readonly results: ResultsData;
  /** The messages about something as a file. */
  readonly messages: { readonly list: LedgerList; readonly format: LedgerFormat; readonly language: Language };
  /** A knowledge package. */
  readonly package: { readonly contents: PackageContents; readonly language: Language };
}

/** A kind of work that takes too long for the event loop. */
export type Task = keyof TaskData;

/** How each kind is done. What does it is loaded when it is first asked for. */
export const tasks: { readonly [T in Task]: (data: TaskData[T]) => Promise<Uint8Array> } = {
  async charts({ charts, look }) {
    const { drawChart } = await import('../charts/chart.ts');
    const drawn: string[] = [];
    for (const data of charts) drawn.push(await drawChart(data, look));
    return Buffer.from(JSON.stringify(drawn));
  },
  async picture(data) {
    const { drawPicture } = await import('../charts/picture.ts');
    return drawPicture(data);
  },
  async results(data) {
    const { resultBytes } = await import('../results/data.ts');
    return resultBytes(data);
  },
  async messages({ list, format, language }) {
    const { ledgerFile } = await import('../delivery/ledger.ts');
    return ledgerFile(list, dataTextsFor(language), format);
  },
  async package({ contents, language }) {
    const { writePackage } = await import('../package/write.ts');
    const zip = new PassThrough();
    const [bytes] = await Promise.all([buffer(zip), writePackage(contents, language, textsFor(language), zip)]);
    return bytes;
  },
};
