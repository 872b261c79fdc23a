import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { FilingContent } from '../../../../shared/domain/claim/filing-document.ts';
import { utc } from '../../../../shared/domain/time/time-zone.ts';
import { findingsOf } from '../../../../shared/filing/content.ts';
import { claimForms } from '../../../../shared/x12/837/claim-forms.ts';
import { loopId } from '../../../../shared/x12/837/scrub/loop-ids.ts';
import { placeInFile } from '../../../../shared/x12/837/scrub/place-in-file.ts';
import { findingOfReason, reasonOfFinding, scrubClaim } from '../../../../shared/x12/837/scrub/scrub-claim.ts';
import { writeSubmissionFile } from '../../../../shared/x12/837/submission-file.ts';
import type { LoopRule } from '../../../../shared/x12/loops/loop-rules.ts';
import { filingsOf } from '../../../golden-claims/golden-office.ts';
import { readRows } from '../../../golden-claims/read-rows.ts';
import { times } from '../../../support/effort.ts';

/* A claim with an error is not sent, and its findings say what is wrong and where. */

type Json = Record<string, unknown>;

const sent = readRows().flatMap(({ id, setUp }) => filingsOf(setUp).contents.map((content) => ({ id, content })));
const contentNamed = (wanted: string): FilingContent => {
  const found = sent.find(({ id }) => id === wanted);
  if (found === undefined) throw new Error(`no golden claim ${wanted}`);
  return found.content;
};

/** The same content with another value at one place of its claim; `undefined` removes the value. */
function changed(content: FilingContent, pointer: string, value: unknown): FilingContent {
  const copy = structuredClone(content) as unknown as { claim: Json };
  const parts = pointer.split('/').slice(1);
  const last = parts.pop() ?? '';
  let target: Json = copy.claim;
  for (const part of parts) target = target[part] as Json;
  if (value === undefined && Array.isArray(target)) target.splice(Number(last), 1);
  else if (value === undefined) delete target[last];
  else target[last] = value;
  return copy as unknown as FilingContent;
}

const told = (content: FilingContent): readonly string[] =>
  findingsOf(content).map(({ kind, snip, loop, segment, element }) =>
    [`${snip}`, kind, loop, segment, element].filter((part) => part !== undefined).join(' '),
  );

describe('a claim without errors', () => {
  test('has no findings: none of the golden claims has any', () => {
    expect(sent.length).toBeGreaterThan(35);
    for (const { id, content } of sent) expect(told(content), id).toEqual([]);
  });
});

describe('text that the writer accepts, and the guides’ own tables do not', () => {
  test.each([
    ['/contract', { type: '09', percent: '123456.7' }, '1 element-too-long 2300 CN1 3', '/contract/percent'],
    ['/autoAccidentState', 'OH', '2 element-missing 2300 CLM 11-1', '/relatedCauses'],
    ['/subscriber/asPatient', { pregnant: false }, '2 code-unknown 2000B PAT 9', '/subscriber/asPatient/pregnant'],
  ])('stops a claim from being sent, with its place: %s', (pointer, value, finding, place) => {
    const [found, ...more] = scrubClaim(changed(contentNamed('P01'), pointer, value));
    expect([found?.pointer, more]).toEqual([place, []]);
    expect(told(changed(contentNamed('P01'), pointer, value))).toEqual([finding]);
    expect(findingOfReason(reasonOfFinding(found as NonNullable<typeof found>))).toEqual(found);
  });
});

