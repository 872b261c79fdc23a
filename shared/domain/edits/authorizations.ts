import { type Authorization, isInForce } from '../authorization/authorization.ts';
import {
  type ApprovalKind,
  approvalKind,
  approvalKinds,
  approvalsOf,
  isApprovedFor,
  type NumberOfPayer,
  numberOfPayer,
} from '../authorization/number-of-payer.ts';
import { usageOf } from '../authorization/usage.ts';
import { billedCoverages } from '../encounter/billed-coverages.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import { type Quantity, thousandthsOf } from '../encounter/quantity.ts';
import { procedureIsIn } from './code-ranges.ts';
import { type CodedLine, codedLines } from './coded-lines.ts';
import { type Edit, type EditContext, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** Whether the prior authorisation of a service covers it. */
export const authorizationRules = {
  'authorization-unknown': {
    checks: 'The number of a prior authorisation is one that the patient has, where any are on record.',
    severity: 'warning',
    source: 'The patient’s authorisations',
  },
  'authorization-not-approved': {
    checks: 'The prior authorisation was approved, by a payer that is billed.',
    severity: 'warning',
    source: 'The patient’s authorisations',
  },
  'authorization-other-service': {
    checks: 'The prior authorisation names the service.',
    severity: 'warning',
    source: 'The patient’s authorisations',
  },
  'authorization-expired': {
    checks: 'The service is given on a day for which the prior authorisation holds.',
    severity: 'warning',
    source: 'The patient’s authorisations',
  },
  'authorization-short': {
    checks: 'The prior authorisation, or the referral, has as many units left as are billed.',
    severity: 'warning',
    source: 'The patient’s authorisations, and the units that were billed under their numbers',
  },
} as const satisfies EditRules;

const finding = findingsOf(authorizationRules);

/** The units of a line; another edit reports lines without units. */
function unitsOf(encounter: DraftEncounter, { index }: CodedLine): number {
  const units = encounter.lines[index]?.units as Quantity | undefined;
  return units === undefined ? 0 : thousandthsOf(units);
}

export const authorizationsCover: Edit = (encounter, context) => {
  const isAnyAuthorization = approvalsOf('authorization', context.authorizations).length > 0;
  if (context.authorizations.length === 0) return [];
  return codedLines(encounter).flatMap((line) => {
    const { priorAuthorizationNumber: number } = line;
    const onRecord = approvalKinds.flatMap((kind) =>
      approvalsOfLine(encounter, { line, kind }, context).flatMap((each) => each?.onRecord ?? []),
    );
    return [
      ...(number === undefined || !isAnyAuthorization ? [] : findingsOn(encounter, { line, number }, context)),
      ...onRecord.flatMap((authorization) => shortFindings(encounter, { line, authorization }, context)),
    ];
  });
};

/** By coverage, in billing order: the payer's number of a kind for a line. */
export function approvalsOfLine(
  encounter: DraftEncounter,
  { line, kind }: { readonly line: CodedLine; readonly kind: ApprovalKind },
  { coverages, authorizations }: Pick<EditContext, 'coverages' | 'authorizations'>,
): readonly (NumberOfPayer | undefined)[] {
  const { procedure, serviceOn, serviceTo } = line;
  const coverageIds = billedCoverages(encounter, coverages).map(({ id }) => id);
  const { billingProviderId } = encounter;
  const work = { procedure, serviceOn, serviceTo, billingProviderId, entered: enteredOf(line, kind) };
  const known = { billed: { coverageIds, firstId: coverageIds[0] }, authorizations: approvalsOf(kind, authorizations) };
  return coverageIds.map((id) => numberOfPayer(work, id, known));
}

function enteredOf({ priorAuthorizationNumber, referralNumber }: CodedLine, kind: ApprovalKind): string | undefined {
  return kind === 'referral' ? referralNumber : priorAuthorizationNumber;
}

interface NamedLine {
  readonly line: CodedLine;
  readonly number: string;
}

function findingsOn(encounter: DraftEncounter, { line, number }: NamedLine, context: EditContext): Finding[] {
  const { pointer } = line;
  const which = `line ${line.index + 1}`;
  const authorization = approvalsOf('authorization', context.authorizations).find((each) => each.number === number);
  if (authorization === undefined) {
    const fix = { words: 'compare the number with the payer’s answer, or record the authorisation with the patient' };
    return [
      finding('authorization-unknown', pointer, `${which}: no authorisation of the patient has this number`, { fix }),
    ];
  }
  const billed = billedCoverages(encounter, context.coverages);
  const isBilled = billed.length === 0 || billed.some(({ payerId }) => payerId === authorization.payerId);
  if (!isInForce(authorization) || !isBilled) {
    const fix = { words: 'ask the payer, or wait for its answer' };
    return [
      finding('authorization-not-approved', pointer, `${which}: no payer of the claim has approved the authorisation`, {
        fix,
      }),
    ];
  }
  if (!authorization.services.some((service) => isApprovedFor(line.procedure, service))) {
    const isDenied = authorization.services.some(({ procedures }) => procedureIsIn(line.procedure, procedures));
    if (isDenied) {
      const fix = { words: 'ask the payer again, or tell the patient before the service is given' };
      const message = `${which}: the payer approved other services of the authorisation, and not this one`;
      return [finding('authorization-not-approved', pointer, message, { fix })];
    }
    const fix = { words: 'name the authorisation of this service, or ask for one' };
    return [
      finding('authorization-other-service', pointer, `${which}: the authorisation is for other services`, { fix }),
    ];
  }
  const found: Finding[] = [];
  if (line.serviceOn < authorization.from || (line.serviceTo ?? line.serviceOn) > authorization.to) {
    const fix = { words: 'ask the payer to extend the authorisation, or for another one' };
    const message = `${which}: the authorisation holds from ${authorization.from} to ${authorization.to}`;
    found.push(finding('authorization-expired', pointer, message, { fix }));
  }
  return [...found, ...shortFindings(encounter, { line, authorization }, context)];
}

interface AuthorizedLine {
  readonly line: CodedLine;
  readonly authorization: Authorization;
}

/** Whether an authorisation of the line's service has too few units left. Earlier lines use it up first. */
function shortFindings(encounter: DraftEncounter, { line, authorization }: AuthorizedLine, context: EditContext) {
  const at = authorization.services.findIndex((service) => isApprovedFor(line.procedure, service));
  const { procedures = [] } = authorization.services[at] ?? {};
  const left = usageOf(authorization, context.history, context.authorizations)[at]?.leftThousandths;
  if (left === undefined) return [];
  const kind = approvalKind(authorization);
  const isUnderIt = (other: CodedLine) =>
    enteredOf(other, kind) === authorization.number ||
    approvalsOfLine(encounter, { line: other, kind }, context).some((each) => each?.onRecord?.id === authorization.id);
  const before = codedLines(encounter).filter(
    (other) => other.index < line.index && procedureIsIn(other.procedure, procedures) && isUnderIt(other),
  );
  const units = [...before, line].reduce((sum, each) => sum + unitsOf(encounter, each), 0);
  if (units <= left) return [];
  const fix = { words: 'ask the payer for more units before they are billed' };
  const whose = kind === 'referral' ? 'referral' : 'authorisation';
  const message = `line ${line.index + 1}: of the ${whose}’s units, ${Math.max(left, 0) / 1000} left, ${units / 1000} billed`;
  return [finding('authorization-short', line.pointer, message, { fix })];
}
