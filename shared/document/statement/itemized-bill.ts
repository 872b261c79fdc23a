import type { Cents } from '../../domain/money/cents.ts';
import { formatAmount, negateCents, sumCents } from '../../domain/money/cents.ts';
import type {
  Addressee,
  StatementContent,
  StatementLanguage,
  StatementVisit,
} from '../../domain/statement/statement.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { daysText, dayText } from '../day-text.ts';
import type { Block, Column, Document, Row } from '../document.ts';
import { partyFacts, phoneText } from '../party-facts.ts';
import { dollars } from './statement-document.ts';
import { statementWords } from './statement-words.ts';

/** The content of an itemised bill. */
export interface ItemizedBill {
  readonly accountId: string;
  readonly language: StatementLanguage;
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

interface BillWords {
  readonly bill: string;
  readonly charges: string;
  readonly servicesOf: string;
  readonly service: string;
  readonly code: string;
  readonly description: string;
  readonly quantity: string;
}

/** The words that the words of statements do not include. */
const billWords: Readonly<Record<StatementLanguage, BillWords>> = {
  en: {
    bill: 'Itemized bill',
    charges: 'Charges',
    servicesOf: 'Services of',
    service: 'Service',
    code: 'Code',
    description: 'Description',
    quantity: 'Quantity',
  },
  es: {
    bill: 'Factura detallada',
    charges: 'Cargos',
    servicesOf: 'Servicios del',
    service: 'Servicio',
    code: 'Código',
    description: 'Descripción',
    quantity: 'Cantidad',
  },
};

function columnsIn(language: StatementLanguage): readonly Column[] {
  const own = billWords[language];
  return [
    { label: own.service, width: 18, align: 'left' },
    { label: own.code, width: 14, align: 'left' },
    { label: own.description, width: 38, align: 'left' },
    { label: own.quantity, width: 9, align: 'right' },
    { label: statementWords[language].charge, width: 13, align: 'right' },
  ];
}

/**
 * Lays out every service of a period, with what was paid, adjusted and is owed of its charge, for the guarantor or a
 * representative. Titles of codes are in their publishers' words, whatever the language.
 */
export function itemizedBill({ accountId, language, addressee, sender, from, to, visits }: ItemizedBill): Document {
  const words = statementWords[language];
  const own = billWords[language];
  const owed = sumCents(visits.map(({ visit }) => visit.owedCents));
  const charged = sumCents(visits.map(({ visit }) => visit.chargeCents));
  const phone = sender.phone === undefined ? [] : [{ label: words.questions, value: phoneText(sender.phone) }];
  return {
    name: `${own.bill}, ${words.account} ${accountId}. ${words.synthetic}`,
    language,
    blocks: [
      { kind: 'title', text: own.bill, right: `${own.charges} ${dollars(charged)}` },
      {
        kind: 'facts',
        columns: [
          [...partyFacts(words.from, sender), { label: '', value: ' ' }, ...partyFacts(words.to, addressee)],
          [
            { label: own.servicesOf, value: daysText(from, to, language) },
            { label: words.account, value: accountId },
            { label: words.youOwe, value: dollars(owed), tone: 'strong' },
            ...phone,
          ],
        ],
      },
      ...visits.flatMap((each) => visitBlocks(each, language)),
    ],
  };
}

function visitBlocks({ visit, services }: ItemizedBill['visits'][number], language: StatementLanguage): Block[] {
  const words = statementWords[language];
  const who = [visit.patientName, visit.providerName].filter((name) => name !== '').join(', ');
  const rows = services.map(({ serviceOn, code, description = '', quantity = '', chargeCents }): Row => {
    const on = serviceOn === undefined ? '' : dayText(serviceOn, language);
    return { cells: [on, code, description, quantity, chargeCents === undefined ? '' : formatAmount(chargeCents)] };
  });
  return [
    { kind: 'heading', text: `${words.visitOn} ${dayText(visit.serviceOn, language)}: ${who}`, right: visit.claimId },
    {
      kind: 'table',
      columns: columnsIn(language),
      rows: [
        ...rows,
        { cells: [words.charge, '', '', '', formatAmount(visit.chargeCents)], tone: 'total' },
        ...outcomeRows(visit, language),
      ],
    },
  ];
}

function outcomeRows(visit: StatementVisit, language: StatementLanguage): Row[] {
  const words = statementWords[language];
  const amounts: readonly (readonly [string, Cents])[] = [
    [words.insurancePaid, negateCents(visit.insurancePaidCents)],
    [words.adjusted, negateCents(visit.adjustedCents)],
    [words.others, negateCents(visit.othersCents)],
    [words.withInsurance, negateCents(visit.withInsuranceCents)],
    [words.youPaid, negateCents(visit.patientPaidCents)],
  ];
  const shown = amounts.filter(([, cents]) => cents !== 0);
  return [
    ...shown.map(([label, cents]): Row => ({ cells: [label, '', '', '', formatAmount(cents)] })),
    { cells: [words.youOwe, '', '', '', formatAmount(visit.owedCents)], tone: 'total' },
  ];
}
