import {
  depositClueKey,
  depositSumKey,
  inTransitIndex,
  inTransitKey,
  openDepositIndex,
  openDepositKey,
} from '../keys/bank.ts';
import { byMonth, day, type EntityDescription, id, tenant } from './entity-description.ts';

/** The bank's deposits and statements. */
export const bankEntities: readonly EntityDescription[] = [
  {
    type: 'in-transit',
    purpose:
      'A remittance, or a deposit batch, whose money is in transit; removed from the list once a deposit has paid it.',
    key: inTransitKey(tenant, 'EXAMPLE-CHECK', 12500, id('rem')),
    index: inTransitIndex(tenant, day, 12500, id('rem')),
    access: ['by check or EFT number and amount', 'those in transit, by the index, in four shards, oldest first'],
    attributes:
      'remittanceId, entityId, payerId, payerName, traceNumber, traceOriginator, method, paidOn, cents, depositId',
  },
  {
    type: 'deposit',
    purpose: 'One deposit, entered once under its identifying facts. Its ledger entries are under it.',
    ...byMonth('DEPOSIT', 'dep'),
    attributes:
      'id, version, entityId, bankAccount, depositedOn, cents, feeCents, kind, reference, sequence, traceNumber, payerId, slip, statementId, state, remittanceIds',
  },
  {
    type: 'deposit-open',
    purpose: 'A row that exists while a deposit waits for its remittance.',
    key: openDepositKey(tenant, id('dep')),
    index: openDepositIndex(tenant, day, id('dep')),
    access: ['those that wait, by the index, in four shards, oldest first'],
    attributes: 'depositId',
  },
  {
    type: 'deposit-clue',
    purpose: 'A number and amount of a waiting deposit: its own, or those of a check on its slip.',
    key: depositClueKey(tenant, 'EXAMPLE-CHECK', 12500, id('dep')),
    access: ['by check or EFT number and amount, when a remittance is admitted'],
    attributes: 'none',
  },
  {
    type: 'deposit-sum',
    purpose:
      'The deposits with one account and amount in a month, so that the same deposit is not entered by a person and by a statement.',
    key: depositSumKey(tenant, 'operating', 12500, '2026-11'),
    access: ['by account, amount and month, when a deposit is entered'],
    attributes: 'version, told (depositId, depositedOn, kind, reference, traceNumber, statedAs)',
  },
  {
    type: 'bank-statement',
    purpose: 'A statement file, imported once for the accounts that were named.',
    ...byMonth('BANK-STATEMENT', 'bst'),
    attributes: 'id, sha256, sizeBytes, format, accounts, receivedAt, state, refusal with its place, counts',
  },
];
