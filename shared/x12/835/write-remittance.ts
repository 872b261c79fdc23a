import type { Cents } from '../../domain/money/cents.ts';
import type {
  Adjustment,
  PartyIdentity,
  Procedure,
  ProviderAdjustment,
  RemittanceClaim,
  RemittanceLine,
  RemittancePayment,
} from '../../domain/remittance/remittance.ts';
import { compactDate, type LocalDate } from '../../domain/time/local-date.ts';
import {
  plainText as clean,
  plainMoney as money,
  type PlainElement,
  plainSegment as segment,
} from '../plain-segment.ts';

/** An 835 interchange to write: one group, one transaction per payment. */
export interface WrittenRemittance {
  /** Up to nine digits. */
  readonly controlNumber: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly createdOn: LocalDate;
  readonly payments: readonly WrittenPayment[];
}

/** A payer, with its facts in a remittance besides its identity. */
export interface WrittenPayer extends PartyIdentity {
  readonly address?: {
    readonly line: string;
    readonly city: string;
    readonly state: string;
    readonly postalCode: string;
  };
  readonly contact?: { readonly name: string; readonly phone: string };
}

export interface WrittenPayment extends Omit<RemittancePayment, 'payer' | 'providerAdjustments'> {
  readonly payer: WrittenPayer;
  /** Format and accounts of a transfer: the eleven elements between method and date. */
  readonly transfer?: readonly string[];
  readonly claims: readonly WrittenClaim[];
  readonly providerAdjustments: readonly Omit<ProviderAdjustment, 'byteOffset' | 'byteLength'>[];
}

/** A claim as the payer states it, with the patient's name. */
export interface WrittenClaim extends Omit<RemittanceClaim, 'byteOffset' | 'byteLength'> {
  readonly patient?: {
    /** A person's last name, or an organisation's name. */
    readonly name: string;
    readonly firstName?: string;
    readonly memberId?: string;
  };
}

/** At most this many triples of a CAS, pairs of a PLB and remarks of a MOA, as in the guide. */
const perSegment = { triples: 6, pairs: 6, remarks: 5 } as const;

/**
 * Writes an 835 (005010X221A1): the same remittance gives the same bytes. Counts and control numbers are right; the caller's
 * figures are not checked. Letters lose their accents; separators in texts and characters beyond ASCII become blanks.
 */
export function writeRemittance(remittance: WrittenRemittance): string {
  const date = compactDate(remittance.createdOn);
  const control = clean(remittance.controlNumber).padStart(9, '0').slice(-9);
  const sender = clean(remittance.senderId).slice(0, 15);
  const receiver = clean(remittance.receiverId).slice(0, 15);
  const header = `ISA*00*          *00*          *ZZ*${sender.padEnd(15)}*ZZ*${receiver.padEnd(15)}*${date.slice(2)}*0900*^*00501*${control}*0*T*:`;
  const group = String(Number(control));
  return [
    header,
    segment('GS', 'HP', sender, receiver, date, '0900', group, 'X', '005010X221A1'),
    ...remittance.payments.flatMap((payment, index) => transaction(payment, index + 1)),
    segment('GE', String(remittance.payments.length), group),
    segment('IEA', '1', control),
  ]
    .map((text) => `${text}~\n`)
    .join('');
}

function transaction(payment: WrittenPayment, number: number): string[] {
  const stNumber = String(number).padStart(4, '0');
  const segments = [
    segment('ST', '835', stNumber),
    paymentSegment(payment),
    segment('TRN', '1', payment.traceNumber, payment.traceOriginator ?? ''),
    ...dateSegment('405', payment.productionDate),
    ...payerSegments(payment.payer),
    ...payeeSegments(payment.payee),
    ...(payment.claims.length === 0 ? [] : [segment('LX', '1')]),
    ...payment.claims.flatMap(claimSegments),
    ...providerSegments(payment.providerAdjustments),
  ];
  return [...segments, segment('SE', String(segments.length + 1), stNumber)];
}

function paymentSegment({ handlingCode, paymentCents, creditDebit, method, transfer, paymentDate }: WrittenPayment) {
  const accounts = Array.from({ length: 11 }, (_, index) => transfer?.[index] ?? '');
  const date = paymentDate === undefined ? '' : compactDate(paymentDate);
  return segment('BPR', handlingCode, money(paymentCents), creditDebit, method, ...accounts, date);
}

function payerSegments(payer: WrittenPayer): string[] {
  const { address, contact } = payer;
  return [
    segment('N1', 'PR', payer.name, payer.idQualifier ?? '', payer.id ?? ''),
    ...(address === undefined
      ? []
      : [segment('N3', address.line), segment('N4', address.city, address.state, address.postalCode)]),
    ...payer.references.map(({ qualifier, value }) => segment('REF', qualifier, value)),
    ...(contact === undefined ? [] : [segment('PER', 'BL', contact.name, 'TE', contact.phone)]),
  ];
}

