import { claimAnswers } from '../../support/acknowledgement-files.ts';
import { coder } from '../../support/api-event.ts';
import { firstAnswer, remittanceOf } from '../../support/next-payer-desk.ts';
import { encounterBody } from '../../support/office.ts';
import { otherSystemFile, visit } from '../../support/other-system-files.ts';
import type { WholeOffice } from '../../support/whole-office.ts';
import { anHour, idOf, type Json, type Reach, reason, type Walks, work, workedTo } from './walk.ts';

/* Claims from their charges to their answers, the files that carry them, and what comes back. */

export const claimOf = async (office: WholeOffice, more: object = {}): Promise<string> => {
  const draft = await office.do('createEncounter', '', { ...encounterBody(office.office), ...more }, coder);
  const { state } = await office.do('finalizeEncounter', `/v1/encounters/${draft.id}`, undefined, coder);
  return `/v1/claims/${state.claimIds[0]}`;
};
export const ready: Reach = async (office) => {
  const path = await claimOf(office);
  await office.work();
  return path;
};
export const held: Reach = async (office) => {
  const path = await ready(office);
  await office.do('holdClaim', path, reason);
  return path;
};
export const withdrawn: Reach = async (office) => {
  const path = await ready(office);
  await office.do('withdrawClaim', path, reason);
  return path;
};
export const reassembled: Reach = async (office) => {
  const path = await withdrawn(office);
  await office.do('reassembleClaim', path);
  return path;
};
export const batched: Reach = async (office) => {
  const path = await ready(office);
  await office.do('createSubmissions', '', {});
  return path;
};
export const submitted: Reach = async (office) => {
  const path = await batched(office);
  await office.work();
  return path;
};
export const submissionPath = async (office: WholeOffice): Promise<string> =>
  `/v1/submissions/${(await office.read('/v1/submissions')).items[0].id}`;

/** The receiver answers with this status. */
const answered =
  (status: string, action: 'WQ' | 'U'): Reach =>
  async (office) => {
    const path = await submitted(office);
    const claimId = path.split('/')[3] as string;
    const trace = (await submissionPath(office)).split('/')[3] as string;
    const text = claimAnswers({ trace, claims: [{ claimId, status, action }] }, { from: 'EXCLEAR', to: 'EXSUBMIT' });
    const sha256 = await office.upload('remittance', text, '.835');
    await office.do('importAcknowledgementFile', '', { sha256, name: 'ACK.277' });
    await office.work();
    return path;
  };
export const accepted = answered('A2:20:PR', 'WQ');
export const rejected = answered('A7:562:85', 'U');

let traces = 0;
const receive = async (office: WholeOffice, amount: string, body: string) => {
  traces += 1;
  const text = remittanceOf('first', { amount, trace: `WALK${traces}`, paidOn: '20261120' }, body);
  const sha256 = await office.upload('remittance', text, '.835');
  const { file } = await office.do('importRemittanceFile', '', { sha256 });
  return `/v1/remittance-files/${file.id}`;
};
export const pays = async (office: WholeOffice, { id }: Json) => {
  await receive(office, '99', firstAnswer(id));
  await office.work();
};
const paysTheClaim = async (office: WholeOffice) => pays(office, { id: (await office.read('/v1/claims')).items[0].id });
export const takenBack: Reach = async (office) => {
  const path = await submitted(office);
  const id = idOf(path);
  await pays(office, { id });
  const lines = `SVC*HC:X9003:25*-130*-91**-1\nCAS*CO*45*-20\nCAS*PR*2*-19\nREF*6R*L1
    SVC*HC:J1885*-11*-8**-4\nCAS*PR*1*-3\nREF*6R*L2\nPLB*1234567893*20261231*WO:ICN1*-99`;
  await receive(office, '0', `CLP*${id}*22*-141*-99*-22*12*ICN1*11*1\n${lines}`);
  await office.work();
  return path;
};

/** A dentist asked what a service would come to. */
export const predetermination: Reach = async (office) => {
  const { patientId, billingProviderId, renderingProviderId } = office.office;
  const path = await claimOf(office, {
    ...{ kind: 'dental', patientId, billingProviderId, renderingProviderId, placeOfService: '11' },
    ...{ predetermination: true, diagnoses: [] },
    lines: [{ procedure: 'X9003', units: 1, serviceOn: '2026-11-20', chargeCents: 9000 }],
  });
  await office.work();
  await office.do('createSubmissions', '', {});
  await office.work();
  return path;
};
/** The payer has answered that. */
export const predetermined: Reach = async (office) => {
  const path = await predetermination(office);
  await receive(office, '0', `CLP*${idOf(path)}*25*90*0**12*PRE1*11*1\nSVC*AD:X9003*90*0**1\nCAS*OA*101*90\nREF*6R*L1`);
  await office.work();
  return path;
};