describe('missing parts of a claim', () => {
  test.each([
    ['P01', '/billingProvider/name', '2 missing 2010AA NM1 3'],
    ['P01', '/billingProvider/npi', '4 provider-number-missing 2010AA NM1 9'],
    ['P01', '/billingProvider/taxId', '2 tax-id-missing 2010AA REF 2'],
    ['P01', '/billingProvider/address/line1', '2 missing 2010AA N3 1'],
    ['P01', '/billingProvider/address/city', '2 missing 2010AA N4 1'],
    ['P01', '/billingProvider/address/state', '5 state-unknown 2010AA N4 2'],
    ['P01', '/billingProvider/address/postalCode', '2 postal-code-not-nine-digits 2010AA N4 3'],
    ['P01', '/subscriber/name', '2 missing 2010BA NM1 3'],
    ['P01', '/subscriber/payerResponsibility', '2 missing 2000B SBR 1'],
    ['P01', '/subscriber/memberId', '4 member-number-missing 2010BA NM1 9'],
    ['P01', '/subscriber/address', '4 patient-address-missing 2010BA N3'],
    ['P01', '/subscriber/demographics', '4 patient-demographics-missing 2010BA DMG'],
    ['P01', '/payer/name', '2 missing 2010BB NM1 3'],
    ['P01', '/payer/id', '2 missing 2010BB NM1 9'],
    ['P03', '/dependent/name', '2 missing 2010CA NM1 3'],
    ['P03', '/dependent/relationship', '2 missing 2000C PAT 1'],
    ['P01', '/patientControlNumber', '2 missing 2300 CLM 1'],
    ['P01', '/chargeCents', '2 missing 2300 CLM 2'],
    ['P01', '/placeOfService', '2 missing 2300 CLM 5-1'],
    ['P01', '/frequency', '2 missing 2300 CLM 5-3'],
    ['P01', '/providerSignatureOnFile', '2 missing 2300 CLM 6'],
    ['P01', '/assignment', '2 missing 2300 CLM 7'],
    ['P01', '/benefitsAssignment', '2 missing 2300 CLM 8'],
    ['P01', '/releaseOfInformation', '2 missing 2300 CLM 9'],
    ['P01', '/serviceLines/0/procedure', '2 missing 2400 SV1 1-2'],
    ['P01', '/serviceLines/0/procedureKind', '2 missing 2400 SV1 1-1'],
    ['P01', '/serviceLines/0/chargeCents', '2 missing 2400 SV1 2'],
    ['P01', '/serviceLines/0/unit', '2 missing 2400 SV1 3'],
    ['P01', '/serviceLines/0/quantity', '2 missing 2400 SV1 4'],
    ['P01', '/serviceLines/0/serviceFrom', '2 service-date-missing 2400 DTP*472 3'],
    ['P06', '/ambulancePickUp', '4 transport-without-place 2310E'],
    ['P06', '/ambulanceTransport', '4 place-without-transport 2310E'],
    ['P06', '/ambulanceTransport/reason', '2 missing 2300 CR1 4'],
    ['P08', '/serviceLines/0/equipment/rentalUnit', '2 missing 2400 SV5 6'],
    ['P08', '/serviceLines/0/equipmentCertification/months', '2 missing 2400 CR3 3'],
    ['P09', '/serviceLines/0/forms/0/form', '2 missing 2440 LQ 2'],
    ['P09', '/serviceLines/0/forms/0/answers/0/question', '2 missing 2440 FRM 1'],
    ['P12', '/serviceLines/0/drug/quantity', '2 drug-quantity-missing 2410 CTP 4'],
    ['P12', '/serviceLines/0/drug/unit', '2 drug-unit-missing 2410 CTP 5-1'],
    ['P12', '/serviceLines/0/drug/code', '2 missing 2410 LIN 3'],
    ['P13', '/serviceLines/0/purchasedServiceProvider', '4 purchase-without-seller 2420B'],
    ['P14', '/referringProvider/npi', '4 provider-number-missing 2310A NM1 9'],
    ['P14', '/serviceLines/0/orderingProvider/npi', '4 provider-number-missing 2420E NM1 9'],
    ['P16', '/accidentDate', '4 accident-date-missing 2300 DTP*439 3'],
    ['P16', '/autoAccidentState', '4 accident-state-missing 2300 CLM 11-4'],
    ['P17', '/admissionDate', '4 inpatient-without-admission 2300 DTP*435 3'],
    ['P18', '/attachments/0/reportType', '2 missing 2300 PWK 1'],
    ['P20', '/contract/type', '2 missing 2300 CN1 1'],
    ['P20', '/repricing/allowedCents', '2 missing 2300 HCP 2'],
    ['P25', '/serviceFacility/address', '2 facility-address-missing 2310C N3'],
    ['P25', '/serviceLines/1/serviceFacility/address', '2 facility-address-missing 2420C N3'],
    ['P29', '/payer/billingProviderIds', '4 provider-number-missing 2010AA NM1 9'],
    ['P37', '/otherCoverages/0/payer', '2 other-payer-missing 2330B NM1 9'],
    ['P37', '/otherCoverages/0/subscriber', '2 other-subscriber-missing 2330A'],
    ['P37', '/otherCoverages/0/benefitsAssignment', '2 other-consent-missing 2320 OI 3'],
    ['P01', '/subscriber/filingIndicator', '4 filing-indicator-missing 2000B SBR 9'],
    ['P01', '/subscriber/address/postalCode', '5 postal-code-malformed 2010BA N4 3'],
    ['P03', '/dependent/address/postalCode', '5 postal-code-malformed 2010CA N4 3'],
    ['P35', '/billingProvider/payTo/address/postalCode', '2 address-incomplete 2010AB N4 3'],
    ['P36', '/payer/address/state', '2 address-incomplete 2010BB N4 2'],
    ['K07', '/otherCoverages/0/subscriber/address/postalCode', '2 address-incomplete 2330A N4 3'],
    // Facilities: 005010X223A2.
    ['I02', '/billingProvider/name', '2 missing 2010AA NM1 3'],
    ['I02', '/billingProvider/npi', '4 provider-number-missing 2010AA NM1 9'],
    ['I02', '/billingProvider/taxId', '2 tax-id-missing 2010AA REF 2'],
    ['I02', '/subscriber/payerResponsibility', '2 missing 2000B SBR 1'],
    ['I02', '/subscriber/filingIndicator', '4 filing-indicator-missing 2000B SBR 9'],
    ['I02', '/subscriber/memberId', '4 member-number-missing 2010BA NM1 9'],
    ['I02', '/subscriber/demographics', '4 patient-demographics-missing 2010BA DMG'],
    ['I02', '/payer/id', '2 missing 2010BB NM1 9'],
    ['I02', '/patientControlNumber', '2 missing 2300 CLM 1'],
    ['I02', '/chargeCents', '2 missing 2300 CLM 2'],
    ['I02', '/facilityType', '2 missing 2300 CLM 5-1'],
    ['I02', '/frequency', '2 missing 2300 CLM 5-3'],
    ['I02', '/assignment', '2 missing 2300 CLM 7'],
    ['I02', '/benefitsAssignment', '2 missing 2300 CLM 8'],
    ['I02', '/releaseOfInformation', '2 missing 2300 CLM 9'],
    ['I02', '/statementFrom', '2 missing 2300 DTP*434 3'],
    ['I02', '/statementTo', '2 statement-period-missing 2300 DTP*434 3'],
    ['I02', '/admissionType', '4 admission-type-missing 2300 CL1 1'],
    ['I02', '/admissionSource', '4 admission-source-missing 2300 CL1 2'],
    ['I02', '/dischargeStatus', '2 discharge-status-missing 2300 CL1 3'],
    ['I02', '/admittingDiagnosis', '4 admitting-diagnosis-missing 2300 HI'],
    ['I02', '/attendingProvider', '4 facility-without-attending 2310A'],
    ['I02', '/attendingProvider/npi', '4 provider-number-missing 2310A NM1 9'],
    ['I02', '/operatingProvider/npi', '4 provider-number-missing 2310B NM1 9'],
    ['I07', '/serviceLines/0/renderingProvider/npi', '4 provider-number-missing 2420C NM1 9'],
    ['I02', '/serviceLines/0/revenueCode', '2 missing 2400 SV2 1'],
    ['I02', '/serviceLines/0/chargeCents', '2 missing 2400 SV2 3'],
    ['I02', '/serviceLines/0/unit', '2 missing 2400 SV2 4'],
    ['I02', '/serviceLines/0/quantity', '2 missing 2400 SV2 5'],
    ['I01', '/serviceLines/0/procedureKind', '2 procedure-kind-missing 2400 SV2 2-1'],
    ['I05', '/serviceLines/0/drug/quantity', '2 drug-quantity-missing 2410 CTP 4'],
    ['I05', '/serviceLines/0/drug/unit', '2 drug-unit-missing 2410 CTP 5-1'],
    ['I11', '/otherCoverages/0/paidCents', '4 paid-amount-missing 2320 AMT*D 2'],
    ['I11', '/serviceLines/0/adjudications/0/adjustments', '3 line-decision-unbalanced 2430'],
    // Dentists: 005010X224A2.
    ['D02', '/billingProvider/npi', '4 provider-number-missing 2010AA NM1 9'],
    ['D02', '/subscriber/filingIndicator', '4 filing-indicator-missing 2000B SBR 9'],
    ['D02', '/subscriber/address/postalCode', '5 postal-code-malformed 2010BA N4 3'],
    ['D02', '/placeOfService', '2 missing 2300 CLM 5-1'],
    ['D02', '/providerSignatureOnFile', '2 missing 2300 CLM 6'],
    ['D02', '/chargeCents', '2 missing 2300 CLM 2'],
    ['D02', '/serviceLines/0/procedure', '2 missing 2400 SV3 1-2'],
    ['D02', '/serviceLines/0/chargeCents', '2 missing 2400 SV3 2'],
    ['D02', '/renderingProvider/npi', '4 provider-number-missing 2310B NM1 9'],
    ['D03', '/assistantSurgeon/npi', '4 provider-number-missing 2310D NM1 9'],
    ['D06', '/accidentDate', '4 accident-date-missing 2300 DTP*439 3'],
    ['D06', '/dependent/relationship', '2 missing 2000C PAT 1'],
    ['D06', '/dependent/address', '4 patient-address-missing 2010CA N3'],
    ['D06', '/subscriber/name', '2 missing 2010BA NM1 3'],
  ])('%s without %s is not sent: %s', (id, pointer, finding) => {
    expect(told(changed(contentNamed(id), pointer, undefined))).toContain(finding);
  });

  test.each([['/diagnoses'], ['/serviceLines'], ['/subscriber'], ['/payer'], ['/billingProvider']])(
    'a claim without %s is not sent',
    (pointer) => {
      const empty = pointer === '/diagnoses' || pointer === '/serviceLines' ? [] : {};
      expect(told(changed(contentNamed('P01'), pointer, empty)).length).toBeGreaterThan(0);
    },
  );
});

