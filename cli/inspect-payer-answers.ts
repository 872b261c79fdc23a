import { authorizationStatuses } from '../shared/domain/authorization/authorization.ts';
import type { EligibilityResult, NamedParty, ServiceSummary } from '../shared/domain/eligibility/benefits.ts';
import { serviceTypeWord } from '../shared/domain/eligibility/eligibility-codes.ts';
import type { PayerStatus, StatusStatement } from '../shared/domain/inquiry/payer-status.ts';
import { type Cents, formatCents } from '../shared/domain/money/cents.ts';
import type { LocalDate } from '../shared/domain/time/local-date.ts';
import { readEligibilityAnswers } from '../shared/x12/270/plain-answer.ts';
import { readDocumentRequests } from '../shared/x12/276/plain-requests.ts';
import { readStatusAnswers } from '../shared/x12/276/plain-status.ts';
import { readReviewAnswers } from '../shared/x12/278/plain-review.ts';
import { counted } from './counted.ts';
import type { InspectedAnswer } from './inspected-answer.ts';

/*
 * Payers' answers to inquiries. Each function reads the bytes of one transaction, with its interchange's header before
 * them.
 */

const money = (label: string, amount: Cents | undefined): string[] =>
  amount === undefined ? [] : [`${label} ${formatCents(amount)}`];

/** A 271's answers about patients. */
export function eligibilityAnswers(bytes: Uint8Array): InspectedAnswer[] {
  return readEligibilityAnswers(bytes).patients.map(({ traces, memberId, planDay, result }) => {
    const asked = traces.length === 0 ? '' : ` (asked as ${traces.join(', ')})`;
    return {
      about: `${memberId === undefined ? 'a patient' : `member ${memberId}`}${asked}`,
      outcome: result.status,
      details: [...(planDay === undefined ? [] : [`plan on ${planDay}`]), ...eligibilityDetails(result)],
    };
  });
}

function eligibilityDetails(result: EligibilityResult): string[] {
  const { plan, planFrom, planUntil, groupNumber, rejections, services, otherPayers, managedCare, contradictions } =
    result;
  const named = [
    ...(plan === undefined ? [] : [`plan ${plan}`]),
    ...(groupNumber === undefined ? [] : [`group ${groupNumber}`]),
    ...(planFrom === undefined ? [] : [`from ${planFrom}`]),
    ...(planUntil === undefined ? [] : [`until ${planUntil}`]),
  ];
  return [
    ...(named.length === 0 ? [] : [named.join(', ')]),
    ...rejections.map(({ about, code, words, followUp }) => {
      const then = followUp === undefined ? '' : `; ${followUp}`;
      return `${about} rejected: ${words}${then}${code === undefined ? '' : ` [${code}]`}`;
    }),
    ...services.map(serviceDetail),
    ...otherPayers.map((party) => `another payer: ${partyName(party)}`),
    ...managedCare.map((party) => `a managed-care plan answers instead: ${partyName(party)}`),
    ...(contradictions.length === 0 ? [] : [`${counted(contradictions.length, 'contradiction')} among the benefits`]),
  ];
}

const partyName = ({ name, id }: NamedParty): string =>
  [name ?? 'without a name', ...(id === undefined ? [] : [id])].join(' ');

const networkWords = { in: ', in network', out: ', out of network', both: '', unknown: '' } as const;

function serviceDetail(service: ServiceSummary): string {
  const { serviceType, network, coverageLevel, covered, coinsurancePercent, authorizationRequired, isContradicted } =
    service;
  const level = coverageLevel === undefined ? '' : `, ${coverageLevel}`;
  const said = [
    ...(covered === undefined ? [] : [covered ? 'covered' : 'not covered']),
    ...money('copay', service.copayCents),
    ...(coinsurancePercent === undefined ? [] : [`coinsurance ${coinsurancePercent}%`]),
    ...money('deductible', service.deductibleCents),
    ...money('deductible left', service.deductibleLeftCents),
    ...money('out-of-pocket limit', service.outOfPocketCents),
    ...money('out-of-pocket left', service.outOfPocketLeftCents),
    ...(authorizationRequired === true ? ['prior authorisation required'] : []),
    ...(isContradicted ? ['the payer contradicts itself here'] : []),
  ];
  return `${serviceTypeWord(serviceType)}${networkWords[network]}${level}: ${said.join(', ') || 'limits only'}`;
}

