import { functionalAnswer } from '../../support/acknowledgement-files.ts';
import { coder } from '../../support/api-event.ts';
import { encounterBody, payerBody } from '../../support/office.ts';
import type { WholeOffice } from '../../support/whole-office.ts';
import {
  accepted,
  batched,
  delivery,
  encounter,
  failedDelivery,
  held,
  intake,
  ofFiling,
  ofPayer,
  pays,
  predetermination,
  predetermined,
  ready,
  reassembled,
  rejected,
  submission,
  submissionPath,
  submitted,
  takenBack,
  uncertain,
  waitingClaim,
  withdrawn,
} from './claims.ts';
import { firstPays, withTwoPayers } from './inquiries.ts';
import { idOf, type Json, make, type Reach, reason, type Walk, type Walks, work, workedTo } from './walk.ts';

/* Claims, filings and their files: the other operations that the table names. */

const ofSubmission = (_path: string, _thing: Json, office: WholeOffice) => submissionPath(office);
const adjudicated: Reach = async (office) => {
  const path = await submitted(office);
  await pays(office, { id: idOf(path) });
  return path;
};
/** A 999 rejects the whole file. */
const refusedFile: Reach = async (office) => {
  const path = await submitted(office);
  const { controlNumber } = await office.read(await submissionPath(office));
  const text = functionalAnswer(String(Number(controlNumber)), 'R', [], { from: 'EXCLEAR', to: 'EXSUBMIT' });
  const sha256 = await office.upload('remittance', text, '.835');
  await office.do('importAcknowledgementFile', '', { sha256, name: 'ACK.999' });
  await office.work();
  return path;
};
const onPaper =
  (claim: (id: string) => object, paymentCents = 99_00) =>
  async (_thing: Json, office: WholeOffice) => {
    const { id } = (await office.read('/v1/claims')).items[0];
    const { billingProviderId, payerId } = office.office;
    return {
      ...{
        channel: 'paper',
        billingProviderId,
        payerId,
        method: 'check',
        traceNumber: '4711',
        paymentDate: '2026-11-20',
      },
      ...{ paymentCents, claims: [claim(id)] },
    };
  };
export const answerOnPaper = onPaper((controlNumber) => ({
  ...{ controlNumber, status: '1', payerClaimNumber: 'ICN1', patient: { lastName: 'Canaryname', firstName: 'Testa' } },
  ...{ chargeCents: 141_00, paidCents: 99_00, patientResponsibilityCents: 22_00 },
  lines: [
    {
      ...{ procedure: { code: 'X9003', modifiers: ['25'] }, chargeCents: 130_00, paidCents: 91_00 },
      adjustments: [
        { group: 'CO', carc: '45', cents: 20_00 },
        { group: 'PR', carc: '2', cents: 19_00 },
      ],
    },
    {
      ...{ procedure: { code: 'J1885' }, chargeCents: 11_00, paidCents: 8_00 },
      adjustments: [{ group: 'PR', carc: '1', cents: 3_00 }],
    },
  ],
}));
const predeterminedOnPaper = onPaper(
  (controlNumber) => ({
    ...{ controlNumber, status: '25', patient: { lastName: 'Canaryname', firstName: 'Testa' } },
    ...{ chargeCents: 90_00, paidCents: 0 },
    lines: [
      {
        ...{ procedure: { qualifier: 'AD', code: 'X9003' }, chargeCents: 90_00, paidCents: 0 },
        adjustments: [{ group: 'OA', carc: '101', cents: 90_00 }],
      },
    ],
  }),
  0,
);
const channel: Reach = async (office) => {
  await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', { via: { kind: 'file', everyMinutes: 15 } });
  return '';
};
const asked =
  (reach: Reach): Reach =>
  async (office) => {
    await channel(office);
    return reach(office);
  };
const paperBatch = (_thing: Json, office: WholeOffice) => ({ payerId: office.office.payerId, stock: 'grid' });
const onPaperPayer =
  (reach: Reach): Reach =>
  async (office) => {
    const path = `/v1/payers/${office.office.payerId}`;
    const { id, version, ...payer } = await office.read(path);
    await office.do('replacePayer', path, { ...payer, filesOn: 'paper' });
    return reach(office);
  };
export const entryOfAnswer = async (path: string, _thing: Json, office: WholeOffice) => {
  const { items } = await office.read(`/v1/ledger-entries?claimId=${idOf(path)}`);
  return `/v1/ledger-entries/${items.find(({ kind }: Json) => kind === 'remittance-claim').id}`;
};
const original = { share: 0, frequency: 'original' };
const replacement = { share: 0, frequency: 'replacement' };
const passedOver = { to: 'patient', ...reason };
const selfPaid: Reach = async (office) => `/v1/claims/${await office.selfPaid()}`;
/** Two drafts of one patient; the second one is merged into the first. */
const second: Reach = async (office) => {
  await make('createEncounter', { ...encounterBody(office.office), externalId: 'FIRST' })(office);
  const [line] = encounterBody(office.office).lines;
  const lines = [{ ...line, serviceOn: '2026-11-21' }];
  return make('createEncounter', { ...encounterBody(office.office), lines })(office);
};
const firstDraft = async (_path: string, _thing: Json, office: WholeOffice) =>
  `/v1/encounters/${(await office.do('searchEncounters', '', { externalId: 'FIRST' })).items[0].id}`;
