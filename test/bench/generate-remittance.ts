import { closeSync, openSync, writeSync } from 'node:fs';

/** A repeatable source of numbers from 0 to below 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function dollars(cents: number): string {
  const whole = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}`;
  const rest = Math.abs(cents) % 100;
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
}

/** One claim with three lines: its segments, and the amount paid on it. */
function makeClaim(number: number, random: () => number): { readonly segments: string[]; readonly paidCents: number } {
  const pick = (count: number) => Math.floor(random() * count);
  const isDenied = pick(12) === 0;
  const lines: string[] = [];
  let charge = 0;
  let paid = 0;
  let patient = 0;
  for (let line = 1; line <= 3; line += 1) {
    const lineCharge = (1 + pick(300)) * 100;
    const contractual = isDenied ? 0 : Math.floor(lineCharge * (0.15 + random() * 0.4));
    const coinsurance = isDenied || pick(2) === 0 ? 0 : Math.floor((lineCharge - contractual) * 0.2);
    const linePaid = isDenied ? 0 : lineCharge - contractual - coinsurance;
    charge += lineCharge;
    paid += linePaid;
    patient += coinsurance;
    lines.push(`SVC*HC:99${213 + pick(3)}*${dollars(lineCharge)}*${dollars(linePaid)}**1`, 'DTM*472*20260915');
    if (isDenied) lines.push(`CAS*CO*197*${dollars(lineCharge)}`);
    else if (contractual > 0) lines.push(`CAS*CO*45*${dollars(contractual)}`);
    if (coinsurance > 0) lines.push(`CAS*PR*2*${dollars(coinsurance)}`);
    lines.push(`REF*6R*${number}L${line}`, `AMT*B6*${dollars(lineCharge - contractual)}`);
  }
  const id = String(number).padStart(8, '0');
  const status = isDenied ? '4' : '1';
  const head = [
    `CLP*SYN${id}*${status}*${dollars(charge)}*${dollars(paid)}*${dollars(patient)}*12*${20_260_000_000 + number}*11*1`,
    `NM1*QC*1*SYNTHETIC*PATIENT****MI*M${id}`,
    'NM1*82*1*WELBY*MARCUS****XX*1234567893',
    `REF*EA*MRN${id}`,
    'DTM*232*20260915',
    'DTM*233*20260915',
    'DTM*050*20260920',
    `AMT*AU*${dollars(charge)}`,
  ];
  return { segments: [...head, ...lines], paidCents: paid };
}

const envelope =
  'ISA*00*          *00*          *ZZ*SYNTHPAYER     *ZZ*SYNTHPROVIDER  *261101*0930*^*00501*000000835*0*T*:~' +
  'GS*HP*SYNTHPAYER*SYNTHPROVIDER*20261101*0930*835*X*005010X221A1~';

/**
 * Writes a synthetic, balanced remittance of the given number of claims in one payment. The same number gives the same
 * file.
 */
export function generateRemittance(file: string, claims: number): void {
  // The payment comes before the claims in the file, so the claims are made twice: the first time for their sum.
  let paidCents = 0;
  let segments = 0;
  let random = seeded(835);
  for (let number = 1; number <= claims; number += 1) {
    const claim = makeClaim(number, random);
    paidCents += claim.paidCents;
    segments += claim.segments.length;
  }
  random = seeded(835);
  const header = [
    'ST*835*0001',
    `BPR*I*${dollars(paidCents + 1234)}*C*ACH*CCP*01*999999992*DA*123456*1512345678**01*999988880*DA*98765*20261103`,
    'TRN*1*EFT000126*1512345678',
    'DTM*405*20261031',
    'N1*PR*SYNTHETIC HEALTH PLAN',
    'N1*PE*SYNTHETIC CLINIC*XX*1234567893',
    'LX*1',
  ];
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, `${envelope}${header.join('~')}~`);
  for (let number = 1; number <= claims; ) {
    let block = '';
    for (let count = 0; count < 1000 && number <= claims; count += 1, number += 1) {
      block += `${makeClaim(number, random).segments.join('~')}~`;
    }
    writeSync(descriptor, block);
  }
  const count = header.length + segments + 2;
  writeSync(descriptor, `PLB*1234567893*20261231*L6:INT1*-12.34~SE*${count}*0001~GE*1*835~IEA*1*000000835~`);
  closeSync(descriptor);
}
