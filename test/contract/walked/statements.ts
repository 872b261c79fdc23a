import {
  enterDate,
  linkPath,
  preferEmail,
  setStatements,
  statementPage,
  wrongDate,
} from '../../support/announced-statement.ts';
import type { WholeOffice } from '../../support/whole-office.ts';
import { after, reason, type Walks, work } from './walk.ts';

/* Statements that were announced, and the links that open them. */

const announced = async (office: WholeOffice): Promise<string> => {
  await setStatements(office, { statementPage });
  await preferEmail(office);
  await office.selfPaid();
  const run = await office.do('createStatementRun', '', {});
  await office.work();
  const [{ id }] = (await office.read(`/v1/statement-runs/${run.id}/statements`)).items;
  return `/v1/statements/${id}`;
};
const sent = async (office: WholeOffice) => `${await announced(office)}#/notice`;
const askedAgain = async (office: WholeOffice) => {
  const path = await announced(office);
  await office.do('sendStatementNotice', path, reason);
  return `${path}#/notice`;
};
const notSent = async (office: WholeOffice) => {
  const at = await askedAgain(office);
  await office.do('holdAccount', `/v1/accounts/${office.accountId}`, { kind: 'legal-hold', reason: 'Told' });
  await office.work();
  return at;
};

const link = async (office: WholeOffice) => `${await announced(office)}/link`;
const locked = async (office: WholeOffice) => {
  const at = await link(office);
  for (let tries = 0; tries < 5; tries += 1) await enterDate(office, linkPath(office), wrongDate);
  return at;
};
const expired = async (office: WholeOffice) => {
  const at = await link(office);
  office.edge.setNow('2026-12-24T15:00:00.000Z');
  return at;
};
const revoked = async (office: WholeOffice) => {
  const at = await link(office);
  await office.do('revokeStatementLink', at, reason);
  return at;
};
const again = { by: 'sendStatementNotice', body: reason, next: work, to: 'usable' };

export const statements: Walks = {
  'Statement.notice': {
    waiting: { reach: askedAgain, by: work, to: 'sent' },
    sent: { reach: sent, by: 'sendStatementNotice', body: reason, to: 'waiting' },
    'not-sent': { reach: notSent, by: 'sendStatementNotice', body: reason, to: 'waiting' },
  },
  StatementLink: {
    usable: [
      { reach: link, by: 'revokeStatementLink', body: reason, to: 'revoked' },
      { reach: link, ...again },
      { reach: link, by: after(31), to: 'expired' },
    ],
    locked: { reach: locked, ...again },
    expired: { reach: expired, ...again },
    revoked: { reach: revoked, ...again },
  },
};
