/** A field that a status points to. */
export interface StatusPlace {
  /** A JSON pointer into the claim as it was sent; `-` means every member of a list. */
  readonly pointer: string;
  /** The kind of record in which to correct the field. */
  readonly record: 'encounter' | 'patient' | 'coverage' | 'payer' | 'provider' | 'facility' | 'trading-partner';
}

interface Subject {
  /** A description in our own words. */
  readonly about: string;
  /** Fields of the claim. */
  readonly claim?: readonly string[];
  /** Fields of the party that the status names, relative to its place in the claim. */
  readonly party?: readonly string[];
  readonly record?: StatusPlace['record'];
}

/** Where the parties of a claim are in it, by party code, and in which record to correct them. */
const parties: Readonly<Record<string, Omit<StatusPlace, 'pointer'> & { readonly at: string }>> = {
  '85': { at: '/billingProvider', record: 'provider' },
  '1P': { at: '/billingProvider', record: 'provider' },
  '87': { at: '/billingProvider/payTo', record: 'provider' },
  '82': { at: '/renderingProvider', record: 'provider' },
  DN: { at: '/referringProvider', record: 'provider' },
  P3: { at: '/referringProvider', record: 'provider' },
  DQ: { at: '/supervisingProvider', record: 'provider' },
  DK: { at: '/serviceLines/-/orderingProvider', record: 'provider' },
  '71': { at: '/attendingProvider', record: 'provider' },
  '72': { at: '/operatingProvider', record: 'provider' },
  '77': { at: '/serviceFacility', record: 'facility' },
  IL: { at: '/subscriber', record: 'coverage' },
  QC: { at: '/dependent', record: 'patient' },
  PR: { at: '/payer', record: 'payer' },
  TT: { at: '/otherCoverages/-/payer', record: 'payer' },
  GB: { at: '/otherCoverages/-/subscriber', record: 'coverage' },
};

const lines = '/serviceLines/-';
const days: Subject = { about: 'the dates of service', claim: [`${lines}/serviceFrom`] };
const member: Subject = {
  about: 'the member id, which the payer does not know for this person',
  claim: ['/subscriber/memberId'],
  record: 'coverage',
};
const diagnosis: Subject = { about: 'a diagnosis', claim: ['/diagnoses'] };
const secondary: Subject = { about: 'a further identifier', party: ['secondaryIds'] };

