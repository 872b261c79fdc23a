import { chanceOf } from '../../simulator/chance.ts';
import type { GoldenClaim, GoldenPayer } from '../golden/golden-ledger.ts';
import { remittanceText } from '../golden/remittance-text.ts';

/**
 * What a simulated run is about: submitted claims, and remittance files that answer them. All are drawn from the seed.
 */
export interface World {
  readonly claims: Readonly<Record<string, GoldenClaim>>;
  /** X12 files in the order in which they are sent; `{A}` stands for the control number of claim A. */
  readonly files: readonly string[];
  readonly office: Office;
  /** Each distinct payment; the first file that has it counts. */
  readonly payments: readonly { readonly trace: string; readonly cents: number; readonly claims: number }[];
}

/** How the office works. */
export interface Office {
  /** The payers whose payments wait for a person's approval. */
  readonly looksAt: 'nobody' | 'everybody' | GoldenPayer;
  /** How many decisions people make about waiting items, apart from approvals. */
  readonly decisions: number;
}

type Chance = ReturnType<typeof chanceOf>;

/** What percentage of the claims a payment answers, and an upper limit for how many unknown claims it answers. */
interface Known {
  readonly answered: number;
  readonly strangers: number;
}

const usual: Known = { answered: 45, strangers: 3 };
const strange: Known = { answered: 12, strangers: 5 };

interface Answer {
  readonly text: string;
  readonly paidCents: number;
}

const dollars = (cents: number): string => (cents / 100).toFixed(2);

/** A later payer's answer: it pays a little and restates all the rest. */
function laterAnswer(name: string, claim: GoldenClaim, status: string, sign: 1 | -1): Answer {
  const paid = claim.lines.map((line) => Math.floor(line / 20));
  const segments = claim.lines.map(
    (line, index) =>
      `SVC*HC:G0439*${dollars(sign * line)}*${dollars(sign * (paid[index] ?? 0))}**1\nCAS*CO*45*${dollars(sign * (line - (paid[index] ?? 0)))}`,
  );
  const total = (cents: readonly number[]) => sign * cents.reduce((sum, each) => sum + each, 0);
  const head = `CLP*{${name}}*${status}*${dollars(total(claim.lines))}*${dollars(total(paid))}**MC*TCN${name}*11*1`;
  return { text: [head, ...segments].join('\n'), paidCents: total(paid) };
}

/** The answer to one claim, which balances in every equation; with `sign` -1 its reversal. */
function answer(name: string, claim: GoldenClaim, status: string, sign: 1 | -1, seed: string): Answer {
  // The same seed gives the same figures, so a reversal negates its original exactly.
  const chance = chanceOf(seed, name);
  let paidCents = 0;
  const isDenied = chance.percent(30);
  const segments = claim.lines.map((line) => {
    const allowed = isDenied ? 0 : Math.floor((line * (50 + chance.below(50))) / 100);
    const share = isDenied ? 0 : Math.min(allowed, chance.percent(40) ? 1000 : 0);
    const paid = allowed - share;
    paidCents += sign * paid;
    const adjustments = isDenied
      ? [`CAS*CO*16*${dollars(sign * line)}`]
      : [
          ...(line === allowed ? [] : [`CAS*CO*45*${dollars(sign * (line - allowed))}`]),
          ...(share === 0 ? [] : [`CAS*PR*3*${dollars(sign * share)}`]),
        ];
    return [`SVC*HC:G0439*${dollars(sign * line)}*${dollars(sign * paid)}**1`, ...adjustments].join('\n');
  });
  const charge = sign * claim.lines.reduce((sum, line) => sum + line, 0);
  const head = `CLP*{${name}}*${status}*${dollars(charge)}*${dollars(paidCents)}**12*ICN${name}*11*1`;
  return { text: [head, ...segments].join('\n'), paidCents };
}

