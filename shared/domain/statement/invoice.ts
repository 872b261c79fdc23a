import type { ClientCharge } from '../account/client-charge.ts';
import { chargeWords, openCharges } from '../account/client-charge.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Addressee, StatementContent, StatementLanguage } from './statement.ts';

/** One charge on an invoice. */
export interface InvoiceLine {
  readonly chargeId: string;
  readonly serviceOn: LocalDate;
  readonly description: string;
  /** The employee or the resident whom it was for. */
  readonly patientName?: string;
  readonly quantity?: string;
  readonly unitCents?: Cents;
  readonly cents: Cents;
}

/**
 * A bill to an employer or a facility from one legal entity. A charge is on one invoice at a time. An invoice changes
 * no balance.
 */
export interface Invoice {
  readonly id: string;
  /** The number of the invoice in the office: `INV-000123`. */
  readonly number: string;
  readonly accountId: string;
  readonly entityId: string;
  /** Rises when it is withdrawn. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly invoiceOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly billTo: Addressee;
  readonly sender: StatementContent['sender'];
  /** The oldest service first. */
  readonly lines: readonly InvoiceLine[];
  readonly totalCents: Cents;
  readonly file: { readonly fileKey: string; readonly sha256: string; readonly sizeBytes: number };
  /** Withdrawn, by whom and why: its charges can be billed again. */
  readonly withdrawn?: { readonly at: Instant; readonly by: string; readonly reason: string };
}

export function invoiceNumber(count: number): string {
  return `INV-${String(count).padStart(6, '0')}`;
}

/** A charge as an invoice line. */
export function invoiceLine(
  { id, of, serviceOn, cents }: ClientCharge,
  nameOf: (patientId: string) => string,
  language: StatementLanguage,
): InvoiceLine {
  const patientName = of.patientId === undefined ? undefined : nameOf(of.patientId);
  const item = of.kind === 'item' ? { quantity: of.quantity, unitCents: of.unitCents } : {};
  const description = chargeWords({ of }, language);
  return { chargeId: id, serviceOn, description, ...present({ patientName }), ...item, cents };
}

/**
 * The open amount of an invoice: its charges that were not reversed, less what the account's money has paid.
 * @param owed the account's balance in the books of the invoice's legal entity
 */
export function openOfInvoice({ lines }: Pick<Invoice, 'lines'>, charges: readonly ClientCharge[], owed: Cents): Cents {
  const own = new Set(lines.map(({ chargeId }) => chargeId));
  return sumCents(openCharges(charges, owed).flatMap(({ charge, cents }) => (own.has(charge.id) ? [cents] : [])));
}
