import type { Claim } from '../shared/domain/claim/claim.ts';
import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../shared/domain/money/cents.ts';
import { present } from '../shared/domain/present.ts';
import type { RemittanceLine } from '../shared/domain/remittance/remittance.ts';
import { type LocalDate, parseLocalDate } from '../shared/domain/time/local-date.ts';
import {
  type WrittenClaim,
  type WrittenPayment,
  writeRemittance as writeFile,
} from '../shared/x12/835/write-remittance.ts';
import { answerTotals, type ClaimAnswer, type LineAnswer } from './adjudicate.ts';

/** One payment of a simulated payer to one billing provider. */
export interface SimulatedPayment {
  readonly payer: Claim['payer'];
  readonly billingProvider: Claim['billingProvider'];
  readonly answers: readonly ClaimAnswer[];
  /** Interest that is paid in addition, through a provider-level adjustment. */
  readonly interestCents: number;
  /** Other amounts of the payment. A positive amount takes money from the provider. */
  readonly providerAdjustments?: readonly SimulatedAdjustment[];
  /** The number of the transfer or check; derived from the interchange's by default. */
  readonly traceNumber?: string;
  /** The day of the payment; the remittance's by default. */
  readonly paidOn?: LocalDate;
  /**
   * What happens to a negative total: it waits for the next payment (`forward`, the default), is debited from the
   * provider's account (`debit`), or is stated as it is (`negative`).
   */
  readonly belowZero?: 'forward' | 'debit' | 'negative';
  readonly method?: string;
  readonly handlingCode?: string;
}

export interface SimulatedAdjustment {
  readonly reasonCode: string;
  readonly cents: Cents;
  readonly reference?: string;
}

export interface SimulatedRemittance {
  readonly controlNumber: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly createdOn: LocalDate;
  readonly payments: readonly SimulatedPayment[];
}

type PartyName = Claim['payer']['name'];

/** Writes an 835 (005010X221A1) of synthetic payments: balanced in every equation, with right counts. */
export function writeRemittance(remittance: SimulatedRemittance): string {
  const control = remittance.controlNumber.padStart(9, '0').slice(-9);
  const payments = remittance.payments.map((payment, index) =>
    writtenPayment(payment, index + 1, control, remittance.createdOn),
  );
  return writeFile({ ...remittance, payments });
}

function writtenPayment(payment: SimulatedPayment, number: number, control: string, on: LocalDate): WrittenPayment {
  const { payer, billingProvider, answers, belowZero = 'forward', paidOn = on } = payment;
  const amount = amountOf(payment);
  // A payment is rarely negative: what the payer cannot take from this payment waits for the next one (FB, negative).
  const forward = cents(belowZero === 'forward' ? Math.min(amount, 0) : 0);
  const traceNumber = payment.traceNumber ?? traceNumberOf(control, number);
  const traceOriginator = `1${payerNumber(payer.id)}`;
  const [idQualifier, id] = payeeOf(billingProvider);
  const transfer = ['CCP', '01', '999999992', 'DA', '123456', traceOriginator, '', '01', '999988880', 'DA', '98765'];
  return {
    ...moneyOf(payment, subtractCents(amount, forward), transfer),
    paymentDate: paidOn,
    productionDate: paidOn,
    traceNumber,
    traceOriginator,
    payer: {
      name: nameOf(payer.name),
      idQualifier: 'XV',
      id: payer.id,
      references: [],
      address: { line: '1 SIMULATED WAY', city: 'HARTFORD', state: 'CT', postalCode: '06101' },
      contact: { name: 'SIMULATED PAYER', phone: '8005550100' },
    },
    payee: {
      name: nameOf(billingProvider.name),
      idQualifier,
      id,
      references: billingProvider.taxId === undefined ? [] : [{ qualifier: 'TJ', value: billingProvider.taxId.id }],
    },
    claims: answers.map(writtenClaim),
    providerAdjustments: providerAdjustments(
      [
        { reasonCode: 'L6', cents: cents(-payment.interestCents), reference: traceNumber },
        ...(payment.providerAdjustments ?? []),
        { reasonCode: 'FB', cents: forward, reference: traceNumber },
      ],
      id,
      paidOn,
    ),
  };
}

/** The number of the nth transfer of an interchange. */
export function traceNumberOf(controlNumber: string, number: number): string {
  return `SIM${controlNumber.padStart(9, '0').slice(-9)}${String(number).padStart(4, '0')}`;
}

/** The payment's amount: its claims and interest, less the payer's other deductions. */
export function amountOf({ answers, interestCents, providerAdjustments = [] }: SimulatedPayment): Cents {
  const paid = sumCents(answers.map((answer) => answerTotals(answer).paidCents));
  return subtractCents(cents(paid + interestCents), sumCents(providerAdjustments.map((each) => each.cents)));
}

