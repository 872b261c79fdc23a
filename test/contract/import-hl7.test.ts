import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intakeDesk } from '../support/intake-desk.ts';
import { coverageBody, patientBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof intakeDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await intakeDesk(store);
});
afterEach(() => store.stop());

interface Failed {
  readonly errors: readonly { readonly pointer: string; readonly source: string; readonly detail: string }[];
}
const faultsOf = async (intakeId: string) =>
  (await desk.failures(intakeId)).map(({ errors }: Failed) =>
    errors.map(({ pointer, source }) => `${source} ${pointer}`),
  );

describe('HL7 DFT^P03', () => {
  const message = (id: string, more: readonly string[] = []) =>
    [
      `MSH|^~\\&|PRACTICE|CLINIC|SUPERBILL|OFFICE|20261120120000||DFT^P03|${id}|P|2.5.1`,
      'PID|1||MRN1^^^CLINIC^MR||SAMPLE^SAM',
      'PV1|1|O|||||1003000126^DOCTOR|1003000126^DOCTOR',
      'FT1|1|||20261120|20261120|CG|X9003||||125.00||||||||J20.9~I10|1003000126^DOCTOR|||||X9003|25',
      'FT1|2|||20261120|20261120|CG|J1885|||4||||||||||1003000126^DOCTOR|||||J1885',
      'DG1|1|I10|J20.9^Bronchitis^I10',
      ...more,
    ].join('\r');
  const hl7 = { format: 'hl7' };

  it('becomes encounters with the charges, diagnoses and providers of each message, once', async () => {
    const file = `FHS|^~\\&\r${message('M1')}\r${message('M2')}\r`;
    expect(await desk.send(file, hl7)).toMatchObject({ state: 'done', records: 2, taken: 2, open: 0 });
    expect(await desk.encounter('M1')).toMatchObject({
      patientId: desk.patientId,
      referringProviderId: desk.office.renderingProviderId,
      diagnoses: ['J209', 'I10'],
      lines: [
        {
          procedure: 'X9003',
          modifiers: ['25'],
          serviceOn: '2026-11-20',
          chargeCents: 12_500,
          diagnosisPointers: [1, 2],
          renderingProviderId: desk.office.renderingProviderId,
        },
        { procedure: 'J1885', diagnosisPointers: [1, 2] },
      ],
    });
    expect(await desk.send(`${message('M1')}\r\n`, hl7)).toMatchObject({ records: 1, taken: 0, known: 1 });
  });

  it('names segment and field of what is wrong: another message, a credit, an unknown provider', async () => {
    const credit = 'FT1|3|||20261120||CR|X9003|||1';
    const file = [
      message('M1').replace('DFT^P03', 'ADT^A08'),
      message('M2', [credit]),
      message('M3').replace('J1885|||4||||||||||1003000126', 'J1885|||4||||||||||1999999984'),
    ].join('\r');
    const intake = await desk.send(file, hl7);
    expect(intake).toMatchObject({ records: 3, taken: 0, open: 3 });
    const failed = await desk.failures(intake.id);
    expect(failed.map(({ errors }: { errors: { source: string }[] }) => errors.map(({ source }) => source))).toEqual([
      ['MSH-9'],
      ['FT1[3]-6'],
      ['FT1[2]-20'],
    ]);
  });

  it('finds the patient by medical record number (the one marked as such), or by the office’s own id', async () => {
    const patient = { ...patientBody, externalId: 'OWN9', medicalRecordNumber: 'MR-9' };
    const { id } = (await desk.practice.call('POST', '/v1/patients', patient)).body;
    const pid = (id: string, ids: string) => message(id).replace('MRN1^^^CLINIC^MR', ids);
    const file = [pid('M1', '777^^^HOSPITAL^PI~MR-9^^^CLINIC^MR'), pid('M2', 'OWN9'), pid('M3', 'MR-9')].join('\r');
    expect(await desk.send(file, hl7)).toMatchObject({ taken: 3, open: 0 });
    const found = await Promise.all(['M1', 'M2', 'M3'].map(desk.encounter));
    expect(found.map(({ patientId }) => patientId)).toEqual([id, id, id]);
  });

  it('finds nobody if two patients have a number, one as record number and one as own id', async () => {
    await desk.practice.call('POST', '/v1/patients', { ...patientBody, medicalRecordNumber: 'MRN1' });
    const intake = await desk.send(message('M1'), hl7);
    expect(await faultsOf(intake.id)).toEqual([['PID-3 /patientNumber']]);
  });

  it('bills the insurances that it names (IN1), which the patient must have', async () => {
    const path = `/v1/patients/${desk.patientId}/coverages`;
    const add = async (more: object) =>
      (await desk.practice.call('POST', path, { ...coverageBody, payerId: desk.office.payerId, ...more })).body.id;
    const { claimPayerId } = (await desk.practice.call('GET', `/v1/payers/${desk.office.payerId}`)).body;
    await add({ memberId: 'OLD-1', activeTo: '2025-12-31' });
    const second = await add({ order: 2, memberId: 'MEM-42', activeFrom: '2026-01-01' });
    const insurance = (payer: string, member: string) =>
      `IN1|1|PLAN|${payer}|SYNTHETIC PAYER${'|'.repeat(32)}${member}`;
    const file = [
      message('M1', [insurance(claimPayerId.toLowerCase(), 'mem42')]),
      message('M2', [insurance(claimPayerId, 'MEM-43')]),
      message('M3', [insurance('ELSEWHERE', 'MEM-42')]),
    ].join('\r');
    const intake = await desk.send(file, hl7);
    expect(intake).toMatchObject({ taken: 1, open: 2 });
    expect((await desk.encounter('M1')).coverageIds).toEqual([second]);
    expect(await faultsOf(intake.id)).toEqual([['IN1[1]-36 /coverageIds/0'], ['IN1[1]-3 /coverageIds/0']]);
    await add({ order: 3, memberId: 'MEM-43' });
    await desk.call('POST', `/v1/intakes/${intake.id}/retry`);
    await desk.workOff();
    expect((await desk.call('GET', `/v1/intakes/${intake.id}`)).body).toMatchObject({ taken: 2, open: 1 });
  });

  it('keeps the procedures (PR1) as documentation, and does not bill them', async () => {
    const procedure = 'PR1|1||X0001^SYNTHETIC REPAIR \\T\\ CLOSURE^L||202611201030||||||1003000126^DOCTOR';
    expect(await desk.send(message('M1', [procedure]), hl7)).toMatchObject({ taken: 1 });
    const { id, lines } = await desk.encounter('M1');
    const notes = (await desk.practice.call('GET', `/v1/encounters/${id}/documentation`)).body.items;
    const text = 'X0001 SYNTHETIC REPAIR & CLOSURE';
    expect(notes).toMatchObject([
      {
        kind: 'procedures',
        text: `2026-11-20 ${text}`,
        procedures: [{ text, performedOn: '2026-11-20', providerId: desk.office.renderingProviderId }],
      },
    ]);
    expect(lines).toHaveLength(2);
  });

  it('takes over days, charge per unit, drug, ordering provider, and attending provider if a charge names nobody', async () => {
    const charge =
      'FT1|1|||20261118^20261120|20261120|CG|X9003|||3||10.50|||||||||1003000126^ORDERS^^^^^^^^^^^NPI||||X9003||||00003-0494-20';
    const visit = [
      'MSH|^~\\&|PRACTICE|CLINIC|SUPERBILL|OFFICE|20261120120000||DFT^P03|M1|P|2.5.1',
      'PID|1||MRN1^^^CLINIC^MR',
      `PV1|1|I|||||55^LOCAL~1003000126^DOCTOR^^^^^^^^^^^NPI${'|'.repeat(37)}20261117|20261121`,
      charge,
      'DG1|1||J20.9',
    ].join('\r');
    expect(await desk.send(visit, hl7)).toMatchObject({ taken: 1 });
    const provider = desk.office.renderingProviderId;
    expect(await desk.encounter('M1')).toMatchObject({
      renderingProviderId: provider,
      admissionDate: '2026-11-17',
      dischargeDate: '2026-11-21',
      lines: [
        {
          ...{ serviceOn: '2026-11-18', serviceTo: '2026-11-20', chargeCents: 3_150, orderingProviderId: provider },
          ...{ drug: { ndc: '00003049420' } },
        },
      ],
    });
  });

  it('of a facility has revenue codes, diagnoses and the attending physician', async () => {
    const charge = 'FT1|1|||20261120|20261120|CG|0450|||1|125.00||||||||||||||X9003';
    const file = message('M1').replace(/FT1.*(?=\rDG1)/s, charge);
    const { billingProviderId } = desk.office;
    const defaults = { billingProviderId, kind: 'outpatient-facility', typeOfBill: '0131' };
    const intake = await desk.send(file, { ...hl7, defaults });
    expect([intake.taken, await desk.failures(intake.id)]).toEqual([1, []]);
    expect(await desk.encounter('M1')).toMatchObject({
      kind: 'outpatient-facility',
      attendingProviderId: desk.office.renderingProviderId,
      diagnoses: [{ code: 'J209' }],
      lines: [{ revenueCode: '0450', procedure: 'X9003', chargeCents: 12_500 }],
    });
  });

  describe('of a stay in a hospital', () => {
    const stay = (id: string, procedures: readonly string[]) =>
      message(id, procedures)
        .replace(/FT1.*(?=\rDG1)/s, 'FT1|1|||20261120|20261120|CG|0120|||1|900.00')
        .replace(/PV1\|1\|O[^\r]*/, `PV1|1|I|||||1003000126^DOCTOR${'|'.repeat(37)}20261117|20261121`);
    const sendStay = async (file: string) => {
      const { billingProviderId } = desk.office;
      const defaults = { billingProviderId, kind: 'inpatient-facility', typeOfBill: '0111' };
      return desk.send(file, { ...hl7, defaults });
    };
    const padded = (priority: string) => `${'|'.repeat(9)}${priority}`;

    it('has the procedures in ICD-10-PCS, the principal one first; the others are only documentation', async () => {
      const procedures = [
        `PR1|1||0BJ08ZZ^SYNTHETIC INSPECTION^I10P||20261119${padded('2')}`,
        'PR1|2||X0001^SYNTHETIC VISIT^C4||20261119',
        `PR1|3||X0002^SYNTHETIC REPAIR^C4^0dtj4zz^SYNTHETIC RESECTION^I10P||202611181030${padded('1')}`,
      ];
      const intake = await sendStay(stay('M1', procedures));
      expect([intake.taken, await desk.failures(intake.id)]).toEqual([1, []]);
      const { id, ...found } = await desk.encounter('M1');
      expect(found.procedures).toEqual([
        { code: '0DTJ4ZZ', performedOn: '2026-11-18' },
        { code: '0BJ08ZZ', performedOn: '2026-11-19' },
      ]);
      const [note] = (await desk.practice.call('GET', `/v1/encounters/${id}/documentation`)).body.items;
      expect(note.procedures.map(({ text }: { text: string }) => text)).toEqual([
        '0BJ08ZZ SYNTHETIC INSPECTION',
        'X0001 SYNTHETIC VISIT',
        'X0002 SYNTHETIC REPAIR',
      ]);
    });

    it('names the field of a procedure without a day, or with an impossible code', async () => {
      const intake = await sendStay(stay('M1', ['PR1|1||0BJ08ZZ^A^I10P', 'PR1|2||NOCODE^B^I10P||20261119']));
      expect(await faultsOf(intake.id)).toEqual([
        ['PR1[1]-5 /procedures/0/performedOn', 'PR1[2]-3 /procedures/1/code'],
      ]);
    });

    it('has none of them if the visit was an outpatient’s', async () => {
      const file = stay('M1', ['PR1|1||0BJ08ZZ^SYNTHETIC^I10P||20261119']);
      const { billingProviderId } = desk.office;
      const defaults = { billingProviderId, kind: 'outpatient-facility', typeOfBill: '0131' };
      expect(await desk.send(file, { ...hl7, defaults })).toMatchObject({ taken: 1 });
      expect(await desk.encounter('M1')).not.toHaveProperty('procedures');
    });
  });
});