export const encounter = (_path: string, { encounterId }: Json) => `/v1/encounters/${encounterId}`;
export const ofFiling = (reach: Reach) => async (office: WholeOffice) => `${await reach(office)}#/filings/0`;
export const ofPayer = (reach: Reach) => async (office: WholeOffice) => `${await reach(office)}#/payers/0`;
export const submission = (reach: Reach) => async (office: WholeOffice) => {
  await reach(office);
  return submissionPath(office);
};

/** The office’s claims are delivered into a folder for their receiver. */
const partner = {
  name: 'Example Clearinghouse',
  receiverId: 'EXCLEAR',
  envelope: {
    ...{ senderQualifier: 'ZZ', senderId: 'OFFICE', receiverQualifier: 'ZZ', receiverId: 'EXCLEAR' },
    ...{ applicationSender: 'OFFICE', applicationReceiver: 'EXCLEAR' },
  },
  usage: 'production',
  delivery: { kind: 's3-drop', folder: 'claims', fileName: '{control}' },
};
export const delivery: Reach = async (office) => {
  await office.do('createTradingPartner', '', partner);
  await batched(office);
  return `${await submissionPath(office)}/deliveries#/items/0`;
};

export const uncertain: Reach = async (office) => {
  const at = await workedTo('placing', delivery)(office);
  // The receiver took the file before the worker could record its delivery.
  const bucket = office.bucket.objects as Map<string, Uint8Array>;
  for (const key of [...bucket.keys()].filter((each) => each.includes('/outbox/'))) bucket.delete(key);
  await anHour(office);
  return at;
};
const sftp = {
  ...{ kind: 'sftp', host: 'sftp.example.com', user: 'clinic', secretName: 'clearinghouse' },
  hostKeyFingerprints: [`SHA256:${'A'.repeat(43)}`],
};
const connection = { name: 'SFTP', origin: sftp, schedule: { cron: '0 0 1 1 *', timeZone: 'UTC' } };
/** A file for a host that cannot be reached. */
const bySftp: Reach = async (office) => {
  const { id: connectionId } = await office.do('createConnection', '', connection);
  const delivery = { kind: 'sftp', connectionId, directory: '/in', fileName: '{control}' };
  await office.do('createTradingPartner', '', { ...partner, delivery });
  await batched(office);
  return `${await submissionPath(office)}/deliveries#/items/0`;
};
const connectionPath = async (office: WholeOffice): Promise<string> =>
  `/v1/connections/${(await office.read('/v1/connections')).items[0].id}`;
const turn = async (office: WholeOffice, isOn: boolean) =>
  office.do('replaceConnection', await connectionPath(office), { ...connection, isOn });
const heldDelivery: Reach = async (office) => {
  const at = await bySftp(office);
  await turn(office, false);
  await office.work();
  return at;
};
export const failedDelivery: Reach = async (office) => {
  const at = await bySftp(office);
  for (let hours = 0; hours < 48; hours += 1) await anHour(office);
  return at;
};
const stopped = {
  ...{ by: 'stopDelivery', body: reason, to: 'failed' },
  on: (path: string) => path.replace('/deliveries', ''),
};
const confirmed = { by: 'confirmDelivery', on: (path: string) => `${path}/1`, body: reason, to: 'sent' };

const uploaded =
  (area: string, operation: string, text: string, body: object, extension = '') =>
  async (office: WholeOffice) => {
    const sha256 = await office.upload(area, text, extension);
    return office.do(operation, '', { sha256, ...body });
  };
export const intake =
  (text: string, defaults?: object): Reach =>
  async (office) =>
    `/v1/intakes/${(await uploaded('intake', 'createIntake', text, { format: 'json-lines', ...(defaults && { defaults }) })(office)).id}`;