/** The subjects of claim status codes, and the fields they point to. */
const subjects: Readonly<Record<string, Subject>> = {
  '0': { about: 'nothing more than that' },
  '16': { about: 'the claim was passed on' },
  '17': { about: 'the claim was passed on' },
  '19': { about: 'the claim came' },
  '20': { about: 'the claim is accepted for processing' },
  '21': { about: 'something that is missing or wrong; a further status says what' },
  '23': { about: 'the claim goes back' },
  '24': { about: 'the submitter is not approved for electronic claims', record: 'trading-partner', claim: [''] },
  '25': { about: 'a party that is not approved', party: [''] },
  '26': { about: 'a party that is not known', party: [''] },
  '27': { about: 'the policy has ended', claim: ['/subscriber/memberId'], record: 'coverage' },
  '29': member,
  '30': member,
  '31': { about: 'the subscriber’s name does not fit the policy', claim: ['/subscriber/name'], record: 'coverage' },
  '32': member,
  '33': member,
  '35': { about: 'the claim is not known' },
  '54': { about: 'the claim, or a line, is a duplicate of one that was decided', claim: ['/frequency'] },
  '78': { about: 'the claim, or a line, is a duplicate of one that waits', claim: ['/frequency'] },
  '84': { about: 'the service is not authorised', claim: ['/priorAuthorizationNumber'] },
  '85': { about: 'this payer is not the first one', claim: ['/subscriber/payerResponsibility'], record: 'coverage' },
  '88': { about: 'the party was not covered on the dates of service', party: ['memberId'] },
  '90': { about: 'the party has no medical benefits', party: ['memberId'] },
  '91': { about: 'the party was not eligible or not approved on the dates of service', party: [''] },
  '97': member,
  '109': { about: 'the party is not eligible', party: [''] },
  '114': { about: 'another payer should get the claim', claim: ['/payer'], record: 'payer' },
  '116': { about: 'the claim went to the wrong payer', claim: ['/payer/id'], record: 'payer' },
  '117': { about: 'the signature on file', claim: ['/providerSignatureOnFile'] },
  '121': { about: 'there are more lines than the payer takes', claim: ['/serviceLines'] },
  '122': { about: 'something that is missing or wrong; a further status says what' },
  '124': { about: 'name, address, phone and identifier', party: [''] },
  '125': { about: 'the name', party: ['name'] },
  '126': { about: 'the address', party: ['address'] },
  '127': { about: 'the phone number', party: ['contacts'] },
  '128': { about: 'the tax id', party: ['taxId'] },
  '132': secondary,
  '142': secondary,
  '145': { about: 'the specialty (taxonomy code)', party: ['taxonomy'] },
  '148': { about: 'the social security number', party: ['ssn'] },
  '149': { about: 'the employer’s number (tax id)', party: ['taxId'] },
  '153': { about: 'the identifier', party: ['id'] },
  '156': {
    about: 'the patient’s relationship to the subscriber',
    claim: ['/dependent/relationship'],
    record: 'coverage',
  },
  '157': { about: 'the gender', party: ['demographics/gender'] },
  '158': { about: 'the date of birth', party: ['demographics/birthDate'] },
  '163': { about: 'the group or policy number', claim: ['/subscriber/groupNumber'], record: 'coverage' },
  '164': { about: 'the member id', party: ['memberId'] },
  '171': { about: 'the other insurance', claim: ['/otherCoverages'], record: 'coverage' },
  '178': { about: 'the charges', claim: ['/chargeCents'] },
  '187': days,
  '188': days,
  '189': { about: 'the date of admission', claim: ['/admissionDate'] },
  '190': { about: 'the date of discharge', claim: ['/dischargeDate'] },
  '216': { about: 'the drug', claim: [`${lines}/drug`] },
  '217': { about: 'the drug’s name, strength and form', claim: [`${lines}/drug`] },
  '218': { about: 'the drug’s NDC', claim: [`${lines}/drug/code`] },
  '219': { about: 'the prescription’s number', claim: [`${lines}/drug/prescriptionNumber`] },
  '228': { about: 'the type of bill', claim: ['/facilityType', '/frequency'] },
  '230': { about: 'the hour of admission', claim: ['/admissionTime'] },
  '231': { about: 'the type of admission', claim: ['/admissionType'] },
  '232': { about: 'the admitting diagnosis', claim: ['/admittingDiagnosis'] },
  '234': { about: 'the discharge status', claim: ['/dischargeStatus'] },
  '242': { about: 'tooth, surface or quadrant', claim: [`${lines}/teeth`] },
  '244': { about: 'the tooth', claim: [`${lines}/teeth`] },
  '247': { about: 'a service line', claim: ['/serviceLines'] },
  '248': { about: 'the accident', claim: ['/accidentDate', '/relatedCauses'] },
  '249': { about: 'the place of service', claim: ['/placeOfService'] },
  '252': { about: 'the prior authorisation', claim: ['/priorAuthorizationNumber'] },
  '254': { about: 'the principal diagnosis', claim: ['/diagnoses/0'] },
  '255': diagnosis,
  '256': { about: 'the DRG', claim: ['/drg'] },
  '258': { about: 'the days or units of a service', claim: [`${lines}/quantity`] },
  '286': { about: 'what the other payer decided', claim: ['/otherCoverages'], record: 'coverage' },
  '306': { about: 'the description of a service', claim: [`${lines}/description`] },
  '400': { about: 'the amounts do not add up', claim: ['/chargeCents', `${lines}/chargeCents`] },
  '402': { about: 'an amount that must be above zero', claim: ['/chargeCents', `${lines}/chargeCents`] },
  '448': { about: 'things that may not be billed together', claim: ['/serviceLines'] },
  '453': { about: 'a modifier', claim: [`${lines}/modifiers`] },
  '454': { about: 'a procedure code', claim: [`${lines}/procedure`] },
  '455': { about: 'a revenue code', claim: [`${lines}/revenueCode`] },
  '464': { about: 'the payer’s own claim number', claim: ['/payerClaimControlNumber'] },
  '465': { about: 'the principal procedure', claim: ['/procedures'] },
  '471': { about: 'whether it was an emergency', claim: [`${lines}/emergency`] },
  '474': { about: 'the procedure does not fit the patient’s gender', claim: [`${lines}/procedure`] },
  '475': { about: 'the procedure does not fit the patient’s age', claim: [`${lines}/procedure`] },
  '476': { about: 'the units of a service', claim: [`${lines}/quantity`, `${lines}/unit`] },
  '477': { about: 'the pointer from a line to its diagnosis', claim: [`${lines}/diagnosisPointers`] },
  '478': { about: 'the patient control number', claim: ['/patientControlNumber'] },
  '479': { about: 'the other payer’s identifier', claim: ['/otherCoverages/-/payer/id'], record: 'payer' },
  '480': { about: 'the kind of insurance', claim: ['/subscriber/filingIndicator'], record: 'payer' },
  '481': { about: 'the form of the claim or file' },
  '488': diagnosis,
  '489': { about: 'the number of an attachment', claim: ['/attachments'] },
  '496': { about: 'the submitter may not send for this party', record: 'trading-partner', claim: [''] },
  '500': { about: 'the postal code', party: ['address/postalCode'] },
  '501': { about: 'the state', party: ['address/state'] },
  '502': { about: 'the city', party: ['address/city'] },
  '503': { about: 'the street address', party: ['address/line1'] },
  '504': { about: 'the last name', party: ['name/last'] },
  '505': { about: 'the first name', party: ['name/first'] },
  '507': { about: 'a procedure code', claim: [`${lines}/procedure`] },
  '510': { about: 'a date in the future', claim: [`${lines}/serviceFrom`] },
  '511': { about: 'a character that may not be sent' },
  '512': { about: 'a value that is too long for the receiver' },
  '514': { about: 'the middle name', party: ['name/middle'] },
  '535': { about: 'the frequency of the claim: original, replacement or void', claim: ['/frequency'] },
  '560': secondary,
  '562': { about: 'the NPI', party: ['npi'] },
  '583': { about: 'the control number of a line', claim: [`${lines}/controlNumber`] },
  '718': { about: 'the claim came too late' },
  '772': { about: 'a diagnosis that is not coded to its last character', claim: ['/diagnoses'] },
};

