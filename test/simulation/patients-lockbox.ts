import type { LockboxFile } from '../../shared/domain/lockbox/lockbox.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { type Files, fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { Item } from '../../shared/store/table.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { any, type DrawDeed, deed } from './patients-drawing.ts';

/* Lockbox files of the bank: some do not add up, some come twice, and some checks name nobody. */

/** The name of a file that does not add up. */
export const wrongLockbox = 'wrong lockbox';

const dollars = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** A file of one to three checks. Every fifth one says a wrong total, and must change nothing. */
export const lockboxDeed: DrawDeed = ({ chance, seen, amount }) => {
  const checks = Array.from({ length: 1 + chance.below(3) }, (_, index) => {
    const whose = chance.pick([any(chance, seen.accounts), any(chance, seen.claims), 'HAPPY BIRTHDAY']);
    return { words: `item,1,${index + 1},L${seen.number}-${index}`, cents: amount(), whose };
  });
  const isWrong = chance.percent(20);
  const total = checks.reduce((sum, { cents }) => sum + cents, 0) + (isWrong ? 1 : 0);
  const file = [
    `header,4711,${seen.today}`,
    ...checks.map(({ words, cents, whose }) => `${words},${dollars(cents)},${whose}`),
    `batch,1,${checks.length},${dollars(total)}`,
    `trailer,${checks.length},${dollars(total)}`,
  ].join('\n');
  const body = { sha256: sha256Hex(Buffer.from(file)), format: 'csv', entityId: seen.entityId };
  return deed(isWrong ? wrongLockbox : 'lockbox', '/v1/lockbox-files', { body, file, by: 'biller' });
};

/** Uploads a lockbox file, as a browser does before the file is registered. */
export async function upload({ put }: Pick<Files, 'put'>, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  await put(fileKey(goldenTenant, 'bank-statement', `${sha256Hex(bytes)}.lockbox`), bytes, 'text/csv');
}

/** Once all messages are processed: each check of each file that was imported is a payment, once, with its amount. */
export function lockboxFaults(items: readonly Item[]): string[] {
  const of = <Value>(wanted: string) =>
    items.filter(({ type }) => type === wanted).map((item) => documentOfItem<Value>(item));
  const payments = of<PatientPayment>('patient-payment');
  return of<LockboxFile>('lockbox-file').flatMap(({ id, state, items: checks, totalCents }) => {
    const own = payments.filter(({ lockbox }) => lockbox?.fileId === id);
    const cents = own.reduce((sum, each) => sum + each.cents, 0);
    const isWhole = state === 'done' && own.length === checks && cents === totalCents;
    return isWhole ? [] : [`lockbox file ${id} is ${state}, and has ${own.length} of ${checks} checks booked`];
  });
}
