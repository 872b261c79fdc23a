import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { exceptionCodes } from '../../shared/domain/exception/codes.ts';
import type { Chance } from '../../simulator/chance.ts';
import type { BillersDeed, Scene } from './billers-office.ts';
import { type Document, reason } from './patients-drawing.ts';

/* What billers do with exceptions, denials, entries and what payers owe. */

const isOpen = ({ state }: Document) => state === 'open';
/** Now and then a half; an amount is named without its sign, of a credit too. */
const part = (chance: Chance, cents: unknown) => {
  const half = Math.floor(Math.abs(Number(cents)) / 2);
  return chance.percent(30) && half > 0 ? { cents: half } : {};
};

/** Whether the product says that this action ends such an exception. */
function isEndedBy({ type, code }: Document, name: string): boolean {
  const operation = `${name.replace('write-off', 'writeOff')}Exception`;
  const ways: readonly string[] = exceptionCodes[code as keyof typeof exceptionCodes]?.endedBy ?? [];
  return type !== 'exception' || ways.includes(operation);
}

/** Actions about amounts of a claim’s balance. */
const settling: readonly string[] = ['move', 'write-off'];

/** An action on an open exception, or on an open denial. */
const ends = (
  type: 'exception' | 'denial',
  name: string,
  often: number,
  body: (scene: Scene, item: Document) => object | undefined,
): BillersDeed => ({
  ...{ name: `${name} ${type}`, often },
  draw: (scene) => {
    // Most often it is something that the action ends; now and then it is anything.
    const isFit = scene.chance.percent(90);
    const covering = new Set(scene.claims.flatMap(({ openWork = [] }) => openWork.map(({ id }) => id)));
    const isCovered = ({ id }: Document) => covering.has(id as never) || !settling.includes(name);
    const item = scene.one(type, (each) => isOpen(each) && (!isFit || (isEndedBy(each, name) && isCovered(each))));
    const asked = item && body(scene, item);
    return item && asked && (() => scene.on(`/v1/${type}s/${item.id}/${name}`, item, asked));
  },
});

const anyClaim = ({ claim }: Scene, { claimId }: Document) => {
  const drawn = claim((each) => claimId === undefined || each.claimId === claimId) ?? claim();
  return drawn;
};

/** A claim, and now and then one of its coverages. */
function onto(scene: Scene, item: Document) {
  const claim = scene.chance.percent(75) ? anyClaim(scene, item) : scene.claim();
  if (claim === undefined) return undefined;
  const [share] = scene.chance.percent(40) ? claim.payers.filter(() => scene.chance.percent(60)) : [];
  return { claimId: claim.claimId, reason, ...(share === undefined ? {} : { coverageId: share.coverageId }) };
}

const holdsCash = ({ ledgerEntryId, cents }: Document) => ledgerEntryId !== undefined && Number(cents) !== 0;
const toMove = ['next-payer', 'patient', 'refund'] as const;

const onExceptions: readonly BillersDeed[] = [
  ends('exception', 'apply', 4, onto),
  ends('exception', 'match', 5, (scene, item) => {
    const asked = onto(scene, item);
    return asked && { ...asked, ...(scene.chance.percent(30) ? { accept: true } : {}) };
  }),
  ends('exception', 'accept', 2, (scene, item) => {
    const claim = scene.chance.percent(50) ? anyClaim(scene, item) : undefined;
    return { reason, ...(claim === undefined ? {} : { claimId: claim.claimId }) };
  }),
  ends('exception', 'book', 2, ({ chance }) => ({
    account: chance.pick(['refunds-payable', 'other-adjustments', 'interest-income']),
    reason,
  })),
  ends('exception', 'offset', 2, ({ one, chance }, item) => {
    const isAny = chance.percent(20);
    const isFit = (each: Document) => isAny || (holdsCash(item) && Number(each.cents) === -Number(item.cents));
    const other = one('exception', (each) => isOpen(each) && each.id !== item.id && holdsCash(each) && isFit(each));
    return other && { with: [other.id], reason };
  }),
  ends('exception', 'move', 4, ({ chance }, { cents }) => ({
    to: chance.pick(toMove),
    reason,
    ...part(chance, cents),
  })),
  ends('exception', 'write-off', 4, ({ chance }, { cents }) => ({
    ...{ as: chance.pick(['write-off', 'contractual']), reason },
    ...part(chance, cents),
  })),
  ends('exception', 'close', 2, () => ({ reason })),
];

