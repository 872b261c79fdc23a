import { runStatements } from '../../functions/run-statements/run-statements.ts';
import { messageSchemas } from '../../shared/queue/messages.ts';
import { runSliceOfItem } from '../../shared/store/statements.ts';
import { createTable, type Item, type Sender } from '../../shared/store/table.ts';
import type { network } from './network.ts';
import type { RunClaim } from './patients-answers.ts';
import { type Askable, askable, dueOf, statementRules } from './patients-asked.ts';
import { dueMessages } from './patients-cards.ts';
import type { Seen } from './patients-drawing.ts';
import { manager, type PatientsOffice } from './patients-office.ts';
import { owedByDeeds } from './patients-recount.ts';

/* What accounts are asked to pay, singly and by runs, compared with what was assigned to their patients. */

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Every account that could get a statement, as it is now. */
function askableAccounts({ accounts }: Pick<Seen, 'accounts'>, items: readonly Item[], claims: readonly RunClaim[]) {
  const owed = owedByDeeds(claims, items);
  return accounts.map((accountId) => askable(accountId, items, claims, owed));
}

/** A statement asks for what the account owed when it was made, unless something forbids asking. */
export async function statementFaults(
  { call, claims }: PatientsOffice,
  items: readonly Item[],
  seen: Seen,
  count: (what: string) => void,
): Promise<string[]> {
  const account = askableAccounts(seen, items, claims)[seen.number % seen.accounts.length] as Askable;
  const headers = { 'Idempotency-Key': `statement-${seen.number}` };
  const body = { accountId: account.accountId, isAnother: true };
  const made = await call('POST', '/v1/statements', body, { principal: manager, headers });
  count(`statement ${made.status}`);
  if (made.status !== 201) return isAllowed(account) ? [`a statement answers ${made.status}`] : [];
  const expected = dueOf(account, seen.today);
  return [
    ...(account.heldBy.length > 0
      ? [`a statement goes to ${account.accountId}, which is held: ${account.heldBy}`]
      : []),
    ...(made.body.dueCents === expected
      ? []
      : [`a statement asks for ${made.body.dueCents}, and ${expected} are owed`]),
  ];
}

/** Whether the account owes something that may be asked for. */
function isOpen({ heldBy, heldClaims, owed, feesCents }: Askable): boolean {
  const isAsked = [...owed].some(([claimId, cents]) => cents > 0 && !heldClaims.has(claimId));
  return heldBy.length === 0 && (isAsked || feesCents > 0);
}

/** Whether a statement can be made: there is something to ask for, or nothing is on hold. */
function isAllowed(account: Askable): boolean {
  return isOpen(account) || (account.heldBy.length === 0 && account.heldClaims.size === 0);
}

/** Processes the requested runs, while nobody else does anything and requests fail; then checks their results. */
export async function workRunsOff(
  office: PatientsOffice,
  net: ReturnType<typeof network>,
  seen: Seen,
  count: (what: string) => void,
): Promise<string[]> {
  const messages = await dueMessages(office, ['run-statements']);
  const faults: string[] = [];
  for (const { pk, sk, body } of messages) {
    const before = office.items();
    const message = messageSchemas['run-statements'].parse(body);
    if (message.work !== 'run') continue;
    for (let attempt = 1, isDone = false; !isDone; attempt += 1) {
      const over = (sender: Sender) => workRun(office, message, sender);
      // In the last attempt no request fails.
      if (attempt > 3) await over(office.database);
      isDone = attempt > 3 || (await net.run([({ wrap }) => over(wrap(office.database))]))[0] === true;
    }
    await office.pipeline.table.transact([{ delete: { pk, sk } }]);
    count('run done');
    faults.push(...runFaults(office, before, seen, message.runId, count));
  }
  return faults;
}

