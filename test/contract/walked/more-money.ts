import { secondManager, type WholeOffice } from '../../support/whole-office.ts';
import { cardRefund, charge, closePages, crediting, events, waitingCard } from './cards.ts';
import { submitted } from './claims.ts';
import { answerOnPaper, entryOfAnswer, walk } from './more-claims.ts';
import {
  application,
  approvedApplication,
  approvedRefund,
  ownRule,
  placedHold,
  placement,
  policy,
  returnedCase,
  sentRefund,
  set,
} from './patients.ts';
import { admitting, atRemittance, bankStatement, lockbox, paid, remittance } from './payers.ts';
import { type Json, make, type Reach, reason, type Walks, work, workedTo } from './walk.ts';

/* Remittances, the bank, refunds and collections: the other operations that the table names. */

const told = { body: reason };
/** The same file again, as when an upload is repeated. */
const sameFile = ({ sha256 }: Json) => ({ sha256 });
const itsFile = async (_remittance: Json, office: WholeOffice) =>
  sameFile((await office.read('/v1/remittance-files')).items[0]);
const again = { body: sameFile, next: work };
const refusedFile: Reach = async (office) => {
  const sha256 = await office.upload('remittance', 'no remittance', '.835');
  const path = `/v1/remittance-files/${(await office.do('importRemittanceFile', '', { sha256 })).file.id}`;
  await office.work();
  return path;
};
const byHand: Reach = async (office) => {
  await submitted(office);
  await office.do('createPaperRemittance', '', await answerOnPaper({}, office));
  await office.work();
  return `/v1/remittances/${(await office.read('/v1/remittances')).items[0].id}`;
};
const itsEntry = async (_path: string, _thing: Json, office: WholeOffice) =>
  entryOfAnswer(`/v1/claims/${(await office.read('/v1/claims')).items[0].id}`, {}, office);
const statementAgain = ({ sha256 }: Json, { office: { entityId } }: WholeOffice) => {
  return { sha256, format: 'csv', accounts: [{ bankAccount: 'operating', entityId }] };
};
const lockboxAgain = ({ sha256 }: Json, { office: { entityId } }: WholeOffice) => ({ sha256, format: 'csv', entityId });
const lapsedCard: Reach = async (office) => {
  const { id } = await waitingCard(office);
  await closePages(office);
  return `/v1/cards/${id}`;
};
const anotherCard = (_card: Json, { accountId }: WholeOffice) => {
  return { accountId, consent: { on: '2026-11-20', form: 'signed' } };
};
const later =
  (reach: Reach): Reach =>
  async (office) => {
    const path = await reach(office);
    await set(office, { unclaimed: ownRule });
    office.edge.setNow('2029-11-24T15:00:00.000Z');
    return path;
  };
const unclaimed = ({ id }: Json) => ({ refundIds: [id], reason: 'Of the year' });
const brokenOff =
  (reach: Reach): Reach =>
  async (office) => {
    const path = await reach(office);
    office.outside.attempts = 9;
    await office.work();
    return path;
  };
const forAssistance: Reach = async (office) => {
  await set(office, { assistance: policy });
  return application(office);
};
const household = { household: { size: 4, incomeCents: 60_000_00 }, documents: [] };
const many =
  (action: object) =>
  ({ id, version }: Json) => ({ items: [{ id, version }], action });
const manyCases = async ({ caseId }: Json, office: WholeOffice) =>
  many({ do: 'recall', ...reason })(await office.read(`/v1/collection-cases/${caseId}`));
const ofCase = { on: (_path: string, { caseId }: Json) => `/v1/collection-cases/${caseId}` };

export const moreMoney: Walks = {
  RemittanceFile: {
    received: walk(paid, 'importRemittanceFile', 'done', again),
    posting: walk(workedTo('posting', paid), 'importRemittanceFile', 'done', again),
    refused: walk(refusedFile, 'importRemittanceFile', 'refused', again),
  },
  Remittance: {
    posting: walk(atRemittance('posting'), 'importRemittanceFile', 'posted', { body: itsFile, next: work }),
    admitting: walk(admitting, 'importRemittanceFile', 'posted', { body: itsFile, next: work }),
    posted: [
      walk(remittance(paid), 'unpostLedgerEntry', 'posted', { on: itsEntry, ...told }),
      walk(byHand, 'voidRemittance', 'voided', told),
    ],
  },
  BankStatement: { received: walk(bankStatement, 'importBankStatement', 'done', { body: statementAgain, next: work }) },
  LockboxFile: { posting: walk(lockbox, 'importLockboxFile', 'done', { body: lockboxAgain, next: work }) },
  CardOnFile: { lapsed: walk(lapsedCard, 'createCard', 'lapsed', { body: anotherCard }) },
  CardCharge: { started: walk(charge(true), 'retryCardCharge', 'paid', { ...told, next: events }) },
  Refund: {
    approved: [
      walk(cardRefund, 'creditCard', 'crediting', { body: {}, principal: secondManager }),
      walk(later(approvedRefund), 'reportUnclaimedRefunds', 'unclaimed', { body: unclaimed }),
    ],
    crediting: walk(crediting, 'creditCard', 'cleared', { body: {}, principal: secondManager, next: events }),
    sent: walk(later(sentRefund), 'reportUnclaimedRefunds', 'unclaimed', { body: unclaimed }),
  },
  SmallBalanceRun: {
    'broke-off': walk(brokenOff(make('runSmallBalances', reason)), 'runSmallBalances', 'broke-off', told),
  },
  StatementRun: {
    'broke-off': walk(brokenOff(make('createStatementRun', {})), 'createStatementRun', 'broke-off', { body: {} }),
  },
  AssistanceApplication: {
    open: [
      walk(forAssistance, 'approveAssistance', 'approved', { ...told, principal: secondManager }),
      walk(application, 'amendAssistanceApplication', 'open', { body: household }),
    ],
    approved: walk(approvedApplication, 'applyAssistance', 'approved', { ...told, principal: secondManager }),
  },
  Account: {
    agency: [
      walk(placement, 'returnCase', 'active', {
        ...placedHold(placement, 0),
        ...ofCase,
        body: { as: 'expired', ...reason },
      }),
      walk(placement, 'changeManyCases', 'active', { ...placedHold(placement, 0), body: manyCases }),
    ],
  },
  CollectionCase: {
    returned: walk(returnedCase, 'changeManyCases', 'recalled', { body: many({ do: 'recall', ...reason }) }),
    placed: walk(placement, 'changeManyCases', 'recalled', { body: many({ do: 'recall', ...reason }) }),
  },
};