/** How the money is paid, and in which direction. A payment of zero is only a notice. */
function moneyOf({ method, handlingCode, belowZero }: SimulatedPayment, amount: Cents, transfer: readonly string[]) {
  const isTransfer = method === undefined || method === 'ACH' || method === 'FWT' || method === 'BOP';
  const paid = {
    handlingCode: handlingCode ?? 'I',
    paymentCents: amount,
    creditDebit: 'C' as const,
    method: method ?? 'ACH',
    ...(isTransfer ? { transfer } : {}),
  };
  if (amount > 0) return paid;
  if (amount < 0 && belowZero === 'debit') {
    return { ...paid, paymentCents: negateCents(amount), creditDebit: 'D' as const };
  }
  if (amount < 0) return paid;
  return {
    handlingCode: handlingCode ?? 'H',
    paymentCents: zeroCents,
    creditDebit: 'C' as const,
    method: method ?? 'NON',
  };
}

/** How a remittance identifies the payee: by NPI, or else by tax id. */
function payeeOf({ npi, taxId }: Claim['billingProvider']): readonly [string, string] {
  return npi === undefined ? ['FI', taxId?.id ?? ''] : ['XX', npi];
}

/** Other amounts, as the file states them. A positive amount takes money from the provider. */
function providerAdjustments(adjustments: readonly SimulatedAdjustment[], providerId: string, on: LocalDate) {
  const year = parseLocalDate(`${on.slice(0, 4)}-12-31`);
  const period = year.ok ? { fiscalPeriodEnd: year.value } : {};
  return adjustments
    .filter((adjustment) => adjustment.cents !== 0)
    .map((adjustment) => ({ ...adjustment, ...period, providerId }));
}

function writtenClaim(answer: ClaimAnswer): WrittenClaim {
  const { claim, statusCode, payerClaimNumber } = answer;
  const { chargeCents, paidCents, patientCents } = answerTotals(answer);
  const { frequency, subscriber } = claim;
  const { crossoverPayer, remarkCodes = [], adjustments = [] } = answer;
  const memberId = answer.hidesMember ? undefined : subscriber.memberId;
  return {
    patientControlNumber: answer.patientControlNumber ?? claim.patientControlNumber,
    statusCode,
    chargeCents,
    paidCents,
    patientResponsibilityCents: statusCode === '22' ? zeroCents : patientCents,
    filingIndicator: answer.filingIndicator ?? subscriber.filingIndicator ?? 'CI',
    payerClaimNumber,
    facilityCode: claim.kind === 'institutional' ? claim.facilityType : claim.placeOfService,
    frequencyCode: frequency,
    ...periodOf(claim),
    adjustments,
    remarkCodes,
    ...present({ crossoverPayer: crossoverPayer && { ...crossoverPayer, idQualifier: 'PI', references: [] } }),
    patient: {
      ...patientOf(claim.dependent?.name ?? subscriber.name),
      ...present({ memberId }),
    },
    lines: answer.lines.map(writtenLine),
  };
}

/** The dates that a claim states as a whole: a facility's statement, or a dentist's dates. */
function periodOf(claim: Claim) {
  if (claim.kind === 'professional') return {};
  const isStay = claim.kind === 'institutional';
  const from = isStay ? claim.statementFrom : claim.serviceFrom;
  const to = isStay ? claim.statementTo : claim.serviceTo;
  return present({ statementFrom: from, statementTo: to ?? from });
}

function writtenLine(line: LineAnswer): RemittanceLine {
  const { procedureKind, procedure, modifiers, chargeCents, paidCents, units, serviceOn, controlNumber } = line;
  const { billed, revenueCode, remarkCodes = [] } = line;
  const day = parseLocalDate(serviceOn);
  return {
    procedure: { qualifier: procedureKind, code: procedure, modifiers },
    ...present({
      submittedProcedure: billed && { qualifier: procedureKind, code: billed.procedure, modifiers: billed.modifiers },
    }),
    ...present({ revenueCode }),
    chargeCents,
    paidCents,
    units,
    ...(day.ok ? { serviceFrom: day.value } : {}),
    ...present({ controlNumber }),
    adjustments: line.adjustments,
    remarkCodes,
  };
}

/** A nine-digit number for a payer. */
function payerNumber(id: string): string {
  let number = 7;
  for (const character of id) number = (number * 31 + (character.codePointAt(0) as number)) % 1_000_000_000;
  return String(number).padStart(9, '0');
}

export function nameOf(name: PartyName | undefined): string {
  if (name === undefined) return '';
  return name.kind === 'organization' ? name.name : `${name.last}${name.first === undefined ? '' : ` ${name.first}`}`;
}

function patientOf(name: PartyName | undefined): { readonly name: string; readonly firstName?: string } {
  if (name?.kind !== 'person') return { name: name?.name ?? '' };
  return { name: name.last, ...present({ firstName: name.first }) };
}
