import { createHash } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { writeBag } from '../../../documents/package/bag.ts';
import type { PackageFile } from '../../../documents/package/files.ts';
import { contentsOf, fullNetwork, unzip, zipOf } from './example-package.ts';

const label = { folder: 'uudi-2021-11-26', day: '2021-11-26', info: [['Source-Organization', 'UuDi']] } as const;
const files: readonly PackageFile[] = [
  { path: 'index.html', bytes: Buffer.from('sivu') },
  { path: 'open-data/100%.csv', bytes: Buffer.from('ä') },
];

async function bagOf(packed: Iterable<PackageFile>, labelled: Parameters<typeof writeBag>[1] = label) {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeBag(packed, labelled, out)]);
  return bytes;
}

const sha512 = (bytes: Buffer | string) => createHash('sha512').update(bytes).digest('hex');

describe('a bag', () => {
  it('is one folder with the payload under data/ and the tag files of BagIt 1.0 beside it', async () => {
    const unpacked = await unzip(await bagOf(files));
    const text = (path: string) => unpacked.get(`uudi-2021-11-26/${path}`)?.toString('utf8');
    expect([...unpacked.keys()]).to.deep.equal(
      [
        'data/index.html',
        'data/open-data/100%.csv',
        'bag-info.txt',
        'bagit.txt',
        'manifest-sha512.txt',
        'tagmanifest-sha512.txt',
      ].map((path) => `uudi-2021-11-26/${path}`),
    );
    expect(text('bagit.txt')).to.equal('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    expect(text('bag-info.txt')).to.equal('Bagging-Date: 2021-11-26\nPayload-Oxum: 6.2\nSource-Organization: UuDi\n');
    expect(text('manifest-sha512.txt')).to.equal(
      `${sha512('sivu')}  data/index.html\n${sha512('ä')}  data/open-data/100%25.csv\n`,
    );
    expect(text('tagmanifest-sha512.txt')).to.equal(
      ['bag-info.txt', 'bagit.txt', 'manifest-sha512.txt']
        .map((path) => `${sha512(text(path) ?? '')}  ${path}\n`)
        .join(''),
    );
  });

  it('tells how much was packed', async () => {
    const out = new PassThrough().resume();
    expect(await writeBag(files, label, out)).to.deep.equal({ payloadFiles: 2, payloadBytes: 6 });
  });

  it('cannot be given a further line by a name with line breaks in it', async () => {
    const unpacked = await unzip(
      await bagOf(files, { ...label, info: [['Source-Organization', 'a\r\nPayload-Oxum: 1.1']] }),
    );
    const info = unpacked.get('uudi-2021-11-26/bag-info.txt')?.toString('utf8').split('\n');
    expect(info?.[2]).to.equal('Source-Organization: a Payload-Oxum: 1.1');
    expect(info).to.have.length(4);
  });

  it('makes each file only when the one before it is packed', async () => {
    const made: string[] = [];
    function* oneByOne() {
      for (const file of files) {
        made.push(file.path);
        yield file;
      }
    }
    const out = new PassThrough().resume();
    const writing = writeBag(oneByOne(), label, out);
    expect(made).to.deep.equal(['index.html']);
    await writing;
    expect(made).to.have.length(2);
  });

  it('rejects when it cannot be written', async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no space left')) });
    const failed = await writeBag(files, label, full).catch((error: Error) => error.message);
    expect(failed).to.equal('no space left');
  });
});

describe('a packed knowledge package', () => {
  it('is the same bytes for the same contents, in whatever zone the machine stands', async () => {
    const zone = process.env['TZ'];
    const first = await zipOf(await contentsOf());
    try {
      for (const other of ['Pacific/Auckland', 'America/Los_Angeles']) {
        process.env['TZ'] = other;
        expect(first.equals(await zipOf(await contentsOf(fullNetwork.toReversed()))), other).to.equal(true);
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('differs between languages', async () => {
    const contents = await contentsOf();
    expect((await zipOf(contents, 'fi')).equals(await zipOf(contents, 'sv'))).to.equal(false);
  });

  it('bears the day of the network’s own zone', async () => {
    const contents = await contentsOf();
    const late = { ...contents, asOf: '2021-12-31T22:30:00.000Z' };
    expect([...(await unzip(await zipOf(late))).keys()][0]).to.match(/^uudi-2022-01-01\//);
  });

  it('says whose it is and which', async () => {
    const unpacked = await unzip(await zipOf(await contentsOf()));
    const info = unpacked.get('uudi-2021-11-26/bag-info.txt')?.toString('utf8');
    expect(info).to.contain('Source-Organization: UuDi (esimerkki)\n');
    expect(info).to.contain('External-Identifier: verkostobotti:uudi:2021-11-26T10:00:00.000Z\n');
    expect(info).to.contain('Bag-Software-Agent: Verkostobotti\n');
  });
});
