import type { Cents } from '../../domain/money/cents.ts';
import { formatAmount, negateCents, sumCents } from '../../domain/money/cents.ts';
import type { Addressee, StatementContent, StatementVisit } from '../../domain/statement/statement.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { daysText, dayText } from '../day-text.ts';
import type { Block, Column, Document, Row } from '../document.ts';
import { partyFacts, phoneText } from '../party-facts.ts';
import { dollars } from './statement-document.ts';

/** The content of an itemised bill. */
export interface ItemizedBill {
  readonly accountId: string;
  readonly addressee: Addressee;
  readonly sender: StatementContent['sender'];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly visits: readonly {
    readonly visit: StatementVisit;
    readonly services: readonly {
      readonly serviceOn?: LocalDate;
      readonly code: string;
      readonly description?: string;
      readonly quantity?: string;
      /** Absent if the charge is on other services. */
      readonly chargeCents?: Cents;
    }[];
  }[];
}

const columns: readonly Column[] = [
  { label: 'Service', width: 18, align: 'left' },
  { label: 'Code', width: 14, align: 'left' },
  { label: 'Description', width: 38, align: 'left' },
  { label: 'Quantity', width: 9, align: 'right' },
  { label: 'Charge', width: 13, align: 'right' },
];

/** Lays out every service of a period, and what became of its charge, for the guarantor or a representative. */
export function itemizedBill({ accountId, addressee, sender, from, to, visits }: ItemizedBill): Document {
  const owed = sumCents(visits.map(({ visit }) => visit.owedCents));
  const charged = sumCents(visits.map(({ visit }) => visit.chargeCents));
  const phone = sender.phone === undefined ? [] : [{ label: 'Questions? Call', value: phoneText(sender.phone) }];
  return {
    name: `Itemized bill, Account ${accountId}. Contains protected health information.`,
    blocks: [
      { kind: 'title', text: 'Itemized bill', right: `Charges ${dollars(charged)}` },
      {
        kind: 'facts',
        columns: [
          [...partyFacts('From', sender), { label: '', value: ' ' }, ...partyFacts('To', addressee)],
          [
            { label: 'Services of', value: daysText(from, to, 'en') },
            { label: 'Account', value: accountId },
            { label: 'You owe', value: dollars(owed), tone: 'strong' },
            ...phone,
          ],
        ],
      },
      ...visits.flatMap(visitBlocks),
    ],
  };
}

function visitBlocks({ visit, services }: ItemizedBill['visits'][number]): Block[] {
  const who = [visit.patientName, visit.providerName].filter((name) => name !== '').join(', ');
  const rows = services.map(({ serviceOn, code, description = '', quantity = '', chargeCents }): Row => {
    const on = serviceOn === undefined ? '' : dayText(serviceOn, 'en');
    return { cells: [on, code, description, quantity, chargeCents === undefined ? '' : formatAmount(chargeCents)] };
  });
  return [
    { kind: 'heading', text: `Visit on ${dayText(visit.serviceOn, 'en')}: ${who}`, right: visit.claimId },
    {
      kind: 'table',
      columns,
      rows: [
        ...rows,
        { cells: ['Charge', '', '', '', formatAmount(visit.chargeCents)], tone: 'total' },
        ...outcomeRows(visit),
      ],
    },
  ];
}

function outcomeRows(visit: StatementVisit): Row[] {
  const amounts: readonly (readonly [string, Cents])[] = [
    ['Insurance paid', negateCents(visit.insurancePaidCents)],
    ['Adjusted', negateCents(visit.adjustedCents)],
    ['Others pay', negateCents(visit.othersCents)],
    ['With insurance', negateCents(visit.withInsuranceCents)],
    ['You paid', negateCents(visit.patientPaidCents)],
  ];
  const shown = amounts.filter(([, cents]) => cents !== 0);
  return [
    ...shown.map(([label, cents]): Row => ({ cells: [label, '', '', '', formatAmount(cents)] })),
    { cells: ['You owe', '', '', '', formatAmount(visit.owedCents)], tone: 'total' },
  ];
}
