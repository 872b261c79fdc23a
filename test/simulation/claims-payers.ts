import type { Chance } from '../../simulator/chance.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { claimAnswers, functionalAnswer, interchangeAnswer } from '../support/acknowledgement-files.ts';
import { type Clock, type PayerName, payerNames } from './claims-world.ts';
import type { SentClaim, SentFile, SentLine } from './sent-claims.ts';

/** A claim as its payer knows it. */
interface Held extends SentClaim {
  fate: 'on its way' | 'rejected' | 'accepted';
  number: string;
  answer?: Answer;
  answeredOn?: string;
  /** When the payer received it. */
  readonly receivedOn: string;
  /** The payer has reversed its answer. */
  isBack?: true;
  /** The payer will not decide it any more, because it has decided the claim that replaces or voids it. */
  isOver?: true;
}

interface Answer {
  readonly status: string;
  readonly lines: readonly { readonly line: SentLine; readonly paid: number; readonly reduced: readonly Reduction[] }[];
}

type Reduction = readonly [group: string, reason: string, cents: number];

/** Something that a payer says about a filing. The office must know it once it has read the file. */
export interface Said {
  readonly kind: 'accepted' | 'rejected' | 'answered' | 'taken back';
  readonly claimId: string;
  /** The submission of the filing; empty for a claim that another payer forwarded. */
  readonly submissionId: string;
  readonly on: string;
  /** The trace number of the payment for an answer; the batch that is named for an acknowledgement. */
  readonly trace?: string;
}

/** A file on its way to the office. */
export interface Letter {
  readonly kind: 'acknowledgement' | 'remittance';
  readonly text: string;
  readonly said: readonly Said[];
}

const dollars = (amount: number): string => (amount / 100).toFixed(2);
const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/**
 * The clearinghouse and the payers: they read what was sent, accept or reject it, decide it on later days, reverse
 * answers for what replaces or voids them, and forward claims. They record what they were asked and what they said, and
 * the office is compared with these records.
 */
