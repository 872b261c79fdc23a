import type { PlantedBug } from './planted-bug.ts';

/** Bugs about what patients owe and pay, and about collection agencies. */
export const patientBugs: readonly PlantedBug[] = [
  {
    name: 'a payment is written whatever its version',
    file: 'shared/store/patient-payments.ts',
    find: 'condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },',
    put: '',
  },
  {
    name: 'a claim takes cash whatever has become of it',
    file: 'shared/store/claims.ts',
    find: 'condition: { equals: { version: before.version } },',
    put: '',
  },
  {
    name: 'a card payment is booked as often as it is told',
    from: 2,
    file: 'functions/settle-cards/payment.ts',
    find: '  if (charge.paymentId !== undefined) return settleAgain(work, charge, payment);\n',
    put: '',
  },
  {
    name: 'what a card’s holder disputes stays in the books',
    file: 'functions/settle-cards/dispute.ts',
    find: "if (!dispute.isWithdrawn) return { booked: 'no', ...nothing };",
    put: "if (before === undefined) return { booked: dispute.isWithdrawn ? 'yes' : 'no', ...nothing };",
  },
  {
    name: 'a credit that the card refused counts as made',
    file: 'functions/settle-cards/credit.ts',
    find: "if (told.state === 'failed') return failed(work, { ...refund, card }, told.failureCode ?? 'failed');",
    put: "if (told.state === 'failed') return credited(work, { ...refund, card });",
  },
  {
    name: 'what an agency collects leaves bad debt, and its placement keeps it there',
    file: 'shared/posting/agency-lines.ts',
    find: 'claims: withReinstated(placement.claims, parts),',
    put: 'claims: placement.claims,',
  },
  {
    name: 'a file to an agency leaves out what it is told first',
    file: 'functions/collections/files.ts',
    find: 'const first = outbox.filed + 1;',
    put: 'const first = outbox.filed + 2;',
  },
  {
    name: 'a day is added again to what stands open',
    file: 'functions/keep-books/roll-up.ts',
    find: 'day >= first : day > through)',
    put: 'day >= first : day >= through)',
  },
  {
    name: 'what a person settled of one line is taken off the denial of another one',
    file: 'shared/domain/remittance/post/cover.ts',
    find: 'settledCents(before.settled, 0)',
    put: 'zeroCents',
    from: 2200,
  },
  {
    name: 'a refused appeal is left with the payer',
    file: 'functions/denials/appeals.ts',
    find: "return result === 'won' ? { ...rest, isSent: true as const } : rest;",
    put: 'return { ...rest, isSent: true as const };',
  },
  {
    name: 'a statement asks whoever owes, held or not',
    file: 'shared/domain/account/may-do.ts',
    find: 'return (accountHolds[kind].forbids as readonly Deed[]).includes(deed);',
    put: "return deed !== 'statement' && (accountHolds[kind].forbids as readonly Deed[]).includes(deed);",
  },
  {
    name: 'a run asks again before the cycle is over',
    file: 'shared/domain/statement/decide.ts',
    find: 'daysBetween(last.on, today) >= settings.cycleDays;',
    put: 'daysBetween(last.on, today) >= 0;',
  },
  {
    name: 'a statement asks for all of a payment plan',
    file: 'shared/domain/statement/content.ts',
    find: 'sumCents([creditCents, unappliedCents, later?.laterCents ?? zeroCents]),',
    put: 'sumCents([creditCents, unappliedCents]),',
  },
  {
    name: 'a run asks a family once for each of its patients',
    file: 'shared/store/accounts.ts',
    find: 'return first === patientId ? owed.flat() : undefined;',
    put: 'return first === undefined ? undefined : owed.flat();',
  },
  {
    name: 'a run leaves out what the second of a family owes',
    file: 'shared/store/accounts.ts',
    find: 'return first === patientId ? owed.flat() : undefined;',
    put: 'return first === patientId ? owed[inOrder.indexOf(patientId)] : undefined;',
  },
  {
    name: 'who moves to a family stays a member of the account that is held at that moment',
    from: 200,
    file: 'functions/accounts/members.ts',
    find: 'const memberIds = account.memberIds.filter',
    put: 'if (account.version === 0) return [];\n  const memberIds = account.memberIds.filter',
  },
  {
    name: 'instalments lose the odd cents of what is agreed',
    file: 'shared/domain/payment-plan/schedule.ts',
    find: 'Math.floor(total / count) + (index < total % count ? 1 : 0);',
    put: 'Math.floor(total / count);',
  },
  {
    name: 'a plan with a missed instalment is on no list',
    file: 'shared/domain/payment-plan/plan.ts',
    find: "if (dueOn < today) return 'missed';",
    put: "if (dueOn < today) return 'due';",
  },
  {
    name: 'an invoice that was withdrawn goes on asking for its charges',
    file: 'functions/statements/invoices.ts',
    find: 'writes: [invoiceWrite(tenantId, after), ...freedWrites(tenantId, invoice)],',
    put: 'writes: [...freedWrites(tenantId, invoice)],',
  },
  {
    name: 'what a payer takes off by contract is asked of the patient',
    isQuick: true,
    file: 'shared/domain/remittance/rules/adjustment-rules.ts',
    find: "carcs: ['45', '253'],\n      allowedProven: true,\n      meaning: 'contractual',",
    put: "carcs: ['45', '253'],\n      allowedProven: true,\n      meaning: 'cost-sharing',",
  },
];