/** A status's subject and the fields that it points to. A party that is not in the claim points to none. */
export function statusPlaces(
  code: string,
  entity: string | undefined,
): { readonly about: string | undefined; readonly places: readonly StatusPlace[] } {
  const subject = subjects[code];
  if (subject === undefined) return { about: undefined, places: [] };
  const { about, claim = [], party, record = 'encounter' } = subject;
  const whose = entity === undefined ? undefined : parties[entity];
  if (party === undefined || whose === undefined) {
    return { about, places: claim.map((pointer) => ({ pointer, record })) };
  }
  const places = party.map((field) => ({
    pointer: field === '' ? whose.at : `${whose.at}/${field}`,
    record: whose.record,
  }));
  return { about, places };
}

/** What the encounter states about a claim itself. */
const ofEncounter =
  /^\/(?:serviceLines|diagnoses|placeOfService|facilityType|statementFrom|statementTo|admission\w+|dischargeStatus|accidentDate)(?:\/|$)/;

/** The kind of record in which to correct a field of a sent claim; undefined where none is known. */
export function recordOfField(pointer: string): StatusPlace['record'] | undefined {
  const field = pointer.replace(/\/\d+(?=\/|$)/g, '/-');
  // A line names a party only if it differs from the claim's.
  const places = [field, field.replace(/^\/serviceLines\/-/, '')];
  const whose = Object.values(parties).find(({ at }) =>
    places.some((place) => place === at || place.startsWith(`${at}/`)),
  );
  if (whose !== undefined) return whose.record;
  return ofEncounter.test(field) && !field.includes('/adjudications/') ? 'encounter' : undefined;
}
