import type { Deposit, InTransit } from '../../shared/domain/deposit/deposit.ts';
import { matchDeposit } from '../../shared/domain/deposit/match.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { bookMatch } from '../../shared/posting/deposit-booking.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { candidatesFor, depositsWaitingFor, readDeposit, readInTransit } from '../../shared/store/deposits.ts';
import { officeDay } from '../../shared/store/office.ts';
import { attempts, DepositIsBusy, type ReconcileDeps } from './context.ts';
import { importLockbox } from './import-lockbox.ts';
import { importStatement } from './import-statement.ts';

/**
 * Processes one message: imports a statement or a lockbox file, or looks for a match for a deposit or for remittances.
 * Deposit and remittance are each looked up after they are written, so the later one always finds the earlier one.
 */
export async function reconcile(
  message: MessageOf<'reconcile-bank'>,
  delivery: Delivery,
  deps: ReconcileDeps,
): Promise<void> {
  const tenant = message.tenantId as TenantId;
  switch (message.work) {
    case 'statement':
      return importStatement(tenant, message.id, delivery, deps);
    case 'lockbox':
      return importLockbox(tenant, message.id, delivery, deps);
    case 'deposit':
      return matchWaiting(tenant, message.id, deps);
    case 'remittances': {
      for (const row of await readInTransit(deps.table, tenant, message.ids)) {
        if (row === undefined || row.depositId !== undefined) continue;
        for (const deposit of await depositsWaitingFor(deps.table, tenant, row)) {
          await matchWaiting(tenant, deposit.id, deps);
        }
      }
    }
  }
}

/**
 * Matches an unmatched deposit, when the match is certain. A deposit on which a person has decided is left to people.
 */
async function matchWaiting(tenant: TenantId, depositId: string, { table, logger, now }: ReconcileDeps): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const deposit = await readDeposit(table, tenant, depositId);
    if (deposit === undefined || !isUntouched(deposit)) return;
    const candidates: readonly InTransit[] = await candidatesFor(table, tenant, deposit);
    const match = matchDeposit(deposit, candidates);
    if (match.kind === 'none') return;
    const at = now().toISOString();
    const time = { at, today: await officeDay(table, tenant, at) };
    const booking = bookMatch(tenant, deposit, match, time);
    const written = await table.transact(booking.writes);
    if (written.ok) {
      logger.info('deposit-matched', { tenantId: tenant, depositId, remittances: match.remittances.length });
      return;
    }
  }
  throw new DepositIsBusy();
}

const isUntouched = ({ state, version }: Deposit): boolean => state === 'unmatched' && version === 1;
