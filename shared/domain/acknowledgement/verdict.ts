/** What an answer to a claim, a batch or a file comes to. `passed-on`: it came or was forwarded, and nobody has taken it in. */
export type Verdict = 'accepted' | 'rejected' | 'passed-on' | 'unclear';

const rejecting: ReadonlySet<string> = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);
const accepting: ReadonlySet<string> = new Set(['A2', 'A5']);

/** A status with the action of its segment: a claim is taken in or turned away by it. */
interface StatusSaid {
  readonly category: string;
  readonly action?: 'accept' | 'reject';
}

/**
 * What the statuses of a claim, or of a level above claims, come to. Turned away by one is turned away. Categories and actions that
 * contradict each other are unclear: a person asks the payer.
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
