import { accountTotals } from '../../shared/domain/ledger/entry.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { quarantineReasons, refusalReasons } from '../../shared/domain/remittance/post/quarantine.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import { bodyOfItem, type Remittance, type RemittanceFile, remittanceVersion } from '../../shared/store/remittances.ts';
import type { Item } from '../../shared/store/table.ts';

/** Views of stored items in the API. */

export function fileView(file: RemittanceFile) {
  const { manifest: _manifest, entered, refusal, ...rest } = file;
  return {
    ...rest,
    source: entered?.channel ?? ('835' as const),
    ...present({ refusal: refusal && { code: refusal, detail: refusalReasons[refusal] } }),
    payments: file.payments ?? 0,
    paymentsDone: file.paymentsDone ?? 0,
    claims: file.claims ?? 0,
    testPayments: file.testPayments ?? 0,
    findings: [...(file.findings ?? [])],
  };
}

export function remittanceView(item: Item) {
  const remittance = bodyOfItem<Remittance>(item);
  const {
    paymentIndex: _index,
    manifestPlace: _place,
    identityDigest: _digest,
    chunks: _chunks,
    chunksDone: _done,
    ...rest
  } = remittance;
  const { rulesRevision: _rules, planHash: _hash, paymentBooked: _booked, planKey: _key, ...own } = rest;
  const { paidCentsDone: _paid, transitCents: _transit, payerIds: _payers, reason, ...shown } = own;
  return {
    ...shown,
    version: remittanceVersion(remittance),
    denials: shown.denials ?? 0,
    ...present({ reason: reason && { code: reason, detail: quarantineReasons[reason] } }),
  };
}

export function claimView(item: Item) {
  const entry = entryOfItem(item);
  return {
    ledgerEntryId: wireEntryId(item),
    kind: entry.kind,
    ...claimIdOf(entry.claimId, item.matched),
    paidCents: accountTotals(entry.legs).get('remittance-clearing') ?? zeroCents,
    notes: [...(entry.notes ?? [])],
    byteOffset: entry.source?.byteOffset ?? 0,
    byteLength: entry.source?.byteLength ?? 0,
  };
}

/** The claim of an entry, or the one that posting found for it by an altered number. */
function claimIdOf(claimId: string | undefined, matched: unknown): { readonly claimId?: string } {
  if (claimId !== undefined) return { claimId };
  return typeof matched === 'string' ? { claimId: matched } : {};
}
