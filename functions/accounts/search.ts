import type { Account } from '../../shared/domain/account/account.ts';
import { openHolds } from '../../shared/domain/account/hold.ts';
import { present } from '../../shared/domain/present.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import { comparedName } from '../../shared/domain/text/plain-letters.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { type ListPage, listPage } from '../../shared/runtime/api/list-page.ts';
import { accountIdsOfPatients, readAccounts } from '../../shared/store/accounts.ts';
import { guarantorPartition, heldPartition } from '../../shared/store/keys/account.ts';
import { listPartition } from '../../shared/store/keys/entity.ts';
import { patientSearchKey } from '../../shared/store/keys/practice.ts';
import { searchTuple } from '../../shared/store/patients.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { AccountsOperations, AccountsRequest } from './context.ts';
import { type AccountView, accountView } from './views.ts';

type SearchRequest = AccountsRequest<'searchAccounts'>;
type Found = Result<ListPage<string>, Failure>;

export const searchOperations: AccountsOperations<'searchAccounts'> = {
  searchAccounts: async (request, { table }) => {
    const today = await request.today();
    const ids = await foundIds(request, table);
    if (!ids.ok) return ids;
    const accounts = await readAccounts(table, request.principal.tenantId, [...new Set(ids.value.items)]);
    const { hold } = request.body as { readonly hold?: string };
    const items = [...accounts.values()].filter((each) => hold === undefined || isHeld(each, hold, today));
    const body: ListPage<AccountView> = { ...ids.value, items: items.map((each) => accountView(each, today)) };
    if (items.length === 0) return ok({ body });
    const facts = { accounts: items.map(({ id }) => id).join(' ') };
    return ok({ body, writes: [], audit: { action: 'accounts-read', entityId: 'accounts', facts } });
  },
};

const isHeld = ({ holds }: Account, kind: string, today: LocalDate): boolean =>
  openHolds(holds, today).some((hold) => hold.kind === kind);

/** A page of the ids of the matching accounts. */
async function foundIds(request: SearchRequest, table: Table): Promise<Found> {
  const { tenantId } = request.principal;
  const { body, query } = request;
  const { limit } = query;
  if ('patientId' in body) return ofPatients(table, request, [body.patientId], {});
  if ('lastName' in body) {
    const { pk } = patientSearchKey(tenantId, searchTuple(body.lastName, body.birthDate), '');
    const rows = await listPage(request, table, { partitions: [pk], limit }, ({ sk }) => sk);
    return rows.ok ? ofPatients(table, request, rows.value.items, rows.value) : rows;
  }
  if ('guarantorLastName' in body) {
    const partitions = [guarantorPartition(tenantId, body.guarantorLastName)];
    return listPage(request, table, { partitions, index: true, limit }, idOfItem);
  }
  if ('organizationName' in body) {
    const part = comparedName(body.organizationName);
    const nameOf = (item: Item) => (item.guarantor as { readonly organizationName?: string }).organizationName ?? '';
    const partitions = [listPartition(tenantId, 'ACCOUNT')];
    return listPage(request, table, { partitions, index: true, limit }, (item) =>
      comparedName(nameOf(item)).includes(part) ? idOfItem(item) : undefined,
    );
  }
  return listPage(request, table, { partitions: [heldPartition(tenantId)], index: 'second', limit }, idOfItem);
}

const idOfItem = (item: Item): string => String(item.id);

async function ofPatients(
  table: Table,
  { principal }: SearchRequest,
  patientIds: readonly string[],
  page: Pick<ListPage<string>, 'nextPageToken'>,
): Promise<Found> {
  const accounts = await accountIdsOfPatients(table, principal.tenantId, patientIds);
  const { nextPageToken } = page;
  return ok({ items: [...accounts.values()], ...present({ nextPageToken }) });
}
