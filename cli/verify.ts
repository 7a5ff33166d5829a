import type { BagReport } from '../documents/package/bag-report.ts';
import { verifyBag } from '../documents/package/verify.ts';
import { readArguments } from './arguments.ts';
import { type Command, type Output, WrongUse } from './command.ts';

/** Checks that a package is whole. A package with faults is a failure. */
export const verifyCommand: Command = {
  usage: 'verify FILE.zip [--json]',
  async run(args, output) {
    const { values, positionals } = readArguments({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new WrongUse('verify needs one file.');
    const found = await verifyBag(path);
    const whole = found.faults.length === 0;
    if (values.json) output.out(`${JSON.stringify({ path, whole, ...found })}\n`);
    else tell(path, found, output);
    return whole ? 0 : 1;
  },
};

function tell(path: string, { faults, info, payloadBytes, payloadFiles }: BagReport, output: Output): void {
  if (faults.length === 0) {
    const of = [info['Source-Organization'], info['Bagging-Date']].filter(Boolean).join(', ');
    output.out(`${path} is whole: ${payloadFiles} files, ${payloadBytes} bytes${of ? ` (${of})` : ''}\n`);
    return;
  }
  const lines = faults.map((fault) => `  ${fault.kind}: ${fault.path ? `${fault.path} ` : ''}${fault.detail}\n`);
  output.err(`${path} is not whole:\n${lines.join('')}`);
}
