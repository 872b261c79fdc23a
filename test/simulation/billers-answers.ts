import { wasSent } from '../../shared/domain/claim/answered-filing.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { lineChargesOf } from '../../shared/domain/remittance/post/own-lines.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import { type DeskPayer, remittanceOf } from '../support/next-payer-desk.ts';
import type { Answered, BillersDeed, BillersOffice, Scene } from './billers-office.ts';
import { type AnsweredLine, answerText, type ClaimAnswered, dollars } from './patients-answers.ts';
import type { Document } from './patients-drawing.ts';

/* What payers send: answers, whole and in parts, takebacks, cash for nobody, and answers that a person enters from paper. */

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

interface Line {
  readonly number: number;
  readonly charge: number;
  readonly procedure: string;
}

/** The lines of a claim with their charges, as the payer received them. */
function linesOf({ claimId, predetermination, encounterId }: ClaimBalance, { seen }: Scene): readonly Line[] {
  const entries = seen.items.filter(({ type, claim }) => type === 'entry' && claim === claimId).map(entryOfItem);
  const encounter = seen.items.find(({ type, id }) => type === 'encounter' && id === encounterId);
  const coded = (encounter?.lines ?? []) as readonly { readonly [name: string]: unknown }[];
  const kind = encounter?.kind === 'dental' ? 'AD' : 'HC';
  const procedureOf = (number: number) => {
    const { procedure, revenueCode } = coded[number - 1] ?? {};
    return procedure === undefined ? `NU:${revenueCode}` : `${kind}:${procedure}`;
  };
  // What only asks for a price has charges, and no entry.
  const charges = predetermination === undefined ? [...lineChargesOf(entries)] : askedCharges(coded);
  return charges
    .filter(([, charge]) => charge > 0)
    .map(([number, charge]) => ({ number, charge, procedure: procedureOf(number) }));
}

const askedCharges = (coded: readonly { readonly [name: string]: unknown }[]) =>
  coded.map(({ chargeCents }, index) => [index + 1, Number(chargeCents ?? 0)] as const);

/** A payer decides a line: it denies it, or pays a part, and leaves another to the patient. */
function decided({ number, charge, procedure }: Line, { chance }: Scene): AnsweredLine {
  const isNumbered = chance.percent(85);
  const line = { procedure, charge, ...(isNumbered ? { number } : {}) };
  if (chance.percent(25)) return { ...line, paid: 0, shared: 0, denied: charge };
  const shared = Math.floor((charge * chance.pick([0, 10, 20, 100])) / 100);
  return { ...line, shared, paid: Math.floor(((charge - shared) * chance.pick([0, 60, 80, 100])) / 100), denied: 0 };
}

/** One of the payers that has something to do with a claim: most often the one whose turn it is. */
function payerOf({ payers }: ClaimBalance, { chance, office }: Scene): DeskPayer {
  const turn = payers.find(({ status }) => status === 'open')?.payerId;
  const names = Object.keys(office.payerIds) as DeskPayer[];
  const inTurn = names.find((name) => office.payerIds[name] === turn);
  return inTurn !== undefined && chance.percent(70) ? inTurn : chance.pick(names as [DeskPayer, ...DeskPayer[]]);
}

const statuses: Readonly<Record<DeskPayer, readonly [string, ...string[]]>> = {
  first: ['1', '1', '1', '19'],
  second: ['2', '2', '20', '1'],
  third: ['3', '3', '2'],
};

function answerOf(claim: ClaimBalance, scene: Scene, part: 'whole' | 'part'): Answered | undefined {
  const { chance, office } = scene;
  const all = linesOf(claim, scene);
  const lines = part === 'whole' ? all : all.filter(() => chance.percent(50));
  if (lines.length === 0) return undefined;
  const from = payerOf(claim, scene);
  const isAsked = claim.predetermination !== undefined && chance.percent(90);
  const status = isAsked ? '25' : chance.percent(12) ? '4' : chance.pick(statuses[from]);
  // Now and then the payer states another charge than ours.
  const more = chance.percent(4) ? 1_000 : 0;
  const answered = lines.map((line) => decided({ ...line, charge: line.charge + more }, scene));
  // A predetermination says what would be paid, and pays nothing.
  const unpaid = ({ paid, denied, ...line }: AnsweredLine) => ({ ...line, paid: 0, denied: denied + paid });
  return {
    ...{ claimId: claim.claimId, from, status, payerClaimNumber: `ICN${office.answered.length + 1}` },
    lines: isAsked ? answered.map(unpaid) : answered,
  };
}