describe('a value above its limit', () => {
  test.each([
    ['P01', '/patientControlNumber', 20, '2 control-number-beyond-guide 2300 CLM 1'],
    ['P01', '/billingProvider/name/name', 60, '1 text-too-long 2010AA NM1 3'],
    ['P01', '/billingProvider/address/line1', 55, '1 text-too-long 2010AA N3 1'],
    ['P01', '/billingProvider/address/city', 30, '1 text-too-long 2010AA N4 1'],
    ['P01', '/subscriber/name/last', 60, '1 text-too-long 2010BA NM1 3'],
    ['P01', '/subscriber/name/first', 35, '1 text-too-long 2010BA NM1 4'],
    ['P01', '/subscriber/memberId', 80, '1 text-too-long 2010BA NM1 9'],
    ['P31', '/renderingProvider/name/middle', 25, '1 text-too-long 2310B NM1 5'],
    ['P31', '/renderingProvider/name/suffix', 10, '1 text-too-long 2310B NM1 7'],
    ['P36', '/subscriber/groupNumber', 50, '1 text-too-long 2000B SBR 3'],
    ['P01', '/payer/name/name', 60, '1 text-too-long 2010BB NM1 3'],
    ['P14', '/referralNumber', 50, '1 text-too-long 2300 REF*9F 2'],
    ['P19', '/notes/0/text', 80, '1 text-too-long 2300 NTE 2'],
    ['P19', '/serviceLines/0/notes/1/text', 80, '1 text-too-long 2400 NTE 2'],
    ['P18', '/attachments/0/controlNumber', 80, '1 text-too-long 2300 PWK 6'],
    ['P12', '/serviceLines/1/description', 80, '1 text-too-long 2400 SV1 1-7'],
    ['P12', '/serviceLines/0/drug/prescriptionNumber', 50, '1 text-too-long 2410 REF*XZ 2'],
    ['P09', '/serviceLines/0/forms/0/answers/2/text', 50, '1 text-too-long 2440 FRM 3'],
    ['P32', '/dependent/propertyCasualtyContact/numbers/0/value', 256, '1 text-too-long 2010CA PER*IC 4'],
  ])('%s%s has at most %i characters: %s', (id, pointer, most, finding) => {
    const content = contentNamed(id);
    expect(told(changed(content, pointer, 'X'.repeat(most)))).toEqual([]);
    expect(told(changed(content, pointer, 'X'.repeat(most + 1)))).toEqual([finding]);
  });

  test.each([
    ['*', 'delimiter-in-text'],
    ['~', 'delimiter-in-text'],
    [':', 'delimiter-in-text'],
    ['^', 'delimiter-in-text'],
    ['\n', 'character-not-allowed'],
    ['😀', 'character-not-allowed'],
    ['中', 'character-not-allowed'],
  ])('a name with %j is not sent', (character, kind) => {
    const name = `O${character}BRIEN`;
    expect(told(changed(contentNamed('P01'), '/subscriber/name/last', name))).toEqual([`1 ${kind} 2010BA NM1 3`]);
  });

  test('accents are left out of the file, and the claim is sent', () => {
    expect(told(changed(contentNamed('P01'), '/subscriber/name/last', 'NUÑEZ'))).toEqual([]);
  });

  test.each([
    ['/chargeCents', 10_001, '3 charge-differs-from-lines 2300 CLM 2'],
    ['/diagnoses/0/code', 'J20.9', '2 diagnosis-code-has-point 2300 HI'],
    ['/diagnoses/0/code', '209', '5 diagnosis-malformed 2300 HI'],
    ['/billingProvider/npi', '1234567890', '5 npi-invalid 2010AA NM1 9'],
    ['/billingProvider/taxonomy', '207Q', '5 taxonomy-malformed 2000A PRV*BI 3'],
    ['/subscriber/address/state', 'XX', '5 state-unknown 2010BA N4 2'],
    ['/subscriber/address/postalCode', '4321', '5 postal-code-malformed 2010BA N4 3'],
    ['/subscriber/asPatient', { deathDate: '2026-11-19' }, '4 service-after-death 2400 DTP*472 3'],
    ['/subscriber/demographics/birthDate', '2026-11-21', '4 service-before-birth 2400 DTP*472 3'],
    ['/subscriber/medicareSecondaryType', '12', '4 medicare-secondary-reason-not-wanted 2000B SBR 5'],
    ['/frequency', '7', '4 payer-claim-number-missing 2300 REF*F8 2'],
    ['/placeOfService', '00', '5 place-of-service-unknown 2300 CLM 5-1'],
    ['/serviceLines/0/diagnosisPointers', [2], '2 pointer-unknown 2400 SV1 7-1'],
    ['/serviceLines/0/quantity', '0', '2 quantity-not-positive 2400 SV1 4'],
    ['/serviceLines/0/modifiers', ['2'], '5 modifier-malformed 2400 SV1 1-3'],
    ['/serviceLines/0/procedure', 'X90', '5 procedure-malformed 2400 SV1 1-2'],
    ['/serviceLines/0/serviceFrom', '2026-02-30', '1 date-invalid 2400 DTP*472 3'],
    ['/serviceLines/0/serviceTo', '2026-11-19', '2 date-range-reversed 2400 DTP*472 3'],
  ])('%s of %j is not sent: %s', (pointer, value, finding) => {
    expect(told(changed(contentNamed('P01'), pointer, value))).toContain(finding);
  });

  test.each([
    ['I02', '/admittingDiagnosis/code', '209', '5 diagnosis-malformed 2300 HI'],
    ['I12', '/values', [{ code: '80', value: '4' }], '4 medicare-secondary-reason-missing 2300 HI'],
    ['I01', '/serviceLines/0/procedure', 'X90', '5 procedure-malformed 2400 SV2 2-2'],
    ['I02', '/serviceLines/0/revenueCode', '12', '5 revenue-code-not-four-digits 2400 SV2 1'],
    ['D02', '/serviceLines/0/procedure', '2391', '5 procedure-malformed 2400 SV3 1-2'],
    ['D02', '/serviceLines/0/placeOfService', '00', '5 place-of-service-unknown 2400 SV3 3'],
    ['D06', '/relatedCauses', ['AA'], '4 accident-state-missing 2300 CLM 11-4'],
  ])('%s%s of %j is not sent: %s', (id, pointer, value, finding) => {
    expect(told(changed(contentNamed(id), pointer, value))).toContain(finding);
  });

  test('a claim of nothing but transport by ambulance has no attending provider', () => {
    const transport = changed(contentNamed('I01'), '/attendingProvider', undefined);
    const { serviceLines } = transport.claim;
    const moved = serviceLines.map((line) => ({ ...line, revenueCode: '0540' }));
    expect(told(changed(transport, '/serviceLines', moved))).toEqual([]);
    expect(told(transport)).toEqual(['4 facility-without-attending 2310A']);
  });
});

