/** The verdict on a claim, a batch or a file. `passed-on`: it was received or forwarded, and nobody has accepted it. */
export type Verdict = 'accepted' | 'rejected' | 'passed-on' | 'unclear';

const rejecting: ReadonlySet<string> = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);
const accepting: ReadonlySet<string> = new Set(['A2', 'A5']);

/** A status with its segment's action, which accepts or rejects a claim. */
interface StatusSaid {
  readonly category: string;
  readonly action?: 'accept' | 'reject';
}

/**
 * The verdict from the statuses of a claim, or of a level above claims. One rejection rejects it. Categories and
 * actions that contradict each other are unclear: a person asks the payer.
 */
export function verdictOf(statuses: readonly StatusSaid[]): Verdict {
  const isRefused = statuses.some(({ category }) => rejecting.has(category));
  const actions = new Set(statuses.map(({ action }) => action));
  if (isRefused && actions.has('accept') && !actions.has('reject')) return 'unclear';
  if (isRefused || actions.has('reject')) {
    return statuses.some(({ category }) => accepting.has(category)) && !isRefused ? 'unclear' : 'rejected';
  }
  if (statuses.some(({ category }) => accepting.has(category))) return 'accepted';
  return statuses.length === 0 ? 'unclear' : 'passed-on';
}
