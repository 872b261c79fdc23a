import type { Authorization } from '../domain/authorization/authorization.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import { errorsByNow } from '../domain/edits/edits-again.ts';
import type { DraftEncounter, Encounter } from '../domain/encounter/encounter.ts';
import type { Facility } from '../domain/practice/practice.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { Parties } from './read-parties.ts';

/** At most this many errors are kept on a filing: people correct the first ones first. */
const errorsKept = 5;

/** A claim that is assembled again, the patient's authorisations, and the office's day. */
interface Again {
  readonly authorizations: readonly Authorization[];
  readonly encounter: Encounter;
  readonly balance: ClaimBalance;
  readonly today: LocalDate;
}

/**
 * Why edits refuse a claim that passed them when its encounter was finalised: its sources have changed. Only filings to
 * the first payer are checked: edits follow that payer's rules, and a void repeats what was sent.
 */
export function errorsSince({ encounter, balance, today, authorizations }: Again, parties: Parties): readonly string[] {
  const filing = currentFiling(balance.filings);
  if (filing?.share !== 0 || filing.frequency === 'void') return [];
  const { patient, coverages, providers, lineFacilities } = parties;
  const known = coverages.flatMap(({ coverage }) => coverage ?? []);
  const payers = coverages.flatMap(({ payer }) => (payer === undefined ? [] : [[payer.id, payer] as const]));
  const errors = errorsByNow(encounter as unknown as DraftEncounter, {
    today,
    patient,
    providers,
    facilities: lineFacilities as ReadonlyMap<string, Facility>,
    coverages: known,
    payers: new Map(payers),
    authorizations,
  });
  const reasons = errors.slice(0, errorsKept).map(({ editId, pointer }) => `${editId} ${pointer}`);
  return reasons.length === 0 ? [] : ['edits-refuse', ...reasons];
}