describe('any claim, whatever it contains', () => {
  /** Every place of a claim that has a value, as pointers. */
  const places = (value: unknown, at = ''): readonly string[] => {
    if (typeof value !== 'object' || value === null) return [at];
    const below = Object.entries(value).flatMap(([name, inner]) => places(inner, `${at}/${name}`));
    return at === '' ? below : [at, ...below];
  };
  /** Two places are left out: the one that states the form, and a list that is empty rather than absent. */
  const unspoilt = new Set(['/kind', '/diagnoses']);
  const spoiled = fc.constantFrom(sent).chain((all) =>
    fc.constantFrom(...all).chain(({ content }) => {
      const pointers = places(content.claim).filter((pointer) => !unspoilt.has(pointer));
      const leaves = new Set(pointers.filter((pointer) => !pointers.some((other) => other.startsWith(`${pointer}/`))));
      const bad = fc.constantFrom<unknown>(undefined, null, Number.NaN, '', 'undefined', 'null', 'NaN', {}, -1, '   ');
      return fc
        .tuple(fc.constantFrom(...pointers), bad)
        .map(([pointer, value]) => [content, pointer, leaves.has(pointer) ? value : undefined] as const);
    }),
  );

  test.prop([spoiled], { numRuns: times(200, 6000) })(
    'no file has the text of a program’s mistake',
    ([content, pointer, value]) => {
      const spoilt = changed(content, pointer, value);
      if (scrubClaim(spoilt).length > 0) return;
      const written = writeSubmissionFile({
        ...{ reference: 'SUBMISSION', createdAt: '2026-11-23T14:05:06.789Z', timeZone: utc },
        ...{ controlNumber: '000000042', usage: 'T', contents: [spoilt] },
      });
      expect(written.ok).toBe(true);
      const elements = written.ok ? written.value.split(/[*:~^]/) : [];
      expect(elements.filter((text) => /^(?:undefined|null|NaN|\[object Object\])$/.test(text.trim()))).toEqual([]);
    },
  );
});

