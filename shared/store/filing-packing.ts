import type { FilingDocument } from '../domain/claim/filing-document.ts';
import { present } from '../domain/present.ts';
import { packedForm } from './packed-json.ts';

/**
 * A filing's document as compressed JSON: about a quarter of its size as an item. So a claim of twenty-five lines still
 * fits into one kilobyte, the unit in which writes are charged. A document is written once and rarely read, so it does
 * not need plain attributes.
 */

/** Texts that every filing's document repeats. */
const form = packedForm([
  '"otherCoverages":[{"relationship":"18","conditionCodes":["","supervisingProvider":{"orderingProvider":{"purchasedService":{"description":"',
  '"drug":{"code":"","unit":"ML","emergency":true,"epsdt":true,"cliaNumber":"","referralNumber":"","priorAuthorizationNumber":"",',
  '"relatedCauses":["AA"],"accidentDate":"20","onsetDate":"20","admissionDate":"20","dischargeDate":"20","notes":[{"kind":"ADD","text":"',
  '"dependent":{"name":{"kind":"person","last":"","first":""},"relationship":"19","suffix":"","country":"","line2":"","kind":"ssn"',
  '{"claim":{"kind":"professional","billingProvider":{"name":{"kind":"organization","name":""},"npi":"1","taxonomy":"20000X",',
  '"address":{"line1":"","city":"","state":"","postalCode":""},"taxId":{"kind":"ein","id":""}},',
  '"subscriber":{"name":{"kind":"person","last":"","first":"","middle":""},"payerResponsibility":"P","filingIndicator":"CI",',
  '"idKind":"MI","memberId":"","groupNumber":"","groupName":"","address":{"line1":"","city":"","state":"","postalCode":""},',
  '"demographics":{"birthDate":"19","gender":"F"}},"payer":{"name":{"kind":"organization","name":""},"idKind":"PI","id":""},',
  '"patientControlNumber":"S","chargeCents":0,"placeOfService":"11","frequency":"1","providerSignatureOnFile":true,',
  '"assignment":"A","benefitsAssignment":"Y","releaseOfInformation":"Y",',
  '"diagnoses":[{"codeSet":"icd-10-cm","code":""},{"codeSet":"icd-10-cm","code":""}],',
  '"referringProvider":{"name":{"kind":"person","last":"","first":""},"npi":"1"},',
  '"renderingProvider":{"name":{"kind":"person","last":"","first":""},"npi":"1","taxonomy":"20000X"},',
  '"serviceFacility":{"name":{"kind":"organization","name":""},"npi":"1","address":{"line1":""},"serviceLines":[',
  '{"procedureKind":"HC","procedure":"","modifiers":[],"chargeCents":0,"unit":"UN","quantity":"1","diagnosisPointers":[1],',
  '"serviceFrom":"20","controlNumber":"L1"},{"procedureKind":"HC","procedure":"9","modifiers":["25"],"chargeCents":0,',
  '"unit":"UN","quantity":"1","diagnosisPointers":[1,2],"serviceFrom":"20","controlNumber":"L2"}]},',
  '"submitter":{"id":"","name":{"kind":"organization","name":""},"contacts":[{"name":"","numbers":[{"kind":"TE","value":""}]}]},',
  '"receiver":{"id":"","name":{"kind":"organization","name":""}},"lane":"","claimId":"S","number":1,"serviceFrom":"20",',
  '"assembledAt":"20","firstAssembledAt":"20","assembledFrom":["PATIENT|pat_0","PAYER|pay_0","PROVIDER|prv_0","FACILITY|fac_0"]}',
]);

/** The stored form of anything that holds a claim. */
export const packedClaim = form.pack;
export const unpackedClaim = form.unpack;

/** The stored form of a document. */
export function packedFiling(document: FilingDocument): Uint8Array {
  const assembledFrom = document.assembledFrom.map(recordText);
  return form.pack({ ...document, assembledFrom });
}

type Stored = Omit<FilingDocument, 'assembledFrom'> & { readonly assembledFrom: readonly string[] };

/** Reads the stored form of a document. */
export function unpackedFiling(packed: Uint8Array): FilingDocument {
  const { assembledFrom, ...document } = form.unpack<Stored>(packed);
  return { ...document, assembledFrom: assembledFrom.map(recordOfText) };
}

type Record = FilingDocument['assembledFrom'][number];

/** `PATIENT|pat_…|version|coverage revision|authorisation revision` */
function recordText({ entity, id, version, coverageRevision, authorizationRevision }: Record): string {
  const revisions = [coverageRevision, authorizationRevision];
  const known = revisions.slice(0, revisions.findLastIndex((revision) => revision !== undefined) + 1);
  return [entity, id, version, ...known.map((revision) => revision ?? '')].join('|');
}

function recordOfText(text: string): Record {
  const [entity, id = '', version, ...revisions] = text.split('|');
  const [coverageRevision, authorizationRevision] = revisions.map((each) => (each === '' ? undefined : Number(each)));
  return {
    ...{ entity: entity as Record['entity'], id, version: Number(version) },
    ...present({ coverageRevision, authorizationRevision }),
  };
}
