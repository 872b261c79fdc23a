import { expect, it } from 'vitest';
import type { ClaimId, TenantId } from '../../../shared/domain/identity/ids.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import {
  joinedClaimsWrite,
  readSubmissionClaim,
  readSubmissionClaims,
  submissionClaimRemoval,
} from '../../../shared/store/submissions.ts';
import { createTable } from '../../../shared/store/table.ts';
import { testClaimId } from '../../support/claim-fixture.ts';
import { memoryDynamodb } from '../../support/memory-dynamodb.ts';

const tenant = 'first-office' as TenantId;
const submissionId = 'sub_0000000000000000000000SVB1';

/** Claims in order. */
const ids = Array.from({ length: 5 }, (_, number) => testClaimId(number)).sort();
const claim = (claimId: ClaimId, joinedAt: string) => ({ claimId, filing: 1, joinedAt, chargeCents: cents(12_500) });

it('finds a claim of a submission whether it joined with its neighbours or later, and removes one from its list', async () => {
  const table = createTable(memoryDynamodb(), 'table');
  const [first, second, third, fourth, outside] = ids as [ClaimId, ClaimId, ClaimId, ClaimId, ClaimId];
  const [early, late] = ['2026-11-23T14:00:00.000Z', '2026-11-23T14:00:09.000Z'];
  await table.transact([
    joinedClaimsWrite(tenant, submissionId, [claim(fourth, early), claim(first, early), claim(second, early)]),
  ]);
  // This claim became ready after its neighbours had joined. So the number of its own list is between the first and the
  // last claim of their list.
  await table.transact([joinedClaimsWrite(tenant, submissionId, [claim(third, late)])]);
  const find = (claimId: ClaimId) => readSubmissionClaim(table, tenant, submissionId, claimId);

  for (const [claimId, at] of [
    [first, early],
    [second, early],
    [third, late],
    [fourth, early],
  ] as const) {
    expect(await find(claimId), claimId).toMatchObject(claim(claimId, at));
  }
  expect(await find(outside)).toBeUndefined();

  const [removed, overtaken] = [await find(first), await find(second)];
  if (removed === undefined || overtaken === undefined) throw new Error('both claims are there');
  expect((await table.transact([submissionClaimRemoval(removed)])).ok).toBe(true);
  // A reader of the earlier list looks again.
  expect((await table.transact([submissionClaimRemoval(overtaken)])).ok).toBe(false);
  const lone = await find(third);
  if (lone === undefined) throw new Error('the claim is there');
  await table.transact([submissionClaimRemoval(lone)]);
  const left = await readSubmissionClaims(table, tenant, submissionId);
  expect(left.map(({ claimId }) => claimId)).toEqual([second, fourth]);
  expect(await find(fourth)).toMatchObject(claim(fourth, early));
});
