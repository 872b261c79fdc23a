import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import {
  disputeObstacles,
  type FederalDispute,
  lastDayWith,
  noticeBy,
  standingOf,
} from '../../shared/domain/federal-dispute/dispute.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { type Cents, sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { isCash } from '../../shared/domain/remittance/post/stated-figures.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readContractedClaims } from '../../shared/store/contracted-claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { type Denial, denialDisputedWrite, readDenial } from '../../shared/store/denials.ts';
import { disputesOfClaim, federalDisputeId, federalDisputeWrite } from '../../shared/store/federal-disputes.ts';
import { readBooked } from '../../shared/store/patient-claims.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import { readVariances } from '../../shared/store/variances.ts';
import type { DenialsDeps, DenialsOperations, DenialsRequest } from './context.ts';
import { disputeView } from './federal-disputes.ts';

type Asked = DenialsRequest<'beginFederalDispute'>;
type Table = DenialsDeps['table'];

/** The payer’s answer that is disputed. */
interface Matter {
  readonly of: FederalDispute['of'];
  readonly balance: ClaimBalance;
  readonly payerPosition: number;
  readonly cents: Cents;
  readonly firstAnswerOn: LocalDate;
  readonly remarkCodes: readonly string[];
  /**
   * The procedure codes of the lines that the answer is about; if unknown, their numbers (`lines`). The whole claim
   * when both are absent.
   */
  readonly procedures?: readonly string[];
  readonly lines?: readonly number[];
  readonly denial?: Denial;
}

