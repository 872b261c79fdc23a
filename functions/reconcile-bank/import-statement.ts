import type { DepositFacts } from '../../shared/domain/deposit/deposit.ts';
import { readBai2 } from '../../shared/domain/deposit/read-bai2.ts';
import { readStatementCsv } from '../../shared/domain/deposit/read-statement-csv.ts';
import { enteredBefore } from '../../shared/domain/deposit/same-deposit.ts';
import { type Statement, type StatementFailure, withSequences } from '../../shared/domain/deposit/statement.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { addCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { fail, invariant, type Result } from '../../shared/domain/result.ts';
import type { LocalDate, OfficeTime } from '../../shared/domain/time/local-date.ts';
import { bookDeposit, confirmDepositWrites } from '../../shared/posting/deposit-booking.ts';
import { type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { readDepositSums } from '../../shared/store/deposit-sums.ts';
import {
  type BankStatement,
  candidatesFor,
  depositIdOf,
  readDeposit,
  reconcileMessage,
  statementKey,
  statementObjectName,
} from '../../shared/store/deposits.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { officeDay } from '../../shared/store/office.ts';
import { attempts, DepositIsBusy, type ReconcileDeps } from './context.ts';

/**
 * Imports a statement. It first reads all of it, so that a statement with wrong totals books nothing. Then it books each deposit
 * that is not in the books yet.
 */
export async function importStatement(
  tenant: TenantId,
  statementId: string,
  delivery: Delivery,
  deps: ReconcileDeps,
): Promise<void> {
  const item = await deps.table.get(statementKey(tenant, statementId));
  invariant(item !== undefined, 'a statement item precedes its message');
  const statement = documentOfItem<BankStatement>(item);
  if (statement.state !== 'received') return;
  const at = deps.now().toISOString();
  const today = await officeDay(deps.table, tenant, at);
  const read = notAhead(await readStatement(tenant, statement, deps), today);
  if (!read.ok) {
    const { kind: code, ...place } = read.failure;
    await settle(tenant, statement, { state: 'refused', refusal: { code, ...place } }, deps);
    deps.logger.warn('bank-statement-refused', { tenantId: tenant, statementId, code });
    return;
  }
  const counts = { deposits: 0, depositCents: zeroCents, alreadyEntered: 0, otherAccounts: 0 };
  for (const { line: _line, ...stated } of withSequences(read.value.deposits)) {
    const account = accountOf(statement, stated.bankAccount);
    if (account === undefined) {
      counts.otherAccounts += 1;
      continue;
    }
    // The message comes again, and skips what is booked.
    stopInTime(delivery);
    const isOurs = await enterDeposit(tenant, { ...stated, ...account }, { statementId, at, today }, deps);
    counts.deposits += 1;
    counts.depositCents = addCents(counts.depositCents, stated.cents);
    if (!isOurs) counts.alreadyEntered += 1;
  }
  await settle(tenant, statement, { state: 'done', ...counts, otherRecords: read.value.otherRecords }, deps);
  deps.logger.info('bank-statement-done', { tenantId: tenant, statementId, deposits: counts.deposits });
}

async function readStatement(
  tenant: TenantId,
  { sha256, format }: BankStatement,
  { files }: ReconcileDeps,
): Promise<Result<Statement, StatementFailure>> {
  const bytes = await files.get(fileKey(tenant, 'bank-statement', statementObjectName(sha256)));
  if (sha256Hex(bytes) !== sha256) return fail({ kind: 'content-differs', line: 1 });
  const text = Buffer.from(bytes).toString(format === 'csv' ? 'utf8' : 'latin1');
  return format === 'csv' ? readStatementCsv(text) : readBai2(text);
}

/** A statement with days in the future is a mistake: nothing of it is booked. */
function notAhead(read: Result<Statement, StatementFailure>, today: LocalDate): Result<Statement, StatementFailure> {
  const ahead = read.ok ? read.value.deposits.find((deposit) => deposit.depositedOn > today) : undefined;
  return ahead === undefined ? read : fail({ kind: 'date-in-future', line: ahead.line });
}

/** The entity of an account. A statement without account names is about the account that the import names. */
function accountOf(
  { accounts }: BankStatement,
  name: string,
): Pick<DepositFacts, 'bankAccount' | 'entityId'> | undefined {
  if (name === '' && accounts.length === 1) return accounts[0];
  return accounts.find((account) => account.bankAccount === name);
}

/**
 * Books a deposit, unless an earlier attempt or a person has booked it already. Returns whether this statement brought
 * it.
 */
async function enterDeposit(
  tenant: TenantId,
  facts: DepositFacts,
  { statementId, ...time }: OfficeTime & { readonly statementId: string },
  { table }: ReconcileDeps,
): Promise<boolean> {
  const id = depositIdOf(tenant, facts, 'statement');
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const known = await readDeposit(table, tenant, id);
    if (known !== undefined) return known.statementId === statementId;
    const sums = await readDepositSums(table, tenant, facts);
    if (sums.known.some((deposit) => deposit.statedAs === id)) return false;
    const entered = enteredBefore(facts, sums.known);
    if (entered !== undefined) {
      const line = { statedAs: id, statementId };
      if ((await table.transact(confirmDepositWrites(tenant, entered.depositId, sums, line))).ok) return false;
      continue;
    }
    const candidates = await candidatesFor(table, tenant, facts);
    const { deposit, writes } = bookDeposit(tenant, facts, { candidates, sums }, { ...time, statementId });
    const message =
      deposit.state === 'matched' ? [] : [dueWrite(time.at, reconcileMessage(tenant, 'deposit', deposit.id))];
    if ((await table.transact([...writes, ...message])).ok) return true;
  }
  throw new DepositIsBusy();
}

/** Writes the statement's outcome, once. */
async function settle(
  tenant: TenantId,
  statement: BankStatement,
  set: Partial<BankStatement>,
  { table }: ReconcileDeps,
): Promise<void> {
  await table.transact([
    {
      update: statementKey(tenant, statement.id),
      set: { ...set },
      condition: { equals: { state: 'received' } },
    },
  ]);
}
