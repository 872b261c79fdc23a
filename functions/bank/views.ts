import type { Deposit, InTransit } from '../../shared/domain/deposit/deposit.ts';
import { statementRefusals } from '../../shared/domain/deposit/failures.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { daysBetween, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { BankStatement } from '../../shared/store/deposits.ts';

/** Views of deposits and statements in the API. */

export function depositView(deposit: Deposit, proposal?: readonly InTransit[]) {
  const { matchEntryId: _entry, slip, remittanceIds, ...rest } = deposit;
  return {
    ...rest,
    slip: slip.map((item) => ({ ...item })),
    remittanceIds: [...remittanceIds],
    ...present({ proposal: proposal?.map((each) => each.remittanceId) }),
  };
}

export function inTransitView(row: InTransit, today: LocalDate) {
  const { remittanceId, entityId, payerId, payerName, traceNumber, method, paidOn, cents } = row;
  return {
    remittanceId,
    entityId,
    ...present({ payerId }),
    payerName,
    traceNumber,
    method,
    paidOn,
    ageDays: Math.max(0, daysBetween(paidOn, today)),
    cents,
  };
}

export function statementView(statement: BankStatement) {
  const { refusal, accounts, ...rest } = statement;
  return {
    ...rest,
    accounts: accounts.map((account) => ({ ...account })),
    ...present({ refusal: refusal && { ...refusal, detail: statementRefusals[refusal.code] } }),
    deposits: statement.deposits ?? 0,
    depositCents: statement.depositCents ?? zeroCents,
    alreadyEntered: statement.alreadyEntered ?? 0,
    otherAccounts: statement.otherAccounts ?? 0,
    otherRecords: statement.otherRecords ?? 0,
  };
}
