import { present } from '../present.ts';
import { valueText } from '../text/value-text.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { LastStatement, Statement, StatementContent } from './statement.ts';

/** Makes a statement the latest of its account. @param before the latest until now */
export function latestStatement(
  { id, accountId, runId, createdAt, statementOn, dueCents, level }: Omit<Statement, 'file'>,
  unpaidSince: LocalDate,
  before: LastStatement | undefined,
): LastStatement {
  return {
    ...{ accountId, count: (before?.count ?? 0) + 1, statementId: id, ...present({ runId }) },
    ...{ at: createdAt, on: statementOn, dueCents, level, unpaidSince },
  };
}

/** Whether a statement would tell nothing that the one before it does not: nothing was paid since, and all else is the same. */
export function saysTheSame(before: StatementContent, { payments, ...now }: StatementContent): boolean {
  const told = ({ statementId: _id, previous: _previous, payLink: _link, ...rest }: Partial<StatementContent>) => rest;
  const { payments: _before, ...was } = before;
  return payments.length === 0 && valueText(told(was)) === valueText(told(now));
}