export function payersOf(chance: Chance, clock: Clock, orderOf: (claimId: string) => readonly PayerName[]) {
  const held: Held[] = [];
  const letters: Letter[] = [];
  const faults: string[] = [];
  const read = new Set<string>();
  let names = 0;
  const next = (prefix: string): string => {
    names += 1;
    return `${prefix}${String(names).padStart(4, '0')}`;
  };

  /** Reads a file that was sent, once: the same bytes again are a repetition. */
  const receive = (file: SentFile, isTold: (said: Said['kind'], claimId: string, submissionId: string) => boolean) => {
    if (read.has(file.submissionId)) return;
    read.add(file.submissionId);
    for (const claim of file.claims) {
      const before = held.filter((one) => one.claimId === claim.claimId && one.payer === claim.payer);
      const isOpen = (one: Held) => !isTold('rejected', one.claimId, one.submissionId);
      const isOurs = (one: Held) => one.submissionId !== '';
      const again = before.filter((one) => one.frequency === claim.frequency && isOpen(one) && isOurs(one));
      if (again.length > 0 && (claim.frequency === '1' || claim.frequency === '8')) {
        faults.push(`${claim.payer} is asked again for ${claim.claimId}, frequency ${claim.frequency}`);
      }
      checkTurn(claim, isTold);
      held.push({ ...claim, fate: 'on its way', number: '', receivedOn: clock.day() });
    }
    acknowledge(file);
  };

  /**
   * A later payer is asked only when every earlier payer has answered the newest claim that it has, and the office
   * knows the answers.
   */
  const checkTurn = (
    { claimId, payer, frequency }: SentClaim,
    isTold: (said: Said['kind'], claimId: string, submissionId: string) => boolean,
  ): void => {
    const order = orderOf(claimId);
    if (frequency !== '1') return;
    for (const earlier of order.slice(0, order.indexOf(payer))) {
      const newest = held.findLast(
        (one) => one.claimId === claimId && one.payer === earlier && one.fate !== 'rejected',
      );
      if (newest === undefined || newest.submissionId === '') continue;
      if (!isTold('answered', claimId, newest.submissionId)) {
        faults.push(`${payer} is asked for ${claimId} before ${earlier} has answered`);
      }
    }
  };

  const acknowledge = (file: SentFile): void => {
    const { envelope, control, sent, group, submissionId } = file;
    const own = held.filter((one) => one.submissionId === submissionId);
    const saidOf = (some: readonly Held[], kind: Said['kind']): Said[] =>
      some.map(({ claimId }) => ({ kind, claimId, submissionId, on: clock.day() }));
    const named = { ...envelope, controlNumber: next('9000').padStart(9, '0') };
    const isInterchangeBad = chance.percent(4);
    if (isInterchangeBad || chance.percent(30)) {
      const said = isInterchangeBad ? saidOf(own, 'rejected') : [];
      letters.push({
        kind: 'acknowledgement',
        text: interchangeAnswer(control, isInterchangeBad ? 'R' : 'A', named, sent),
        said,
      });
    }
    const isGroupBad = !isInterchangeBad && chance.percent(8);
    if (isGroupBad || (!isInterchangeBad && chance.percent(70))) {
      const said = isGroupBad ? saidOf(own, 'rejected') : [];
      const outcome = isGroupBad ? 'R' : chance.pick(['A', 'A', 'E']);
      const errors = outcome === 'A' ? [] : ['IK3*CLM*22*2300*8', 'IK4*2**6*X'];
      letters.push({ kind: 'acknowledgement', text: functionalAnswer(group, outcome, errors, named), said });
    }
    if (isInterchangeBad || isGroupBad) {
      for (const one of own) one.fate = 'rejected';
      return;
    }
    for (const one of own) {
      one.fate = chance.percent(15) ? 'rejected' : 'accepted';
      if (one.fate === 'accepted') one.number = next('ICN');
    }
    const isSilent = chance.percent(15);
    const spoken = own.filter((one) => one.fate === 'rejected' || !isSilent);
    if (spoken.length === 0) return;
    // Some clearinghouses put claims into batches of their own.
    const trace = chance.percent(80) ? submissionId : next('BATCH');
    const claims = spoken.map((one) =>
      one.fate === 'rejected'
        ? ({ claimId: one.claimId, status: 'A7:562:85', action: 'U' } as const)
        : ({ claimId: one.claimId, status: 'A2:20:PR', action: 'WQ', payerClaimNumber: one.number } as const),
    );
    const created = `${clock.day()}*${1000 + chance.below(900)}`;
    const about = { trace, claims, reference: next('ANSWER'), created };
    const said = spoken
      .flatMap((one) => saidOf([one], one.fate === 'rejected' ? 'rejected' : 'accepted'))
      .map((one) => ({ ...one, trace }));
    letters.push({ kind: 'acknowledgement', text: claimAnswers(about, named), said });
    if (chance.percent(10)) {
      const unknown = { claimId: 'SNEVERSENT000000', status: 'A7:562:85', action: 'U' } as const;
      letters.push({
        kind: 'acknowledgement',
        text: claimAnswers({ trace: next('BATCH'), claims: [unknown], created }, named),
        said: [],
      });
    }
  };

  /**
   * A clearinghouse says once more that a claim was accepted, in a batch of its own and without the payer's number. If
   * everything that was sent of the claim has been answered, nothing shows which filing it means, so a person must
   * choose.
   */
  const speakAgain = (isTold: (said: Said['kind'], claimId: string, submissionId: string) => boolean): void => {
    const kinds = ['accepted', 'rejected', 'answered'] as const;
    for (const [claimId, all] of Map.groupBy(held, (one) => one.claimId)) {
      const own = all.filter(({ submissionId }) => submissionId !== '');
      const isOld = own.every(({ receivedOn }) => receivedOn < clock.day(1));
      const isSpokenOf = own.every(({ submissionId }) => kinds.some((kind) => isTold(kind, claimId, submissionId)));
      const meant = own.find(({ fate }) => fate === 'accepted');
      if (own.length < 2 || !isOld || !isSpokenOf || meant === undefined || !chance.percent(25)) continue;
      const trace = next('BATCH');
      const claims = [{ claimId, status: 'A2:20', action: 'WQ' }] as const;
      const created = `${clock.day(1)}*1200`;
      const { submissionId } = meant;
      letters.push({
        kind: 'acknowledgement',
        text: claimAnswers(
          { trace, claims, reference: next('ANSWER'), created },
          { controlNumber: next('9000').padStart(9, '0') },
        ),
        said: [{ kind: 'accepted', claimId, submissionId, on: clock.day(), trace }],
      });
    }
  };

  /** Each payer decides some of the claims that it has, in one remittance. */
  const decide = (percent: number): void => {
    for (const payer of payerNames) {
      const day = clock.day();
      const own = held.filter((one) => one.payer === payer && one.fate === 'accepted' && isUndecided(one));
      const blocks: { readonly text: string; readonly cents: number }[] = [];
      const said: Said[] = [];
      const trace = next('TRACE');
      const done = new Set<string>();
      for (const one of own) {
        const others = held.filter((each) => each.claimId === one.claimId && each.payer === payer && each !== one);
        const isToday = others.some((each) => each.answeredOn === day) || done.has(one.claimId);
        if (isToday || !isUndecided(one) || !chance.percent(percent)) continue;
        done.add(one.claimId);
        const tell = (kind: Said['kind'], { claimId, submissionId }: Held) =>
          said.push({ kind, claimId, submissionId, on: day, trace });
        if (one.frequency === '7' || one.frequency === '8') {
          for (const each of others.filter((other) => other.answer !== undefined && other.isBack !== true)) {
            if (each.frequency === '5' && one.frequency === '7') continue;
            const paid = total((each.answer as Answer).lines.map((line) => line.paid));
            each.isBack = true;
            // A denial moved no money, and many payers do not reverse it.
            if (paid === 0 && one.frequency === '7' && each.answer?.status === '4' && chance.percent(60)) continue;
            blocks.push(block(each, each.answer as Answer, -1));
            tell('taken back', each);
          }
          for (const each of others.filter(isUndecided)) if (each.submissionId < one.submissionId) each.isOver = true;
        }
        one.answeredOn = day;
        if (one.frequency === '8') {
          one.isOver = true;
          continue;
        }
        one.answer = answerOf(one);
        // Some payers decide a claim under another number than the one with which they accepted it.
        if (chance.percent(8)) one.number = next('DCN');
        blocks.push(block(one, one.answer, 1));
        tell('answered', one);
        forward(one);
      }
      if (blocks.length > 0) letters.push({ kind: 'remittance', text: remittance(payer, trace, blocks), said });
    }
  };

  const isUndecided = (one: Held): boolean => one.answeredOn === undefined && one.isOver !== true;

  const answerOf = (claim: Held): Answer => {
    const position = orderOf(claim.claimId).indexOf(claim.payer);
    const isFirst = position === 0;
    if (chance.percent(15)) {
      const refused = (line: SentLine): Reduction[] =>
        isFirst
          ? [['CO', '16', line.cents]]
          : [
              ['OA', '23', line.cents - line.leftCents],
              ['CO', '16', line.leftCents],
            ];
      return { status: '4', lines: claim.lines.map((line) => ({ line, paid: 0, reduced: refused(line) })) };
    }
    const lines = claim.lines.map((line) => {
      const allowed = isFirst ? Math.floor((line.cents * (60 + chance.below(41))) / 100) : line.leftCents;
      const share = Math.floor((allowed * chance.pick([0, 10, 20])) / 100);
      const reduced: Reduction[] = [
        [isFirst ? 'CO' : 'OA', isFirst ? '45' : '23', line.cents - allowed],
        ['PR', '2', share],
      ];
      return { line, paid: allowed - share, reduced };
    });
    const isForwarded = isFirst && claim.frequency === '1' && chance.percent(20);
    const hasNext = orderOf(claim.claimId).length > position + 1;
    return { status: isForwarded && hasNext ? '19' : (['1', '2', '3'][position] ?? '1'), lines };
  };

  /** This payer forwards the claim to the next one; the office files nothing. */
  const forward = ({ answer, ...claim }: Held): void => {
    const order = orderOf(claim.claimId);
    const payer = order[1];
    if (answer?.status !== '19' || payer === undefined) return;
    const lines = answer.lines.map(({ line, reduced }) => ({
      ...line,
      leftCents: total(reduced.filter(([group]) => group === 'PR').map(([, , amount]) => amount)),
    }));
    if (lines.every(({ leftCents }) => leftCents === 0)) return;
    held.push({
      ...claim,
      submissionId: '',
      payer,
      lines,
      fate: 'accepted',
      number: next('ICN'),
      frequency: '1',
      corrects: '',
    });
    const added = held.at(-1) as Held;
    delete (added as { answeredOn?: string }).answeredOn;
  };

  /** A claim of a remittance, and what it pays; with sign -1 it reverses an answer. */
  const block = (claim: Held, { status, lines }: Answer, sign: 1 | -1) => {
    const amount = (value: number) => dollars(sign * value);
    const services = lines.flatMap(({ line, paid, reduced }) => [
      `SVC*${line.procedure}*${amount(line.cents)}*${amount(paid)}**1`,
      ...reduced
        .filter(([, , value]) => value !== 0)
        .map(([group, reason, value]) => `CAS*${group}*${reason}*${amount(value)}`),
      `REF*6R*${line.number}`,
    ]);
    const paid = total(lines.map((line) => line.paid));
    // Many payers return frequency 1, whatever they were sent, or none.
    const frequency = chance.pick([claim.frequency, claim.frequency, claim.frequency, '1', '']);
    const head = [
      'CLP',
      claim.claimId,
      sign === 1 ? status : '22',
      amount(claim.cents),
      amount(paid),
      '0',
      '12',
      claim.number,
      '11',
      frequency,
    ];
    return { text: [head.join('*').replace(/\*+$/, ''), ...services].join('\n'), cents: sign * paid };
  };

  const remittance = (payer: PayerName, trace: string, blocks: readonly { text: string; cents: number }[]): string => {
    const paid = total(blocks.map((one) => one.cents));
    const forwarded = Math.min(0, paid);
    const plb = forwarded === 0 ? [] : [`PLB*1234567893*20261231*FB:${trace}*${dollars(forwarded)}`];
    const body = [...blocks.map(({ text }) => text), ...plb].join('\n');
    return remittanceText(payer, { amount: dollars(paid - forwarded), trace, date: clock.day() }, body);
  };

  /** Whether the payer has received a further filing of the claim since the one that it answers here. */
  const isAskedSince = ({ claimId, submissionId }: Said): boolean => {
    const answered = held.findIndex((one) => one.claimId === claimId && one.submissionId === submissionId);
    return held.slice(answered + 1).some((one) => one.claimId === claimId && one.payer === held[answered]?.payer);
  };

  return { receive, decide, speakAgain, isAskedSince, letters, faults, held: held as readonly Readonly<Held>[] };
}
