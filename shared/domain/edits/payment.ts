import { billedCoverages } from '../encounter/billed-coverages.ts';
import { isPatientsOwn } from '../encounter/common-encounter.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import { firstServiceDay } from '../encounter/service-days.ts';
import { type OrderReason, orderOfBenefits, orderReasons } from '../practice/order-of-benefits.ts';
import { approvalsOfLine } from './authorizations.ts';
import { procedureIsIn } from './code-ranges.ts';
import { addModifier, type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';
import { firstPayer, isMedicare } from './payer-rules.ts';

/** Whether a payer covers a service of this patient. */
export const paymentRules = {
  'necessity-not-supported': {
    checks: 'A diagnosis of the line is one for which a coverage article says that the service is necessary.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'info',
    override: 'coder',
    source: 'coverage-articles; Social Security Act, 1862(a)(1)(A)',
  },
  'necessity-denied': {
    checks:
      'No diagnosis of the line is one for which a coverage article says that the service is not necessary, unless another one supports it.',
    severity: 'error',
    ruleOf: 'medicare',
    otherwise: 'info',
    override: 'coder',
    source: 'coverage-articles; Social Security Act, 1862(a)(1)(A)',
  },
  'authorization-missing': {
    checks: 'A service for which the payer wants a prior authorisation has its number.',
    severity: 'error',
    override: 'manager',
    source: 'The payer’s `priorAuthorization`',
  },
  'medicare-id-hyphens': {
    checks: 'A Medicare id is written without hyphens and blanks.',
    severity: 'error',
    source: 'CMS, Understanding the MBI format; 837P, loop 2010BA',
  },
  'medicare-id-malformed': {
    checks: 'A Medicare id has eleven characters in the form of the MBI.',
    severity: 'warning',
    source: 'CMS, Understanding the MBI format',
  },
  'medicare-second-reason-missing': {
    checks: 'Where Medicare pays second, the coverage says why.',
    severity: 'error',
    source:
      'Medicare Secondary Payer Manual, chapter 3, 30; 837P, loop 2000B, insurance type; 837I, loop 2300, value codes',
  },
  'coverage-order-differs': {
    checks: 'Coverages are billed in the order of benefits, as far as the facts on record show it.',
    severity: 'warning',
    source: '42 CFR 411 (Medicare secondary payer); NAIC model regulation 120; 42 CFR 433.138 (Medicaid last)',
  },
} as const satisfies EditRules;

const finding = findingsOf(paymentRules);

/** Modifiers that state that the service is probably not covered. */
const notCovered = ['GA', 'GX', 'GY', 'GZ'];

/** The state whose contractor decides: that of the facility, or of the billing provider. */
function stateOf(encounter: DraftEncounter, { facilities, providers }: EditContext): string | undefined {
  const facility = encounter.facilityId === undefined ? undefined : facilities.get(encounter.facilityId);
  return facility?.address?.state ?? providers.get(encounter.billingProviderId)?.billing?.address.state;
}

function necessityFinding(line: CodedLine, state: string, { references }: EditContext): Finding[] {
  const articles = references.coverageArticles(line.procedure, state, line.diagnoses, line.serviceOn);
  if (articles.kind === 'not-loaded') return [notChecked('coverage-articles')];
  const listing = articles.found.filter(({ row }) => row.listsDiagnoses || row.named.length > 0);
  if (listing.some(({ row }) => row.named.some(({ supports }) => supports))) return [];
  const denied = listing.find(({ row }) => row.named.some(({ supports }) => !supports));
  const [first] = listing;
  if (first === undefined) return [];
  const pointer = `${line.pointer}/diagnosisPointers`;
  const fix = {
    words:
      'point at the diagnosis that the record gives as the reason; if none is listed, add GA (notice signed) or GZ (none)',
    changes: [addModifier(line, ['GA', 'GZ'])],
  };
  if (denied !== undefined) {
    const message = `article ${denied.row.article}: a diagnosis of the line does not support the service`;
    return [finding('necessity-denied', pointer, message, { citation: denied.citation, fix })];
  }
  const message = `article ${first.row.article}: no diagnosis of the line supports the service`;
  return [finding('necessity-not-supported', pointer, message, { citation: first.citation, fix })];
}

export const servicesAreNecessary: Edit = (encounter, context) => {
  const state = stateOf(encounter, context);
  if (state === undefined || isPatientsOwn(encounter)) return [];
  return codedLines(encounter).flatMap((line) =>
    line.modifiers.some((modifier) => notCovered.includes(modifier)) ? [] : necessityFinding(line, state, context),
  );
};

/**
 * The payer that is billed first has its number: it was entered, unless only another payer gave it by the patient's
 * records, or the records have one.
 */
export const authorizationIsThere: Edit = (encounter, context) =>
  linesThatWantOne(encounter, context)
    .filter((line) => approvalsOfLine(encounter, { line, kind: 'authorization' }, context)[0]?.number === undefined)
    .map(authorizationMissing);

/** The lines with a service for which the payer that is billed first wants an authorisation. */
function linesThatWantOne(encounter: DraftEncounter, context: EditContext): readonly CodedLine[] {
  const wanted = firstPayer(encounter, context)?.priorAuthorization ?? [];
  return codedLines(encounter).filter(({ procedure }) => procedureIsIn(procedure, wanted));
}

function authorizationMissing(line: CodedLine): Finding {
  const fix = { words: 'record the prior authorisation with the patient, or enter its number' };
  const message = `the payer wants a prior authorisation for line ${line.index + 1}`;
  return finding('authorization-missing', '/priorAuthorizationNumber', message, { related: [line.pointer], fix });
}

/** Letters of an MBI: none that resembles a digit or another letter (B, I, L, O, S, Z). */
const letter = '[AC-HJKMNP-RT-Y]';
const beneficiaryId = new RegExp(
  `^[1-9]${letter}[0-9AC-HJKMNP-RT-Y]\\d${letter}[0-9AC-HJKMNP-RT-Y]\\d${letter}{2}\\d\\d$`,
);

export const medicareIdsAreRight: Edit = (encounter, { coverages, payers }) =>
  billedCoverages(encounter, coverages).flatMap(({ payerId, memberId = '', order }): Finding[] => {
    if (!isMedicare(payers.get(payerId))) return [];
    const which = `coverage ${order}`;
    if (/[-\s]/.test(memberId)) {
      const fix = { words: 'write the member id of the coverage without hyphens and blanks' };
      return [finding('medicare-id-hyphens', '/patientId', `${which}: the Medicare id has hyphens or blanks`, { fix })];
    }
    if (beneficiaryId.test(memberId)) return [];
    const fix = { words: 'compare the member id of the coverage with the Medicare card' };
    return [finding('medicare-id-malformed', '/patientId', `${which}: no Medicare id has this form`, { fix })];
  });

export const medicareSecondIsExplained: Edit = (encounter, { coverages, payers }) =>
  billedCoverages(encounter, coverages)
    .slice(1)
    .flatMap(({ payerId, order, medicareSecondaryType }): Finding[] => {
      if (!isMedicare(payers.get(payerId)) || medicareSecondaryType !== undefined) return [];
      const fix = { words: 'set medicareSecondaryType of the coverage, or bill Medicare first' };
      const message = `coverage ${order}: Medicare pays after another payer, and the coverage does not say why`;
      return [finding('medicare-second-reason-missing', '/patientId', message, { fix })];
    });

/**
 * Reasons that are too weak among commercial plans: start dates are often unknown, so they alone are no reason to bill
 * another plan first.
 */
const tooWeak: readonly OrderReason[] = ['longer-covered', 'as-entered'];

export const coveragesAreInOrder: Edit = (encounter, { coverages, payers, patient }) => {
  const billed = billedCoverages(encounter, coverages);
  const day = firstServiceDay(encounter.lines);
  if (patient === undefined || day === undefined) return [];
  const withPayers = billed.map((coverage) => ({ coverage, payer: payers.get(coverage.payerId) }));
  const places = orderOfBenefits(withPayers, patient, day);
  const index = places.findIndex(({ coverageId }, place) => coverageId !== billed[place]?.id);
  const [first, entered] = [places[index], billed[index]];
  const isKnown = places.every(({ missing }) => missing.length === 0);
  if (first === undefined || entered === undefined || !isKnown || tooWeak.includes(first.reason)) return [];
  const before = billed.find(({ id }) => id === first.coverageId);
  const why = orderReasons[first.reason];
  const message = `coverage ${before?.order} pays before coverage ${entered.order}. ${why}`;
  const fix = {
    words: 'change the order of the coverages; GET /v1/patients/{patientId}/coverage-order shows the right one',
  };
  return [finding('coverage-order-differs', '/patientId', message, { fix })];
};