/** A payer's next answer: most often to a claim that was sent. */
function nextAnswer(scene: Scene, part: 'whole' | 'part'): Answered | undefined {
  const isSent = scene.chance.percent(92);
  const claim = scene.claim(({ filings }) => filings.some(({ state }) => !isSent || wasSent(state)));
  return claim && answerOf(claim, scene, part);
}

interface Said {
  readonly answer: ClaimAnswered;
  readonly sign: 1 | -1;
}

/**
 * Uploads and registers a payment. What it takes back beyond what it pays is carried forward; now and then a payer keeps
 * a part of what it pays for something that it took back before.
 */
async function pay({ office, seen, chance }: Scene, from: DeskPayer, said: readonly Said[], interest = 0) {
  const paid = sum(said.map(({ answer, sign }) => sign * sum(answer.lines.map((line) => line.paid))));
  const kept = paid > 0 && chance.percent(20) ? Math.ceil(paid / 2) : 0;
  const total = paid + interest - kept;
  const about = `${chance.pick(['FB', 'WO', 'WO', '72'])}:ICN${1 + chance.below(office.answered.length + 1)}`;
  const pairs = [
    ...(interest === 0 ? [] : [`L6:${seen.number}*${dollars(-interest)}`]),
    ...(kept === 0 ? [] : [`${about}*${dollars(kept)}`]),
    ...(total < 0 ? [`${chance.pick(['FB', 'WO'])}:${said[0]?.answer.payerClaimNumber}*${dollars(total)}`] : []),
  ];
  const body = [
    ...said.map(({ answer, sign }) => answerText(answer, sign)),
    ...(pairs.length === 0 ? [] : [`PLB*1234567893*20261231*${pairs.join('*')}`]),
  ];
  const paidOn = seen.today.replaceAll('-', '');
  const payment = { amount: dollars(Math.max(0, total)), trace: `TRACE${seen.number}`, paidOn };
  const text = remittanceOf(from, payment, body.join('\n'));
  office.files.push(text);
  return register(office, text);
}

async function register(office: BillersOffice, text: string) {
  const sha256 = await office.upload('remittance', text, '.835');
  return office.send('POST', '/v1/remittance-files', { sha256 });
}

/** A file comes again: the same bytes, the same payment in other bytes, or one that says something else. */
const repeats: BillersDeed = {
  ...{ name: 'file comes again', often: 2 },
  draw: ({ office, chance }) => {
    const text = office.files[chance.below(Math.max(1, office.files.length))];
    const changed = chance.pick([text, text?.replaceAll('~\n', '~'), text?.replaceAll('*ICN', '*XCN')]);
    return changed === undefined ? undefined : () => register(office, changed);
  },
};

/** A payer answers a claim, all of it or some lines. */
const answers = (name: string, often: number, part: 'whole' | 'part'): BillersDeed => ({
  ...{ name, often },
  draw: (scene) => {
    const answer = nextAnswer(scene, part);
    const interest = scene.chance.percent(8) ? 1 + scene.chance.below(500) : 0;
    if (answer === undefined) return undefined;
    return async () => {
      scene.office.answered.push(answer);
      return pay(scene, answer.from, [{ answer, sign: 1 }], interest);
    };
  },
});

/** A payer takes back what it said, exactly, or only a line of it. */
function takenBack({ office, chance }: Scene): Answered | undefined {
  const { answered } = office;
  const answer = answered[chance.below(Math.max(1, answered.length))];
  if (answer === undefined || answer.status === '25') return undefined;
  const [first] = answer.lines;
  return chance.percent(80) || first === undefined ? answer : { ...answer, lines: [first] };
}

const takesBack: BillersDeed = {
  ...{ name: 'take back', often: 4 },
  draw: (scene) => {
    const answer = takenBack(scene);
    return answer && (() => pay(scene, answer.from, [{ answer, sign: -1 }]));
  },
};

const corrects: BillersDeed = {
  ...{ name: 'take back and answer again', often: 4 },
  draw: (scene) => {
    const before = takenBack(scene);
    const claim = before && scene.claim(({ claimId }) => claimId === before.claimId);
    const drawn = claim && answerOf(claim, scene, 'whole');
    if (before === undefined || drawn === undefined) return undefined;
    const answer = { ...drawn, from: before.from, status: before.status };
    return async () => {
      scene.office.answered.push(answer);
      return pay(scene, before.from, [
        { answer: before, sign: -1 },
        { answer, sign: 1 },
      ]);
    };
  },
};

