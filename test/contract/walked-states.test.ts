import { describe, expect, it } from 'vitest';
import { waysOut } from '../../shared/http/states.ts';
import { firstWalks, otherWalks } from './walked/all-walks.ts';
import { stepsOf, walkAll } from './walked/run-walks.ts';

/*
 * The table of states is true: each state is reached with a real thing, and the operation that the table names ends it.
 */

/** States that have not ended and are not walked here: why, or where they are walked. The list may only get shorter. */
const notWalked: Readonly<Record<string, string>> = {
  'ConditionGap open': 'it needs an official file of conditions: run-self-audit.test.ts ends it',
  'Exception open': 'ways-out.test.ts ends one of each code',
  'InquiryAnswer broke-off': 'the worker must die several times: broken-off-answers.test.ts',
};

/** Operations that the table names and no walk uses: why, or where they are. The list may only get shorter. */
const notUsed: Readonly<Record<string, string>> = {
  'AttachmentSending failed sendAttachments': 'the documents go in another sending: attachments.test.ts',
  'AuthorizationRequest asking requestAuthorization': 'what was to send it is lost: stuck-questions.test.ts',
  'AuthorizationRequest failed requestAuthorization': 'the next request is another one: prior-authorization.test.ts',
  'AuthorizationRequest queued requestAuthorization': 'what was to send it is lost: stuck-questions.test.ts',
  'BankStatement refused importBankStatement': 'the mended file is another one',
  'CardCharge.disputes open bearDispute': 'only when the rest of the payment was given back: settle-cards.test.ts',
  'ClaimIntake refused createClaimIntake': 'the corrected file is another one',
  'ClaimState reversed passOverPayer': 'only when a later payer took its answer back: next-payer.test.ts',
  'CodeSetLoad refused createCodeSetLoad': 'the mended files are another load',
  'ConditionGap dismissed decideConditionGap': 'run-self-audit.test.ts',
  'ConditionGap linked decideConditionGap': 'run-self-audit.test.ts',
  'ConnectionRun interrupted runConnection': 'another run follows: run-connection.test.ts',
  'EligibilityCheck asking createEligibilityCheck': 'what was to send it is lost: stuck-questions.test.ts',
  'EligibilityCheck asking dismissEligibilityCheck': 'what was to send it is lost: stuck-questions.test.ts',
  'EligibilityCheck queued createEligibilityCheck': 'what was to send it is lost: stuck-questions.test.ts',
  'EligibilityCheck queued dismissEligibilityCheck': 'what was to send it is lost: stuck-questions.test.ts',
  'Intake refused createIntake': 'the corrected file is another one',
  'Refund sent acknowledgeRefund': 'a refund to a payer: golden-accounts.test.ts',
  'Remittance clearing-open closeException': 'only a fault of the software leads there',
  'SelfAudit refused createSelfAudit': 'another self-audit is asked for: run-self-audit.test.ts',
  'Statement.notice not-sent createStatement': 'another statement is made: run-statements.test.ts',
  'StatusInquiry asking createStatusInquiry': 'what was to send it is lost: stuck-questions.test.ts',
  'StatusInquiry asking dismissStatusInquiry': 'what was to send it is lost: stuck-questions.test.ts',
  'StatusInquiry failed dismissStatusInquiry': 'it keeps its state: status-inquiries-to-see.test.ts',
  'StatusInquiry queued createStatusInquiry': 'what was to send it is lost: stuck-questions.test.ts',
  'StatusInquiry queued dismissStatusInquiry': 'what was to send it is lost: stuck-questions.test.ts',
  'StatusInquiry sent createInquiryAnswer': 'ask-payers.test.ts',
  'StatusInquiry sent dismissStatusInquiry': 'it keeps its state: status-inquiries-to-see.test.ts',
};

const tableOf = Object.entries(waysOut).flatMap(([thing, states]) =>
  Object.entries(states).map(([state, way]) => ({ name: `${thing} ${state}`, way })),
);

describe('the table of states', () => {
  const steps = stepsOf([...firstWalks, ...otherWalks]);

  it('has a tested way out of each open state, except for those on a list', () => {
    const open = tableOf.flatMap(({ name, way }) => (way.isOver === undefined ? [name] : []));
    const walked = new Set(steps.map(({ thing, state }) => `${thing} ${state}`));
    expect(open.filter((each) => !walked.has(each)).sort()).toEqual(Object.keys(notWalked).sort());
    expect(walked.size).toBeGreaterThan(120);
  });

  it('has a test for each operation that it names, except for those on a list', () => {
    const named = tableOf.flatMap(({ name, way }) => way.by.map((operation) => `${name} ${operation}`));
    const used = new Set(steps.map(({ thing, state, name }) => `${thing} ${state} ${name}`));
    const missing = named.filter(
      (each) => !used.has(each) && !Object.keys(notWalked).some((state) => each.startsWith(`${state} `)),
    );
    expect(missing.sort()).toEqual(Object.keys(notUsed).sort());
  });

  walkAll(firstWalks);
});
