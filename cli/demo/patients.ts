import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import { counted } from '../counted.ts';
import { payByCard, takeCards, type World } from './by-card.ts';
import { type AgencyDid, agreeWithAgency, collect } from './collections.ts';
import { type Office, waitFor } from './office.ts';

/* Patients' statements, payments and refunds. */

/**
 * A payment, and the claims that the account owed when it came in: everything needed to work out which claims it paid.
 */
export interface Paid {
  readonly cents: number;
  readonly claimIds: readonly string[];
  /** Set for a payment by card, of which the processor keeps a fee. */
  readonly isByCard?: true;
}

/** What patients did, kept for recomputation. */
export interface PatientsDid {
  readonly statements: {
    readonly count: number;
    readonly dueCents: number;
    /** Accounts that get no statement, such as those below the office's minimum. */
    readonly skippedCents: number;
  };
  readonly payments: readonly Paid[];
  readonly refundsCents: readonly number[];
  readonly agency: AgencyDid;
}

/** A payment plan, as the API shows it. */
export interface AgreedPlan {
  readonly id: string;
  readonly claimIds: readonly string[];
  readonly state: string;
  readonly totalCents: number;
  readonly remainingCents: number;
  readonly dueCents: number;
  readonly instalments: readonly { readonly dueOn: string; readonly cents: number }[];
}

interface Run {
  readonly id: string;
  readonly state: string;
  readonly statements: number;
  readonly dueCents: number;
}

interface Statement {
  readonly id: string;
  readonly accountId: string;
  readonly dueCents: number;
}

interface Payment {
  readonly method: string;
  readonly id: string;
  readonly entityId: string;
  readonly cents: number;
  readonly unappliedCents: number;
}

const amount = (cents: number) => formatCents(cents as Cents);

/**
 * Sends statements. One patient pays a part by card and agrees a plan for the rest, one pays twice and gets the second
 * check back, and two accounts go to a collection agency. Cash and checks are deposited at the bank.
 */
export async function settleWithPatients(
  world: World,
  today: string,
  say: (text: string) => void,
): Promise<{ readonly did: PatientsDid; readonly planId: string }> {
  const { office } = world;
  const agencyId = await agreeWithAgency(office);
  const { run, statements, skippedCents } = await runStatements(office);
  say(`\n${counted(run.statements, 'statement')} for ${amount(run.dueCents)} are made.\n`);
  const [largest, second] = [...statements].sort((left, right) => right.dueCents - left.dueCents);
  if (largest === undefined || second === undefined) throw new Error('the demo has too few patients who owe something');
  const { paid, planId } = await partByCard(world, largest, today, say);
  const payments: Paid[] = [paid];
  const pay = async (accountId: string, body: { readonly cents: number; readonly [field: string]: unknown }) => {
    const claimIds = await claimsOf(office, accountId);
    const asked = { accountId, receivedOn: today, ...body };
    const payment = await office.post<Payment>('biller', '/v1/patient-payments', asked);
    payments.push({ cents: body.cents, claimIds });
    return payment.body;
  };
  const check = { method: 'check', cents: second.dueCents };
  const first = await pay(second.accountId, { ...check, reference: '1001' });
  const twice = await pay(second.accountId, { ...check, reference: '1002', entityId: first.entityId });
  await giveBack(office, twice);
  say(
    `Another one sends ${amount(check.cents)} twice. The biller requests a refund, the manager approves it, and a check is sent.\n`,
  );
  const without = [largest.accountId, second.accountId];
  const agency = await collect(office, { agencyId, today, without }, say);
  await bringToTheBank(office, first.entityId, today);
  const sent = { count: run.statements, dueCents: run.dueCents, skippedCents };
  return { did: { statements: sent, payments, refundsCents: [twice.unappliedCents], agency }, planId };
}