async function workRun(
  { pipeline, files }: PatientsOffice,
  message: Parameters<typeof runStatements>[0],
  sender: Sender,
) {
  const edge = { ...pipeline.edge, table: createTable(sender, 'table', async () => undefined) };
  const delivery = { messageId: 'simulated', receiveCount: 1, remainingMilliseconds: () => 900_000 };
  await runStatements(message, delivery, { ...edge, files, queues: { send: async () => undefined } as never });
}

interface Made {
  readonly accountId: string;
  readonly dueCents: number;
  readonly letter: string;
}

/** Every account that owes something gets one statement for what it owes, or is listed with a true reason. */
function runFaults(
  { items, claims, employerId }: PatientsOffice,
  before: readonly Item[],
  seen: Seen,
  runId: string,
  count: (what: string) => void,
): string[] {
  const own = items().filter(({ type, pk }) => type === 'statement-run-slice' && pk.endsWith(runId));
  const slices = own.map(runSliceOfItem);
  const made: readonly Made[] = slices.flatMap(({ statements }) => statements);
  const skipped = slices.flatMap((slice) => slice.skipped);
  const faults: string[] = [];
  for (const { because } of skipped) count(`skipped ${because}`);
  for (const { letter } of made) count(`made ${letter}`);
  for (const account of askableAccounts(seen, before, claims)) {
    const { accountId } = account;
    const asked = made.filter((each) => each.accountId === accountId);
    const reasons = skipped.filter((each) => each.accountId === accountId).map(({ because }) => because);
    const isOwing = [...account.owed.values()].some((cents) => cents !== 0) || account.feesCents > 0;
    if (asked.length + reasons.length !== (isOwing ? 1 : 0))
      faults.push(`a run has ${accountId} ${asked.length} times asked, and left out for ${reasons}`);
    faults.push(...asked.flatMap((each) => madeFaults(account, each, before, seen.today)));
    faults.push(...reasons.flatMap((because) => skipFaults(account, because, before, seen.today)));
  }
  const others = [...made, ...skipped].filter(({ accountId }) => !seen.accounts.includes(accountId));
  if (others.some(({ accountId }) => accountId !== employerId)) faults.push('a run has an account that nobody knows');
  return faults;
}

/** The day of an account's last statement. */
function lastOn(items: readonly Item[], accountId: string): string | undefined {
  const days = items.flatMap((item) =>
    item.type === 'statement' && item.accountId === accountId ? [String(item.statementOn)] : [],
  );
  return days.toSorted().at(-1);
}

function madeFaults(account: Askable, { dueCents, letter }: Made, before: readonly Item[], today: string): string[] {
  const { accountId, heldBy } = account;
  const expected = dueOf(account, today);
  const last = lastOn(before, accountId);
  const isTooSoon = letter === 'statement' && last !== undefined && daysBetween(last, today) < statementRules.cycleDays;
  return [
    ...(dueCents === expected ? [] : [`a run asks ${accountId} for ${dueCents}, and ${expected} are owed`]),
    ...(dueCents >= statementRules.minimumCents ? [] : [`a run asks ${accountId} for ${dueCents} only`]),
    ...(heldBy.length === 0 ? [] : [`a run asks ${accountId}, which is held: ${heldBy}`]),
    ...(isTooSoon ? [`a run asks ${accountId} on ${today}, after ${last}`] : []),
  ];
}

/** Whether the reason for leaving out an account that owes something is true. */
function skipFaults(account: Askable, because: string, before: readonly Item[], today: string): string[] {
  const due = dueOf(account, today);
  const last = lastOn(before, account.accountId);
  const holds: Readonly<Record<string, boolean>> = {
    'nothing-due': due <= 0,
    'below-minimum': due > 0 && due < statementRules.minimumCents,
    'cycle-not-due': last !== undefined && daysBetween(last, today) < statementRules.cycleDays,
  };
  const isHeld = [...account.heldBy, ...account.heldClaims.values()].includes(because) && !isOpen(account);
  return (holds[because] ?? isHeld) ? [] : [`a run leaves out ${account.accountId}, which owes ${due}, for ${because}`];
}
