import { type NamedRoute, request } from '../support/api-request.ts';
import type { AskedHost } from './asked-host.ts';
import { authorizationOf } from './asked-office.ts';
import { questionAbout, visitWorksheet } from './coded-office.ts';
import { itemsOf } from './full-office.ts';

type Ids = Readonly<Record<string, string>>;

/** What a body of these routes has besides the reason. */
const decisions: Readonly<Record<string, (ids: Ids) => object>> = {
  moveLedgerEntry: ({ claimId }) => ({ claimId }),
  matchException: ({ claimId }) => ({ claimId }),
  moveException: () => ({ to: 'patient' }),
  applyException: ({ claimId }) => ({ claimId }),
  bookException: () => ({ account: 'refunds-payable' }),
  offsetException: () => ({ with: ['exc_00000000000000000000000000'] }),
  overrideFinding: () => ({ editId: 'modifiers-conflict', pointer: '/lines/0' }),
  answerDenial: () => ({ by: 'appeal' }),
  decidePaymentVariance: () => ({ do: 'accept' }),
  decidePaymentDispute: () => ({ result: 'lost', noticeOn: '2026-11-20' }),
  decideAppeal: () => ({ result: 'refused', noticeOn: '2026-11-20' }),
  recordAppealSending: () => ({ via: 'mail' }),
  stepFederalDispute: () => ({ do: 'payer-answered', on: '2026-11-20' }),
  moveDenial: () => ({ to: 'patient' }),
  passOverPayer: () => ({ to: 'patient' }),
  holdAccount: () => ({ kind: 'dispute' }),
  returnCase: () => ({ as: 'uncollectible' }),
  payAgencyFees: ({ legalEntityId }) => ({ entityId: legalEntityId, cents: 100, checkNumber: '2001' }),
  matchRemitLine: ({ collectionCaseId }) => ({ caseId: collectionCaseId }),
  bearRemitLine: ({ collectionCaseId }) => ({ caseId: collectionCaseId }),
  moveToClient: ({ claimId }) => ({ claimId }),
  recordInvestigation: () => ({ from: '2026-11-20' }),
  reversePatientPayment: () => ({ as: 'voided' }),
  transferPatientPayment: ({ accountId }) => ({ accountId }),
  bearDispute: () => ({ disputeId: 'du_other' }),
  endEstimateDispute: () => ({ as: 'withdrawn', on: '2026-11-20' }),
  endPaymentPlan: () => ({ as: 'cancelled' }),
  correctClaim: () => ({ claim: {} }),
  nameAcknowledgedFiling: () => ({ filing: 1 }),
  acknowledgeRefund: ({ remittanceId }) => ({ remittanceId }),
  noteRefundOwner: () => ({ did: 'told' }),
};

const connection = {
  name: 'another office’s',
  origin: { kind: 's3-drop', folder: 'partner' },
  schedule: { cron: '0 0 1 1 *', timeZone: 'UTC' },
};

