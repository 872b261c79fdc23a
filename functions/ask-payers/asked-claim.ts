import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { serviceDays } from '../../shared/domain/claim/claim-source.ts';
import { hasLeft } from '../../shared/domain/claim/filing.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { StatusInquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { readClaimAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import type { Table } from '../../shared/store/table.ts';
import type { StatusQuestionOf } from '../../shared/x12/276/write-status-inquiry.ts';

/** A claim about which a payer is asked: whose it is, and how the payer finds it. */
export interface AskedClaim {
  readonly kind: 'claim';
  readonly patientId: string;
  readonly coverageId: string;
  readonly claim: StatusQuestionOf['claim'];
}

/** The claim of a question, with the coverage of the payer's share; undefined when it is no longer on file. */
export async function readAskedClaim(
  tenant: TenantId,
  inquiry: StatusInquiry,
  table: Table,
): Promise<AskedClaim | undefined> {
  const [balance] = await readBalances(table, tenant, [inquiry.claimId]);
  const coverageId = balance?.payers[inquiry.share]?.coverageId;
  if (balance?.patientId === undefined || coverageId === undefined) return undefined;
  const { patientId } = balance;
  return { kind: 'claim', patientId, coverageId, claim: await claimAsSent(tenant, balance, inquiry, table) };
}

/**
 * The facts by which the payer finds the claim: those of the filing that it was sent, which may differ from the claim as
 * it is now. A claim of another system has that system's number; a predetermination charges nothing here, and asks about
 * charges.
 */
async function claimAsSent(
  tenant: TenantId,
  balance: ClaimBalance,
  { share, filing }: StatusInquiry,
  table: Table,
): Promise<StatusQuestionOf['claim']> {
  const { claimId, controlNumber, filings, serviceFrom, serviceThrough, chargeCents } = balance;
  const number = filing ?? filings.findLast((each) => each.share === share && hasLeft(each.state))?.number;
  const [[sent], said] = await Promise.all([
    number === undefined ? [] : readFilingDocuments(table, tenant, [{ claimId, number }]),
    readClaimAcknowledgements(table, tenant, claimId),
  ]);
  const days = sent && serviceDays(sent.claim);
  const until = days?.to ?? serviceThrough;
  const numbered = said.findLast((each) => each.filing === number && each.payerClaimNumber !== undefined);
  return {
    patientControlNumber: sent?.claim.patientControlNumber ?? controlNumber ?? claimId,
    chargeCents: sent?.claim.chargeCents ?? chargeCents,
    from: days?.from ?? serviceFrom,
    ...present({ until, payerClaimNumber: numbered?.payerClaimNumber }),
    ...(sent?.claim.kind === 'institutional'
      ? { typeOfBill: `${sent.claim.facilityType}${sent.claim.frequency}` }
      : {}),
  };
}
