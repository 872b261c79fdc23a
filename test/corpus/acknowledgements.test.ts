import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ScannedClaimStatus } from '../../shared/x12/acknowledgement/claim-acknowledgement.ts';
import { openInterchangePass } from '../../shared/x12/read-interchanges.ts';
import type { ScannedTransactionEnd } from '../../shared/x12/scanned-interchange.ts';

/** Every acknowledgement of the corpus is read; the valid ones without a finding. */
const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const isThere = existsSync(corpus);
if (!isThere) console.warn('The corpus is not beside this checkout: its acknowledgements are not read.');

const manifest = isThere ? readFileSync(`${corpus}MANIFEST.csv`, 'utf8').split('\n') : [];
const validity = new Map(manifest.map((row) => row.split(',')).map(([file = '', , , , , valid = '']) => [file, valid]));
const files = ['997', '999', '277CA'].flatMap((kind) =>
  isThere ? readdirSync(`${corpus}${kind}`).map((name) => `${kind}/${name}`) : [],
);

function read(file: string) {
  const claims: ScannedClaimStatus[] = [];
  const ends: ScannedTransactionEnd[] = [];
  const outside: string[] = [];
  const pass = openInterchangePass({
    claimStatus: (status) => void claims.push(status),
    transactionEnd: (end) => void ends.push(end),
    finding: ({ code }) => void outside.push(code),
  });
  pass.push(readFileSync(`${corpus}${file}`));
  const isRead = pass.finish().ok;
  return { claims, ends, isRead, codes: [...outside, ...ends.flatMap((end) => end.findings.map(({ code }) => code))] };
}

describe.skipIf(!isThere)('the corpus’ acknowledgements', () => {
  it('are some twenty', () => {
    expect(files.length).toBeGreaterThanOrEqual(20);
    expect(files.filter((file) => validity.get(file) === 'valid').length).toBeGreaterThanOrEqual(3);
  });

  it.each(files)('%s is read', (file) => {
    const { ends, isRead, codes } = read(file);
    expect(isRead).toBe(true);
    const kinds = new Set(ends.map(({ content }) => content.kind));
    expect(['functional-acknowledgement', 'claim-acknowledgement']).toEqual(expect.arrayContaining([...kinds]));
    if (validity.get(file) === 'valid') expect(codes).toEqual([]);
  });

  it('have the expected content', () => {
    const [rejected] = read('999/imsweb__837-5010-x12-999-rejected.edi').ends;
    expect(rejected?.content).toMatchObject({
      groupControlNumber: '28',
      outcome: 'rejected',
      transactions: [{ errors: [{ segment: 'NM', position: 17, code: '1' }] }],
    });
    const [mixed] = read('999/xlate__x12-simple999.edi').ends;
    expect(mixed?.content).toMatchObject({
      outcome: 'partly-accepted',
      transactions: [
        { outcome: 'accepted' },
        { outcome: 'rejected', errors: [{ patientControlNumber: '123456789' }] },
        { outcome: 'rejected', errors: [{ patientControlNumber: '987654321' }] },
      ],
    });
    const { claims } = read('277CA/imsweb__277-5010-x12-277CA-accepted.edi');
    expect(claims).toMatchObject([
      { patientControlNumber: '5781', payerClaimNumber: '1107000000014420', batchTrace: '000000674' },
    ]);
  });
});
