import { priceOf, rowStandings } from '../../shared/domain/fees/price.ts';
import type { PricedService } from '../../shared/domain/fees/priced-service.ts';
import { scheduleStandings } from '../../shared/domain/fees/standing.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { readFeeBook, readFeeDirectory, type StoredFeeSchedule, scheduleOf } from '../../shared/store/fee-schedules.ts';
import type { Table } from '../../shared/store/table.ts';
import type { MatchView } from './api.ts';
import type { FeesOperations } from './context.ts';
import { feeView, readVersions } from './fee-rows.ts';

/** The official files that pricing rules use. */
const setsOfPrices = ['anesthesia-units', 'mpfs', 'gpci', 'zip-locality'] as const;

export const matchOperations: FeesOperations<'matchPrice'> = {
  matchPrice: async (request, { table, codeSets }) => {
    const { tenantId } = request.principal;
    const { asOf, ...asked } = request.body;
    const service: PricedService = asked;
    const schedules = await schedulesAt(table, tenantId, asOf);
    const prepared = await codeSets.prepare(tenantId, setsOfPrices, [service.serviceOn]);
    if (!prepared.ok) return prepared;
    const { references } = prepared.value;
    const book = await readFeeBook(table, tenantId, { schedules, services: [service], references });
    const { chargeCents, taken, considered } = priceOf(service, book);
    const body = {
      ...present({ chargeCents, taken }),
      considered: considered.map(({ schedule: { id, version, name }, standing, rows }) => ({
        feeScheduleId: id,
        ...{ version, name, standing, because: scheduleStandings[standing] },
        fees: rows.map((row) => ({
          fee: feeView(row.fee),
          standing: row.standing,
          because: rowStandings[row.standing],
        })),
      })),
    };
    return ok({ body: body as unknown as MatchView });
  },
};

/** The office's schedules, now or as they were at an instant. */
async function schedulesAt(
  table: Table,
  tenant: TenantId,
  asOf: Instant | undefined,
): Promise<readonly StoredFeeSchedule[]> {
  const { schedules } = await readFeeDirectory(table, tenant);
  if (asOf === undefined) return schedules;
  const versions = await Promise.all(schedules.map(({ id }) => readVersions(table, tenant, id)));
  return versions.flatMap((each) => {
    const then = each.filter(({ at }) => at <= asOf).at(-1);
    return then === undefined ? [] : [scheduleOf(then)];
  });
}