const visit = (more: object = {}) => {
  const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20', chargeCents: 125_00 };
  return JSON.stringify({ externalId: 'V1', patientExternalId: 'MRN1', diagnoses: ['J20.9'], lines: [line], ...more });
};
const sent = (text: string) => async (office: WholeOffice) => {
  const { billingProviderId } = office.office;
  const path = await intake(text, { billingProviderId, placeOfService: '11' })(office);
  await office.work();
  return `${path}/failures#/items/0`;
};
const unknownPatient = sent(visit());
const patientEntered = async (_failure: Json, office: WholeOffice) => {
  await office.register({ externalId: 'MRN1' });
  return undefined;
};
/** A record whose encounter is final is sent again with other diagnoses. */
const sentAgain: Reach = async (office) => {
  await office.register({ externalId: 'MRN1' });
  await sent(visit())(office);
  const { items } = await office.do('searchEncounters', '', { externalId: 'V1' });
  const path = `/v1/encounters/${items[0].id}`;
  const { id, version, state, createdAt, ...coded } = await office.read(path);
  const { renderingProviderId, facilityId } = office.office;
  await office.do('replaceEncounter', path, { ...coded, renderingProviderId, facilityId, selfPay: true }, coder);
  await office.do('finalizeEncounter', path, undefined, coder);
  return sent(visit({ diagnoses: ['I10'] }))(office);
};
const secondPayerDue: Reach = async (office) => {
  const at = await withTwoPayers(office);
  await firstPays(office);
  return at;
};
/**
 * The filing is held, because the coverage had ended when it was assembled again; the coverage has been corrected
 * since.
 */
const heldForCoverage: Reach = async (office) => {
  const path = await ready(office);
  const { patientId, coverageId } = office.office;
  const at = `/v1/patients/${patientId}/coverages/${coverageId}`;
  const { id, version, patientId: _patient, ...coverage } = await office.read(at);
  await office.do('replaceCoverage', at, { ...coverage, activeTo: '2026-01-31' });
  await office.do('reassembleClaim', path);
  await office.work();
  await office.do('replaceCoverage', at, coverage);
  return path;
};
/** The payer is set up meanwhile. */
const payerSetUp = async (_claim: Json, office: WholeOffice) => {
  await office.do('createPayer', '', {
    ...payerBody,
    name: 'NOBODY',
    claimPayerId: 'NOBODY',
    remittanceIdentities: [],
  });
};
const viaPartner: Reach = async (office) => {
  await delivery(office);
  await office.work();
  return `/v1/claims/${(await office.read('/v1/claims')).items[0].id}`;
};
const first = (path: string) => `${path}/1`;
export const walk = (reach: Reach, by: string, to: string, more: Partial<Walk> = {}): Walk => ({
  reach,
  by,
  to,
  ...more,
});
const told = { body: reason };
const onEncounter = { on: encounter, body: reason };
const onSubmission = { on: ofSubmission };

