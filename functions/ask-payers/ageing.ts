import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { standingFiling } from '../../shared/domain/claim/correction/corrected-claim.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { isOfFiling, isUnderway, type StatusInquiry } from '../../shared/domain/inquiry/inquiry.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import {
  ageingMessage,
  firstState,
  newInquiry,
  readChannel,
  readClaimInquiries,
  readInquirySettings,
} from '../../shared/store/inquiries.ts';
import { entityKey, monthPartition } from '../../shared/store/keys/entity.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readSubmissionClaims, submissionOfItem } from '../../shared/store/submissions.ts';
import type { AskDeps } from './context.ts';

/**
 * Once a day: asks payers about claims that were sent this many days ago and have no answer. Each claim is asked about
 * once per submission; each inquiry and its result is listed. Plans the next day's run.
 */
export async function askAboutAgeing(tenant: TenantId, version: number, deps: AskDeps): Promise<void> {
  const { table, now } = deps;
  const settings = await readInquirySettings(table, tenant);
  const { statusAfterDays } = settings;
  // The settings have changed since: the run that was planned for the current version asks instead.
  if (settings.version !== version || statusAfterDays === undefined) return;
  const at = now().toISOString();
  const { timeZone } = await readOffice(table, tenant);
  const day = addDays(dayIn(timeZone, at), -statusAfterDays);
  for (const submissionId of await submissionsOf(tenant, { day, timeZone }, deps)) {
    const rows = await readSubmissionClaims(table, tenant, submissionId);
    for (let from = 0; from < rows.length; from += 100) {
      const balances = await readBalances(
        table,
        tenant,
        rows.slice(from, from + 100).map(({ claimId }) => claimId),
      );
      for (const balance of balances) if (balance !== undefined) await askAbout(tenant, balance, submissionId, deps);
    }
  }
  await table.transact([dueWrite(at, ageingMessage(tenant, version, at))]);
}

/**
 * Submissions whose file was written on that day of the office or the three days before, to make up for days without a
 * run.
 */
async function submissionsOf(
  tenant: TenantId,
  { day, timeZone }: { readonly day: LocalDate; readonly timeZone: TimeZone },
  { table }: AskDeps,
): Promise<readonly string[]> {
  const from = addDays(day, -3);
  // Submissions are stored by the month of UTC, in which an office's day may be the one before or after it.
  const months = [...new Set([addDays(from, -1), addDays(day, 1)].map((each) => each.slice(0, 7)))];
  const pages = await Promise.all(
    months.map((month) => table.queryAll({ partition: monthPartition(tenant, 'SUBMISSION', month), index: true })),
  );
  const items = await table.batchGet(pages.flat().map(({ pk, sk }) => ({ pk, sk })));
  return items
    .flatMap((item) => (item === undefined ? [] : [submissionOfItem(item)]))
    .filter(({ state, createdAt }) => {
      const createdOn = dayIn(timeZone, createdAt);
      return state.kind === 'submitted' && createdOn >= from && createdOn <= day;
    })
    .map(({ id }) => id);
}

async function askAbout(
  tenant: TenantId,
  balance: ClaimBalance,
  submissionId: string,
  { table, now, logger }: AskDeps,
): Promise<void> {
  const asked = balance.filings.findLast(
    ({ state }) => (state.kind === 'submitted' || state.kind === 'accepted') && state.submissionId === submissionId,
  );
  // A claim that was filed to the payer again is asked about when its new submission is old enough.
  if (asked === undefined || standingFiling(balance.filings, asked.share) !== asked) return;
  // Charges of zero are a notice of admission or election, which no remittance answers; or a predetermination, which one
  // does.
  if (balance.chargeCents === 0 && balance.predetermination === undefined) return;
  const { share } = asked;
  const payerId = balance.payers[share]?.payerId as string;
  const payerItem = await table.get(entityKey(tenant, 'PAYER', payerId));
  const channel = payerItem && (await readChannel(table, tenant, documentOfItem<Payer>(payerItem).receiver.id));
  const providerId = balance.billingProviderId;
  if (channel === undefined) return;
  const at = now().toISOString();
  // A person has asked about this filing, and the answer may still come.
  const earlier = await readClaimInquiries(table, tenant, balance.claimId);
  if (earlier.some((one) => one.kind === 'claim-status' && isOfFiling(one, asked) && isUnderway(one, at))) return;
  const id = idFromDigest('inquiry', digestOf('ageing', tenant, balance.claimId, submissionId));
  const inquiry: StatusInquiry = {
    ...{ kind: 'claim-status', id, version: 1, receiverId: channel.receiverId, payerId, providerId },
    ...{
      requestedAt: at,
      requestedBy: 'schedule',
      state: firstState(channel, 'claim-status'),
      claimId: balance.claimId,
      share,
      filing: asked.number,
    },
  };
  const { writes, due } = newInquiry(tenant, inquiry, channel);
  const audit = workerAudit('ask-payers', tenant, at, {
    action: 'status-inquiry-requested',
    entityId: balance.claimId,
  });
  const written = await table.transact([...writes, audit, ...due.map((message) => dueWrite(at, message))]);
  if (!written.ok) logger.info('asked-before', { inquiryId: id });
}