/** Begins federal dispute resolution with the notice of open negotiation. */
export const beginOperations: DenialsOperations<'beginFederalDispute'> = {
  beginFederalDispute: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { on, reason, isEligibilityChecked, extendedUntil } = request.body;
    const today = await request.today();
    const found = await matterOf(request, table);
    if (!found.ok) return found;
    const { of, balance, payerPosition, cents, firstAnswerOn, remarkCodes, denial } = found.value;
    if (on > today) return invalid('/on', 'is in the future');
    if (on < firstAnswerOn) return invalid('/on', 'is earlier than the payer’s answer');
    const by = lastDayWith(noticeBy(firstAnswerOn), extendedUntil);
    if (on > by) {
      const mend = 'give the day of a notice that was sent in time, or `extendedUntil` if the time was extended';
      return invalid('/on', `is too late: the last day was ${by}; ${mend}`);
    }
    const payer = balance.payers[payerPosition];
    const payerId = payer?.payerId ?? '';
    const terms = (await readPayerTerms(table, tenantId, [payerId])).get(payerId) ?? {};
    const obstacles = disputeObstacles(terms, remarkCodes, payer?.patientProtection === 'no-surprises');
    const told = isEligibilityChecked ? obstacles.filter((each) => each !== 'not-said-by-the-payer') : obstacles;
    if (told.length > 0) return fail({ kind: 'dispute-not-eligible', facts: { obstacles: told.join(', ') } });
    const procedures = await disputedProcedures(request, found.value, table);
    const earlier = (await disputesOfClaim(table, tenantId, balance.claimId)).filter(
      (each) => each.payerPosition === payerPosition,
    );
    // The services of one claim may be in several disputes, but each service in only one.
    const standing = earlier.find((each) => standingOf(each) !== 'over' && isAboutTheSame(each, { of, procedures }));
    if (standing !== undefined) return fail({ kind: 'dispute-stands', facts: { federalDisputeId: standing.id } });
    const { claimId, entityId, billingProviderId, serviceFrom } = balance;
    const dispute: FederalDispute = {
      ...{ id: federalDisputeId(tenantId, claimId, payerPosition, earlier.length), version: 1, of },
      ...{ claimId, payerId, payerPosition, entityId, billingProviderId, serviceFrom, cents, firstAnswerOn },
      ...{ procedures, noticeOn: on, fees: [], steps: [] },
      begun: { by: subject, at: request.at, reason, ...present({ extendedUntil }) },
    };
    const resolution = { kind: 'dispute-send-notice', by: subject, at: request.at, reason };
    return ok({
      body: await disputeView(dispute, table, tenantId, today),
      version: 1,
      writes: [
        federalDisputeWrite(tenantId, dispute),
        ...(denial === undefined ? [] : [denialDisputedWrite(tenantId, denial, dispute.id, resolution)]),
      ],
      audit: { action: 'federal-dispute-opened', entityId: dispute.id, facts: { claimId, of: of.kind } },
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },
};

async function matterOf({ principal: { tenantId }, body }: Asked, table: Table): Promise<Result<Matter, Failure>> {
  if ('denialId' in body) {
    const denial = await readDenial(table, tenantId, body.denialId);
    if (denial === undefined) return invalid('/denialId', 'no such denial');
    if (denial.state !== 'open') return fail({ kind: 'denial-closed' });
    const { share: payerPosition, openCents: cents, noticeOn: firstAnswerOn, remarkCodes, lines } = denial;
    const of = { kind: 'denial', denialId: denial.id } as const;
    return withBalance(table, tenantId, denial.claimId, {
      of,
      payerPosition,
      cents,
      firstAnswerOn,
      remarkCodes,
      lines,
      denial,
    });
  }
  if ('varianceId' in body) {
    const [variance] = await readVariances(table, tenantId, [body.varianceId]);
    if (variance === undefined) return invalid('/varianceId', 'no such variance');
    if (variance.state === 'closed' || variance.direction !== 'underpaid')
      return fail({ kind: 'variance-not-in-state' });
    const of = { kind: 'variance', varianceId: variance.id } as const;
    const { cents, answeredOn: firstAnswerOn, lines } = variance;
    const procedures = [...new Set(lines.flatMap(({ procedure }) => procedure ?? []))];
    const named = procedures.length === 0 ? {} : { procedures };
    // Only the payer who is billed first is held against its contract.
    const matter = { of, payerPosition: 0, cents, firstAnswerOn, remarkCodes: [], ...named };
    return withBalance(table, tenantId, variance.claimId, matter);
  }
  const { claimId, payerPosition = 0, cents } = body;
  const matter = { of: { kind: 'claim' } as const, payerPosition, cents, remarkCodes: [] };
  const [balance] = await readBalances(table, tenantId, [claimId]);
  if (balance === undefined) return invalid('/claimId', 'no such claim');
  if (balance.payers[payerPosition] === undefined) return invalid('/payerPosition', 'the claim has no such payer');
  const [booked] = await readBooked(table, tenantId, [balance]);
  const entries = booked?.entries ?? [];
  const paidCents = sumCents(entries.flatMap(({ legs }) => legs.filter(isCash).map((leg) => leg.cents)));
  if (cents > balance.chargeCents - paidCents)
    return invalid('/cents', 'is more than the claim’s charge less what payers have paid');
  const firstAnswerOn = firstAnswer(entries, payerPosition);
  if (firstAnswerOn === undefined) return invalid('/claimId', 'this payer has not answered the claim');
  return ok({ ...matter, balance, firstAnswerOn });
}

type Tenant = Asked['principal']['tenantId'];

async function withBalance(
  table: Table,
  tenant: Tenant,
  claimId: string,
  matter: Omit<Matter, 'balance'>,
): Promise<Result<Matter, Failure>> {
  const [balance] = await readBalances(table, tenant, [claimId]);
  return balance === undefined ? fail({ kind: 'version-changed' }) : ok({ ...matter, balance });
}

/** The day of the payer's first answer that was not taken back: the days to the notice count from it. */
function firstAnswer(entries: readonly LedgerEntry[], payerPosition: number): LocalDate | undefined {
  const reversed = new Set(entries.flatMap(({ reverses = [] }) => reverses));
  return entries
    .filter(({ id, kind, adjudication }) => {
      return kind === 'remittance-claim' && adjudication?.share === payerPosition && !reversed.has(id);
    })
    .map(({ effectiveOn }) => effectiveOn)
    .toSorted()[0];
}

/**
 * The disputed procedures: those that the request or the answer names, or else those of the lines that the answer is
 * about.
 */
async function disputedProcedures(
  { principal: { tenantId }, body }: Asked,
  { procedures: ofAnswer, lines = [], balance }: Matter,
  table: Table,
): Promise<readonly string[]> {
  const named = body.procedures ?? ofAnswer;
  if (named !== undefined) return named;
  const [claim] = await readContractedClaims(table, tenantId, [balance]);
  const own = (claim?.lines ?? []).filter(({ number }) => lines.length === 0 || lines.includes(number));
  return [...new Set(own.flatMap(({ procedure }) => procedure ?? []))];
}

/** Whether two disputes are of the same denial or underpayment, or share a service. One without services is of the whole claim. */
function isAboutTheSame(one: Disputed, other: Disputed): boolean {
  if (one.procedures.length === 0 || other.procedures.length === 0) return true;
  const matter = workOf(one);
  const isSameMatter = matter !== undefined && matter === workOf(other);
  return isSameMatter || one.procedures.some((code) => other.procedures.includes(code));
}

function workOf({ of }: Pick<Disputed, 'of'>): string | undefined {
  if (of.kind === 'denial') return of.denialId;
  return of.kind === 'variance' ? of.varianceId : undefined;
}

type Disputed = Pick<FederalDispute, 'of' | 'procedures'>;
