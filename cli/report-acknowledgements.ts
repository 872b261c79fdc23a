import { type ApiTarget, listAll } from './api-client.ts';
import { counted } from './counted.ts';

/** A file of acknowledgements as the API shows it. */
interface AcknowledgementFileView {
  readonly id: string;
  readonly sha256: string;
  readonly state: 'received' | 'applied';
  readonly transactions: readonly string[];
  readonly claims: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly passedOn: number;
  readonly filingUnclear: number;
  readonly unapplied: number;
  readonly repeated: number;
}

/** A file is applied within seconds; after so many looks it is told as it stands. */
const looks = 300;

/**
 * Tells what acknowledgements in a file came to, once they are applied.
 * @returns the exit code: 1 when something waits for a person; undefined when the file has no acknowledgements
 */
export async function reportAcknowledgements(target: ApiTarget, sha256: string): Promise<number | undefined> {
  let file = await fileOf(target, sha256);
  for (let look = 0; file?.state === 'received' && look < looks; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    file = await fileOf(target, sha256);
  }
  if (file === undefined) return undefined;
  const { id, transactions, claims, accepted, rejected, passedOn, filingUnclear, unapplied, repeated } = file;
  const what =
    transactions.length === 0 ? 'A report in its sender’s own form' : `Acknowledgements (${transactions.join(', ')})`;
  process.stdout.write(
    `${what}: ${counted(claims, 'claim')}, of which ${accepted} taken in, ${rejected} turned away, ${passedOn} passed on. ${counted(repeated, 'part')} said before.\n`,
  );
  if (file.state === 'received') process.stdout.write('It is not applied yet.\n');
  if (unapplied > 0) {
    process.stdout.write(
      `${counted(unapplied, 'part')} led to nothing; why: GET /v1/acknowledgement-files/${id}/answers\n`,
    );
  }
  if (filingUnclear > 0) {
    process.stdout.write(
      `Of ${counted(filingUnclear, 'claim')} a person says which filing is meant: look at the exceptions.\n`,
    );
  }
  return unapplied + filingUnclear + rejected === 0 ? 0 : 1;
}

async function fileOf(target: ApiTarget, sha256: string): Promise<AcknowledgementFileView | undefined> {
  for await (const file of listAll<AcknowledgementFileView>(target, '/v1/acknowledgement-files?limit=200')) {
    if (file.sha256 === sha256) return file;
  }
  return undefined;
}
