import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { settles } from '../domain/remittance/match/match-take-back.ts';
import { type PaymentContext, type PaymentHold, postPayment } from '../domain/remittance/post/post-payment.ts';
import type { ProviderAdjustment, RemittancePayment } from '../domain/remittance/remittance.ts';
import type { RulesFor } from '../domain/remittance/rules/posting-rules.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import { spansOf } from '../store/byte-range.ts';
import { type Files, fileKey } from '../store/files.ts';
import { recoupmentKey, recoupmentPrefix } from '../store/keys/remittance.ts';
import { type ManifestPayment, remittanceObjectName } from '../store/manifest.ts';
import type { Remittance } from '../store/remittances.ts';
import { paidOtherwise } from '../store/resolution.ts';
import type { Table } from '../store/table.ts';
import { type FileSlice, readRemittancePayment } from '../x12/835/remittance-payment.ts';
import { type DecidedPosting, type StandingRecoupments, standingRecoupments, withTakeBacks } from './take-backs.ts';

type ReadPayment = Result<RemittancePayment, { readonly kind: string }>;

/** Reads a payment without its claims from the raw file, at its place in the manifest. */
export async function readPayment(
  tenant: TenantId,
  fileSha256: string,
  planned: ManifestPayment,
  files: Files,
): Promise<ReadPayment> {
  const [read] = await readPayments(tenant, fileSha256, [planned], files);
  invariant(read !== undefined, 'each payment is read');
  return read;
}

/** Reads payments of a file without their claims, in file order. Payments that are close together are read in one piece. */
export async function readPayments(
  tenant: TenantId,
  fileSha256: string,
  planned: readonly ManifestPayment[],
  files: Files,
): Promise<ReadPayment[]> {
  const object = fileKey(tenant, 'remittance', remittanceObjectName(fileSha256));
  const ranges = planned.flatMap(({ header, providerAdjustments }, index) =>
    [header, ...neighboursJoined(providerAdjustments)].map((range) => ({ ...range, index })),
  );
  const slices: FileSlice[][] = planned.map(() => []);
  for (const span of spansOf(ranges)) {
    const bytes = await files.getRange(object, span.byteOffset, span.byteLength);
    for (const { byteOffset, byteLength, index } of span.ranges) {
      const start = byteOffset - span.byteOffset;
      (slices[index] as FileSlice[]).push({ bytes: bytes.subarray(start, start + byteLength), byteOffset });
    }
  }
  return planned.map(({ delimiters }, index) => {
    const [header, ...adjustments] = slices[index] as [FileSlice, ...FileSlice[]];
    const read = readRemittancePayment(header, adjustments, delimiters);
    return read.ok ? ok(read.value) : fail({ kind: read.failure.kind });
  });
}

/** Joins adjacent ranges. */
function neighboursJoined(ranges: ManifestPayment['providerAdjustments']): ManifestPayment['providerAdjustments'] {
  const joined: ManifestPayment['providerAdjustments'] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && last.byteOffset + last.byteLength === range.byteOffset)
      last.byteLength += range.byteLength;
    else joined.push({ ...range });
  }
  return joined;
}

/** A payment of a file, and the rules that decide what it books. */
interface RuledPayment {
  readonly remittance: Pick<Remittance, 'payerId' | 'resolution'>;
  readonly planned: ManifestPayment;
  readonly rules: RulesFor;
}

/** A payment of a file, with its rules and the payment as it was read. */
interface ReadRuledPayment extends RuledPayment {
  readonly payment: RemittancePayment;
}

/** The open balances of the references that the payment's provider-level adjustments name, and the rules for them. */
export async function paymentContext(
  tenant: TenantId,
  { remittance, planned, payment, rules }: ReadRuledPayment,
  table: Table,
): Promise<PaymentContext & { readonly standing: StandingRecoupments }> {
  const { payerId } = remittance;
  const references = [...new Set(payment.providerAdjustments.map((adjustment) => adjustment.reference ?? ''))];
  const payer = payerId ?? payment.payer.name;
  const items = await table.batchGet(references.map((reference) => recoupmentKey(tenant, payer, reference)));
  const exact = standingRecoupments(items);
  const isStrange = ({ reasonCode, reference = '', cents: amount }: ProviderAdjustment) =>
    rules.providerAdjustments.get(reasonCode)?.recoupment === true &&
    !settles(amount, exact.get(reference)?.cents ?? 0);
  // A reversal may concern an answer whose money was taken before, under any form of its number.
  const asksAll = planned.reversedNumbers.length > 0 || payment.providerAdjustments.some(isStrange);
  const standing = asksAll
    ? standingRecoupments(
        await table.queryAll({ partition: recoupmentKey(tenant, payer, '').pk, prefix: recoupmentPrefix }),
      )
    : exact;
  return {
    standing,
    openRecoupments: new Map([...standing].map(([reference, { cents }]) => [reference, cents])),
    reversedNumbers: new Set(planned.reversedNumbers),
    ...present({ payerId }),
    providerRules: rules.providerAdjustments,
    isPaidOtherwise: remittance.resolution?.kind === paidOtherwise,
  };
}

/** An admitted payment with its booking by the given rules and the books as they are now. */
export interface DecidedPayment {
  readonly payment: RemittancePayment;
  readonly posting: DecidedPosting;
}

/**
 * Decides the booking of a payment that was read, by the given rules, and which take-backs it explains; or why it is
 * held.
 */
export async function decidePosting(
  tenant: TenantId,
  payment: ReadRuledPayment,
  table: Table,
): Promise<Result<DecidedPosting, { readonly kind: PaymentHold }>> {
  const context = await paymentContext(tenant, payment, table);
  const posting = postPayment(payment.payment, context);
  return posting.ok ? ok(await withTakeBacks(tenant, posting.value, context.standing, table)) : posting;
}

/** Decides the booking of an admitted payment itself: its deposit and its provider-level adjustments. */
export async function decidePayment(
  tenant: TenantId,
  { remittance, planned, rules }: RuledPayment & { readonly remittance: Remittance },
  { table, files }: { readonly table: Table; readonly files: Files },
): Promise<DecidedPayment> {
  const payment = await readPayment(tenant, remittance.fileSha256, planned, files);
  invariant(payment.ok, 'an admitted payment can be read');
  const posting = await decidePosting(tenant, { remittance, planned, payment: payment.value, rules }, table);
  invariant(posting.ok, 'an admitted payment is not held');
  return { payment: payment.value, posting: posting.value };
}
