import type { Account } from '../../ledger/accounts.ts';
import { denialCarcs } from '../denial/denial-reasons.ts';
import type { AdjustmentMeaning, AdjustmentRule } from './adjustment-rules.ts';
import { type OfficeProviderRule, type OfficeRules, patientProtections } from './posting-rules.ts';
import { isReachable } from './rule-reach.ts';

/** A fault in a set of rules, with a JSON pointer to its place. */
export interface RuleFault {
  readonly pointer: string;
  readonly detail: string;
}

/** What each meaning does, in words for people who write rules. */
export const meaningWords = {
  contractual: 'comes off what the payer owes, for good, as a contractual adjustment',
  capitation: 'comes off what the payer owes, for good, as a capitation adjustment',
  'cost-sharing': 'moves to the next payer that has not answered, else to the patient',
  'next-payer': 'moves to the next payer, never to the patient',
  'paid-to-patient': 'the payer paid the patient: the patient owes it, and a person asks for it',
  denial: 'stays with the payer, and somebody works it',
  information: 'moves nothing: it restates what is booked elsewhere',
  excess: 'moves nothing: the payer says that it paid more than was charged',
  held: 'stays with the payer under an exception: a person decides',
} as const satisfies Record<AdjustmentMeaning, string>;

/** Meanings by which money leaves the payer's receivable for good. */
const writeOffs: readonly AdjustmentMeaning[] = ['contractual', 'capitation'];
const patients: readonly AdjustmentMeaning[] = ['cost-sharing', 'paid-to-patient'];
const movers: readonly AdjustmentMeaning[] = [...writeOffs, ...patients, 'next-payer'];

/** Sequestration: a cut of Medicare's own payment that nobody else has to pay. */
const sequestration = '253';

/** Accounts that a provider-level adjustment may go to. Accounts of claims, patients and the bank, and clearing, are not among them. */
export const providerAccounts = [
  'interest-income',
  'interest-expense',
  'capitation-income',
  'interim-payments',
  'withholds-receivable',
  'payer-recoupments-receivable',
  'payer-recoupments-payable',
  'refunds-sent',
  'other-adjustments',
  'merchant-and-agency-fees',
  'plb-suspense',
] as const satisfies readonly Account[];

/** Codes whose balance must be kept per reference, because amounts held back or carried forward are collected or released later. */
const keptByReference: readonly string[] = ['WO', 'FB'];

/** Every fault in a set of rules. When there is none, the rules may come into force. */
export function ruleFaults(rules: OfficeRules): readonly RuleFault[] {
  return [
    ...scopeFaults(rules),
    ...rules.adjustmentRules.flatMap(adjustmentFaults),
    ...reachFaults(rules),
    ...tableFaults(rules),
  ];
}

function scopeFaults({ scope, providerAdjustments, autoPost }: OfficeRules): readonly RuleFault[] {
  if (scope.kind !== 'facility') return [];
  return [
    ...(providerAdjustments.length === 0
      ? []
      : [
          {
            pointer: '/providerAdjustments',
            detail: 'a payment is to no facility: set these for the office or a payer',
          },
        ]),
    ...(autoPost === undefined
      ? []
      : [{ pointer: '/autoPost', detail: 'a payment is to no facility: set this for the office or a payer' }]),
  ];
}

function adjustmentFaults(rule: AdjustmentRule, index: number): readonly RuleFault[] {
  const at = `/adjustmentRules/${index}`;
  const faults: RuleFault[] = [];
  const { meaning, groups, carcs } = rule;
  if (movers.includes(meaning) && carcs === undefined) {
    faults.push({ pointer: `${at}/carcs`, detail: 'a rule that moves money names the reason codes that it is for' });
  }
  if (movers.includes(meaning) && groups === undefined) {
    faults.push({ pointer: `${at}/groups`, detail: 'a rule that moves money names the groups that it is for' });
  }
  if (patients.includes(meaning) && groups?.some((group) => group !== 'PR')) {
    faults.push({
      pointer: `${at}/groups`,
      detail: 'only group PR can become the patient’s share, never CO, OA, PI or CR',
    });
  }
  if ((patients.includes(meaning) || meaning === 'next-payer') && carcs?.includes(sequestration)) {
    faults.push({ pointer: `${at}/carcs`, detail: 'sequestration (253) is never the patient’s nor the next payer’s' });
  }
  if (writeOffs.includes(meaning) && groups?.includes('PR')) {
    faults.push({
      pointer: `${at}/groups`,
      detail: 'group PR is not written off by a rule: a person decides each one',
    });
  }
  const isUnexplained = (rule.because ?? '').trim().length < 10;
  if (writeOffs.includes(meaning) && isUnexplained) {
    const detail = 'a rule that writes something off says why, in ten characters or more';
    faults.push({ pointer: `${at}/because`, detail });
  }
  if (patients.includes(meaning) && isUnexplained && carcs?.some((carc) => denialCarcs.includes(carc))) {
    const detail = 'a rule that makes a denial the patient’s share says why, in ten characters or more';
    faults.push({ pointer: `${at}/because`, detail });
  }
  return faults;
}

function reachFaults({ adjustmentRules }: OfficeRules): readonly RuleFault[] {
  return adjustmentRules.flatMap((rule, index) => {
    const before = adjustmentRules.slice(0, index);
    if (isReachable(rule, [...patientProtections, ...before])) return [];
    const detail = isReachable(rule, patientProtections)
      ? 'never decides anything: rules before it apply to all that it applies to'
      : 'never decides anything: the rules that protect a patient come before every other rule, and apply to all that it applies to';
    return [{ pointer: `/adjustmentRules/${index}`, detail }];
  });
}

function tableFaults({ providerAdjustments }: OfficeRules): readonly RuleFault[] {
  const seen = new Set<string>();
  return providerAdjustments.flatMap((rule, index) => {
    const faults = rowFaults(rule, `/providerAdjustments/${index}`);
    if (seen.has(rule.code))
      faults.push({ pointer: `/providerAdjustments/${index}/code`, detail: 'already has a rule above' });
    seen.add(rule.code);
    return faults;
  });
}

function rowFaults(rule: OfficeProviderRule, at: string): RuleFault[] {
  const faults: RuleFault[] = [];
  const isKept = rule.account === 'payer-recoupments-payable';
  if (keptByReference.includes(rule.code) && !isKept) {
    const detail = 'what is held back or brought forward stays in payer-recoupments-payable until it is settled';
    faults.push({ pointer: `${at}/account`, detail });
  }
  if (isKept && rule.accountWhenTaken !== undefined) {
    const detail = 'recoupments are kept per reference, in one account whichever way they go';
    faults.push({ pointer: `${at}/accountWhenTaken`, detail });
  }
  return faults;
}
