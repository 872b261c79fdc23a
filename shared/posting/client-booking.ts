import { applyClientEntry, type ClientBalance } from '../domain/account/client-balance.ts';
import { applyLegs, type ClaimBalance } from '../domain/claim/balance.ts';
import { withOpenWork } from '../domain/claim/open-work.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry } from '../domain/ledger/entry.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { clientBalanceWrite } from '../store/accounts.ts';
import { balanceWrite } from '../store/claims.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import { workWrites } from '../store/open-work.ts';
import type { Write } from '../store/table.ts';

/** Who books entries about an employer's or a facility's account, when, and why. */
export interface ClientBooking {
  readonly tenant: TenantId;
  readonly by: string;
  readonly at: Instant;
  readonly why?: string;
}

type Conflict = { readonly kind: 'write-conflict' };

/**
 * Books entries of one legal entity about an account, with the account's balance and the day's totals.
 * @param before the account's balance as it was read, unchanged since
 * @returns the writes, and the entries' ids in the API
 */
export function bookClientEntries(
  { tenant, at, by, why }: ClientBooking,
  before: ClientBalance,
  entries: readonly LedgerEntry[],
): { readonly writes: Write<Conflict>[]; readonly ledgerEntryIds: readonly string[] } {
  const items = entries.map((entry) => entryItem(tenant, entry.claimId, entry, entry.id));
  const after = entries.reduce(applyClientEntry, before);
  const [first] = entries;
  const legs = entries.flatMap((entry) => entry.legs);
  const told = why === undefined ? { at, by } : { at, by, why };
  return {
    writes: [
      ...items.map(
        (item): Write<Conflict> => ({
          put: { ...item, ...told },
          condition: { absent: true },
          orElse: { kind: 'write-conflict' },
        }),
      ),
      clientBalanceWrite(tenant, before, after),
      ...(first === undefined ? [] : [totalsWrite(tenant, first, first.id, legs) as Write<Conflict>]),
    ],
    ledgerEntryIds: items.map(wireEntryId),
  };
}

/** The change of the claim that an entry is about: its balance, and the end of work about the patient's credit. */
export function claimSideWrites(
  { tenant, at }: ClientBooking,
  before: ClaimBalance,
  { legs }: LedgerEntry,
): Write<Conflict>[] {
  const after = applyLegs(before, legs);
  const isOver = ({ code }: { readonly code: string }) => code === 'patient-credit' && after.patientCents >= 0;
  const over = (before.openWork ?? []).filter(isOver);
  const left = withOpenWork(
    after,
    (before.openWork ?? []).filter((work) => !isOver(work)),
  );
  const conflict = { kind: 'write-conflict' } as const;
  return [
    { ...balanceWrite(tenant, before, left), orElse: conflict } as Write<Conflict>,
    ...workWrites(tenant, { over, changed: [], outcome: 'taken-back', at }),
  ];
}
