import type { ClaimBalance, PatientProtection } from '../claim/balance.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Account } from './account.ts';
import type { Deed } from './deed.ts';
import { type AccountHold, type AccountHoldKind, accountHolds, openHolds } from './hold.ts';

/** Why something is forbidden: a state of the account, or a law about the claim. */
export interface Forbidden {
  readonly deed: Deed;
  readonly because: AccountHoldKind | PatientProtection;
}

/** The facts of a claim that decide: its id, its date, and whether a law protects its patient. */
export type AskedClaim = Pick<ClaimBalance, 'claimId' | 'serviceFrom' | 'payers'>;

/**
 * Whether the office may do something about an account, and about one of its claims.
 * @param claim the claim that it is about; undefined for the account as a whole
 * @param today the office's day
 */
export function mayDo(
  account: Pick<Account, 'holds' | 'preferences'>,
  claim: AskedClaim | undefined,
  deed: Deed,
  today: LocalDate,
): Result<undefined, Forbidden> {
  const hold = openHolds(account.holds, today).find((each) => isAbout(each, claim) && forbids(each, account, deed));
  if (hold !== undefined) return fail({ deed, because: hold.kind });
  // A qualified Medicare beneficiary must not be asked for anything. Under the No Surprises Act the patient owes the
  // cost sharing, which is all that was posted.
  const isProtected = claim?.payers.some(({ patientProtection }) => patientProtection === 'qualified-beneficiary');
  return isProtected ? fail({ deed, because: 'qualified-beneficiary' }) : ok(undefined);
}

function isAbout({ claimIds, bankruptcy }: AccountHold, claim: AskedClaim | undefined): boolean {
  if (claimIds !== undefined && (claim === undefined || !claimIds.includes(claim.claimId))) return false;
  // The stay covers debts from before the filing. Later debts are owed as usual.
  return bankruptcy === undefined || (claim !== undefined && claim.serviceFrom <= bankruptcy.filedOn);
}

function forbids({ kind }: AccountHold, { preferences }: Pick<Account, 'preferences'>, deed: Deed): boolean {
  if (kind === 'bad-address' && preferences.delivery === 'electronic') return false;
  return (accountHolds[kind].forbids as readonly Deed[]).includes(deed);
}