/** A payer pays, or takes back, for a claim of ours under a number that nobody knows, or for a claim of nobody. */
const strangers: BillersDeed = {
  ...{ name: 'cash for nobody', often: 2 },
  draw: (scene) => {
    const { chance, office, seen } = scene;
    const known = chance.pick(Object.keys(office.payerIds) as [DeskPayer, ...DeskPayer[]]);
    // A payer that the office has not set up is unknown.
    const from = chance.percent(80) ? known : 'third';
    const line = { procedure: 'HC:X9003', charge: 6000, paid: 6000, shared: 0, denied: 0 };
    const nobodys = { from, status: '1', payerClaimNumber: `X${seen.number}`, lines: [line] };
    const ours = chance.percent(70) ? nextAnswer(scene, 'whole') : undefined;
    const answer = { ...(ours ?? nobodys), claimId: `NOBODY${seen.number}` };
    const sign = chance.percent(80) ? 1 : -1;
    return () => pay(scene, answer.from, [{ answer, sign }]);
  },
};

/** Somebody enters an answer that came on paper. */
const onPaper: BillersDeed = {
  ...{ name: 'enter from paper', often: 3 },
  draw: (scene) => {
    const { office, seen } = scene;
    const answer = nextAnswer(scene, 'whole');
    if (answer === undefined) return undefined;
    const total = (part: 'charge' | 'paid' | 'shared') => sum(answer.lines.map((line) => line[part]));
    const body = {
      ...{ channel: 'paper', billingProviderId: office.ids.billingProviderId, method: 'check' },
      ...{ payerId: office.payerIds[answer.from], traceNumber: `P${seen.number}`, paymentDate: seen.today },
      paymentCents: total('paid'),
      claims: [
        {
          ...{ controlNumber: answer.claimId, status: answer.status, payerClaimNumber: answer.payerClaimNumber },
          ...{ patient: { lastName: 'Canaryname', firstName: 'Testa' }, chargeCents: total('charge') },
          ...{ paidCents: total('paid'), patientResponsibilityCents: total('shared') },
          lines: answer.lines.map(enteredLine),
        },
      ],
    };
    return async () => {
      office.answered.push(answer);
      return office.send('POST', '/v1/paper-remittances', body);
    };
  },
};

function enteredLine({ procedure, charge, paid, shared, denied }: AnsweredLine) {
  const [qualifier, code = ''] = procedure.split(':');
  const reduced = charge - paid - shared - denied;
  const adjustments = [
    { group: 'CO', carc: '45', cents: reduced },
    { group: 'CO', carc: '50', cents: denied },
    { group: 'PR', carc: '2', cents: shared },
  ];
  return {
    ...{ procedure: { qualifier, code }, chargeCents: charge, paidCents: paid },
    adjustments: adjustments.filter(({ cents }) => cents !== 0),
  };
}

const ofState = (state: string) => (item: Document) => item.state === state;

/** What people decide about whole payments. */
const decisions: readonly BillersDeed[] = [
  {
    ...{ name: 'approve a plan', often: 6 },
    draw: ({ one, office }) => {
      const path = `/v1/remittances/${one('remittance', ofState('planned'))?.id}`;
      return path.endsWith('undefined')
        ? undefined
        : async () => {
            const { planHash } = (await office.call('GET', `${path}/posting-plan`)).body;
            return office.send('POST', `${path}/post`, { planHash });
          };
    },
  },
  ...(['reject', 'admit'] as const).map(
    (name): BillersDeed => ({
      ...{ name: `${name} a payment`, often: 1 },
      draw: ({ one, on }) => {
        const payment = one(
          'remittance',
          ({ state }) => state === 'held' || (name === 'reject' && state === 'planned'),
        );
        return payment && (() => on(`/v1/remittances/${payment.id}/${name}`, payment, { reason: 'Simulated' }));
      },
    }),
  ),
  {
    ...{ name: 'void an entered payment', often: 2 },
    draw: ({ one, on }) => {
      const payment = one('remittance', ({ channel, state }) => channel !== undefined && state === 'posted');
      return payment && (() => on(`/v1/remittances/${payment.id}/void`, payment, { reason: 'Simulated' }));
    },
  },
];

export const answerDeeds: readonly BillersDeed[] = [
  ...[answers('answer', 14, 'whole'), answers('answer in part', 4, 'part')],
  ...[takesBack, corrects, strangers, onPaper, repeats],
  ...decisions,
];