const failure: Reach = async (office) => {
  const path = await intake('{}')(office);
  await office.work();
  return `${path}/failures#/items/0`;
};
const claimIntake: Reach = async (office) => {
  const text = otherSystemFile([{ payerId: 'NOBODY', segments: visit('OTHER-1') }]);
  const taken = await uploaded('claim-intake', 'createClaimIntake', text, { purpose: 'sent' })(office);
  return `/v1/claim-intakes/${taken.id}`;
};
export const waitingClaim: Reach = async (office) => {
  const path = await claimIntake(office);
  await office.work();
  return `${path}/waiting#/items/0`;
};

export const claims: Walks = {
  ClaimState: {
    charged: { reach: reassembled, by: work, to: 'ready' },
    held: [
      { reach: held, by: 'releaseClaim', to: 'ready' },
      { reach: held, by: 'withdrawClaim', body: reason, to: 'withdrawn' },
      { reach: held, by: 'correctEncounter', on: encounter, body: reason, to: 'cancelled' },
    ],
    ready: [
      { reach: ready, by: 'createSubmissions', body: {}, next: work, to: 'submitted' },
      { reach: ready, by: 'holdClaim', body: reason, to: 'held' },
      { reach: ready, by: 'withdrawClaim', body: reason, to: 'withdrawn' },
    ],
    withdrawn: [
      { reach: withdrawn, by: 'reassembleClaim', to: 'charged' },
      { reach: withdrawn, by: 'voidEncounter', on: encounter, body: reason, to: 'cancelled' },
    ],
    batched: { reach: workedTo('batched', batched), by: work, to: 'submitted' },
    submitted: { reach: submitted, by: pays, to: 'adjudicated' },
    accepted: { reach: accepted, by: pays, to: 'adjudicated' },
    rejected: [
      { reach: rejected, by: 'openFiling', body: {}, to: 'charged' },
      { reach: rejected, by: 'voidEncounter', on: encounter, body: reason, to: 'cancelled' },
    ],
    reversed: { reach: takenBack, by: pays, to: 'adjudicated' },
  },
  Filing: {
    preparing: { reach: ofFiling(reassembled), by: work, to: 'ready' },
    held: { reach: ofFiling(held), by: 'releaseClaim', to: 'ready' },
    ready: { reach: ofFiling(ready), by: 'createSubmissions', body: {}, next: work, to: 'submitted' },
    batched: { reach: workedTo('batched', ofFiling(batched)), by: work, to: 'submitted' },
    submitted: { reach: ofFiling(submitted), by: paysTheClaim, to: 'answered' },
    accepted: { reach: ofFiling(accepted), by: paysTheClaim, to: 'answered' },
    rejected: { reach: ofFiling(rejected), by: 'openFiling', body: {}, to: 'rejected' },
    reversed: { reach: ofFiling(takenBack), by: paysTheClaim, to: 'answered' },
  },
  'Claim.payers': { open: { reach: ofPayer(submitted), by: paysTheClaim, to: 'answered' } },
  Submission: {
    gathering: { reach: submission(batched), by: work, to: 'submitted' },
    closed: { reach: workedTo('closed', submission(batched)), by: work, to: 'submitted' },
    sealed: { reach: workedTo('sealed', submission(batched)), by: work, to: 'submitted' },
  },
  Delivery: {
    waiting: [
      { reach: workedTo('waiting', delivery), by: work, to: 'sent' },
      { reach: workedTo('waiting', delivery), ...stopped },
    ],
    sending: { reach: workedTo('sending', delivery), by: anHour, to: 'sent' },
    held: [
      {
        reach: heldDelivery,
        ...{ by: 'replaceConnection', on: (_path, { connectionId }) => `/v1/connections/${connectionId}` },
        ...{ body: { ...connection, isOn: true }, next: anHour, to: 'waiting' },
      },
      { reach: heldDelivery, ...stopped },
    ],
    failed: { reach: failedDelivery, ...confirmed },
    uncertain: { reach: uncertain, ...confirmed },
    placing: { reach: workedTo('placing', delivery), by: anHour, to: 'sent' },
  },
  Intake: { reading: { reach: intake('{}'), by: work, to: 'done' } },
  IntakeFailure: {
    open: { reach: failure, by: 'dismissIntakeFailure', on: (path) => `${path}/1`, body: reason, to: 'dismissed' },
  },
  ClaimIntake: { reading: { reach: claimIntake, by: work, to: 'done' } },
  WaitingClaim: {
    waiting: {
      reach: waitingClaim,
      by: 'dismissWaitingClaim',
      on: (path) => `${path}/1`,
      body: reason,
      to: 'dismissed',
    },
  },
};