/** A body that the route would accept, made from what the owner sees at the thing's path. */
export async function bodyOfRoute(
  route: NamedRoute,
  host: AskedHost,
  { ids, path }: { readonly ids: Ids; readonly path: string },
): Promise<unknown> {
  if (route.name === 'postRemittance') return { planHash: '0'.repeat(43) };
  if (route.body === undefined) return undefined;
  const decision = decisions[route.name];
  const reason = 'a decision of another office';
  if (decision !== undefined) return { reason, ...decision(ids) };
  // Some routes need only a reason, or nothing.
  for (const body of [{ reason }, {}]) if (route.body.safeParse(body).success) return body;
  if (route.name === 'describeEstate') return { estate: {} };
  if (route.name === 'noteCorrespondence') return { text: 'a note of another office' };
  if (route.name === 'changeTask') return { do: 'take' };
  if (route.name === 'postMessage') return { text: 'a word of another office', mentions: [] };
  if (route.name === 'readThread') return { through: 1 };
  if (route.name === 'fileReceivedDocument') {
    return { about: { claimId: ids.claimId }, with: { kind: 'guarantor' }, summary: 'a letter' };
  }
  if (route.name === 'changeSending') return { do: 'sent' };
  if (route.name === 'amendAssistanceApplication') {
    return { household: { size: 2, incomeCents: 20_000_00 }, documents: [] };
  }
  if (route.name === 'payCase') return { paymentId: ids.paymentId };
  if (route.name === 'putPlanCard') return { cardId: ids.cardOnFileId, consent: { on: '2026-11-20', form: 'signed' } };
  if (route.name === 'remitRefund') return { checkNumber: '7001' };
  if (route.name === 'disputeEstimate') return { reference: 'D-1', noticeOn: '2026-11-20' };
  if (route.name === 'deliverEstimate') return { how: 'mail', language: 'en', on: '2026-11-20' };
  if (route.name === 'openFiling') return { share: 0 };
  if (route.name.endsWith('eAuthorization')) return authorizationOf(ids.coverageId, ids.providerId);
  if (route.name === 'billPredetermination') return { serviceOn: '2026-11-23' };
  if (route.name === 'mergeEncounters') return { encounterIds: [ids.encounterId] };
  if (route.name === 'enterPriorAnswer') return { share: 0, reason };
  if (route.name === 'moveToAccount') return { patientId: ids.patientId };
  if (route.name === 'chargeAccount') {
    const items = [{ description: 'Drug screen', quantity: 1, unitCents: 4550 }];
    return { billingProviderId: ids.providerId, serviceOn: '2026-01-02', items };
  }
  if (route.name === 'recordMailing') return { on: '2026-11-20', by: 'fax' };
  if (route.name === 'previewDunningLetter') return { language: 'en' };
  if (route.name === 'recordReturnedStatement') return { on: '2026-11-20' };
  if (route.name === 'changeAuditCase') return { do: 'review' };
  if (route.name === 'decideConditionGap') return { do: 'dismiss', reason };
  if (route.name === 'matchDeposit') return { remittanceIds: [ids.remittanceId] };
  if (route.name === 'replaceConnection') return connection;
  if (route.name === 'replaceCardConnection') {
    const entityId = 'ent_00000000000000000000000000';
    return { name: 'Cards', entityId, processor: 'stripe', mode: 'test', secretName: 'stripe' };
  }
  if (route.name === 'useFavorite') return { kind: 'procedure', code: 'X9003' };
  if (route.name.endsWith('Evaluation')) return visitWorksheet;
  if (route.name === 'changeCodingWork') return { do: 'take' };
  if (route.name === 'decideCodingReview') return { outcome: 'agreed', encounterVersion: 1 };
  if (route.name === 'raisePhysicianQuery') return questionAbout(String(ids.noteId));
  if (route.name === 'answerPhysicianQuery') return { kind: 'text', text: 'an answer of another office' };
  if (route.name === 'addDocumentation') return { kind: 'visit-note', text: 'a note of another office' };
  if (route.name === 'amendDocumentation') return { text: 'an amendment of another office' };
  const file = { mediaType: 'text/plain', sha256: '0'.repeat(64) };
  if (route.name === 'createDocumentUpload') return { ...file, sizeBytes: 10 };
  if (route.name === 'attachDocument') return file;
  if (route.name.endsWith('ContractRates')) return { mode: 'merge', csv: 'rate,amount\nfee,1.00\n' };
  if (route.name.endsWith('Fees')) return { mode: 'merge', csv: 'procedure,price\nX9003,1.00\n' };
  const coverage = (await itemsOf(host, `/v1/patients/${ids.patientId}/coverages`))[0];
  const isCoverage = route.name.endsWith('Coverage');
  const own = isCoverage ? coverage : (await request(host.url, host.tokens.manager, 'GET', path)).body;
  const { id: _, version: __, patientId, createdAt: ___, state: ____, ...rest } = own as Record<string, unknown>;
  const { entityId: _____, billingProviderIds: ______, ...body } = rest;
  return /(?:Encounter|Estimate)$/.test(route.name) ? { ...body, patientId } : body;
}
