import { icd10CmOrder } from '../../../simulator/code-sets/icd-10-cm-order.ts';
import { coder } from '../../support/api-event.ts';
import { operator, textOf } from '../../support/code-set-desk.ts';
import { encounterBody } from '../../support/office.ts';
import { secondManager, type WholeOffice } from '../../support/whole-office.ts';
import { claimOf } from './claims.ts';
import { after, idOf, type Json, make, reason, type Walks, work, workedTo } from './walk.ts';

/* What people of the office do apart from claims and money: coding, tasks, letters, self-audits, books. */

const today = '2026-11-23';
export const draft = (more: object = {}) =>
  make('createEncounter', ({ office }) => ({ ...encounterBody(office), ...more }), coder);
const final = async (office: WholeOffice) => {
  const path = await draft()(office);
  await office.do('finalizeEncounter', path, undefined, coder);
  return path;
};
export const codingOf = (reach: (office: WholeOffice) => Promise<string>) => async (office: WholeOffice) =>
  `/v1/coding-work/${idOf(await reach(office))}`;
const encounter = (_path: string, { encounterId }: Json) => `/v1/encounters/${encounterId}`;

const review = async (office: WholeOffice) => {
  const path = await codingOf(draft())(office);
  await office.do('requestCodingReview', path, undefined, coder);
  return `${path}#/review`;
};
const decision = (outcome: string) => ({ encounterVersion: 1, outcome, ...(outcome === 'returned' ? reason : {}) });
const returnedReview = async (office: WholeOffice) => {
  const at = await review(office);
  await office.do('decideCodingReview', at.split('#')[0] as string, decision('returned'), secondManager);
  return at;
};

const physician = { ...coder, subject: 'user-physician', roles: 'physician' };
const text = 'Creatinine 2.4, baseline 1.0. Fluids given.';
const query = async (office: WholeOffice) => {
  const path = await draft({ documentation: [{ kind: 'progress-note', text }] })(office);
  const [{ id: noteId }] = (await office.read(`${path}/documentation`)).items;
  const raised = await office.do('raisePhysicianQuery', `/v1/coding-work/${idOf(path)}`, {
    indicators: [{ noteId, quote: 'Creatinine 2.4' }],
    question: 'Which diagnosis, if any, do these values stand for?',
    form: { kind: 'open' },
  });
  return `/v1/coding-work/${idOf(path)}/queries/${raised.id}`;
};

export const task = make('createTask', { title: 'answer', dueOn: '2026-12-01' });
const endedTask = (how: string) => async (office: WholeOffice) => {
  const path = await task(office);
  await office.do('changeTask', path, { do: how, note: 'seen' });
  return path;
};
const reopen = { do: 'reopen', until: '2026-12-02', note: 'not answered' };
const thread = make('startThread', async (office) => {
  const about = { encounterId: idOf(await draft()(office)) };
  return { about, title: 'A question', text: 'Which knee?', mentions: ['user-coder'] };
});
const closedThread = async (office: WholeOffice) => {
  const path = await thread(office);
  await office.do('closeThread', path, reason);
  return path;
};

export const guarantor = { kind: 'guarantor' };
export const document = async (office: WholeOffice) => {
  const sha256 = await office.upload('document', '%PDF-1.7 a letter', '.upload');
  return `/v1/received-documents/${(await office.do('registerReceivedDocument', '', { sha256, channel: 'letter' })).id}`;
};
const discarded = async (office: WholeOffice) => {
  const path = await document(office);
  await office.do('discardReceivedDocument', path, reason);
  return path;
};

const selfAudit = make('createSelfAudit', { kind: 'billing', from: '2026-11-01', to: '2026-11-30' });
const auditCase = make('reportAuditCase', { source: 'hotline', receivedOn: '2026-11-20', summary: 'Short visits.' });
export const reviewedCase = async (office: WholeOffice) => {
  const path = await auditCase(office);
  await office.do('changeAuditCase', path, { do: 'review' });
  return path;
};

