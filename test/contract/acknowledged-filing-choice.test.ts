import { afterEach, beforeEach, expect, it } from 'vitest';
import { acknowledgedFilingOf } from '../../functions/apply-acknowledgement/acknowledged-filing.ts';
import type { ApplyDeps, ApplyTask } from '../../functions/apply-acknowledgement/context.ts';
import type { ClaimAcknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { Filing } from '../../shared/domain/claim/filing.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { claimAcknowledgementItem } from '../../shared/store/acknowledgements.ts';
import { claimAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * A payer has answered a claim, and its replacement has been sent. Then a clearinghouse says that it received the
 * claim, in a batch of its own and mostly without the payer's number.
 */

const tenant = 'tenant' as TenantId;
const claimId = 'SCLAIM0000000000' as ClaimId;
const sent = (number: number, kind: 'submitted' | 'answered', sentOn: string): Filing => ({
  ...{ number, share: 0, frequency: number === 1 ? 'original' : 'replacement', sentOn: sentOn as LocalDate },
  state: { kind, submissionId: `sub_${number}` },
});
const filings = [sent(1, 'answered', '2026-11-02'), sent(2, 'submitted', '2026-11-20')];

let store: TestTable;
beforeEach(async () => {
  store = await startTestTable();
});
afterEach(() => store.stop());

const choose = (on: string, payerClaimNumber?: string) => {
  const said = { trace: 'BATCH9', on, payerClaimNumber, verdict: 'accepted' } as const;
  return acknowledgedFilingOf({ tenant } as ApplyTask, { claimId, filings }, said, { table: store.table } as ApplyDeps);
};

async function acknowledge(filing: number): Promise<void> {
  const saidAt = '2026-11-03';
  const said: ClaimAcknowledgement = {
    ...{ kind: '277CA', receivedAt: '2026-11-03T12:00:00.000Z', fileId: 'ack_1', saidAt, filing },
    ...{ verdict: 'accepted', effect: 'accepted', payerClaimNumber: 'ICN1' },
  };
  const key = claimAcknowledgementKey(tenant, claimId, saidAt, 'digest');
  await store.table.transact([{ put: claimAcknowledgementItem(key, said) }]);
}

it('is not assigned to either filing if nothing decides: it may repeat an answer to the first filing', async () => {
  await acknowledge(1);
  expect(await choose('2026-11-21')).toBe('filing-unclear');
});

it('is assigned to the replacement if its number is not that of the first filing', async () => {
  await acknowledge(1);
  expect(await choose('2026-11-21', 'ICN2')).toBe(2);
  expect(await choose('2026-11-21', 'ICN1')).toBe(1);
});

it('is not assigned to either filing if the payer answered the first one unacknowledged: its acknowledgement may be late', async () => {
  expect(await choose('2026-11-21')).toBe('filing-unclear');
});

it('is assigned to the first filing if it was made before the replacement was sent', async () => {
  expect(await choose('2026-11-19')).toBe(1);
});
