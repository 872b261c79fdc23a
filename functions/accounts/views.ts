import type { Account } from '../../shared/domain/account/account.ts';
import { accountState } from '../../shared/domain/account/hold.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { accountsApi } from './api.ts';

export type AccountView = AnswerOf<(typeof accountsApi)['getAccount']>;

/** The API shows what is stored, and the state that follows from it. The types differ only in `readonly`. */
export function accountView(account: Account, today: LocalDate): AccountView {
  return { ...account, state: accountState(account.holds, today) } as unknown as AccountView;
}