const month = async (office: WholeOffice) => {
  await office.do('createManualEntry', '', {
    entityId: office.office.entityId,
    lines: [
      { account: 'merchant-and-agency-fees', cents: 100 },
      { account: 'bank', cents: -100 },
    ],
    reason: 'The bank’s fee',
  });
  office.edge.setNow('2026-12-15T15:00:00.000Z');
  return `/v1/accounting-periods/${office.office.entityId}/2026-11`;
};
const askedMonth = async (office: WholeOffice) => {
  const path = await month(office);
  const { version, ...settings } = await office.read('/v1/billing-settings');
  await office.do('replaceBillingSettings', '', {
    ...settings,
    books: { ...settings.books, closeNeedsSecondPerson: true },
  });
  await office.do('closeAccountingPeriod', path, {});
  return path;
};
const closedMonth = async (office: WholeOffice) => {
  const path = await month(office);
  await office.do('closeAccountingPeriod', path, {});
  await office.work();
  return path;
};

const reportRun = async (office: WholeOffice) => {
  await office.do('updateReports', '', {});
  await office.pass(2);
  return make('createReportRun', { report: 'collections' })(office);
};
const failedRun = async (office: WholeOffice) => {
  const path = await reportRun(office);
  office.outside.attempts = 9;
  await office.work();
  return path;
};
export const sending = (channel: string, template: string) => async (office: WholeOffice) => {
  const { id } = await office.do('writeMessage', '', {
    ...{ template, channel, with: guarantor, about: { claimId: idOf(await claimOf(office)) } },
  });
  return `/v1/correspondence/${id}#/sending`;
};

const envelope = {
  ...{ senderQualifier: 'ZZ', senderId: 'OFFICE', receiverQualifier: 'ZZ', receiverId: 'FAXES' },
  ...{ applicationSender: 'OFFICE', applicationReceiver: 'FAXES' },
};
const fax = async (office: WholeOffice) => {
  const delivery = { kind: 's3-drop', folder: 'faxes', fileName: '{control}' };
  const partner = { name: 'Example Fax', receiverId: 'FAXES1', envelope, usage: 'production', delivery };
  await office.do('createTradingPartner', '', partner);
  const { version, ...settings } = await office.read('/v1/billing-settings');
  const correspondence = { ...settings.correspondence, faxService: 'FAXES1' };
  await office.do('replaceBillingSettings', '', { ...settings, correspondence });
  const about = { claimId: idOf(await claimOf(office)) };
  const to = { with: { kind: 'payer', payerId: office.office.payerId }, faxNumber: '6145550199' };
  const { id } = await office.do('writeMessage', '', { template: 'claim-inquiry', channel: 'fax', ...to, about });
  return `/v1/correspondence/${id}#/sending`;
};

export const codeFile = async (_set: Json, office: WholeOffice) => {
  const text = textOf(icd10CmOrder({ seed: 'walk' }));
  const file = { name: 'icd10cm_order_2027.txt', sha256: await office.upload('code-set-file', text) };
  return { kind: 'icd-10-cm', files: [file] };
};
export const load = async (office: WholeOffice) =>
  `/v1/code-sets/loads/${(await office.do('createCodeSetLoad', '', await codeFile({}, office), operator)).id}`;
export const diagnoses = async (office: WholeOffice) => {
  const { items } = await office.read('/v1/code-sets');
  return `/v1/code-sets#/items/${items.findIndex(({ kind }: Json) => kind === 'icd-10-cm')}`;
};
/** Loads a release a month before it comes into force in October. */
export const early = async (office: WholeOffice) => {
  office.edge.setNow('2026-09-01T15:00:00.000Z');
  await load(office);
  await office.work();
  return diagnoses(office);
};