/** A payer's payment for some of its claims, some unknown ones, and now and then a reversal with its correction. */
function paymentOf(chance: Chance, seed: string, number: number, claims: World['claims'], known: Known) {
  const payer: GoldenPayer = chance.pick(['medicare', 'bluecross', 'medicare', 'bluecross', 'medicaid']);
  const trace = `SIM${number}`;
  const answers: Answer[] = [];
  for (const [name, claim] of Object.entries(claims)) {
    if (!claim.payers.includes(payer) || !chance.percent(known.answered)) continue;
    if (claim.payers[0] !== payer) {
      answers.push(laterAnswer(name, claim, '2', 1));
      // The payer reverses an answer of another payment, which may even arrive later.
      if (chance.percent(15)) answers.push(laterAnswer(name, claim, '22', -1));
      continue;
    }
    const original = `${seed} ${trace}`;
    answers.push(answer(name, claim, '1', 1, original));
    if (!chance.percent(30)) continue;
    answers.push(answer(name, claim, '22', -1, original), answer(name, claim, '1', 1, `${original} corrected`));
  }
  for (let stranger = chance.below(known.strangers); stranger > 0; stranger -= 1) {
    // Some of the unknown claims are ours, under a number that nobody knows.
    const ours = Object.values(claims).find((one) => one.payers[0] === payer);
    const claim =
      ours !== undefined && chance.percent(50) ? ours : { payers: [payer], lines: [5000 + chance.below(100)] };
    answers.push(answer(`STRANGER${number}X${stranger}`, claim, '1', 1, `${seed} ${trace}`));
  }
  const interest = chance.percent(30) ? 1 + chance.below(500) : 0;
  const paid = answers.reduce((sum, one) => sum + one.paidCents, 0);
  // If more is reversed than this payment pays, the rest is carried forward to a later payment.
  const forward = Math.min(0, paid + interest);
  const amount = paid + interest - forward;
  const pairs = [
    ...(interest === 0 ? [] : [`L6:${trace}*${dollars(-interest)}`]),
    ...(forward === 0 ? [] : [`FB:${trace}*${dollars(forward)}`]),
  ];
  const plb = pairs.length === 0 ? [] : [`PLB*1234567893*20261231*${pairs.join('*')}`];
  const body = [...answers.map((one) => one.text), ...plb].join('\n');
  const text = remittanceText(payer, { amount: dollars(amount), trace }, body);
  return { text, trace, cents: amount, claims: answers.length };
}

function officeOf(chance: Chance): Office {
  const looksAt = chance.pick(['nobody', 'nobody', 'everybody', 'medicare', 'bluecross', 'medicaid'] as const);
  return { looksAt, decisions: chance.percent(35) ? 0 : 2 + chance.below(12) };
}

/** Draws a world. Some payments come again: with other bytes, with the same identity but other content, or cut off. */
export function worldOf(seed: string): World {
  const chance = chanceOf(seed, 'world');
  const claims: Record<string, GoldenClaim> = {};
  for (let index = 2 + chance.below(7); index > 0; index -= 1) {
    const first: GoldenPayer = chance.pick(['medicare', 'bluecross']);
    const lines = Array.from({ length: 1 + chance.below(3) }, () => 2000 + chance.below(20_000));
    claims[`C${index}`] = { payers: chance.percent(30) ? [first, 'medicaid'] : [first], lines };
  }
  const known = chance.pick([usual, usual, strange]);
  const payments = Array.from({ length: 1 + chance.below(4) }, (_, number) =>
    paymentOf(chance, seed, number, claims, known),
  );
  const files = payments.flatMap(({ text }) => {
    const copies = [text];
    if (chance.percent(35)) copies.push(text.replaceAll('*', '|'));
    if (chance.percent(20)) copies.push(text.slice(0, text.indexOf('SE*')));
    if (chance.percent(20)) copies.push(text);
    // A payment with the same identity but other claim numbers of the payer: it is held until a person says that it is
    // a separate payment.
    if (chance.percent(25)) copies.push(text.replaceAll('*ICN', '*XCN'));
    return copies;
  });
  return {
    claims,
    files,
    office: officeOf(chance),
    payments: payments.map(({ trace, cents, claims: count }) => ({ trace, cents, claims: count })),
  };
}
