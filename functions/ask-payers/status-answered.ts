import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import { afterStatusAnswer, askedFiling } from '../../shared/domain/claim/status-problem.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Inquiry, StatusInquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { isProblem, type PayerStatus } from '../../shared/domain/inquiry/payer-status.ts';
import { present } from '../../shared/domain/present.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { historyWrite } from '../../shared/store/claim-history.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { readClaimInquiries } from '../../shared/store/inquiries.ts';
import { readOffice } from '../../shared/store/office.ts';
import { problemEndWrites, problemWrite } from '../../shared/store/status-problems.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { Answered, AskDeps } from './context.ts';

/**
 * A payer's status for a claim is kept on its timeline. It changes no state: only acknowledgements and remittances do.
 * What asks for a deed becomes an exception, unless the claim was decided or filed again since the question, or the payer
 * has answered a later question; another status closes that of an earlier answer.
 */
export async function statusAnswered(
  tenant: TenantId,
  inquiry: StatusInquiry & { readonly state: Answered },
  result: PayerStatus,
  { table }: AskDeps,
): Promise<{ readonly after: Inquiry; readonly writes: readonly Write[] }> {
  const after = { ...inquiry, result };
  const [balance] = await readBalances(table, tenant, [inquiry.claimId]);
  if (balance === undefined) return { after, writes: [] };
  const status = claimStatus(balance).kind;
  const facts = { inquiryId: inquiry.id, standing: result.standing };
  const { answeredAt: at } = inquiry.state;
  const line = { at, actor: 'ask-payers', event: 'payer-told-status', from: status, to: status, facts };
  const { timeZone } = await readOffice(table, tenant);
  const told = { inquiry, result, askedOn: dayIn(timeZone, inquiry.requestedAt) };
  const work = (await isOvertaken(tenant, inquiry, table)) ? [] : problemWrites(tenant, balance, told);
  return { after, writes: [historyWrite(tenant, inquiry.claimId, line, inquiry.id), ...work] };
}

/** Whether the payer has answered a later question about the claim meanwhile: that answer is the newer one. */
async function isOvertaken(
  tenant: TenantId,
  { claimId, share, requestedAt }: StatusInquiry,
  table: Table,
): Promise<boolean> {
  const all = await readClaimInquiries(table, tenant, claimId);
  return all.some(
    (one) =>
      one.kind === 'claim-status' &&
      one.share === share &&
      one.requestedAt > requestedAt &&
      one.state.kind === 'answered',
  );
}

interface Told {
  readonly inquiry: StatusInquiry & { readonly state: Answered };
  readonly result: PayerStatus;
  readonly askedOn: LocalDate;
}

function problemWrites(tenant: TenantId, before: ClaimBalance, { inquiry, result, askedOn }: Told): Write[] {
  const { answeredAt: at } = inquiry.state;
  const { share } = inquiry;
  const filing = askedFiling(before, inquiry, askedOn);
  if (filing === undefined) return [];
  const after = afterStatusAnswer(before, filing.number, result, at);
  if (after === before) return [];
  const { standing } = result;
  const said = result.statements.find((each) => each.standing === standing);
  const codes = present({ category: said?.category, code: said?.code, entity: said?.entity });
  const payerId = before.payers[share]?.payerId;
  const facts = { filing: filing.number, standing, inquiryId: inquiry.id, ...present({ payerId }), ...codes };
  return [
    balanceWrite(tenant, before, after),
    ...(isProblem(standing)
      ? [problemWrite(tenant, after, facts, at)]
      : problemEndWrites(tenant, { before, after, at })),
  ];
}
