import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../shared/domain/claim/claim.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { readRemittanceClaim } from '../../../shared/x12/835/remittance-claim.ts';
import { adjudicate } from '../../../simulator/adjudicate.ts';
import { decideLeft, nothingBefore } from '../../../simulator/decide-left.ts';
import type { NumberedClaim } from '../../../simulator/read-claims.ts';
import type { Scenario } from '../../../simulator/scenario.ts';
import { answersTo } from '../../support/simulated-payer.ts';
import { passOver, remittanceOf } from '../../support/x12-pass.ts';
import { sampleClaim } from '../x12/837/sample-claim.ts';
import {
  sampleBill,
  sampleDentalClaim,
  sampleService,
  sampleTreatment,
  segmentsWith,
} from '../x12/837/sample-forms.ts';

/** A bill of 150.50: a visit of 125.50, and 25.00 for a pharmacy that only a revenue code names. */
const bill: Claim = {
  ...sampleBill,
  patientControlNumber: 'BILL1',
  chargeCents: cents(15_050),
  serviceLines: [
    { ...sampleService, controlNumber: 'L1' },
    { revenueCode: '0250', chargeCents: cents(2_500), unit: 'UN', quantity: '2', controlNumber: 'L2' },
  ],
};
const { serviceFrom, ...treatment } = sampleTreatment;
/** A dental claim that states the day only once, for the whole claim. */
const dental: Claim = {
  ...sampleDentalClaim,
  patientControlNumber: 'DENTAL1',
  ...(serviceFrom === undefined ? {} : { serviceFrom }),
  serviceLines: [{ ...treatment, controlNumber: 'L1' }],
};

/** An interchange for each claim, each with a number of its own. */
const fileOf = (...claims: readonly Claim[]) =>
  Buffer.from(
    claims
      .map((claim, index) => `${segmentsWith(claim).join('~')}~`.replaceAll('*000000007', `*00000000${index + 1}`))
      .join(''),
    'latin1',
  );

/** The claims of a remittance as the product reads them; the remittance balances. */
function claimsIn(text: string) {
  const file = Buffer.from(text, 'latin1');
  const { claims, interchanges, transactions, findings } = passOver(file);
  expect(findings).toEqual([]);
  for (const transaction of transactions) expect(remittanceOf(transaction).paymentBalances).toBe(true);
  const { delimiters } = interchanges[0] as (typeof interchanges)[0];
  return claims.map(({ byteOffset, byteLength }) => {
    const read = readRemittanceClaim(file.subarray(byteOffset, byteOffset + byteLength), delimiters, byteOffset);
    if (!read.ok) throw new Error(read.failure.kind);
    return read.value;
  });
}

/** Whatever is decided about a claim of 150.50 or 125.50, its answer states this amount. */
const answeredBill = {
  ...{ patientControlNumber: 'BILL1', facilityCode: '13', frequencyCode: '1', chargeCents: 15_050 },
  ...{ statementFrom: '2026-10-01', statementTo: '2026-10-01' },
  lines: [
    {
      ...{ procedure: { qualifier: 'HC', code: '99213' }, revenueCode: '0510', chargeCents: 12_550 },
      ...{ serviceFrom: '2026-10-01', controlNumber: 'L1' },
    },
    { procedure: { qualifier: 'NU', code: '0250' }, units: '2', chargeCents: 2_500, controlNumber: 'L2' },
  ],
};
const answeredDental = {
  ...{ patientControlNumber: 'DENTAL1', facilityCode: '11', chargeCents: 12_550, statementFrom: '2026-10-01' },
  lines: [{ procedure: { qualifier: 'AD', code: 'D9003' }, units: '1', controlNumber: 'L1' }],
};

/** The claims that are answered where no scenario says otherwise. */
const decideAll = (claims: readonly Claim[]) => {
  const numbered = claims.map((claim, index) => ({ position: index + 1, claim }) as NumberedClaim);
  const decided = decideLeft(numbered, { seed: 'a', rules: [], byChance: true, before: nothingBefore });
  return { answers: decided.map(({ claim }) => claim.patientControlNumber) };
};

