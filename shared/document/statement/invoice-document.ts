import { formatAmount } from '../../domain/money/cents.ts';
import type { Invoice, InvoiceLine } from '../../domain/statement/invoice.ts';
import type { StatementLanguage } from '../../domain/statement/statement.ts';
import { dayText } from '../day-text.ts';
import type { Column, Document, Row } from '../document.ts';
import { partyFacts, phoneText } from '../party-facts.ts';
import { dollars } from './statement-document.ts';
import { statementWords } from './statement-words.ts';

interface InvoiceWords {
  readonly invoice: string;
  readonly services: string;
  readonly service: string;
  readonly what: string;
  readonly for: string;
  readonly quantity: string;
  readonly price: string;
  readonly total: string;
  readonly byMail: string;
}

/** The words that the words of statements do not include. */
const invoiceWords: Readonly<Record<StatementLanguage, InvoiceWords>> = {
  en: {
    invoice: 'Invoice',
    services: 'Services',
    service: 'Service',
    what: 'What',
    for: 'For',
    quantity: 'Quantity',
    price: 'Price',
    total: 'Total',
    byMail: 'Send a check to the address above. Name the invoice:',
  },
  es: {
    invoice: 'Factura',
    services: 'Servicios',
    service: 'Servicio',
    what: 'Concepto',
    for: 'Para',
    quantity: 'Cantidad',
    price: 'Precio',
    total: 'Total',
    byMail: 'Envíe un cheque a la dirección de arriba. Indique la factura:',
  },
};

function columnsIn(language: StatementLanguage): readonly Column[] {
  const own = invoiceWords[language];
  return [
    { label: own.service, width: 18, align: 'left' },
    { label: own.what, width: 30, align: 'left' },
    { label: own.for, width: 20, align: 'left' },
    { label: own.quantity, width: 8, align: 'right' },
    { label: own.price, width: 10, align: 'right' },
    { label: statementWords[language].amount, width: 12, align: 'right' },
  ];
}

/** Lays out an invoice to an employer or a facility. The same invoice is the same document. */
export function invoiceDocument(invoice: Omit<Invoice, 'file'>, language: StatementLanguage): Document {
  const { number, billTo, sender, invoiceOn, dueOn, lines, totalCents, accountId } = invoice;
  const words = statementWords[language];
  const own = invoiceWords[language];
  const title = `${own.invoice} ${number}`;
  const phone = sender.phone === undefined ? [] : [{ label: words.questions, value: phoneText(sender.phone) }];
  const total: Row = { cells: [own.total, '', '', '', '', formatAmount(totalCents)], tone: 'total' };
  return {
    name: `${title}. ${words.synthetic}`,
    language,
    blocks: [
      { kind: 'title', text: title, right: dollars(totalCents) },
      {
        kind: 'facts',
        columns: [
          [...partyFacts(words.from, sender), { label: '', value: ' ' }, ...partyFacts(words.to, billTo)],
          [
            { label: words.amountDue, value: dollars(totalCents), tone: 'strong' },
            { label: words.dueBy, value: dayText(dueOn, language), tone: 'strong' },
            { label: words.date, value: dayText(invoiceOn, language) },
            { label: words.account, value: accountId },
            ...phone,
          ],
        ],
      },
      { kind: 'heading', text: own.services },
      {
        kind: 'table',
        columns: columnsIn(language),
        rows: [...lines.map((line) => lineRow(line, language)), total],
      },
      { kind: 'heading', text: words.howToPay },
      { kind: 'text', text: `${own.byMail} ${number}.` },
    ],
  };
}

function lineRow(
  { serviceOn, description, patientName = '', quantity = '', unitCents, cents }: InvoiceLine,
  language: StatementLanguage,
): Row {
  const price = unitCents === undefined ? '' : formatAmount(unitCents);
  return { cells: [dayText(serviceOn, language), description, patientName, quantity, price, formatAmount(cents)] };
}