export const moreClaims: Walks = {
  Encounter: {
    draft: walk(second, 'mergeEncounters', 'void', { on: firstDraft, body: ({ id }) => ({ encounterIds: [id] }) }),
  },
  ClaimState: {
    charged: walk(reassembled, 'reassembleClaim', 'ready', { next: work }),
    'self-pay': [
      walk(selfPaid, 'correctEncounter', 'cancelled', onEncounter),
      walk(selfPaid, 'voidEncounter', 'cancelled', onEncounter),
    ],
    held: [
      walk(heldForCoverage, 'reassembleClaim', 'ready', { next: work }),
      walk(held, 'voidEncounter', 'cancelled', onEncounter),
    ],
    ready: [
      walk(onPaperPayer(ready), 'createPaperBatch', 'submitted', { body: paperBatch }),
      walk(ready, 'reassembleClaim', 'ready', { next: work }),
    ],
    withdrawn: walk(withdrawn, 'correctEncounter', 'cancelled', onEncounter),
    batched: walk(workedTo('batched', batched), 'resumeSubmission', 'submitted', { ...onSubmission, next: work }),
    submitted: [
      walk(submitted, 'createPaperRemittance', 'adjudicated', { body: answerOnPaper, next: work }),
      walk(predetermination, 'createPaperRemittance', 'predetermined', { body: predeterminedOnPaper, next: work }),
      walk(asked(submitted), 'createStatusInquiry', 'submitted'),
      walk(viaPartner, 'resendSubmission', 'submitted', { ...onSubmission, ...told }),
      walk(submitted, 'openFiling', 'ready', { body: original, next: work }),
    ],
    accepted: [
      walk(accepted, 'createPaperRemittance', 'adjudicated', { body: answerOnPaper, next: work }),
      walk(asked(accepted), 'createStatusInquiry', 'accepted'),
      walk(accepted, 'openFiling', 'ready', { body: original, next: work }),
    ],
    rejected: [
      walk(rejected, 'correctEncounter', 'cancelled', onEncounter),
      walk(refusedFile, 'fileSubmissionAgain', 'ready', { ...onSubmission, next: work }),
    ],
    adjudicated: [
      walk(adjudicated, 'openFiling', 'ready', { body: replacement, next: work }),
      walk(adjudicated, 'unpostLedgerEntry', 'reversed', { on: entryOfAnswer, ...told }),
    ],
    predetermined: walk(predetermined, 'billPredetermination', 'predetermined', {
      on: encounter,
      body: { serviceOn: '2026-11-23' },
    }),
    reversed: [
      walk(takenBack, 'createPaperRemittance', 'adjudicated', { body: answerOnPaper, next: work }),
      walk(takenBack, 'openFiling', 'ready', { body: replacement, next: work }),
    ],
  },
  Filing: {
    preparing: walk(ofFiling(reassembled), 'reassembleClaim', 'ready', { next: work }),
    held: [
      walk(ofFiling(heldForCoverage), 'reassembleClaim', 'ready', { next: work }),
      walk(ofFiling(held), 'withdrawClaim', 'withdrawn', told),
      walk(ofFiling(held), 'correctEncounter', 'cancelled', {
        body: reason,
        on: async (path, _filing, office) => `/v1/encounters/${(await office.read(path)).encounterId}`,
      }),
    ],
    ready: [
      walk(onPaperPayer(ofFiling(ready)), 'createPaperBatch', 'submitted', { body: paperBatch }),
      walk(ofFiling(ready), 'holdClaim', 'held', told),
      walk(ofFiling(ready), 'withdrawClaim', 'withdrawn', told),
    ],
    batched: walk(workedTo('batched', ofFiling(batched)), 'resumeSubmission', 'submitted', {
      ...onSubmission,
      next: work,
    }),
    submitted: [
      walk(ofFiling(viaPartner), 'resendSubmission', 'submitted', { ...onSubmission, ...told }),
      // Another filing takes its place; this one keeps its state.
      walk(ofFiling(submitted), 'openFiling', 'submitted', { body: replacement }),
    ],
    accepted: walk(ofFiling(accepted), 'openFiling', 'accepted', { body: replacement }),
    rejected: [
      walk(ofFiling(refusedFile), 'fileSubmissionAgain', 'rejected', { ...onSubmission, next: work }),
      walk(ofFiling(rejected), 'correctEncounter', 'cancelled', {
        body: reason,
        on: async (path, _filing, office) => `/v1/encounters/${(await office.read(path)).encounterId}`,
      }),
    ],
    reversed: walk(ofFiling(takenBack), 'openFiling', 'reversed', { body: replacement }),
    withdrawn: walk(ofFiling(withdrawn), 'reassembleClaim', 'ready', { next: work }),
  },
  'Claim.payers': {
    open: [
      walk(ofPayer(submitted), 'openFiling', 'open', { body: replacement }),
      walk(secondPayerDue, 'passOverPayer', 'answered', { body: passedOver }),
    ],
  },
  WaitingClaim: { waiting: walk(waitingClaim, 'retryClaimIntake', 'taken', { body: payerSetUp, next: work }) },
  IntakeFailure: {
    open: [
      walk(unknownPatient, 'retryIntakeFailure', 'taken', { on: first, body: patientEntered, next: work }),
      walk(sentAgain, 'takeIntakeFailure', 'taken', { on: first, ...told, next: work }),
    ],
  },
  Submission: {
    gathering: walk(submission(batched), 'resumeSubmission', 'submitted', { next: work }),
    closed: walk(workedTo('closed', submission(batched)), 'resumeSubmission', 'submitted', { next: work }),
    sealed: walk(workedTo('sealed', submission(batched)), 'resumeSubmission', 'submitted', { next: work }),
    submitted: [
      walk(submission(viaPartner), 'resendSubmission', 'submitted', told),
      walk(submission(refusedFile), 'fileSubmissionAgain', 'submitted', { next: work }),
    ],
  },
  Delivery: {
    sent: walk(
      async (office) => {
        const at = await delivery(office);
        await office.work();
        return at;
      },
      'resendSubmission',
      'sent',
      told,
    ),
    // The file is sent in another delivery; this one keeps its state.
    failed: walk(failedDelivery, 'resendSubmission', 'failed', told),
    uncertain: walk(uncertain, 'resendSubmission', 'uncertain', told),
  },
};