/** The patient pays a third of a statement by card, and agrees a plan for the rest. */
async function partByCard(
  world: World,
  { id: statementId, accountId, dueCents }: Statement,
  today: string,
  say: (text: string) => void,
): Promise<{ readonly paid: Paid; readonly planId: string }> {
  const { office } = world;
  const [claimId] = await claimsOf(office, accountId);
  const [entry] = await office.list<{ entityId: string }>('biller', `/v1/ledger-entries?claimId=${claimId}&limit=200`);
  if (entry === undefined) throw new Error('a claim of a statement has no entry');
  await takeCards(world, entry.entityId);
  const cents = Math.floor(dueCents / 3);
  const claimIds = await payByCard(world, { accountId, statementId, cents });
  const { id: planId, instalments } = await agreePlan(office, accountId, today);
  const plan = instalments.map((instalment) => amount(instalment.cents)).join(', ');
  say(
    `A patient who owes ${amount(dueCents)} pays ${amount(cents)} by card, at the pay link of the statement, and gets a plan for the rest: ${plan}.\n`,
  );
  return { paid: { cents, claimIds, isByCard: true }, planId };
}

/** The claims of an account, in the order in which a payment pays them. */
async function claimsOf(office: Office, accountId: string): Promise<string[]> {
  const path = `/v1/accounts/${accountId}/balance`;
  const { claims } = await office.get<{ claims: { claimId: string }[] }>('biller', path);
  return claims.map(({ claimId }) => claimId);
}

async function runStatements(office: Office) {
  const asked = await office.post<Run>('biller', '/v1/statement-runs', {});
  const path = `/v1/statement-runs/${asked.body.id}`;
  const run = await waitFor('the statements', async () => {
    const view = await office.get<Run>('biller', path);
    return view.state === 'done' ? view : undefined;
  });
  const skipped = await office.list<Statement>('biller', `${path}/skipped?limit=200`);
  const skippedCents = skipped.reduce((sum, { dueCents }) => sum + dueCents, 0);
  return { run, statements: await office.list<Statement>('biller', `${path}/statements?limit=200`), skippedCents };
}

/** Agrees four instalments, the most that need no disclosures. */
async function agreePlan(office: Office, accountId: string, today: string): Promise<AgreedPlan> {
  const plan = { accountId, firstDueOn: today, every: 'month', count: 4 };
  return (await office.post<AgreedPlan>('biller', '/v1/payment-plans', plan)).body;
}

async function giveBack(office: Office, payment: Payment): Promise<void> {
  const asked = { paymentId: payment.id, cents: payment.unappliedCents, reason: 'Paid twice' };
  const { body, version } = await office.post<{ id: string }>('biller', '/v1/refunds', asked);
  await office.post('manager', `/v1/refunds/${body.id}/approve`, { reason: 'Agreed' }, version);
  const checks = { refundIds: [body.id], firstCheckNumber: 5001, reason: 'Printed' };
  await office.post('manager', '/v1/refund-checks', checks);
}

/** The methods of payment that the office takes to the bank itself. */
const onSlips = ['cash', 'check'];

/** A legal entity's cash and checks go to the bank on one deposit slip, and the bank statement shows the deposit. */
async function bringToTheBank(office: Office, entityId: string, today: string): Promise<void> {
  const waiting = await office.list<Payment>('biller', '/v1/patient-payments?state=unbatched&limit=200');
  const ours = waiting.filter((payment) => payment.entityId === entityId && onSlips.includes(payment.method));
  const totalCents = ours.reduce((sum, { cents }) => sum + cents, 0);
  const slip = { entityId, depositedOn: today };
  await office.post('biller', '/v1/deposit-batches', { ...slip, reference: 'SLIP-1', totalCents });
  const shown = { bankAccount: 'SYNTHETIC-1', cents: totalCents, kind: 'check', traceNumber: 'SLIP-1' };
  await office.post('biller', '/v1/deposits', { ...slip, ...shown });
}