describe('the payer simulator', () => {
  it('answers claims of facilities and dentists, each line by its own code', () => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      const [answer] = answersTo(fileOf(bill, dental), seed).remittances;
      expect(claimsIn(answer?.text ?? '')).toMatchObject([answeredBill, answeredDental]);
    }
  });

  it('answers every form that a file holds', () => {
    const [answer] = answersTo(fileOf(dental, sampleClaim, bill), 'a').remittances;
    const numbers = claimsIn(answer?.text ?? '').map((claim) => claim.patientControlNumber);
    expect(numbers).toEqual(['DENTAL1', sampleClaim.patientControlNumber, 'BILL1']);
  });

  it('plays a scenario on a facility’s claims', () => {
    const adjustments = { 'CO-45': '20%', 'PR-3': 1_000 };
    const scenario: Scenario = { about: 'a bill', remittances: [{ answers: [{ claims: 'all', adjustments }] }] };
    const [file] = answersTo(fileOf(bill), 'a', scenario).remittances;
    // 125.50 - 25.10 - 10.00 = 90.40, and 25.00 - 5.00 = 20.00.
    expect(claimsIn(file?.text ?? '')).toMatchObject([
      { ...answeredBill, paidCents: 11_040, lines: [{ paidCents: 9_040 }, { paidCents: 2_000 }] },
    ]);
  });

  it('answers no notice: a payer accepts it, and pays the bills that follow', () => {
    const election: Claim = { ...bill, facilityType: '81', frequency: 'A', patientControlNumber: 'NOTICE1' };
    const { answers } = decideAll([election, bill]);
    expect(answers).toEqual(['BILL1']);
  });

  it('pays a later payer’s part of what the payer before left, never the whole claim again', () => {
    // Of 125.50 the first payer paid 80.00, wrote off 25.50 and left 20.00; four fifths of that are 16.00.
    const adjustments = [
      { group: 'CO', carc: '45', cents: cents(2_550) },
      { group: 'PR', carc: '2', cents: cents(2_000) },
    ];
    const adjudications = [{ payerId: '88888', paidCents: cents(8_000), adjustments }];
    const adjudicated: Claim = { ...sampleDentalClaim, serviceLines: [{ ...sampleTreatment, adjudications }] };
    const answers = ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => adjudicate(adjudicated, seed));
    const allowed = answers.filter(({ statusCode }) => statusCode === '1').map(({ lines }) => lines[0]);
    expect(allowed.length).toBeGreaterThan(0);
    for (const line of allowed) {
      expect(line?.paidCents).toBe(1_600);
      expect(line?.adjustments).toEqual([
        { group: 'OA', carc: '23', cents: 10_550 },
        { group: 'PR', carc: '2', cents: 400 },
      ]);
    }
  });

  it('refuses as a later payer what the payer before left, and states what that one did', () => {
    // As above, 20.00 of 125.50 are left, so 105.50 are the earlier payer's. On the second line, 5.00 of 25.00 are
    // left.
    const decided = (charge: number, left: number) => {
      const adjustments = [{ group: 'PR', carc: '2', cents: cents(left) }];
      const paidCents = cents(charge - left);
      return { chargeCents: cents(charge), adjudications: [{ payerId: '88888', paidCents, adjustments }] };
    };
    const serviceLines = [
      { ...sampleTreatment, ...decided(12_550, 2_000) },
      { ...sampleTreatment, ...decided(2_500, 500) },
    ];
    const claim: Claim = { ...sampleDentalClaim, chargeCents: cents(15_050), serviceLines };
    const answers = Array.from({ length: 60 }, (_, number) => adjudicate(claim, `seed ${number}`));
    const before = [10_550, 2_000];
    const left = [2_000, 500];
    const whole = answers.filter(({ statusCode }) => statusCode === '4');
    const inPart = answers.filter(
      ({ statusCode, lines }) => statusCode !== '4' && lines.some((each) => each.adjustments[1]?.carc === '197'),
    );
    expect(whole.length).toBeGreaterThan(2);
    expect(inPart.length).toBeGreaterThan(2);
    for (const { lines } of [...whole, ...inPart]) {
      for (const [index, { paidCents, adjustments }] of lines.entries()) {
        expect(adjustments[0]).toEqual({ group: 'OA', carc: '23', cents: before[index] });
        expect(paidCents + (adjustments[1]?.cents ?? 0)).toBe(left[index]);
      }
    }
  });
});
