import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf } from '../../../shared/document/chart.ts';
import { pdfPages } from '../../../shared/document/pdf-pages.ts';
import { reportDocument } from '../../../shared/document/report-document.ts';
import { textPages } from '../../../shared/document/text-pages.ts';
import type { MadeReport, MadeRow } from '../../../shared/domain/report/report.ts';
import { reports } from '../../../shared/domain/report/reports.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { operatorsOfPdf } from '../../support/pdf-content.ts';

describe('an axis', () => {
  it('has round steps that include every value and zero', () => {
    expect(axisOf([3, 17, 92])).toEqual({ from: 0, to: 100, step: 25 });
    expect(axisOf([-40, 60])).toEqual({ from: -50, to: 75, step: 25 });
    expect(axisOf([])).toMatchObject({ from: 0 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 9 }), (values) => {
        const { from, to, step } = axisOf(values);
        expect(from <= Math.min(0, ...values) && to >= Math.max(0, ...values)).toBe(true);
        expect((to - from) / step).toBeLessThanOrEqual(6.5);
      }),
    );
  });
});

/** Denials for three reasons: 60.00, 30.00 and 10.00 of 100.00. */
const report: MadeReport = {
  ...{ report: 'denial-reasons', title: 'Denials by reason', by: 'reason' },
  ...{ from: '2026-11-01' as LocalDate, to: '2026-11-23' as LocalDate, trueUpTo: '2026-11-23' as LocalDate },
  madeAt: '2026-11-24T14:00:00.000Z',
  columns: reports['denial-reasons'].columns.map((column) => ({
    ...{ id: column.id, label: column.label, meaning: column.meaning, opensInto: [] },
    unit: column.id === 'cumulatedRate' ? 'rate' : column.id === 'denials' ? 'count' : 'cents',
  })),
  rows: [
    { id: 'CO-97', values: { denials: 3, deniedCents: 6_000, cumulatedRate: 6_000 } },
    { id: 'CO-16', values: { denials: 1, deniedCents: 3_000, cumulatedRate: 9_000 } },
    { id: 'CO-50', values: { denials: 1, deniedCents: 1_000, cumulatedRate: 10_000 } },
  ],
  totals: { denials: 5, deniedCents: 10_000 },
};

/** The rectangles that the pages of a PDF draw: left, bottom, width and height. */
function rectanglesOf(pdf: Uint8Array): number[][] {
  return [...operatorsOfPdf(pdf).matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re B/g)].map((match) =>
    match.slice(1).map(Number),
  );
}

describe('a Pareto chart', () => {
  it('has a column for each reason, as high as its cents, and the same bytes each time', async () => {
    const pdf = await pdfPages(reportDocument(report, reports['denial-reasons']));
    const columns = rectanglesOf(pdf).filter(([, , width]) => width === 46);
    const [most = 0, second = 0, third = 0] = columns.map(([, , , height]) => height ?? 0);
    expect(columns).toHaveLength(3);
    expect([second / most, third / most].map((each) => Math.round(each * 100))).toEqual([50, 17]);
    expect(await pdfPages(reportDocument(report, reports['denial-reasons']))).toEqual(pdf);
  });

  it('has columns below zero for reversed amounts, from the line of zero', async () => {
    const [first, second, third] = report.rows as readonly [MadeRow, MadeRow, MadeRow];
    const rows = [first, second, { ...third, values: { ...third.values, deniedCents: -3_000 } }];
    const pdf = await pdfPages(reportDocument({ ...report, rows }, reports['denial-reasons']));
    const columns = rectanglesOf(pdf).filter(([, , width]) => width === 46);
    const [most, less, below] = columns.map(([, bottom = 0, , height = 0]) => ({ bottom, top: bottom + height }));
    expect(less?.bottom).toBe(most?.bottom);
    // 30.00 below zero reaches as far down as 30.00 above zero reaches up.
    expect(below?.top).toBeCloseTo(most?.bottom ?? 0, 1);
    expect((below?.top ?? 0) - (below?.bottom ?? 0)).toBeCloseTo((less?.top ?? 0) - (less?.bottom ?? 0), 1);
  });

  it('is drawn with characters where pages are text, with the meaning of the figures below', () => {
    const text = textPages(reportDocument(report, reports['denial-reasons']));
    expect(text).toMatch(/CO-97 +#{50} +60\.00/);
    expect(text).toMatch(/CO-16 +#{25} +30\.00/);
    expect(text).toMatch(/All +5 +100\.00/);
    expect(text).toContain('True up to');
  });
});
