import type { Account } from '../account/account.ts';
import type { AccountHoldKind } from '../account/hold.ts';
import { mayDo } from '../account/may-do.ts';
import type { CollectionSettings } from '../billing-settings/collections.ts';
import type { ClaimBalance, PatientProtection } from '../claim/balance.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import { addDays, addMonths, type LocalDate } from '../time/local-date.ts';
import { policyOf } from './state-policy.ts';

/** Conditions that stop a placement of an account or a claim, besides holds and laws that protect the patient. */
export const placementConditions = {
  'insurance-open': { meaning: 'Insurance still has something of the claim, or has not answered.' },
  'work-open': { meaning: 'A denial, an exception or an appeal of the claim is open.' },
  'plan-in-force': { meaning: 'A payment plan pays it. End the plan first, where it was broken.' },
  'statements-missing': { meaning: 'Too few statements or letters went out since it was owed.' },
  'notice-running': { meaning: 'The last statement or letter is too recent.' },
  'too-young': { meaning: 'It has not been owed long enough.' },
  'assistance-period': {
    meaning: 'A nonprofit hospital waits 120 days from the first statement (26 CFR 1.501(r)-6(c)(3)).',
  },
  'raised-since-statement': { meaning: 'More is owed than the last statement asked for: send another one first.' },
  'below-minimum': { meaning: 'What could be placed is less than the least amount.' },
  'no-address': { meaning: 'There is no mailing address, which the agency must have (12 CFR 1006.34(a)).' },
  'cash-unapplied': {
    meaning: 'The account has cash that is not applied to a claim. Apply it to claims first, or give it back.',
  },
  'credit-open': { meaning: 'The account has a credit on another claim: give it back or move it first.' },
  'client-account': { meaning: 'An employer or a facility is no consumer: its invoices are not placed.' },
} as const;

export type Condition = keyof typeof placementConditions | AccountHoldKind | PatientProtection;

/** An unmet condition, and the day on which it will be met, where known. */
export interface Missing {
  readonly condition: Condition;
  readonly from?: LocalDate;
}

/** Warnings, which do not stop a placement. */
export const placementWarnings = {
  'policy-missing': { meaning: 'The office has said nothing of the law of the guarantor’s state.' },
  'limitation-near': { meaning: 'In 90 days or less an action on the oldest of it is barred.' },
  'limitation-over': {
    meaning: 'An action on the oldest of it is barred: the agency may neither sue nor threaten to (12 CFR 1006.26).',
  },
  'licence-missing': { meaning: 'No licence of the agency for the guarantor’s state is on record.' },
} as const;
export type PlacementWarning = keyof typeof placementWarnings;

/** Days from the first statement: before an extraordinary collection action, and to apply for assistance. */
export const nonprofitClocks = { noAction: 120, application: 240 } as const;

/** The facts of a claim that decide about a placement. */
export interface CandidateClaim {
  readonly balance: ClaimBalance;
  readonly owedSince?: LocalDate | undefined;
  /** The days of statements while it had a balance, the earliest first. */
  readonly statements: readonly LocalDate[];
  readonly isRaised: boolean;
  /** The patient's share exceeds what the law allows to collect. */
  readonly isBeyondLaw: boolean;
  readonly isPlanned: boolean;
}

/** The facts of an account that decide about a placement. */
export interface CandidateAccount {
  readonly account: Pick<Account, 'holds' | 'preferences'>;
  readonly isClient: boolean;
  readonly hasAddress: boolean;
  /** The state of the mailing address. */
  readonly state?: string | undefined;
  readonly unappliedCents: Cents;
  /** The sum of its patients' credits. */
  readonly creditCents: Cents;
}

/** The waiting periods of the office or the state, whichever is longer. */
function waitOf(settings: CollectionSettings, state: string | undefined, today: LocalDate) {
  const policy = policyOf(settings.states, state, today);
  return {
    noticeDays: Math.max(settings.noticeDays, policy.noticeDays ?? 0),
    ageDays: Math.max(settings.ageDays, policy.ageDays ?? 0),
  };
}

/** Every condition that a claim does not meet, holds first. */
export function missingOfClaim(
  claim: CandidateClaim,
  { account, state }: CandidateAccount,
  settings: CollectionSettings,
  today: LocalDate,
): Missing[] {
  const { balance, owedSince, statements, isRaised, isPlanned, isBeyondLaw } = claim;
  const placed = mayDo(account, balance, 'placement', today);
  const { noticeDays, ageDays } = waitOf(settings, state, today);
  const [first] = statements;
  const last = statements.at(-1);
  const isNonprofit = settings.nonprofitEntityIds.includes(balance.entityId);
  const waits = (condition: Condition, from: LocalDate | undefined): Missing[] =>
    from === undefined || from <= today ? [] : [{ condition, from }];
  const says = (condition: Condition, isMissing: boolean): Missing[] => (isMissing ? [{ condition }] : []);
  const hasInsurance = balance.payers.some(({ receivableCents, status }) => receivableCents !== 0 || status === 'open');
  return [
    ...(placed.ok ? [] : [{ condition: placed.failure.because }]),
    ...says('no-surprises', isBeyondLaw),
    ...says('insurance-open', hasInsurance),
    ...says('work-open', (balance.openWork?.length ?? 0) + (balance.appeals?.length ?? 0) > 0),
    ...says('plan-in-force', isPlanned),
    ...says('statements-missing', statements.length < settings.statements),
    ...waits('notice-running', last && addDays(last, noticeDays)),
    ...waits('too-young', owedSince && addDays(owedSince, ageDays)),
    ...waits('assistance-period', isNonprofit && first ? addDays(first, nonprofitClocks.noAction) : undefined),
    ...says('raised-since-statement', isRaised),
  ];
}

/** Every condition that an account does not meet, for the claims that could be placed. */
export function missingOfAccount(
  { isClient, hasAddress, unappliedCents, creditCents }: CandidateAccount,
  placeable: readonly ClaimBalance[],
  settings: CollectionSettings,
): Missing[] {
  const sum = sumCents(placeable.map(({ patientCents }) => patientCents));
  const says = (condition: Condition, isMissing: boolean): Missing[] => (isMissing ? [{ condition }] : []);
  return [
    ...says('client-account', isClient),
    ...says('no-address', !hasAddress),
    ...says('cash-unapplied', unappliedCents > 0),
    ...says('credit-open', creditCents > 0),
    ...says('below-minimum', placeable.length > 0 && sum < settings.minimumCents),
  ];
}

/** The day from which legal action on a debt is time-barred, if the office has entered the law. */
export function limitationOn(
  settings: Pick<CollectionSettings, 'states'>,
  state: string | undefined,
  serviceFrom: LocalDate,
  today: LocalDate,
): LocalDate | undefined {
  const { limitationMonths } = policyOf(settings.states, state, today);
  return limitationMonths === undefined ? undefined : addMonths(serviceFrom, limitationMonths);
}

const nearDays = 90;

/** Warnings before a placement. */
export function warningsOf(
  settings: CollectionSettings,
  state: string | undefined,
  oldest: LocalDate,
  today: LocalDate,
): PlacementWarning[] {
  const isSilent = !settings.states.some((row) => row.state === state && row.from <= today);
  const barred = limitationOn(settings, state, oldest, today);
  const limitation: PlacementWarning[] =
    barred === undefined || barred > addDays(today, nearDays)
      ? []
      : [barred <= today ? 'limitation-over' : 'limitation-near'];
  return [...(isSilent ? (['policy-missing'] as const) : []), ...limitation];
}
