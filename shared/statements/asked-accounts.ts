import { type Account, isClient } from '../domain/account/account.ts';
import type { BookedClaim } from '../domain/account/account-balance.ts';
import { openCharges } from '../domain/account/client-charge.ts';
import type { StatementSettings } from '../domain/billing-settings/statements.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, subtractCents, sumCents } from '../domain/money/cents.ts';
import type { PatientPayment } from '../domain/patient-payment/payment.ts';
import { owedOf, type PaymentPlan, standingOf } from '../domain/payment-plan/plan.ts';
import type { Address } from '../domain/practice/address.ts';
import { personText, providerText } from '../domain/practice/name-text.ts';
import type { Provider } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import type { Refund } from '../domain/refund/refund.ts';
import { type AskedBalance, askedBalance } from '../domain/statement/content.ts';
import type { StatementFacts } from '../domain/statement/decide.ts';
import { paymentsSince } from '../domain/statement/payments-since.ts';
import { senderOfProvider } from '../domain/statement/sender.ts';
import type {
  Addressee,
  LastStatement,
  StatementContent,
  StatementFee,
  StatementPayment,
  StatementPlan,
} from '../domain/statement/statement.ts';
import type { StatementNames } from '../domain/statement/visit.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { dayIn } from '../domain/time/time-zone.ts';
import { type OwingAccount, readAccounts } from '../store/accounts.ts';
import { readClientCharges } from '../store/client-charges.ts';
import { readDocuments } from '../store/entity-items.ts';
import { readOffice } from '../store/office.ts';
import { patientClaims, readBooked } from '../store/patient-claims.ts';
import { paymentsOfAccount } from '../store/patient-payments.ts';
import type { StoredPatient } from '../store/patients.ts';
import { latestPlansOf } from '../store/payment-plans.ts';
import { refundsOfPayment } from '../store/refunds.ts';
import { readLastStatements } from '../store/statements.ts';
import type { Table } from '../store/table.ts';

/** An account, with everything that decides whether it gets a statement and what is printed on it. */
export interface AskedAccount {
  readonly account: Account;
  readonly balance: AskedBalance;
  /** The amount that a dunning letter asks for. It leaves out claims that may not be dunned. */
  readonly pressed: AskedBalance;
  readonly last?: LastStatement | undefined;
  /** Payments since the last statement, and which of them were refunded or returned. */
  readonly payments: readonly StatementPayment[];
  readonly addressee: Addressee;
  readonly sender: StatementContent['sender'];
  readonly names: StatementNames;
}

interface Asking {
  readonly table: Table;
  readonly tenant: TenantId;
  readonly settings: StatementSettings;
  readonly today: LocalDate;
}

/**
 * Reads what some accounts may be asked to pay. Accounts without a record are left out, and employers and facilities
 * unless they are wanted.
 */
export async function askedAccounts(
  { table, tenant, settings, today }: Asking,
  owing: readonly OwingAccount[],
  clients: 'clients too' | 'no clients' = 'no clients',
): Promise<ReadonlyMap<string, AskedAccount>> {
  const ids = owing.map(({ accountId }) => accountId);
  const claims = owing.flatMap((each) => each.claims);
  const [{ timeZone, submitterName }, accounts, lasts, booked, payments, plans] = await Promise.all([
    readOffice(table, tenant),
    readAccounts(table, tenant, ids),
    readLastStatements(table, tenant, ids),
    readBooked(table, tenant, claims),
    Promise.all(ids.map((id) => paymentsOfAccount(table, tenant, id))),
    latestPlansOf(table, tenant, ids),
  ]);
  const dayOf = (at: Instant): LocalDate => dayIn(timeZone, at);
  const bookedOf = Map.groupBy(booked, ({ balance }) => balance.patientId);
  const people = await readPeople(table, tenant, [...accounts.values()], booked);
  const asked = new Map<string, AskedAccount>();
  for (const [place, { accountId, claims: own, clientCents }] of owing.entries()) {
    const account = accounts.get(accountId);
    if (account === undefined || (clients === 'no clients' && isClient(account))) continue;
    const paid = payments[place] ?? [];
    const last = lasts.get(accountId);
    const ownBooked = [...new Set(own.map(({ patientId }) => patientId))].flatMap((id) => bookedOf.get(id) ?? []);
    const fees = clientCents > 0 ? await openFees(table, tenant, accountId, clientCents) : [];
    const plan = statementPlan(plans.get(accountId), own, { today, by: addDays(today, settings.daysToPay) });
    const cash = { plan, unappliedCents: sumCents(paid.map(({ unappliedCents }) => unappliedCents)), fees };
    const balance = askedBalance(account, ownBooked, cash, today);
    const isPartlyHeld = account.holds.some(({ claimIds }) => claimIds !== undefined);
    const pressed = isPartlyHeld ? askedBalance(account, ownBooked, { ...cash, deed: 'reminder' }, today) : balance;
    const since = paymentsSince(paid, await readRefunds(table, tenant, paid), last, dayOf);
    // The oldest visit with an amount due, or else any visit on the statement.
    const [visit] = [...balance.asked, ...ownBooked];
    const sender =
      settings.sender ??
      (visit && senderOfProvider(people.providers.get(visit.balance.billingProviderId))) ??
      (await senderOfLatest({ table, tenant }, account));
    asked.set(accountId, {
      ...{ account, balance, pressed, last, payments: since, names: people.names },
      addressee: addresseeOf(account, people.patients),
      sender: sender ?? { name: submitterName ?? '' },
    });
  }
  return asked;
}

