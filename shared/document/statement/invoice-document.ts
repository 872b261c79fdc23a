import { formatAmount } from '../../domain/money/cents.ts';
import type { Invoice, InvoiceLine } from '../../domain/statement/invoice.ts';
import { dayText } from '../day-text.ts';
import type { Column, Document, Row } from '../document.ts';
import { partyFacts, phoneText } from '../party-facts.ts';
import { dollars } from './statement-document.ts';

const columns: readonly Column[] = [
  { label: 'Service', width: 18, align: 'left' },
  { label: 'What', width: 30, align: 'left' },
  { label: 'For', width: 20, align: 'left' },
  { label: 'Quantity', width: 8, align: 'right' },
  { label: 'Price', width: 10, align: 'right' },
  { label: 'Amount', width: 12, align: 'right' },
];

/** Lays out an invoice to an employer or a facility. The same invoice is the same document. */
export function invoiceDocument(invoice: Omit<Invoice, 'file'>): Document {
  const { number, billTo, sender, invoiceOn, dueOn, lines, totalCents, accountId } = invoice;
  const phone = sender.phone === undefined ? [] : [{ label: 'Questions? Call', value: phoneText(sender.phone) }];
  return {
    name: `Invoice ${number}. Contains protected health information.`,
    blocks: [
      { kind: 'title', text: `Invoice ${number}`, right: dollars(totalCents) },
      {
        kind: 'facts',
        columns: [
          [...partyFacts('From', sender), { label: '', value: ' ' }, ...partyFacts('To', billTo)],
          [
            { label: 'Amount due', value: dollars(totalCents), tone: 'strong' },
            { label: 'Please pay by', value: dayText(dueOn, 'en'), tone: 'strong' },
            { label: 'Date', value: dayText(invoiceOn, 'en') },
            { label: 'Account', value: accountId },
            ...phone,
          ],
        ],
      },
      { kind: 'heading', text: 'Services' },
      {
        kind: 'table',
        columns,
        rows: [...lines.map(lineRow), { cells: ['Total', '', '', '', '', formatAmount(totalCents)], tone: 'total' }],
      },
      { kind: 'heading', text: 'How to pay' },
      { kind: 'text', text: `Send a check to the address above. Name the invoice: ${number}.` },
    ],
  };
}

function lineRow({ serviceOn, description, patientName = '', quantity = '', unitCents, cents }: InvoiceLine): Row {
  const price = unitCents === undefined ? '' : formatAmount(unitCents);
  return { cells: [dayText(serviceOn, 'en'), description, patientName, quantity, price, formatAmount(cents)] };
}
