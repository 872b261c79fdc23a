import { ok, type Result } from '../../domain/result.ts';
import { type PageScope, readPageToken, writePageToken } from '../../http/page-token.ts';
import type { Failure } from '../../http/problem.ts';
import { officeSecret } from '../../store/office-secret.ts';
import type { Table } from '../../store/table.ts';

/** How a request reads its page token and writes the next one. */
export function pageTokens(table: Table, scope: PageScope, token: string | undefined) {
  const secret = () => officeSecret(table, scope.tenantId, 'page-token');
  return {
    position: async (): Promise<Result<unknown, Failure>> =>
      token === undefined ? ok(undefined) : readPageToken(await secret(), scope, token),
    tokenFor: async (position: unknown): Promise<string | undefined> =>
      position === undefined ? undefined : writePageToken(await secret(), scope, position),
  };
}
