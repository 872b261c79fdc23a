import { isInForce, usageOf } from '../authorization/authorization.ts';
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
    checks: 'The prior authorisation has as many units left as are billed.',
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
  const { authorizations } = context;
  if (authorizations.length === 0) return [];
  const lines = codedLines(encounter);
  return lines.flatMap((line, place) => {
    const { priorAuthorizationNumber: number } = line;
    if (number === undefined) return [];
    // Earlier lines with the same number use up the authorisation first.
    const before = lines.slice(0, place).filter((other) => other.priorAuthorizationNumber === number);
    return findingsOn(encounter, { line, number, before }, context);
  });
};

interface NamedLine {
  readonly line: CodedLine;
  readonly number: string;
  readonly before: readonly CodedLine[];
}

function findingsOn(encounter: DraftEncounter, { line, number, before }: NamedLine, context: EditContext): Finding[] {
  const { pointer } = line;
  const which = `line ${line.index + 1}`;
  const authorization = context.authorizations.find((each) => each.number === number);
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
  const at = authorization.services.findIndex(({ procedures }) => procedureIsIn(line.procedure, procedures));
  const service = authorization.services[at];
  if (service === undefined) {
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
  const left = usageOf(authorization, context.history)[at]?.leftThousandths;
  const wanted = [...before.filter(({ procedure }) => procedureIsIn(procedure, service.procedures)), line];
  const units = wanted.reduce((sum, each) => sum + unitsOf(encounter, each), 0);
  if (left !== undefined && units > left) {
    const fix = { words: 'ask the payer for more units before they are billed' };
    const message = `${which}: of the authorisation’s units, ${Math.max(left, 0) / 1000} left, ${units / 1000} billed`;
    found.push(finding('authorization-short', pointer, message, { fix }));
  }
  return found;
}