/**
 * An account's running plan, with the amount that was missed and the amount that falls due later.
 * @param days `by` is the statement's due day
 */
function statementPlan(
  plan: PaymentPlan | undefined,
  claims: readonly ClaimBalance[],
  { today, by }: { readonly today: LocalDate; readonly by: LocalDate },
): StatementPlan | undefined {
  if (plan === undefined || plan.ended !== undefined) return undefined;
  const own = claims.filter(({ claimId }) => plan.claimIds.includes(claimId));
  const owed = owedOf(own);
  const { remainingCents, missedCents, instalments } = standingOf(plan, owed, today);
  if (remainingCents === 0) return undefined;
  const next = instalments.find(({ state }) => state === 'due' || state === 'coming');
  const laterCents = subtractCents(remainingCents, standingOf(plan, owed, by).dueCents);
  const missed = missedCents > 0 ? missedCents : undefined;
  return { planId: plan.id, remainingCents, laterCents, ...present({ missedCents: missed, nextOn: next?.dueOn }) };
}

/** An account's open fees, oldest first. */
async function openFees(table: Table, tenant: TenantId, accountId: string, owed: Cents): Promise<StatementFee[]> {
  const charges = await readClientCharges(table, tenant, accountId);
  return openCharges(charges, owed).map(({ charge, cents }) => ({ on: charge.postedOn, cents }));
}

/**
 * The refunds that were taken from the unapplied cash of payments, by payment. A payment is included even if all of its
 * refunds were declined in the end.
 */
async function readRefunds(
  table: Table,
  tenant: TenantId,
  payments: readonly PatientPayment[],
): Promise<ReadonlyMap<string, readonly Refund[]>> {
  const refunded = payments.filter(({ refundedCents }) => refundedCents !== undefined);
  const read = await Promise.all(refunded.map(({ id }) => refundsOfPayment(table, tenant, id)));
  return new Map(refunded.map(({ id }, place) => [id, read[place] ?? []]));
}

/** Whether something was paid since the last statement. */
function hasPaid({ payments, last }: Pick<AskedAccount, 'payments' | 'last'>): boolean {
  return last !== undefined && sumCents(payments.map(({ cents }) => cents)) > 0;
}

/** The facts that decide whether the account gets a statement. */
export function statementFacts(asked: AskedAccount): StatementFacts {
  const { account, balance, pressed, last, addressee } = asked;
  const { dueCents, allForbidden } = balance;
  return {
    account,
    dueCents,
    allForbidden,
    last,
    hasAddress: addressee.address !== undefined,
    hasPaid: hasPaid(asked),
    pressedCents: pressed.dueCents,
  };
}

interface People {
  readonly patients: ReadonlyMap<string, StoredPatient>;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly names: StatementNames;
}

async function readPeople(
  table: Table,
  tenant: TenantId,
  accounts: readonly Account[],
  booked: readonly BookedClaim[],
): Promise<People> {
  const guarantors = accounts.flatMap(({ guarantor }) => (guarantor.kind === 'patient' ? [guarantor.patientId] : []));
  const ids = booked.flatMap(({ balance }) => [balance.providerId ?? '', balance.billingProviderId]);
  const [patients, providers] = await Promise.all([
    readDocuments<StoredPatient>(table, tenant, 'PATIENT', [
      ...guarantors,
      ...booked.map(({ balance }) => balance.patientId),
    ]),
    readDocuments<Provider>(
      table,
      tenant,
      'PROVIDER',
      ids.filter((id) => id !== ''),
    ),
  ]);
  const names: StatementNames = {
    patient: (id) => personText(patients.get(id)?.name),
    provider: (id) => providerText(providers.get(id)),
  };
  return { patients, providers, names };
}

/**
 * The recipient and the address; the confidential address where there is one. A bad address is recorded as a hold on
 * the account, not with the address.
 */
export function addresseeOf({ guarantor, preferences }: Account, patients: People['patients']): Addressee {
  const { confidentialAddress } = preferences;
  const own = (): { name: string; address: Address | undefined } => {
    if (guarantor.kind === 'person') return { name: personText(guarantor.name), address: guarantor.address };
    if (guarantor.kind !== 'patient') return { name: guarantor.organizationName, address: guarantor.address };
    const patient = patients.get(guarantor.patientId);
    return { name: personText(patient?.name), address: patient?.address };
  };
  const { name, address } = own();
  return { name, ...present({ address: confidentialAddress ?? address }) };
}

/**
 * The sender when no visit is left to show, because all of them are paid or with an agency: the billing provider of the
 * latest one. Undefined when there was never a visit.
 */
async function senderOfLatest(
  { table, tenant }: Pick<Asking, 'table' | 'tenant'>,
  { memberIds }: Account,
): Promise<StatementContent['sender'] | undefined> {
  const claims = (await Promise.all(memberIds.map((id) => patientClaims(table, tenant, id)))).flat();
  const [latest] = claims.sort((left, right) => (left.serviceFrom < right.serviceFrom ? 1 : -1));
  if (latest === undefined) return undefined;
  const { billingProviderId } = latest;
  const providers = await readDocuments<Provider>(table, tenant, 'PROVIDER', [billingProviderId]);
  return senderOfProvider(providers.get(billingProviderId));
}
