import { x12File } from '../../support/connection-office.ts';
import { eligibilityAnswer, fileOf } from '../../support/inquiry-desk.ts';
import { firstAnswer, remittanceOf } from '../../support/next-payer-desk.ts';
import { coverageBody, payerBody } from '../../support/office.ts';
import type { WholeOffice } from '../../support/whole-office.ts';
import { submitted } from './claims.ts';
import { anHour, idOf, type Json, only, type Reach, reason, type Walks, work, workedTo } from './walk.ts';

/* What payers are asked, and what they answer apart from payments. */

export const byFile = { via: { kind: 'file', folder: 'clear', everyMinutes: 15 } };
export const check =
  (more?: object): Reach =>
  async (office) => {
    await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', byFile);
    return checkOf(office, more);
  };
const checkOf = async (office: WholeOffice, more: object = { serviceOn: '2026-11-25' }) => {
  const { patientId, coverageId, billingProviderId: providerId } = office.office;
  const { id } = await office.do('createEligibilityCheck', '', { patientId, coverageId, providerId, ...more });
  return `/v1/eligibility-checks/${id}`;
};
/** Asked in real time, at an address that does not answer. */
export const realTimeCheck: Reach = async (office) => {
  const via = { kind: 'core', url: 'https://payer.example.test/core', secretName: 'payer-one' };
  await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', { via });
  return checkOf(office);
};
export const realTimeStatus: Reach = async (office) => {
  await realTimeCheck(office);
  const path = await submitted(office);
  await office.do('createStatusInquiry', path);
  return `${path}/status-inquiries#/items/0`;
};
export const asked =
  (reach: Reach): Reach =>
  async (office) => {
    const path = await reach(office);
    await anHour(office);
    return path;
  };
/** The payer has not answered for days: only then is it asked again. */
const lateAnswer =
  (reach: Reach): Reach =>
  async (office) => {
    const path = await asked(reach)(office);
    await office.pass(5);
    return path;
  };
const takeAnswer = async (office: WholeOffice, text: string) => {
  const sha256 = await office.upload('inquiry', text, '.edi');
  return office.do('createInquiryAnswer', '', { sha256 });
};
const answers = async (office: WholeOffice, { trace, id }: Json) => {
  await takeAnswer(office, eligibilityAnswer(trace ?? id, 'EB*1**30'));
  await office.work();
};
export const inquiryAnswer: Reach = async (office) => {
  const { id } = await office.read(await asked(check())(office));
  await takeAnswer(office, eligibilityAnswer(id, 'EB*1**30'));
  return '/v1/inquiry-answers#/items/0';
};
export const inquiryFile: Reach = async (office) => {
  await check()(office);
  office.edge.setNow(new Date(office.edge.now().getTime() + 3_600_000).toISOString());
  return '/v1/inquiry-files?month=2026-11#/items/0';
};
const attachments: Reach = async (office) => {
  await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', byFile);
  const path = await submitted(office);
  const { encounterId } = await office.read(path);
  const sha256 = await office.upload('attachment', 'A synthetic letter');
  const attached = await office.do('attachDocument', `/v1/encounters/${encounterId}`, {
    mediaType: 'text/plain',
    sha256,
  });
  await office.do('sendAttachments', path, { documents: [{ documentId: attached.id }] });
  return `${path}/attachments#/items/0`;
};
/** The payer wants documents, and says so in a 277. */
export const attachmentRequest: Reach = async (office) => {
  const id = idOf(await submitted(office));
  await takeAnswer(
    office,
    fileOf('277-213', [
      ...['BHT*0085*48*W1*20261123*1205', 'HL*1**20*1', 'NM1*PR*2*EXAMPLE HEALTH*****PI*99999', 'HL*2*1*21*1'],
      ...['NM1*41*2*EXAMPLE CLINIC*****46*EXSUBMIT', 'HL*3*2*19*1', 'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893'],
      ...['HL*4*3*22*0', 'NM1*QC*1*CANARYNAME*TESTA****MI*M000CANARY', 'TRN*1*REQUEST1'],
      ...['STC*R4:11506-3::LOI*20261123**141', 'REF*1K*ICN77', `REF*EJ*${id}`, 'DTP*106*D8*20261223'],
      ...['DTP*472*D8*20261120'],
    ]),
  );
  await office.work();
  return only('/v1/attachment-requests')(office);
};
export const acknowledgementFile: Reach = async (office) => {
  await submitted(office);
  const sha256 = await office.upload('remittance', x12File('999', 7), '.835');
  const { file: taken } = await office.do('importAcknowledgementFile', '', { sha256, name: 'ACK.999' });
  return `/v1/acknowledgement-files/${taken.id}`;
};
export const enrolled =
  (status: string): Reach =>
  async (office) => {
    const path = `/v1/providers/${office.office.billingProviderId}`;
    await office.do('replaceProvider', path, await enrollment(status)({}, office));
    return `${path}#/enrollments/0/transactions/0`;
  };
