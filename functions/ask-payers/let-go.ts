import { askedFiling } from '../../shared/domain/claim/status-problem.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { needsAttention, type StatusInquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { readBalancesById } from '../../shared/store/claims.ts';
import { inquiryOfItem, inquiryWrite } from '../../shared/store/inquiries.ts';
import { inquiriesToSee } from '../../shared/store/keys/inquiry.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Page } from '../../shared/store/table.ts';
import type { AskDeps } from './context.ts';

/** How many questions are looked at together, and at most in all. */
const portion = 100;
const most = 1_000;

const reason = 'The payer decided the claim, or the claim was sent again.';

/**
 * Takes questions off the list of those that a person should see, the oldest first, once nobody waits for their answer.
 * This is done whenever questions come onto the list, so that it does not grow with claims that were decided.
 */
export async function letGoOfDecided(tenant: TenantId, { table, now }: AskDeps): Promise<void> {
  const at = now().toISOString();
  const { timeZone } = await readOffice(table, tenant);
  let after: Page['next'];
  for (let looked = 0; looked < most; looked += portion) {
    const partition = inquiriesToSee(tenant, 'claim-status');
    const page = await table.query({ partition, index: 'second', limit: portion, after });
    const items = await table.batchGet(page.items.map(({ pk, sk }) => ({ pk, sk })));
    const asked = items
      .flatMap((item) => (item === undefined ? [] : [inquiryOfItem(item) as StatusInquiry]))
      .filter((inquiry) => needsAttention(inquiry, at));
    const claims = await readBalancesById(table, tenant, [...new Set(asked.map(({ claimId }) => claimId))]);
    for (const inquiry of asked) {
      const claim = claims.get(inquiry.claimId);
      if (claim === undefined || askedFiling(claim, inquiry, dayIn(timeZone, inquiry.requestedAt)) !== undefined)
        continue;
      // If it is answered or dismissed at this moment, there is nothing to do.
      await table.transact([
        inquiryWrite(tenant, inquiry, { ...inquiry, dismissed: { by: 'ask-payers', at, reason } }),
      ]);
    }
    after = page.next;
    // The rest is in order of time: nobody has to see it yet.
    if (after === undefined || asked.length < page.items.length) return;
  }
}