const onDenials: readonly BillersDeed[] = [
  ends('denial', 'move', 4, ({ chance }, { openCents }) => ({
    ...{ to: chance.pick(['next-payer', 'patient']), reason },
    ...part(chance, openCents),
  })),
  ends('denial', 'write-off', 4, ({ chance }, { openCents }) => ({ reason, ...part(chance, openCents) })),
  ends('denial', 'answer', 3, ({ chance }) => ({ by: chance.pick(['corrected-claim', 'appeal']), reason })),
];

/** Why something is given up, of what a payer owes and of what the patient owes. */
const givenUp = {
  payer: ['filed-late', 'contract', 'coverage-ended', 'not-covered', 'other-payer-first', 'billing-error'],
  patient: ['courtesy', 'billing-error', 'service-complaint'],
} as const;

/** What is given up of a claim: of what a payer owes, or of what the patient owes; most often of something that is owed. */
const givesUp: BillersDeed = {
  ...{ name: 'give up', often: 4 },
  draw: ({ chance, claim, office }) => {
    const [isFit, isPayers] = [chance.percent(80), chance.percent(60)];
    const isOwed = ({ payers, patientCents }: ClaimBalance) =>
      isPayers ? payers.some((each) => each.status !== 'answered' && each.receivableCents > 0) : patientCents > 0;
    const given = claim((each) => !isFit || isOwed(each));
    if (given === undefined) return undefined;
    const owing = given.payers.findIndex((each) => each.status !== 'answered' && each.receivableCents > 0);
    const payerPosition = isFit ? Math.max(0, owing) : chance.below(Math.max(1, given.payers.length));
    const owed = isPayers ? given.payers[payerPosition]?.receivableCents : given.patientCents;
    const why = chance.pick(givenUp[isFit === isPayers ? 'payer' : 'patient']);
    const of = isPayers ? { payerPosition } : {};
    const cents = chance.percent(50) ? { cents: 1 + chance.below(Math.max(1, owed ?? 1)) } : {};
    const body = { claimId: given.claimId, why, reason, ...of, ...cents };
    return () => office.send('POST', '/v1/adjustments', body);
  },
};

const undoes: BillersDeed = {
  ...{ name: 'undo what was given up', often: 3 },
  draw: ({ one, on }) => {
    const given = one('adjustment', ({ state }) => state === 'booked');
    return given && (() => on(`/v1/adjustments/${given.id}/reverse`, given, { reason }));
  },
};

/** An entry of a payer’s answer and its claim, named as in the API; most often one that nothing has undone. */
function answerEntry({ one, seen, chance }: Scene): { readonly id: string; readonly claimId: string } | undefined {
  const undone = new Set(seen.items.flatMap(({ reverses }) => (reverses ?? []) as readonly string[]));
  const isAny = chance.percent(20);
  const idOf = ({ sk }: Document) => sk.slice('ENTRY#'.length);
  const stands = (entry: Document) => isAny || (entry.answer !== undefined && !undone.has(idOf(entry)));
  const entry = one(
    'entry',
    (each) => each.claim !== undefined && String(each.kind).startsWith('remittance') && stands(each),
  );
  const claimId = entry?.pk.split('#')[2];
  return entry && claimId !== undefined ? { id: `${claimId}.${idOf(entry)}`, claimId } : undefined;
}

const unposts: BillersDeed = {
  ...{ name: 'unpost', often: 5 },
  draw: (scene) => {
    const entry = answerEntry(scene);
    return entry && (() => scene.office.send('POST', `/v1/ledger-entries/${entry.id}/unpost`, { reason }));
  },
};

const movesEntry: BillersDeed = {
  ...{ name: 'move an answer', often: 2 },
  draw: (scene) => {
    const entry = answerEntry(scene);
    const claim = scene.claim(({ claimId }) => claimId !== entry?.claimId);
    if (entry === undefined || claim === undefined) return undefined;
    const accept = scene.chance.percent(50) ? { accept: true } : {};
    const body = { claimId: claim.claimId, reason, ...accept };
    return () => scene.office.send('POST', `/v1/ledger-entries/${entry.id}/move`, body);
  },
};

export const workDeeds: readonly BillersDeed[] = [
  ...[...onExceptions, ...onDenials],
  ...[givesUp, undoes, unposts, movesEntry],
];