/** A 277's answers about claims, or its requests for documents. */
export function statusAnswers(bytes: Uint8Array): InspectedAnswer[] {
  const { claims, ofAll } = readStatusAnswers(bytes);
  const wanted = readDocumentRequests(bytes).requests.map(
    ({ trace, patientControlNumber, wanted: documents, dueOn }) => ({
      about: claimName(patientControlNumber, trace),
      outcome: 'waits for documents',
      details: [
        `wanted: ${documents.map(({ code, lineNumber }) => `${code}${lineNumber === undefined ? '' : ` for line ${lineNumber}`}`).join(', ')}`,
        ...(dueOn === undefined ? [] : [`until ${dueOn}`]),
      ],
    }),
  );
  return [
    ...ofAll.map(({ trace, status }) => answerOf(`all that was asked as ${trace}`, status)),
    ...claims.map(({ trace, patientControlNumber, status }) =>
      answerOf(claimName(patientControlNumber, trace), status),
    ),
    ...wanted,
  ];
}

const claimName = (patientControlNumber: string | undefined, trace: string): string =>
  patientControlNumber === undefined ? `the claim asked about as ${trace}` : `claim ${patientControlNumber}`;

function answerOf(about: string, status: PayerStatus): InspectedAnswer {
  const { payerClaimNumber, decidedOn, paidOn, paymentNumber, statements, lines } = status;
  const known = [
    ...(payerClaimNumber === undefined ? [] : [`the payer’s number is ${payerClaimNumber}`]),
    ...money('charged', status.chargeCents),
    ...money('paid', status.paidCents),
    ...(decidedOn === undefined ? [] : [`decided on ${decidedOn}`]),
    ...(paidOn === undefined ? [] : [`paid on ${paidOn}`]),
    ...(paymentNumber === undefined ? [] : [`payment ${paymentNumber}`]),
  ];
  return {
    about,
    outcome: status.standing.replaceAll('-', ' '),
    details: [
      ...(known.length === 0 ? [] : [known.join(', ')]),
      ...statements.map(statementDetail),
      ...lines.flatMap(({ lineNumber, procedure, statements: said }) =>
        said.map((each) => `line ${[lineNumber, procedure].filter(Boolean).join(' ')}: ${statementDetail(each)}`),
      ),
    ],
  };
}

function statementDetail({ words, category, code, entity }: StatusStatement): string {
  return `${words} [${[category, code, entity].filter((part) => part !== undefined).join(':')}]`;
}

/** Used when a 278 states no decision date. It is never shown. */
const noDay = '1970-01-01' as LocalDate;

/** A 278's decisions on requests for authorisation. */
export function reviewAnswers(bytes: Uint8Array): InspectedAnswer[] {
  const { answers, ofAll } = readReviewAnswers(bytes, noDay);
  const all = [
    ...ofAll.map(({ reference, decision }) => ({ about: `all that was asked as ${reference}`, decision })),
    ...answers.map(({ trace, decision }) => ({ about: `the request asked as ${trace}`, decision })),
  ];
  return all.map(({ about, decision: { status, number, from, to, reasons, messages, services } }) => ({
    about,
    outcome: status.replaceAll('-', ' '),
    details: [
      authorizationStatuses[status].split(':')[0] ?? '',
      ...(number === undefined ? [] : [`authorisation ${number}`]),
      ...(from === undefined && to === undefined ? [] : [`from ${from ?? '?'} to ${to ?? '?'}`]),
      ...(reasons.length === 0 ? [] : [`reason codes ${reasons.join(', ')}`]),
      ...messages,
      ...services.flatMap((service, index) =>
        service.status === undefined ? [] : [`service ${index + 1}: ${service.status.replaceAll('-', ' ')}`],
      ),
    ],
  }));
}
