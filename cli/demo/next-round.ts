import type { Office } from './office.ts';
import { waitFor } from './office.ts';
import { readClaims } from './story.ts';
import type { Visit } from './visits.ts';

/* Payers' answers that are not final: rejected claims are corrected, and remaining balances go to the next payer. */

interface Claim {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
}

/** A claim that a payer rejected, the reason, and what the office did. */
export interface MendedClaim {
  readonly claimId: string;
  /** The payer's status in words, and the field that it points to. */
  readonly detail: string;
  readonly pointer: string;
}

interface Acknowledgements {
  readonly items: readonly {
    readonly effect?: string;
    readonly statuses: readonly { readonly detail: string; readonly places: readonly { readonly pointer: string }[] }[];
  }[];
}

interface Coverage {
  readonly id: string;
  readonly version: number;
  readonly memberId?: string;
}

/** Waits until payers have acknowledged this many claims. @returns how many they accepted and rejected */
export function waitForAcknowledgements(office: Office, claims: number): Promise<Acknowledged> {
  return waitFor('the payers’ acknowledgements', async () => {
    const files = await office.list<Acknowledged & { readonly state: string }>(
      'biller',
      '/v1/acknowledgement-files?limit=200',
    );
    const applied = files.filter(({ state }) => state === 'applied');
    const sum = (field: keyof Acknowledged) => applied.reduce((total, file) => total + file[field], 0);
    const [accepted, rejected] = [sum('accepted'), sum('rejected')];
    return accepted + rejected >= claims ? { accepted, rejected } : undefined;
  });
}

/** How many claims payers accepted, and how many they rejected. */
export interface Acknowledged {
  readonly accepted: number;
  readonly rejected: number;
}

/**
 * The biller looks up why claims were rejected, the desk corrects the member id from the card, and the claims are filed
 * again.
 */
export async function mendRejected(office: Office, visits: readonly Visit[]): Promise<MendedClaim[]> {
  const rejected = await office.list<{ claimId: string }>('biller', '/v1/exceptions?code=claim-rejected&limit=200');
  const mended: MendedClaim[] = [];
  for (const { claimId } of rejected) {
    const { items } = await office.get<Acknowledgements>('biller', `/v1/claims/${claimId}/acknowledgements`);
    const [status] = items.find(({ effect }) => effect === 'rejected')?.statuses ?? [];
    await correctMemberId(office, await office.get<Claim>('biller', `/v1/claims/${claimId}`), visits);
    await fileAgain(office, claimId);
    mended.push({ claimId, detail: status?.detail ?? '', pointer: status?.places[0]?.pointer ?? '' });
  }
  return mended;
}

async function correctMemberId(office: Office, { patientId }: Claim, visits: readonly Visit[]): Promise<void> {
  const path = `/v1/patients/${patientId}/coverages`;
  const { items } = await office.get<{ items: readonly Coverage[] }>('coder', path);
  for (const { id, version, ...coverage } of items) {
    const card = visits.flatMap(({ insurances }) => insurances).find(({ mistyped }) => mistyped === coverage.memberId);
    if (card === undefined) continue;
    await office.put('coder', `${path}/${id}`, { ...coverage, memberId: card.memberId }, `"${version}"`);
  }
}

/** Opens the proposed filing: the same share again, or the next payer's. */
async function fileAgain(office: Office, claimId: string): Promise<void> {
  const { version } = await office.get<Claim>('biller', `/v1/claims/${claimId}`);
  await office.post('biller', `/v1/claims/${claimId}/filings`, {}, `"${version}"`);
}

/** Bills the remaining balances to the next payers. @returns the claims */
export async function billNextPayers(office: Office): Promise<string[]> {
  const due = await office.list<{ claimId: string }>('biller', '/v1/next-payer-claims?limit=200');
  for (const { claimId } of due) await fileAgain(office, claimId);
  return due.map(({ claimId }) => claimId);
}

/** Waits until the opened filings are assembled: ready to be sent, or held. */
export async function waitForFilings(office: Office, claimIds: readonly string[]): Promise<void> {
  await waitFor('the claims to be assembled again', async () => {
    const claims = await readClaims(office, claimIds);
    return claims.every(({ state }) => state.kind === 'ready' || state.kind === 'held') ? true : undefined;
  });
}