function payeeSegments(payee: PartyIdentity): string[] {
  return [
    segment('N1', 'PE', payee.name, payee.idQualifier ?? '', payee.id ?? ''),
    ...payee.references.map(({ qualifier, value }) => segment('REF', qualifier, value)),
  ];
}

function claimSegments(claim: WrittenClaim): string[] {
  const { patient, crossoverPayer, renderingProviderNpi, remarkCodes } = claim;
  const amounts = [money(claim.chargeCents), money(claim.paidCents), moneyOrNothing(claim.patientResponsibilityCents)];
  const place = [claim.facilityCode ?? '', claim.frequencyCode ?? '', '', claim.drgCode ?? ''];
  const numbers = [claim.filingIndicator ?? '', claim.payerClaimNumber];
  return [
    segment('CLP', claim.patientControlNumber, claim.statusCode, ...amounts, ...numbers, ...place),
    ...adjustmentSegments(claim.adjustments),
    ...(patient === undefined ? [] : [patientSegment(patient)]),
    ...(renderingProviderNpi === undefined
      ? []
      : [segment('NM1', '82', '1', '', '', '', '', '', 'XX', renderingProviderNpi)]),
    ...(crossoverPayer === undefined ? [] : [crossoverSegment(crossoverPayer)]),
    ...inGroups(remarkCodes, perSegment.remarks).map((codes) => segment('MOA', '', '', ...codes)),
    ...dateSegment('232', claim.statementFrom),
    ...dateSegment('233', claim.statementTo),
    ...dateSegment('050', claim.receivedOn),
    ...claim.lines.flatMap(lineSegments),
  ];
}

function patientSegment({ name, firstName, memberId }: NonNullable<WrittenClaim['patient']>): string {
  const member = memberId === undefined ? [] : ['', '', '', 'MI', memberId];
  return segment('NM1', 'QC', '1', name, firstName ?? '', ...member);
}

function crossoverSegment({ name, idQualifier, id }: PartyIdentity): string {
  return segment('NM1', 'TT', '2', name, '', '', '', '', idQualifier ?? '', id ?? '');
}

function lineSegments(line: RemittanceLine): string[] {
  const { procedure, submittedProcedure, revenueCode, chargeCents, paidCents, units, submittedUnits } = line;
  const paid = [money(chargeCents), money(paidCents), revenueCode ?? '', units ?? ''];
  const submitted = [submittedProcedure === undefined ? '' : composite(submittedProcedure), submittedUnits ?? ''];
  return [
    segment('SVC', composite(procedure), ...paid, ...submitted),
    ...serviceDates(line),
    ...adjustmentSegments(line.adjustments),
    ...(line.controlNumber === undefined ? [] : [segment('REF', '6R', line.controlNumber)]),
    ...(line.allowedCents === undefined ? [] : [segment('AMT', 'B6', money(line.allowedCents))]),
    ...line.remarkCodes.map((code) => segment('LQ', 'HE', code)),
  ];
}

function serviceDates({ serviceFrom, serviceTo }: RemittanceLine): string[] {
  if (serviceTo === undefined || serviceTo === serviceFrom) return dateSegment('472', serviceFrom);
  return [...dateSegment('150', serviceFrom), ...dateSegment('151', serviceTo)];
}

const composite = ({ qualifier, code, modifiers }: Procedure): readonly string[] => [qualifier, code, ...modifiers];

/** A CAS for each group of adjustments, in the order of their first appearance. Reason, amount and quantity repeat. */
function adjustmentSegments(adjustments: readonly Adjustment[]): string[] {
  const groups = Map.groupBy(adjustments, (adjustment) => adjustment.group);
  return [...groups].flatMap(([group, theirs]) =>
    inGroups(theirs, perSegment.triples).map((triples) =>
      segment('CAS', group, ...triples.flatMap(({ carc, cents, quantity }) => [carc, money(cents), quantity ?? ''])),
    ),
  );
}

/** A PLB for each provider and fiscal year. Reason with reference and amount repeat. */
function providerSegments(adjustments: WrittenPayment['providerAdjustments']): string[] {
  const byProvider = Map.groupBy(adjustments, (each) => `${each.providerId}*${each.fiscalPeriodEnd ?? ''}`);
  return [...byProvider.values()].flatMap((theirs) =>
    inGroups(theirs, perSegment.pairs).map((pairs) => {
      const { providerId, fiscalPeriodEnd } = pairs[0] as (typeof pairs)[number];
      const end = fiscalPeriodEnd === undefined ? '' : compactDate(fiscalPeriodEnd);
      const elements = pairs.flatMap(({ reasonCode, reference, cents }): PlainElement[] => [
        reference === undefined ? reasonCode : [reasonCode, reference],
        money(cents),
      ]);
      return segment('PLB', providerId, end, ...elements);
    }),
  );
}

function dateSegment(qualifier: string, date: LocalDate | undefined): string[] {
  return date === undefined ? [] : [segment('DTM', qualifier, compactDate(date))];
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function moneyOrNothing(amount: Cents): string {
  return amount === 0 ? '' : money(amount);
}
