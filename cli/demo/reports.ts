import { lastDayOf, type Period } from '../../shared/domain/books/period.ts';
import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import { CommandProblem } from '../api-client.ts';
import { type Office, waitFor } from './office.ts';

/*
 * Every report, made twice: on the demo's day, with what has been booked so far, and for the demo's month after its
 * end.
 */

export interface MadeReport {
  readonly report: string;
  readonly title: string;
  readonly columns: readonly { readonly id: string; readonly label: string; readonly unit: string }[];
  readonly rows: readonly { readonly id: string; readonly values: Readonly<Record<string, number>> }[];
  readonly totals: Readonly<Record<string, number>>;
}

/** Asks the API for every report up to now. */
export async function makeReports(office: Office, from: string): Promise<MadeReport[]> {
  await office.post('manager', '/v1/reports/updates', {});
  await waitFor('the reports to be begun', () =>
    office.get<object>('manager', '/v1/reports/updates').catch((error: unknown) => {
      if (error instanceof CommandProblem && error.status === 409) return undefined;
      throw error;
    }),
  );
  const { items } = await office.get<{ items: { report: string; span: string }[] }>('manager', '/v1/reports');
  const made: MadeReport[] = [];
  for (const { report, span } of items) {
    const days = span === 'days' ? `&from=${from}` : '';
    made.push(await office.get<MadeReport>('manager', `/v1/reports/${report}?soFar=true${days}`));
  }
  return made;
}

/** Waits until the report data covers a month. Then asks for each report about days or about the end of a day. */
export async function makeMonthReports(office: Office, month: Period): Promise<MadeReport[]> {
  const lastDay = lastDayOf(month);
  await office.post('manager', '/v1/reports/updates', {});
  await waitFor(`reports up to ${lastDay}`, async () => {
    const { trueUpTo } = await office.get<{ trueUpTo: string }>('manager', '/v1/reports/updates');
    return trueUpTo >= lastDay ? trueUpTo : undefined;
  });
  const { items } = await office.get<{ items: { report: string; span: string }[] }>('manager', '/v1/reports');
  const made: MadeReport[] = [];
  for (const { report, span } of items) {
    const asked = { days: `from=${month}-01&to=${lastDay}`, day: `asOf=${lastDay}`, now: undefined }[span];
    if (asked !== undefined) made.push(await office.get<MadeReport>('manager', `/v1/reports/${report}?${asked}`));
  }
  return made;
}

/** The totals of each report, on one line. */
export function reportsInWords(title: string, reports: readonly MadeReport[]): string {
  const lines = reports.map(({ title: report, columns, totals }) => {
    const figures = columns.flatMap(({ id, label, unit }) => {
      const value = totals[id];
      return value === undefined ? [] : [`${label} ${inWords(value, unit)}`];
    });
    return `  ${report}: ${figures.join(', ')}.\n`;
  });
  return `\n${title}\n${lines.join('')}`;
}

function inWords(value: number, unit: string): string {
  if (unit === 'cents') return formatCents(value as Cents);
  return unit === 'rate' ? `${(value / 100).toFixed(2)} %` : String(value);
}
