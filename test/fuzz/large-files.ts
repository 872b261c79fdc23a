import { scanFile } from '../../functions/import-remittance/scan-file.ts';

/* Files that are too large to keep, so they are made while they are read. All are synthetic. */

const header =
  'ISA*00*          *00*          *ZZ*LARGE          *ZZ*CLINIC         *261101*0930*^*00501*000000001*0*T*:~' +
  'GS*HP*LARGE*CLINIC*20261101*0930*1*X*005010X221A1~ST*835*0001~';

/** One claim of some 490 bytes, balanced, with three lines. */
function claimText(index: number): string {
  const number = String(index).padStart(9, '0');
  const lines = [1, 2, 3].map(
    (line) => `SVC*HC:99213*100*60**1~DTM*472*20261005~CAS*CO*45*30~CAS*PR*2*10~REF*6R*${line}~AMT*B6*70~`,
  );
  const name = 'NM1*QC*1*SYNTHETIC*PATIENT****MI*M000000001~NM1*82*1*WELBY*MARCUS****XX*1234567893~';
  return `CLP*S${number}*1*300*180*30*12*ICN${number}*11*1~${name}REF*EA*MRN${number}~DTM*232*20261005~DTM*233*20261005~${lines.join('')}`;
}

/** One payment with the given number of claims in one transaction, in pieces of about 64 KiB. */
async function* claimsInOneTransaction(claims: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(
    `${header}BPR*I*${180 * claims}*C*ACH*CCP*01*999999992*DA*1*1999999999**01*999988880*DA*2*20261103~`,
  );
  yield Buffer.from('TRN*1*LARGE*1999999999~N1*PR*SYNTHETIC PAYER~N1*PE*SYNTHETIC CLINIC*XX*1234567893~LX*1~');
  for (let index = 0; index < claims; index += 128) {
    const count = Math.min(128, claims - index);
    yield Buffer.from(Array.from({ length: count }, (_, more) => claimText(index + more)).join(''));
  }
  yield Buffer.from(`SE*${6 + claims * 24 + 1}*0001~GE*1*1~IEA*1*000000001~`);
}

/** A transaction that never ends; it is cut off after the given number of bytes. */
async function* withoutEnd(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${header}BPR*I*0*C*NON~TRN*1*ENDLESS*1999999999~`);
  const piece = Buffer.from('REF*EV*SYNTHETIC~'.repeat(4096));
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}

/** One segment that never ends. */
async function* withoutTerminator(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${header}BPR*I*`);
  const piece = Buffer.alloc(1 << 16, '1');
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/**
 * Streams such files through the pass of the import. Prints what the pass found, and the most memory that the process
 * has held.
 */
export async function streamLargeFiles(say: (text: string) => void, claims = 1_000_000, bytes = 1e9): Promise<void> {
  const runs: readonly (readonly [string, AsyncIterable<Uint8Array>])[] = [
    [`${megabytes(bytes)} of a transaction without an end`, withoutEnd(bytes)],
    [`${megabytes(bytes)} of a segment without an end`, withoutTerminator(bytes)],
    [`${claims} claims in one transaction`, claimsInOneTransaction(claims)],
  ];
  say(`${megabytes(process.resourceUsage().maxRSS * 1024)} held before`);
  for (const [name, source] of runs) {
    const start = performance.now();
    const { sizeBytes, payments, stopped } = await scanFile(source);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const [payment] = payments;
    const found = payment === undefined ? 'no payment' : `${payment.claims} claims in ${payment.chunks.length} chunks`;
    const why = payment?.quarantine ?? stopped?.code ?? 'nothing against it';
    const peak = megabytes(process.resourceUsage().maxRSS * 1024);
    say(`${name}: ${megabytes(sizeBytes)} read in ${seconds} s, ${found}, ${why}; at most ${peak} held so far`);
  }
}
