import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, cents } from '../domain/money/cents.ts';
import { type PaymentContext, type PaymentPosting, postPayment } from '../domain/remittance/post/post-payment.ts';
import type { RemittancePayment } from '../domain/remittance/remittance.ts';
import type { RulesFor } from '../domain/remittance/rules/posting-rules.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import { type Files, fileKey } from '../store/files.ts';
import { recoupmentKey } from '../store/keys/remittance.ts';
import { type ManifestPayment, remittanceObjectName } from '../store/manifest.ts';
import type { Remittance } from '../store/remittances.ts';
import type { Table } from '../store/table.ts';
import { type FileSlice, readRemittancePayment } from '../x12/835/remittance-payment.ts';

/** Reads a payment without its claims from the raw file, where the manifest says that it stands. */
export async function readPayment(
  tenant: TenantId,
  fileSha256: string,
  planned: ManifestPayment,
  files: Files,
): Promise<Result<RemittancePayment, { readonly kind: string }>> {
  const object = fileKey(tenant, 'remittance', remittanceObjectName(fileSha256));
  const slice = async (range: ManifestPayment['header']): Promise<FileSlice> => ({
    bytes: await files.getRange(object, range.byteOffset, range.byteLength),
    byteOffset: range.byteOffset,
  });
  const header = await slice(planned.header);
  const adjustments: FileSlice[] = [];
  for (const range of neighboursJoined(planned.providerAdjustments)) adjustments.push(await slice(range));
  const read = readRemittancePayment(header, adjustments, planned.delimiters);
  return read.ok ? ok(read.value) : fail({ kind: read.failure.kind });
}

/** Ranges with neighbours made one: a request each would be a request a segment. */
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

/** What stands open under the references that the payment's provider-level adjustments name, and the rules for them. */
export async function paymentContext(
  tenant: TenantId,
  planned: ManifestPayment,
  payment: RemittancePayment,
  payerId: string | undefined,
  rules: RulesFor,
  table: Table,
): Promise<PaymentContext> {
  const references = [...new Set(payment.providerAdjustments.map((adjustment) => adjustment.reference ?? ''))];
  const payer = payerId ?? payment.payer.name;
  const items = await table.batchGet(references.map((reference) => recoupmentKey(tenant, payer, reference)));
  const openRecoupments = new Map<string, Cents>();
  for (const [index, item] of items.entries()) {
    if (item !== undefined) openRecoupments.set(references[index] as string, cents(Number(item.cents)));
  }
  return {
    openRecoupments,
    reversedNumbers: new Set(planned.reversedNumbers),
    ...(payerId === undefined ? {} : { payerId }),
    providerRules: rules.providerAdjustments,
  };
}

/** An admitted payment with what it books by some rules, as things stand now. */
export interface DecidedPayment {
  readonly payment: RemittancePayment;
  readonly posting: PaymentPosting;
}

/** Decides what an admitted payment itself books: its deposit and its provider-level adjustments. */
export async function decidePayment(
  tenant: TenantId,
  remittance: Remittance,
  planned: ManifestPayment,
  rules: RulesFor,
  { table, files }: { readonly table: Table; readonly files: Files },
): Promise<DecidedPayment> {
  const payment = await readPayment(tenant, remittance.fileSha256, planned, files);
  invariant(payment.ok, 'an admitted payment can be read');
  const context = await paymentContext(tenant, planned, payment.value, remittance.payerId, rules, table);
  const posting = postPayment(payment.value, context);
  invariant(posting.ok, 'an admitted payment is not held');
  return { payment: payment.value, posting: posting.value };
}
