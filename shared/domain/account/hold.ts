import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Deed } from './deed.ts';

/** Everything that the office may want of who owes. */
const everything = ['statement', 'reminder', 'card-charge', 'placement', 'interest'] as const;
const pressure = ['reminder', 'card-charge', 'placement', 'interest'] as const;

/**
 * The states of an account besides `active`, the strictest first, with what each forbids. More than one may hold at a time; each ends when
 * somebody ends it, or after its last day.
 */
export const accountHolds = {
  bankruptcy: {
    meaning: 'The guarantor filed for bankruptcy: the stay forbids every act to collect (11 USC 362).',
    forbids: everything,
  },
  deceased: {
    meaning: 'The guarantor died. Who settles the estate becomes the guarantor, and the hold ends.',
    forbids: everything,
  },
  'legal-hold': { meaning: 'A lawyer or a court has it: only they are written to.', forbids: everything },
  agency: { meaning: 'A collection agency has it, and asks for the money in the office’s place.', forbids: everything },
  'assistance-pending': {
    meaning: 'An application for financial assistance is open: nobody presses for the money until it is decided.',
    forbids: pressure,
  },
  dispute: {
    meaning: 'The guarantor disputes what is asked: nobody presses for it until that is answered.',
    forbids: pressure,
  },
  'bad-address': {
    meaning: 'Mail came back. Nothing is mailed until there is another address; what goes electronically still goes.',
    forbids: ['statement', 'reminder'],
  },
  'pre-collect': {
    meaning: 'The last letter before an agency has gone out: further reminders would contradict it.',
    forbids: ['reminder'],
  },
} as const satisfies Record<string, { readonly meaning: string; readonly forbids: readonly Deed[] }>;

export type AccountHoldKind = keyof typeof accountHolds;

/** Why, by whom and when an account was held, and how that ended. */
export interface AccountHold {
  /** Counts the account's holds, from 1. */
  readonly number: number;
  readonly kind: AccountHoldKind;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  /** Only these claims of the account; all of it when absent. */
  readonly claimIds?: readonly string[];
  /** The last day on which it holds, if it ends by itself. */
  readonly until?: LocalDate;
  readonly ended?: { readonly reason: string; readonly by: string; readonly at: Instant };
}

/** The person who acts, when, and why. */
interface Act {
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

function isOpen({ ended, until }: AccountHold, today: LocalDate): boolean {
  return ended === undefined && (until === undefined || today <= until);
}

/** The holds that are open on a day, the strictest first. */
export function openHolds(holds: readonly AccountHold[], today: LocalDate): AccountHold[] {
  const order = Object.keys(accountHolds);
  return holds
    .filter((hold) => isOpen(hold, today))
    .sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
}

/** The state that is shown: the strictest hold of the whole account, or `active`. */
export function accountState(holds: readonly AccountHold[], today: LocalDate): AccountHoldKind | 'active' {
  return openHolds(holds, today).find(({ claimIds }) => claimIds === undefined)?.kind ?? 'active';
}

/** Ended holds that are kept with the account; the audit trail has every one. */
const endedKept = 20;
const openAtMost = 20;

/** The holds after one more. Fails when the same one is open, about the same claims, or too many are. */
export function withHold(
  holds: readonly AccountHold[],
  hold: Pick<AccountHold, 'kind' | 'claimIds' | 'until'>,
  { reason, by, at, today }: Act & { readonly today: LocalDate },
): Result<AccountHold[], 'hold-open-already' | 'holds-too-many'> {
  const open = openHolds(holds, today);
  const about = (claimIds: readonly string[] | undefined) => JSON.stringify([...(claimIds ?? [])].sort());
  if (open.some(({ kind, claimIds }) => kind === hold.kind && about(claimIds) === about(hold.claimIds))) {
    return fail('hold-open-already');
  }
  if (open.length >= openAtMost) return fail('holds-too-many');
  const number = Math.max(0, ...holds.map((each) => each.number)) + 1;
  const over = holds.filter((each) => !isOpen(each, today)).slice(-endedKept);
  const kept = holds.filter((each) => isOpen(each, today) || over.includes(each));
  return ok([...kept, { number, ...hold, reason, by, at }]);
}

/** The holds after the end of one. Fails when it is not open. */
export function withoutHold(
  holds: readonly AccountHold[],
  number: number,
  { today, ...ended }: Act & { readonly today: LocalDate },
): Result<AccountHold[], 'hold-not-open'> {
  const isIt = (hold: AccountHold): boolean => hold.number === number && isOpen(hold, today);
  if (!holds.some(isIt)) return fail('hold-not-open');
  return ok(holds.map((hold) => (isIt(hold) ? { ...hold, ended } : hold)));
}
