import type { ClaimBalance } from '../domain/claim/balance.ts';
import { allowedAmounts } from '../domain/contract/allowed-amounts.ts';
import { usualKeptBack } from '../domain/contract/payer-contract.ts';
import type { LatePart } from '../domain/contract/variance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type LatePaymentSettings, lateness, type TimedPayer } from '../domain/late-payment/late-payment.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import { cents, sumCents, zeroCents } from '../domain/money/cents.ts';
import type { Payer } from '../domain/practice/practice.ts';
import { openAnswers } from '../domain/remittance/post/claim-posting.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readSentOn } from './booked-day.ts';
import { readDocuments } from './entity-items.ts';
import { statesOfProviders } from './holder-states.ts';
import { readBooked } from './patient-claims.ts';
import type { Table } from './table.ts';

/** A claim, with the payments of its first payer that came later than the law allows. */
export interface TimedClaim {
  readonly balance: ClaimBalance;
  /** Whether an answer of the payer is in force. */
  readonly hasAnswer: boolean;
  readonly late: readonly LatePart[];
  readonly payerClaimNumber: string;
}

/** Finds late payments of claims by their first payers. Claims that are billed to no payer are left out. */
export async function timedClaims(
  table: Table,
  tenant: TenantId,
  balances: readonly ClaimBalance[],
  settings: LatePaymentSettings,
): Promise<TimedClaim[]> {
  const billed = balances.filter(({ payers }) => payers.length > 0);
  const [booked, payers, states, sentOn] = await Promise.all([
    readBooked(table, tenant, billed),
    readDocuments<Payer>(table, tenant, 'PAYER', [
      ...new Set(billed.map(({ payers: [first] }) => first?.payerId ?? '')),
    ]),
    statesOfProviders(
      table,
      tenant,
      billed.map(({ billingProviderId }) => billingProviderId),
    ),
    readSentOn(table, tenant, billed),
  ]);
  return booked.map(({ balance, entries }): TimedClaim => {
    const payer = payers.get(balance.payers[0]?.payerId ?? '');
    const answers = openAnswers(entries).filter(({ adjudication }) => adjudication?.share === 0);
    const of: TimedPayer = {
      filingIndicator: payer?.filingIndicator ?? '',
      isOnPaper: payer?.filesOn === 'paper',
      state: states.get(balance.billingProviderId),
    };
    const late = answers
      .filter((answer) => isFirst(answer, entries))
      .flatMap((answer) => lateParts(answer, sentOnOf(answer, balance, sentOn.get(balance.claimId)), { of, settings }));
    const payerClaimNumber = answers.at(-1)?.adjudication?.payerClaimNumber ?? '';
    return { balance, hasAnswer: answers.length > 0, late, payerClaimNumber };
  });
}

/**
 * Whether the payer had not answered the same lines of the same filing before. A payment that comes after another
 * answer, on appeal or after a correction, is not timed, because the law has other rules for it.
 */
function isFirst(answer: LedgerEntry, entries: readonly LedgerEntry[]): boolean {
  const own = answer.adjudication;
  return !entries.some(({ id, effectiveOn, postedOn, adjudication }) => {
    const isOther = id !== answer.id && adjudication?.share === 0 && adjudication.filing === own?.filing;
    const isBefore =
      effectiveOn < answer.effectiveOn || (effectiveOn === answer.effectiveOn && postedOn < answer.postedOn);
    return isOther && isBefore && haveCommonLine(adjudication?.lines, own?.lines);
  });
}

/** When no lines are named, all lines of the claim are meant. */
function haveCommonLine(left: readonly number[] | undefined, right: readonly number[] | undefined): boolean {
  return left === undefined || right === undefined || left.some((line) => right.includes(line));
}

/** When the answered filing was sent. A filing after the first has its own date. */
function sentOnOf(
  { adjudication }: LedgerEntry,
  { filings }: ClaimBalance,
  firstSentOn: LocalDate | undefined,
): LocalDate | undefined {
  const number = adjudication?.filing;
  return number === undefined ? firstSentOn : filings.find((filing) => filing.number === number)?.sentOn;
}

function lateParts(
  answer: LedgerEntry,
  sentOn: LocalDate | undefined,
  { of, settings }: { readonly of: TimedPayer; readonly settings: LatePaymentSettings },
): LatePart[] {
  const { adjudication, legs, effectiveOn: paidOn } = answer;
  const receivedOn = adjudication?.receivedOn ?? sentOn;
  const money = legs.filter(({ account }) => account === 'remittance-clearing' || account === 'unapplied-payer-cash');
  const paidCents = sumCents(money.map((leg) => leg.cents));
  if (receivedOn === undefined || paidCents <= 0) return [];
  const taken = allowedAmounts([answer], usualKeptBack);
  const reduced = [...(taken?.byLine.values() ?? []), ...(taken === undefined ? [] : [taken.ofClaim])];
  const found = lateness(
    {
      ...{ receivedOn, paidOn, paidCents, interestPaidCents: adjudication?.interestCents ?? zeroCents },
      beyondAllowedCents: cents(
        Math.max(
          0,
          reduced.reduce((sum, { reducedCents }) => sum + reducedCents, 0),
        ),
      ),
    },
    of,
    settings,
  );
  if (!found.ok || found.value.daysLate === 0) return [];
  const countedFrom = adjudication?.receivedOn === undefined ? 'sending' : 'receipt';
  return [{ ...found.value, countedFrom, ledgerEntryId: answer.id }];
}
