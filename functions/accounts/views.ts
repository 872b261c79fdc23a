import type { Account } from '../../shared/domain/account/account.ts';
import { accountState } from '../../shared/domain/account/hold.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { accountsApi } from './api.ts';

export type AccountView = AnswerOf<(typeof accountsApi)['getAccount']>;

/** The stored account with the state that follows from it. The cast only drops `readonly`. */
export function accountView(account: Account, today: LocalDate): AccountView {
  return { ...account, state: accountState(account.holds, today) } as unknown as AccountView;
}
