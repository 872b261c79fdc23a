import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { type Cents, sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import { daysBetween, daysThrough, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { type CodingCounts, readCodingCounts } from '../../shared/store/coding-work.ts';
import { claimsOfMonthPartition } from '../../shared/store/keys/claim.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ReportView } from './api.ts';
import type { CodingWorkOperations } from './context.ts';

type Figures = ReportView['together'];

/** The posted charges of a claim, and who posted them. */
interface Posted {
  readonly coder: string;
  readonly lagDays: number;
  readonly lines: number;
  readonly cents: Cents;
}

export const reportOperations: CodingWorkOperations<'reportCoding'> = {
  /**
   * No counter is kept for finalised encounters: each claim's first entry says who posted its charges, when, and for
   * which date of service. Reviews and queries are rarer, and are counted per day as they happen.
   */
  reportCoding: async (request, { table }) => {
    const { tenantId, subject, roles } = request.principal;
    const { from, to } = request.query;
    const days = daysThrough(from, to);
    const [posted, counts] = await Promise.all([
      readPosted(table, tenantId, days),
      readCodingCounts(table, tenantId, days),
    ]);
    const isOwnOnly = !roles.includes('manager') && !roles.includes('auditor');
    const coders = [...new Set([...posted.map(({ coder }) => coder), ...counts.keys()])]
      .filter((coder) => !isOwnOnly || coder === subject)
      .sort();
    const listed = posted.filter(({ coder }) => coders.includes(coder));
    return ok({
      body: {
        from,
        to,
        coders: coders.map((coder) => ({
          coder,
          ...figuresOf(
            listed.filter((each) => each.coder === coder),
            [counts.get(coder) ?? {}],
          ),
        })),
        together: figuresOf(
          listed,
          coders.map((coder) => counts.get(coder) ?? {}),
        ),
      },
    });
  },
};

/** Charges that were posted on some days; claims that were taken over from another system count for no coder. */
async function readPosted(table: Table, tenant: TenantId, days: readonly LocalDate[]): Promise<Posted[]> {
  const rows = await Promise.all(
    days.map((day) =>
      table.queryAll({ partition: claimsOfMonthPartition(tenant, day.slice(0, 7)), prefix: `${day}#`, index: true }),
    ),
  );
  const items = await table.batchGet(rows.flat().map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => {
    if (item === undefined) return [];
    const entry = entryOfItem(item);
    return entry.kind === 'charge' ? [postedOf(entry, item.by as string)] : [];
  });
}

function postedOf({ effectiveOn, postedOn, legs }: LedgerEntry, coder: string): Posted {
  const charged = legs.filter(({ account }) => account !== 'charges');
  return {
    coder,
    lagDays: daysBetween(effectiveOn, postedOn),
    lines: charged.length,
    cents: sumCents(charged.map(({ cents }) => cents)),
  };
}

function figuresOf(posted: readonly Posted[], counts: readonly CodingCounts[]): Figures {
  const lags = posted.map(({ lagDays }) => lagDays).sort((one, other) => one - other);
  const sum = (name: keyof CodingCounts) => counts.reduce((total, each) => total + (each[name] ?? 0), 0);
  const [agreed, corrected, returned] = [sum('agreed'), sum('corrected'), sum('returned')];
  const [queriesRaised, queriesAnswered] = [sum('queriesRaised'), sum('queriesAnswered')];
  return {
    claims: posted.length,
    lines: posted.reduce((total, { lines }) => total + lines, 0),
    chargeCents: sumCents(posted.map(({ cents }) => cents)),
    ...{ agreed, corrected, returned, waived: sum('waived') },
    ...{ queriesRaised, queriesAnswered },
    queriesWithdrawn: sum('queriesWithdrawn'),
    queriesEscalated: sum('queriesEscalated'),
    ...present({
      lagDaysMean: ratio(
        lags.reduce((total, days) => total + days, 0),
        lags.length,
      ),
      lagDaysMedian: lags[Math.floor((lags.length - 1) / 2)],
      lagDaysMost: lags.at(-1),
      accuracyPercent: ratio(100 * agreed, agreed + corrected + returned),
      queriesPerHundredClaims: ratio(100 * queriesRaised, posted.length),
      turnaroundHoursMean: ratio(sum('answerMinutes') / 60, queriesAnswered),
    }),
  };
}

/** A quotient with one decimal; undefined when the divisor is zero. */
function ratio(dividend: number, divisor: number): number | undefined {
  return divisor === 0 ? undefined : Math.round((10 * dividend) / divisor) / 10;
}
