import type { AppealLetter } from '../../shared/document/appeal-letter.ts';
import { daysText, letterDay } from '../../shared/document/day-text.ts';
import { payerLetterHead } from '../../shared/document/party-facts.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { appealAt, appealLevels } from '../../shared/domain/deadline/appeal-levels.ts';
import { negotiationDays, noticeBy } from '../../shared/domain/federal-dispute/dispute.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { formatAmount } from '../../shared/domain/money/cents.ts';
import { personText } from '../../shared/domain/practice/name-text.ts';
import type { Coverage, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { nextLevelOf } from '../../shared/domain/remittance/denial/appeals.ts';
import { denialWords } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { carcOf } from '../../shared/domain/remittance/denial/denials.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Denial } from '../../shared/store/denials.ts';
import { documentOfItem, readDocumentsTogether } from '../../shared/store/entity-items.ts';
import { readFederalDispute } from '../../shared/store/federal-disputes.ts';
import { keyOfWireEntryId } from '../../shared/store/keys/ledger.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Table } from '../../shared/store/table.ts';

/** The facts of a letter about a denial by field, its sender and its recipient. */
export type LetterSource = Omit<AppealLetter, 'letter'>;

/** Reads the facts of a denial's letter from the current records. Unknown facts are absent. */
export async function readLetterSource(
  table: Table,
  tenant: TenantId,
  { denial, balance }: { readonly denial: Denial; readonly balance: ClaimBalance },
  today: LocalDate,
): Promise<LetterSource> {
  const { payerId, share } = denial;
  const { patientId, billingProviderId } = balance;
  const coverageId = balance.payers[share]?.coverageId ?? '';
  const entryKey = keyOfWireEntryId(tenant, denial.ledgerEntryId);
  const [records, coverageItem, entryItem, dispute] = await Promise.all([
    readDocumentsTogether(table, tenant, [
      ['PATIENT', patientId],
      ['PAYER', payerId],
      ['PROVIDER', billingProviderId],
    ]),
    table.get(coverageKey(tenant, patientId, coverageId)),
    entryKey === undefined ? undefined : table.get(entryKey),
    denial.disputeId === undefined ? undefined : readFederalDispute(table, tenant, denial.disputeId),
  ]);
  const patient = records('PATIENT').get(patientId) as Patient | undefined;
  const payer = records('PAYER').get(payerId) as Payer | undefined;
  const provider = records('PROVIDER').get(billingProviderId) as Provider | undefined;
  const coverage = coverageItem === undefined ? undefined : documentOfItem<Coverage>(coverageItem);
  const adjudication = entryItem === undefined ? undefined : entryOfItem(entryItem).adjudication;
  const { facts: head, from, to } = payerLetterHead(provider, payer, today);
  const facts = {
    ...head,
    birthDate: letterDay(patient?.birthDate),
    patient: patient && personText(patient.name),
    memberId: coverage?.memberId,
    payerClaimNumber: adjudication?.payerClaimNumber,
    ...claimFacts(balance),
    ...denialFacts(denial, payer ?? {}),
    ...negotiationFacts(denial, dispute?.noticeOn ?? today),
  };
  return {
    facts: present(facts),
    from,
    to,
  };
}

function claimFacts({ claimId, controlNumber, serviceFrom, serviceThrough, chargeCents }: ClaimBalance) {
  return {
    claimNumber: controlNumber ?? claimId,
    serviceDates: daysText(serviceFrom, serviceThrough, 'en'),
    charge: `$${formatAmount(chargeCents)}`,
  };
}

function denialFacts(denial: Denial, payer: Partial<Payer>) {
  // For a pending appeal, its own level.
  const { level, noticeOn } = nextLevelOf(denial);
  return {
    denied: `$${formatAmount(denial.deniedCents)}`,
    open: `$${formatAmount(denial.openCents)}`,
    noticeDate: letterDay(noticeOn),
    reasons: denial.reasons.map((reason) => `${reason} (${denialWords(carcOf(reason))})`).join('; '),
    remarks: denial.remarkCodes.length === 0 ? 'none' : denial.remarkCodes.join(', '),
    lines: denial.lines.length === 0 ? 'all' : denial.lines.join(', '),
    level: appealLevels(payer, noticeOn)[level - 1]?.title,
    deadline: letterDay(appealAt(payer, noticeOn, level)?.on),
  };
}

function negotiationFacts({ noticeOn }: Denial, noticeSentOn: LocalDate) {
  const { answerBy, until } = negotiationDays(noticeSentOn);
  return {
    negotiateBy: letterDay(noticeBy(noticeOn)),
    answerBy: letterDay(answerBy),
    negotiationUntil: letterDay(until),
  };
}