describe('a place in the file', () => {
  test('is found by its number for every loop of every form', () => {
    const named = (rule: LoopRule, isInLine: boolean): readonly (readonly [string, boolean])[] => [
      [rule.name, isInLine],
      ...rule.slots.flatMap((slot) =>
        slot.kind === 'loop' ? named(slot.loop, isInLine || rule.name === 'service line') : [],
      ),
    ];
    for (const [kind, { transactionLoop }] of Object.entries(claimForms)) {
      const loops = named(transactionLoop, false);
      expect(loops.length).toBeGreaterThan(20);
      const unknown = loops.filter(
        ([name, isInLine]) => loopId(kind as keyof typeof claimForms, name, isInLine) === undefined,
      );
      expect(unknown, kind).toEqual([]);
    }
  });

  test('is undefined for what no claim has', () => {
    expect(placeInFile('professional', '/noSuchField/0')).toEqual({ loop: '2300', segment: 'HI' });
  });

  test('is stored with the reason for which a filing is held, and read back from it', () => {
    for (const finding of scrubClaim(changed(contentNamed('P12'), '/serviceLines/0/drug/unit', undefined))) {
      expect(findingOfReason(reasonOfFinding(finding))).toEqual(finding);
    }
    expect(findingOfReason('payer-missing')).toBeUndefined();
    expect(findingOfReason('on-hold')).toBeUndefined();
  });
});