export const enrollment = (status: string) => async (_before: Json, office: WholeOffice) => {
  const { version, ...provider } = await office.read(`/v1/providers/${office.office.billingProviderId}`);
  const transactions = [{ kind: 'eligibility', status, on: '2026-11-01' }];
  return { ...provider, enrollments: [{ payerId: office.office.payerId, from: '2026-01-01', transactions }] };
};
const connectionRun: Reach = async (office) => {
  const schedule = { cron: '0 0 1 1 *', timeZone: 'UTC' };
  const { id } = await office.do('createConnection', '', {
    name: 'Drop',
    origin: { kind: 's3-drop', folder: 'drop' },
    schedule,
  });
  await office.do('runConnection', `/v1/connections/${id}`, {});
  return `/v1/connections/${id}/runs#/items/0`;
};
/** A second payer, which is asked once the first has answered. */
export const withTwoPayers: Reach = async (office) => {
  const more = { name: 'EXAMPLE SUPPLEMENT', claimPayerId: '88888', remittanceIdentities: [] };
  const { id: payerId } = await office.do('createPayer', '', { ...payerBody, ...more });
  const coverage = { ...coverageBody, payerId, order: 2, memberId: 'M88888' };
  await office.do('createCoverage', `/v1/patients/${office.office.patientId}`, coverage);
  return `${await submitted(office)}#/payers/1`;
};
export const firstPays = async (office: WholeOffice) => {
  const { id } = (await office.read('/v1/claims')).items[0];
  const text = remittanceOf('first', { amount: '99', trace: 'WALK', paidOn: '20261120' }, firstAnswer(id));
  await office.do('importRemittanceFile', '', { sha256: await office.upload('remittance', text, '.835') });
  await office.work();
};
const statusInquiry: Reach = async (office) => {
  await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', byFile);
  const path = await submitted(office);
  await office.do('createStatusInquiry', path);
  return `${path}/status-inquiries#/items/0`;
};

export const authorization =
  (more: object = {}): Reach =>
  async (office) => {
    const { patientId } = office.office;
    const { id } = await office.do('createAuthorization', `/v1/patients/${patientId}`, authorizationBody(more, office));
    return `/v1/patients/${patientId}/authorizations/${id}`;
  };
const authorizationBody = (more: object, { office: { coverageId, billingProviderId } }: WholeOffice) => ({
  ...{ coverageId, billingProviderId, services: [{ procedures: ['X9003'], units: '3' }] },
  ...{ from: '2026-11-01', to: '2026-12-31', diagnoses: ['J209'], ...more },
});
export const replaced = (status: string) => (_authorization: Json, office: WholeOffice) =>
  authorizationBody({ status }, office);
const requested: Reach = async (office) => {
  await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', byFile);
  const path = await authorization()(office);
  await office.do('requestAuthorization', path);
  return path;
};

export const request: Reach = async (office) => {
  await requested(office);
  return '/v1/authorizations#/items/0/request';
};
/** Asked in real time, at an address that does not answer. */
const realTimeRequest: Reach = async (office) => {
  const via = { kind: 'core', url: 'https://payer.example.test/core', secretName: 'payer-one' };
  await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', { via });
  await office.do('requestAuthorization', await authorization()(office));
  return '/v1/authorizations#/items/0/request';
};

export const inquiries: Walks = {
  AuthorizationRequest: {
    asking: { reach: realTimeRequest, by: work, to: 'failed' },
    queued: { reach: request, by: anHour, to: 'sent' },
  },
  EligibilityCheck: {
    asking: { reach: realTimeCheck, by: work, to: 'failed' },
    planned: {
      reach: check({ serviceOn: '2027-02-04', askOn: '2027-02-02' }),
      by: 'cancelEligibilityCheck',
      to: 'cancelled',
    },
    queued: [
      { reach: check(), by: 'cancelEligibilityCheck', to: 'cancelled' },
      { reach: check(), by: anHour, to: 'sent' },
    ],
    sent: { reach: asked(check()), by: answers, to: 'answered' },
  },
  StatusInquiry: {
    asking: { reach: realTimeStatus, by: work, to: 'failed' },
    queued: { reach: statusInquiry, by: anHour, to: 'sent' },
    sent: { reach: lateAnswer(statusInquiry), by: 'createStatusInquiry', to: 'queued' },
  },
  InquiryFile: { collected: { reach: workedTo('collected', inquiryFile), by: anHour, to: 'written' } },
  AttachmentSending: { requested: { reach: attachments, by: work, to: 'written' } },
  AttachmentRequest: {
    open: { reach: attachmentRequest, by: 'dismissAttachmentRequest', body: reason, to: 'dismissed' },
  },
  AcknowledgementFile: { received: { reach: acknowledgementFile, by: work, to: 'applied' } },
  Enrollment: {
    requested: { reach: enrolled('requested'), by: 'replaceProvider', body: enrollment('active'), to: 'active' },
    refused: { reach: enrolled('refused'), by: 'replaceProvider', body: enrollment('active'), to: 'active' },
  },
  ConnectionRun: { running: { reach: workedTo('running', connectionRun), by: anHour, to: 'done' } },
  'Claim.payers': { waiting: { reach: withTwoPayers, by: firstPays, to: 'open' } },
  InquiryAnswer: { received: { reach: inquiryAnswer, by: work, to: 'read' } },
  Authorization: {
    draft: { reach: authorization(), by: 'replaceAuthorization', body: replaced('denied'), to: 'denied' },
    requested: { reach: requested, by: 'replaceAuthorization', body: replaced('denied'), to: 'denied' },
    pended: {
      reach: authorization({ status: 'pended' }),
      ...{ by: 'replaceAuthorization', body: replaced('denied'), to: 'denied' },
    },
    refused: {
      reach: authorization({ status: 'refused' }),
      ...{ by: 'replaceAuthorization', body: replaced('draft'), to: 'draft' },
    },
  },
};
