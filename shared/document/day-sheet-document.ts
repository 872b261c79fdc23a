import type { DayGroup, DayRow, DaySheet, ReceivableOfDay } from '../domain/books/day-sheet.ts';
import { cents, formatAmount } from '../domain/money/cents.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { Block, Column, Document, Row } from './document.ts';

/** The heading of a day sheet, and the names of its ids. */
export interface DayHeading {
  readonly day: LocalDate;
  /** The entity of the books; the whole office when absent. */
  readonly entityName?: string;
  nameOf(id: string): string;
}

type Section = Exclude<keyof DaySheet, 'receivables' | 'byProvider' | 'byUser'>;

/** The sections in their order, with their headings. */
export const daySections = {
  charges: 'Charges',
  receipts: 'Money received, less fees and refunds',
  payments: 'Payments put onto claims',
  adjustments: 'Adjustments',
  transfers: 'Transfers between receivables',
  refunds: 'Refunds',
  deposits: 'Shown by the bank',
  manual: 'Posted by hand',
} as const satisfies Record<Section, string>;

/** Lays out a day sheet. It has no time of printing: the same day gives the same bytes. */
export function daySheetDocument(sheet: DaySheet, heading: DayHeading): Document {
  return {
    name: `Day sheet of ${heading.day}`,
    blocks: [
      { kind: 'title', text: 'Day sheet', right: heading.day },
      { kind: 'text', text: heading.entityName ?? 'All books of the office' },
      ...differenceBlocks(sheet.receivables),
      { kind: 'heading', text: 'Receivables' },
      { kind: 'table', columns: receivableColumns, rows: receivableRows(sheet.receivables) },
      ...Object.entries(daySections).flatMap(([name, text]) => sectionBlocks(text, sheet[name as Section], heading)),
      ...groupBlocks('By provider', sheet.byProvider, heading),
      ...groupBlocks('By user', sheet.byUser, heading),
    ],
  };
}

function differenceBlocks(receivables: readonly ReceivableOfDay[]): Block[] {
  if (receivables.every(({ differenceCents }) => differenceCents === 0)) return [];
  const text = 'A remittance is being posted: the entries below and the balances of the ledger do not agree yet.';
  return [{ kind: 'text', text, tone: 'warning' }];
}

const amountColumn = (label: string, width: number): Column => ({ label, width, align: 'right' });

const receivableColumns: readonly Column[] = [
  { label: '', width: 10, align: 'left' },
  amountColumn('Opening', 12),
  amountColumn('Charges', 11),
  amountColumn('Payments', 12),
  amountColumn('Adjusted', 11),
  amountColumn('Moved', 10),
  amountColumn('Other', 8),
  amountColumn('Closing', 12),
];

function receivableRows(receivables: readonly ReceivableOfDay[]): Row[] {
  const amounts = (each: Omit<ReceivableOfDay, 'account' | 'differenceCents'>) =>
    [
      ...[each.openingCents, each.chargesCents, each.paymentsCents, each.adjustmentsCents],
      ...[each.transfersCents, each.otherCents, each.closingCents],
    ].map(formatAmount);
  const total = (name: Exclude<keyof ReceivableOfDay, 'account'>) =>
    cents(receivables.reduce((sum, each) => sum + each[name], 0));
  return [
    ...receivables.map((each): Row => ({ cells: [words(each.account.replace('-receivable', '')), ...amounts(each)] })),
    {
      tone: 'total',
      cells: [
        'All',
        ...amounts({
          openingCents: total('openingCents'),
          chargesCents: total('chargesCents'),
          paymentsCents: total('paymentsCents'),
          adjustmentsCents: total('adjustmentsCents'),
          transfersCents: total('transfersCents'),
          otherCents: total('otherCents'),
          closingCents: total('closingCents'),
        }),
      ],
    },
  ];
}

/** The text of a code: `contractual-adjustments` as `Contractual adjustments`. */
function words(code: string): string {
  const text = code.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sectionBlocks(text: string, rows: readonly DayRow[], { nameOf }: DayHeading): Block[] {
  if (rows.length === 0) return [];
  const total = formatAmount(cents(rows.reduce((sum, row) => sum + row.cents, 0)));
  const columns: readonly Column[] = [
    { label: 'What', width: 44, align: 'left' },
    { label: 'Payer', width: 30, align: 'left' },
    amountColumn('Entries', 8),
    amountColumn('Amount', 14),
  ];
  return [
    { kind: 'heading', text, right: total },
    {
      kind: 'table',
      columns,
      rows: rows.map(({ account, kind, reason, method, bankAccount, payerId, cents: amount, entries }) => ({
        cells: [
          [method && words(method), account && words(account), reason, bankAccount, kind && words(kind)]
            .filter((part) => part !== undefined)
            .join(', ') || '-',
          payerId === undefined ? '' : nameOf(payerId),
          String(entries),
          formatAmount(amount),
        ],
      })),
    },
  ];
}

function groupBlocks(text: string, groups: readonly DayGroup[], { nameOf }: DayHeading): Block[] {
  if (groups.length === 0) return [];
  return [
    { kind: 'heading', text },
    {
      kind: 'table',
      columns: [
        { label: 'Who', width: 44, align: 'left' },
        amountColumn('Entries', 8),
        amountColumn('Charges', 14),
        amountColumn('Payments', 14),
        amountColumn('Adjustments', 14),
      ],
      rows: groups.map(({ id, entries, chargesCents, paymentsCents, adjustmentsCents }) => ({
        cells: [nameOf(id), String(entries), ...[chargesCents, paymentsCents, adjustmentsCents].map(formatAmount)],
      })),
    },
  ];
}
