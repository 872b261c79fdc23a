import type { ClaimBalance } from '../claim/balance.ts';
import type { ClaimId } from '../identity/ids.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { addCents, type Cents, negateCents, subtractCents, sumCents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Account } from './account.ts';
import { type Age, ageOf, byAge, owedSince } from './ageing.ts';
import { beyondLawCents } from './beyond-law.ts';
import { type Forbidden, mayDo } from './may-do.ts';

/** A claim's balance with its entries, from which everything else is derived. */
export interface BookedClaim {
  readonly balance: ClaimBalance;
  readonly entries: readonly LedgerEntry[];
}

/** An amount, and the day since which it has been open. A credit has no age. */
export interface StandingAmount {
  readonly cents: Cents;
  readonly since?: LocalDate;
  readonly age?: Age;
}

/** The open amounts of a claim: who owes them, since when, and whether the patient may be asked for payment. */
export interface ClaimStanding {
  readonly claimId: ClaimId;
  readonly patientId: string;
  readonly serviceFrom: LocalDate;
  readonly chargeCents: Cents;
  readonly patient: StandingAmount;
  /** Payers' shares with an open amount, by their positions: 0 is the primary. */
  readonly payers: readonly (StandingAmount & { readonly share: number; readonly payerId: string })[];
  /** Why no statement may ask for it. */
  readonly forbidden?: Forbidden;
}

/** `payer-1` is the primary; `client` is the employer or the facility itself. */
export type PayerPosition = 'patient' | 'client' | `payer-${number}`;

/** An account's balance and its open insurance amounts, claim by claim and by age. */
export interface AccountBalance {
  /** The sum of patients' positive shares. */
  readonly owedCents: Cents;
  /** Patients' overpayments, claim by claim; zero or more. */
  readonly creditCents: Cents;
  readonly unappliedCents: Cents;
  /** The balance of an employer or a facility itself. */
  readonly clientCents: Cents;
  /**
   * The amount due: the shares and the client's own balance, less credits and unapplied cash; negative when the office
   * owes it.
   */
  readonly dueCents: Cents;
  /** The amount still open at insurances. */
  readonly insuranceCents: Cents;
  readonly positions: readonly {
    readonly position: PayerPosition;
    readonly cents: Cents;
    readonly ageing: readonly { readonly age: Age; readonly cents: Cents }[];
  }[];
  readonly claims: readonly ClaimStanding[];
}

/** A claim's open amounts on a day. */
function claimStanding({ balance, entries }: BookedClaim, account: Account, today: LocalDate): ClaimStanding {
  const { claimId, patientId, serviceFrom, chargeCents, patientCents } = balance;
  const allowed = mayDo(account, balance, 'statement', today);
  const standing = (amount: Cents, since: LocalDate | undefined): StandingAmount => ({
    cents: amount,
    ...(since === undefined ? {} : { since, age: ageOf(since, today) }),
  });
  return {
    ...{ claimId, patientId, serviceFrom, chargeCents },
    patient: standing(
      patientCents,
      owedSince(entries, (leg) => leg.account === 'patient-receivable'),
    ),
    payers: balance.payers.flatMap(({ payerId, receivableCents }, share) => {
      if (receivableCents === 0) return [];
      const since = owedSince(entries, (leg) => leg.account === 'insurance-receivable' && leg.share === share);
      return [{ share, payerId, ...standing(receivableCents, since) }];
    }),
    ...present({ forbidden: allowed.ok ? beyondLaw({ balance, entries }) : allowed.failure }),
  };
}

/**
 * The patient's share exceeds what the law allows to collect: the excess is written off before a statement asks for the
 * rest.
 */
function beyondLaw(claim: BookedClaim): Forbidden | undefined {
  return beyondLawCents(claim) > 0 ? { deed: 'statement', because: 'no-surprises' } : undefined;
}

/** The facts of an account besides its claims. */
interface AccountCash {
  readonly unappliedCents: Cents;
  readonly clientCents: Cents;
  /** An employer's or a facility's open charges, and since when. */
  readonly open: readonly { readonly since: LocalDate; readonly cents: Cents }[];
}

/**
 * An account's balance on a day. Nothing here is stored: it follows from the claims' balances and entries.
 * @param booked every claim of its patients with an open amount
 */
export function accountBalance(
  account: Account,
  booked: readonly BookedClaim[],
  { unappliedCents, clientCents, open }: AccountCash,
  today: LocalDate,
): AccountBalance {
  const claims = booked
    .map((each) => claimStanding(each, account, today))
    .filter(({ patient, payers }) => patient.cents !== 0 || payers.length > 0)
    .sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1));
  const shares = claims.map(({ patient }) => patient.cents);
  const owedCents = sumCents(shares.filter((share) => share > 0));
  const creditCents = negateCents(sumCents(shares.filter((share) => share < 0)));
  const stands = addCents(subtractCents(owedCents, creditCents), clientCents);
  return {
    ...{ owedCents, creditCents, unappliedCents, clientCents },
    dueCents: subtractCents(stands, unappliedCents),
    insuranceCents: sumCents(claims.flatMap(({ payers }) => payers.map((payer) => payer.cents))),
    positions: positionsOf(claims, clientPart({ clientCents, open }, today)),
    claims,
  };
}

const orderOf = ({ serviceFrom, claimId }: ClaimStanding): string => `${serviceFrom} ${claimId}`;

interface PositionAmount extends StandingAmount {
  readonly position: PayerPosition;
}

/** The client's own amounts by age; its overpayment has no age. */
function clientPart({ clientCents, open }: Omit<AccountCash, 'unappliedCents'>, today: LocalDate): PositionAmount[] {
  const position = 'client';
  const aged = open.map(({ since, cents }) => ({ position, cents, since, age: ageOf(since, today) }) as const);
  const rest = subtractCents(clientCents, sumCents(open.map(({ cents }) => cents)));
  return rest === 0 ? aged : [...aged, { position, cents: rest }];
}

function positionsOf(claims: readonly ClaimStanding[], client: readonly PositionAmount[]): AccountBalance['positions'] {
  const ofClaims = claims.flatMap(({ patient, payers }) => [
    { position: 'patient' as PayerPosition, ...patient },
    ...payers.map(({ share, ...rest }) => ({ position: `payer-${share + 1}` as PayerPosition, ...rest })),
  ]);
  const amounts: readonly PositionAmount[] = [...ofClaims, ...client];
  const positions = [...new Set(amounts.filter((each) => each.cents !== 0).map(({ position }) => position))].sort();
  return positions.map((position) => {
    const own = amounts.filter((each) => each.position === position);
    const aged = own.flatMap((each) => (each.age === undefined ? [] : [{ age: each.age, cents: each.cents }]));
    return { position, cents: sumCents(own.map((each) => each.cents)), ageing: byAge(aged) };
  });
}
