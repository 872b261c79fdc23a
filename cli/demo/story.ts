import { type Office, waitFor } from './office.ts';

/** The fields of a claim in the API that the demo uses. */
export interface ClaimView {
  readonly id: string;
  readonly state: { readonly kind: string; readonly outcome?: string };
  readonly chargeCents: number;
}

/** All claims by id, in their current state. */
export async function readClaims(office: Office, claimIds: readonly string[]): Promise<ClaimView[]> {
  const claims: ClaimView[] = [];
  for (let start = 0; start < claimIds.length; start += 100) {
    const body = { claimIds: claimIds.slice(start, start + 100) };
    claims.push(...(await office.post<{ items: ClaimView[] }>('biller', '/v1/claims/balances', body)).body.items);
  }
  return claims;
}

/** Waits until every claim is assembled: ready, held, or self-pay. */
export async function waitForAssembly(office: Office, claimIds: readonly string[]): Promise<ClaimView[]> {
  return waitFor('the claims to be assembled', async () => {
    const claims = await readClaims(office, claimIds);
    const isAll = claims.length === claimIds.length && claims.every((claim) => claim.state.kind !== 'charged');
    return isAll ? claims : undefined;
  });
}

export interface SubmissionView {
  readonly id: string;
  readonly state: string;
  readonly receiverId: string;
  readonly claims: number;
  readonly chargeCents: number;
  readonly controlNumber?: string;
  readonly nextSubmissionId?: string;
}

/** Sends the claims that are ready, and waits for the files. */
export async function submitClaims(office: Office): Promise<SubmissionView[]> {
  const asked = await office.post<{ items: { id: string }[] }>('biller', '/v1/submissions', {});
  const finished: SubmissionView[] = [];
  const waiting = asked.body.items.map((submission) => submission.id);
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const path = `/v1/submissions/${id}`;
    const submission = await waitFor('the claim files', async () => {
      const view = await office.get<SubmissionView>('biller', path);
      return ['submitted', 'empty'].includes(view.state) ? view : undefined;
    });
    finished.push(submission);
    if (submission.nextSubmissionId !== undefined) waiting.push(submission.nextSubmissionId);
  }
  const number = ({ controlNumber = '' }: SubmissionView) => controlNumber;
  return finished.sort((left, right) => (number(left) < number(right) ? -1 : 1));
}

export interface RemittanceView {
  readonly id: string;
  readonly state: string;
  readonly payerName: string;
  readonly traceNumber: string;
  readonly paymentCents: number;
  readonly claimPaidCents: number;
  readonly providerAdjustmentCents: number;
  readonly claims: number;
  readonly claimsPosted: number;
  readonly claimsUnapplied: number;
  readonly exceptions: number;
  readonly denials: number;
}

interface FileView {
  readonly id: string;
  readonly state: string;
  /** Zero for a file of acknowledgements. */
  readonly payments: number;
}

/**
 * Waits until a remittance file for each submission has come in and is posted.
 * @returns their payments by trace number
 */
export async function waitForRemittances(office: Office, files: number): Promise<RemittanceView[]> {
  const done = await waitFor('the payers’ remittances to be posted', async () => {
    const found = await office.list<FileView>('biller', '/v1/remittance-files?limit=200');
    const finished = found.filter(({ state, payments }) => state === 'refused' || (state === 'done' && payments > 0));
    return finished.length >= files ? finished : undefined;
  });
  const remittances: RemittanceView[] = [];
  for (const { id } of done) {
    remittances.push(
      ...(await office.list<RemittanceView>('biller', `/v1/remittance-files/${id}/remittances?limit=200`)),
    );
  }
  return remittances.sort((left, right) => (left.traceNumber < right.traceNumber ? -1 : 1));
}
