import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { LastStatement, Statement } from './statement.ts';

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
