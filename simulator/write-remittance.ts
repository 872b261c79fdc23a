import type { ProfessionalClaim } from '../shared/domain/claim/professional-claim.ts';
import { type Cents, cents, sumCents, zeroCents } from '../shared/domain/money/cents.ts';
import type { RemittanceLine } from '../shared/domain/remittance/remittance.ts';
import { type LocalDate, parseLocalDate } from '../shared/domain/time/local-date.ts';
import {
  type WrittenClaim,
  type WrittenPayment,
  writeRemittance as writeFile,
} from '../shared/x12/write-remittance.ts';
import { answerTotals, type ClaimAnswer, type LineAnswer } from './adjudicate.ts';

/** One payment of a simulated payer to one billing provider. */
export interface SimulatedPayment {
  readonly payer: ProfessionalClaim['payer'];
  readonly billingProvider: ProfessionalClaim['billingProvider'];
  readonly answers: readonly ClaimAnswer[];
  /** Interest on top, paid through a provider-level adjustment. */
  readonly interestCents: number;
}

export interface SimulatedRemittance {
  readonly controlNumber: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly createdOn: LocalDate;
  readonly payments: readonly SimulatedPayment[];
}

type PartyName = ProfessionalClaim['payer']['name'];

/** Writes an 835 (005010X221A1) of synthetic payments: balanced in every equation, with right counts. */
export function writeRemittance(remittance: SimulatedRemittance): string {
  const control = remittance.controlNumber.padStart(9, '0').slice(-9);
  const payments = remittance.payments.map((payment, index) =>
    writtenPayment(payment, index + 1, control, remittance.createdOn),
  );
  return writeFile({ ...remittance, payments });
}

function writtenPayment(payment: SimulatedPayment, number: number, control: string, on: LocalDate): WrittenPayment {
  const { payer, billingProvider, answers } = payment;
  const paid = sumCents(answers.map((answer) => answerTotals(answer).paidCents));
  const amount = cents(paid + payment.interestCents);
  // A payer never pays less than nothing: what it takes back beyond this payment waits for the next one (FB, negative).
  const forward = cents(Math.min(amount, 0));
  const traceNumber = `SIM${control}${String(number).padStart(4, '0')}`;
  const traceOriginator = `1${payerNumber(payer.id)}`;
  const [idQualifier, id] = payeeOf(billingProvider);
  const transfer = ['CCP', '01', '999999992', 'DA', '123456', traceOriginator, '', '01', '999988880', 'DA', '98765'];
  return {
    ...(amount > 0
      ? { handlingCode: 'I', paymentCents: amount, method: 'ACH', transfer }
      : { handlingCode: 'H', paymentCents: zeroCents, method: 'NON' }),
    creditDebit: 'C',
    paymentDate: on,
    productionDate: on,
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
    providerAdjustments: providerAdjustments(cents(-payment.interestCents), forward, id, on, traceNumber),
  };
}

/** How a remittance names the payee: by NPI, else by tax id. */
function payeeOf({ npi, taxId }: ProfessionalClaim['billingProvider']): readonly [string, string] {
  return npi === undefined ? ['FI', taxId?.id ?? ''] : ['XX', npi];
}

/** What moves money beside the claims; an amount above zero takes money from the provider. */
function providerAdjustments(interest: Cents, forward: Cents, providerId: string, on: LocalDate, reference: string) {
  const year = parseLocalDate(`${on.slice(0, 4)}-12-31`);
  const period = year.ok ? { fiscalPeriodEnd: year.value } : {};
  return [
    { reasonCode: 'L6', cents: interest },
    { reasonCode: 'FB', cents: forward },
  ]
    .filter((adjustment) => adjustment.cents !== 0)
    .map((adjustment) => ({ ...adjustment, ...period, providerId, reference }));
}

function writtenClaim(answer: ClaimAnswer): WrittenClaim {
  const { claim, statusCode, payerClaimNumber } = answer;
  const { chargeCents, paidCents, patientCents } = answerTotals(answer);
  const { patientControlNumber, placeOfService, frequency, subscriber } = claim;
  return {
    patientControlNumber,
    statusCode,
    chargeCents,
    paidCents,
    patientResponsibilityCents: statusCode === '22' ? zeroCents : patientCents,
    filingIndicator: subscriber.filingIndicator ?? 'CI',
    payerClaimNumber,
    facilityCode: placeOfService,
    frequencyCode: frequency,
    adjustments: [],
    remarkCodes: [],
    patient: {
      ...patientOf(claim.dependent?.name ?? subscriber.name),
      ...(subscriber.memberId === undefined ? {} : { memberId: subscriber.memberId }),
    },
    lines: answer.lines.map(writtenLine),
  };
}

function writtenLine(line: LineAnswer): RemittanceLine {
  const { procedureKind, procedure, modifiers, chargeCents, paidCents, units, serviceOn, controlNumber } = line;
  const day = parseLocalDate(serviceOn);
  return {
    procedure: { qualifier: procedureKind, code: procedure, modifiers },
    chargeCents,
    paidCents,
    units,
    ...(day.ok ? { serviceFrom: day.value } : {}),
    ...(controlNumber === undefined ? {} : { controlNumber }),
    adjustments: line.adjustments,
    remarkCodes: [],
  };
}

/** Nine digits that stand for a payer. */
function payerNumber(id: string): string {
  let number = 7;
  for (const character of id) number = (number * 31 + (character.codePointAt(0) as number)) % 1_000_000_000;
  return String(number).padStart(9, '0');
}

function nameOf(name: PartyName | undefined): string {
  if (name === undefined) return '';
  return name.kind === 'organization' ? name.name : `${name.last}${name.first === undefined ? '' : ` ${name.first}`}`;
}

function patientOf(name: PartyName | undefined): { readonly name: string; readonly firstName?: string } {
  if (name?.kind !== 'person') return { name: name?.name ?? '' };
  return { name: name.last, ...(name.first === undefined ? {} : { firstName: name.first }) };
}