export const officeWork: Walks = {
  Encounter: {
    draft: [
      { reach: draft(), by: 'finalizeEncounter', principal: coder, to: 'final' },
      { reach: draft(), by: 'voidEncounter', body: reason, to: 'void' },
    ],
    final: [
      { reach: final, by: 'correctEncounter', body: reason, to: 'draft' },
      { reach: final, by: 'voidEncounter', body: reason, to: 'void' },
    ],
  },
  CodingWork: {
    draft: { reach: codingOf(draft()), by: 'finalizeEncounter', on: encounter, to: 'final' },
    final: { reach: codingOf(final), by: 'correctEncounter', on: encounter, body: reason, to: 'draft' },
  },
  CodingReview: {
    asked: {
      reach: review,
      by: 'decideCodingReview',
      body: decision('agreed'),
      principal: secondManager,
      to: 'agreed',
    },
    returned: { reach: returnedReview, by: 'requestCodingReview', to: 'asked' },
  },
  PhysicianQuery: {
    open: [
      {
        ...{ reach: query, by: 'answerPhysicianQuery', principal: physician, to: 'answered' },
        body: { kind: 'text', text: 'Kidney injury' },
      },
      { reach: query, by: 'withdrawPhysicianQuery', body: reason, to: 'withdrawn' },
    ],
  },
  Task: {
    open: [
      { reach: task, by: 'changeTask', body: { do: 'finish' }, to: 'done' },
      { reach: task, by: 'changeTask', body: { do: 'drop', note: 'no need' }, to: 'dropped' },
    ],
    done: { reach: endedTask('finish'), by: 'changeTask', body: reopen, to: 'open' },
    dropped: { reach: endedTask('drop'), by: 'changeTask', body: reopen, to: 'open' },
  },
  Thread: {
    open: { reach: thread, by: 'closeThread', body: reason, to: 'closed' },
    closed: { reach: closedThread, by: 'postMessage', body: { text: 'Once more', mentions: [] }, to: 'open' },
  },
  ReceivedDocument: {
    waiting: [
      { reach: document, by: 'discardReceivedDocument', body: reason, to: 'discarded' },
      {
        ...{ reach: document, by: 'fileReceivedDocument', to: 'filed' },
        body: (_document, { accountId }) => ({ about: { accountId }, with: guarantor, summary: 'a letter' }),
      },
    ],
    discarded: { reach: discarded, by: 'restoreReceivedDocument', body: reason, to: 'waiting' },
  },
  SelfAudit: {
    reading: { reach: selfAudit, by: work, to: 'done' },
    judging: { reach: workedTo('judging', selfAudit), by: work, to: 'done' },
  },
  AuditCase: {
    open: { reach: auditCase, by: 'changeAuditCase', body: { do: 'review' }, to: 'under-review' },
    'under-review': [
      { reach: reviewedCase, by: 'changeAuditCase', body: { do: 'dismiss', ...reason }, to: 'dismissed' },
      {
        reach: reviewedCase,
        by: 'changeAuditCase',
        body: { do: 'confirm', measures: ['provider-taught'], ...reason },
        to: 'confirmed',
      },
    ],
  },
  AccountingPeriod: {
    open: { reach: month, by: 'closeAccountingPeriod', body: {}, to: 'closed' },
    asked: [
      { reach: askedMonth, by: 'closeAccountingPeriod', body: {}, principal: secondManager, to: 'closed' },
      { reach: askedMonth, by: 'reopenAccountingPeriod', body: reason, to: 'open' },
    ],
    closed: { reach: closedMonth, by: 'reopenAccountingPeriod', body: reason, principal: secondManager, to: 'open' },
  },
  Journal: {
    writing: {
      reach: make('createJournal', { form: 'summary', from: '2026-11-01', to: today }),
      by: work,
      to: 'written',
    },
  },
  CodeSet: {
    'not-loaded': {
      ...{ reach: diagnoses, by: 'createCodeSetLoad', body: codeFile, principal: operator, next: work },
      to: 'in-force',
    },
    'not-in-force': { reach: early, by: after(31), to: 'in-force' },
  },
  CodeSetLoad: {
    waiting: { reach: load, by: work, to: 'loaded' },
    loading: { reach: workedTo('loading', load), by: work, to: 'loaded' },
  },
  ReportRun: {
    asked: { reach: reportRun, by: work, to: 'made' },
    failed: { reach: failedRun, by: 'repeatReportRun', body: reason, to: 'asked' },
  },
  CorrespondenceSending: {
    'handed-over': [
      { reach: fax, by: 'changeSending', body: { do: 'sent' }, to: 'sent' },
      { reach: fax, by: 'changeSending', body: { do: 'stop', ...reason }, to: 'not-sent' },
    ],
    waiting: [
      { reach: sending('letter', 'insurance-needed'), by: 'changeSending', body: { do: 'sent' }, to: 'sent' },
      {
        reach: sending('letter', 'insurance-needed'),
        by: 'changeSending',
        body: { do: 'stop', ...reason },
        to: 'not-sent',
      },
    ],
  },
};
