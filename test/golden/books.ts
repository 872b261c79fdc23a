import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import type { WaitingClaim } from '../../shared/domain/remittance/post/apply-waiting.ts';
import type { OpenTakeBack, TakeBackCode } from '../../shared/domain/remittance/post/take-backs.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { GoldenDenial } from './golden-ledger.ts';

/** A booked entry, with the fields that a golden ledger checks. */
export interface BookedEntry
  extends Pick<LedgerEntry, 'id' | 'kind' | 'legs' | 'notes' | 'adjudication' | 'reverses' | 'reversesPart'> {
  readonly effectiveOn?: LocalDate;
  readonly controlNumber?: string;
}

/** The books after a golden ledger's remittances. */
export interface Books {
  readonly entries: BookedEntry[];
  readonly balances: Map<string, ClaimBalance>;
  readonly exceptions: string[];
  readonly recoupments: Map<string, Cents>;
  /** Take-backs that nothing explains yet, by reference. */
  readonly takeBacks: Map<string, (OpenTakeBack & { readonly code: TakeBackCode })[]>;
  readonly quarantined: string[];
  readonly denials: GoldenDenial[];
  /** Claims whose cash waits in unapplied payer cash, by the entry that holds it. */
  readonly waiting: Map<string, { readonly claim: WaitingClaim; readonly exceptions: readonly string[] }>;
}
