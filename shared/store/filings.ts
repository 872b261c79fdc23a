import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { ChangeReason } from '../domain/claim/correction/change-reason.ts';
import {
  currentFiling,
  type Filing,
  type FilingState,
  type Frequency,
  frequencyCodes,
  hasLeft,
} from '../domain/claim/filing.ts';
import type { FilingDocument } from '../domain/claim/filing-document.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { canonicalNumber } from '../domain/remittance/match/match-claim.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { entityItem } from './entity-items.ts';
import { packedFiling, unpackedFiling } from './filing-packing.ts';
import { claimLookupIndex, filingKey } from './keys/claim.ts';
import type { Item, Table } from './table.ts';

/**
 * The small part of a filing as one text in its claim's balance: `number|share|frequency|state|facts`, with X12's code
 * for the frequency. The facts are the submission and the outcome, `sub_…|paid`. For a ready filing they are its lane;
 * for a held or rejected filing they are JSON, which posting never reads. The payer's number of a corrected claim
 * follows the frequency, `7 2026100100123`, and then the reason of a facility's correction, `7 2026100100123 D1`; the number of a repeated rejected filing follows its own, `2 1`; the day on
 * which a further filing was sent follows the share, `0 2026-11-23`.
 */
export function filingText(filing: Filing): string {
  const { number, share, frequency, payerClaimNumber, changeReason, repeats, sentOn, state } = filing;
  const own = repeats === undefined ? number : `${number} ${repeats}`;
  const whose = sentOn === undefined ? share : `${share} ${sentOn}`;
  const corrected = [frequencyCodes[frequency], encodeURIComponent(payerClaimNumber ?? ''), changeReason ?? ''];
  const parts = [own, whose, corrected.join(' ').trimEnd(), state.kind, ...factsOf(state)];
  while (parts.at(-1) === '') parts.pop();
  return parts.join('|');
}

function factsOf(state: FilingState): readonly string[] {
  if (state.kind === 'held' || state.kind === 'rejected') {
    const { kind: _kind, ...facts } = state;
    return [JSON.stringify(facts)];
  }
  if (state.kind === 'ready') return [state.lane];
  return ['submissionId' in state ? (state.submissionId ?? '') : '', 'outcome' in state ? (state.outcome ?? '') : ''];
}

const frequencies = new Map(Object.entries(frequencyCodes).map(([frequency, code]) => [code, frequency as Frequency]));

/** Reads the small part of a filing. */
export function filingOfText(text: string): Filing {
  const [own = '', whose = '', asked = '', kind = '', ...facts] = text.split('|');
  const [share, sentOn] = whose.split(' ');
  const [number, repeats] = own.split(' ');
  const [code = '', corrected = '', changeReason] = asked.split(' ');
  return {
    number: Number(number),
    share: Number(share),
    frequency: frequencies.get(code) as Frequency,
    ...(corrected === '' ? {} : { payerClaimNumber: decodeURIComponent(corrected) }),
    ...(changeReason === undefined ? {} : { changeReason: changeReason as ChangeReason }),
    ...(repeats === undefined ? {} : { repeats: Number(repeats) }),
    ...(sentOn === undefined ? {} : { sentOn: sentOn as LocalDate }),
    state: stateOf(kind as FilingState['kind'], facts),
  };
}

function stateOf(kind: FilingState['kind'], facts: readonly string[]): FilingState {
  if (kind === 'held' || kind === 'rejected') return { kind, ...JSON.parse(facts.join('|')) };
  if (kind === 'ready') return { kind, lane: facts.join('|') };
  const [submissionId = '', outcome = ''] = facts;
  return {
    kind,
    ...(submissionId === '' ? {} : { submissionId }),
    ...(outcome === '' ? {} : { outcome }),
  } as FilingState;
}

/**
 * The large item of a filing. It is written when the filing is assembled, never when only its state changes. The index finds it by member
 * and day of service, for a payer that does not return the claim's number.
 */
export function filingDocumentItem(tenant: TenantId, document: FilingDocument): Item {
  const { claimId, number, serviceFrom, claim } = document;
  const index = claimLookupIndex(tenant, canonicalNumber(claim.subscriber.memberId ?? ''), serviceFrom, claimId);
  return entityItem(filingKey(tenant, claimId, number), 'filing', { packed: packedFiling(document) }, index);
}

function filingDocumentOf(item: Item): FilingDocument {
  return unpackedFiling(item.packed as Uint8Array);
}

/** A filing of a claim. */
export interface FilingName {
  readonly claimId: string;
  readonly number: number;
}

/** Reads the large items of filings, in the given order; undefined for a filing that has none. */
export async function readFilingDocuments(
  table: Table,
  tenant: TenantId,
  filings: readonly FilingName[],
): Promise<(FilingDocument | undefined)[]> {
  const items = await table.batchGet(filings.map(({ claimId, number }) => filingKey(tenant, claimId, number)));
  return items.map((item) => (item === undefined ? undefined : filingDocumentOf(item)));
}

/** The filing that states the claim as the payer has it: the newest filing that was sent, or else the current one. */
export function toldFiling({ claimId, filings }: ClaimBalance): FilingName {
  const filing = filings.findLast(({ state }) => hasLeft(state)) ?? currentFiling(filings);
  return { claimId, number: filing?.number ?? 1 };
}
