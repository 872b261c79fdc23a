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
  ends('exception', 'offset', 2, ({ one }, item) => {
    const other = one('exception', (each) => isOpen(each) && each.id !== item.id && holdsCash(each));
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

/** What is given up of a claim: of what a payer owes, or of what the patient owes. */
const givesUp: BillersDeed = {
  ...{ name: 'give up', often: 4 },
  draw: ({ chance, claim, office }) => {
    const given = claim();
    const why = chance.pick([
      ...(['filed-late', 'contract', 'courtesy', 'coverage-ended'] as const),
      ...(['not-covered', 'other-payer-first', 'billing-error'] as const),
    ]);
    const payerPosition = chance.below(Math.max(1, given?.payers.length ?? 0));
    const isPayers = chance.percent(60);
    const owed = isPayers ? given?.payers[payerPosition]?.receivableCents : given?.patientCents;
    const of = isPayers ? { payerPosition } : {};
    const cents = chance.percent(50) ? { cents: 1 + chance.below(Math.max(1, owed ?? 1)) } : {};
    const body = { claimId: given?.claimId, why, reason, ...of, ...cents };
    return given && (() => office.send('POST', '/v1/adjustments', body));
  },
};

const undoes: BillersDeed = {
  ...{ name: 'undo what was given up', often: 3 },
  draw: ({ one, on }) => {
    const given = one('adjustment', ({ state }) => state === 'booked');
    return given && (() => on(`/v1/adjustments/${given.id}/reverse`, given, { reason }));
  },
};

/** An entry of a payer’s answer, named as in the API. */
function answerEntry({ one }: Scene): string | undefined {
  const entry = one('entry', ({ kind, claim }) => claim !== undefined && String(kind).startsWith('remittance'));
  return entry && `${entry.pk.split('#')[2]}.${entry.sk.slice('ENTRY#'.length)}`;
}

const unposts: BillersDeed = {
  ...{ name: 'unpost', often: 5 },
  draw: (scene) => {
    const id = answerEntry(scene);
    return id === undefined
      ? undefined
      : () => scene.office.send('POST', `/v1/ledger-entries/${id}/unpost`, { reason });
  },
};

const movesEntry: BillersDeed = {
  ...{ name: 'move an answer', often: 2 },
  draw: (scene) => {
    const id = answerEntry(scene);
    const claim = scene.claim();
    if (id === undefined || claim === undefined) return undefined;
    const accept = scene.chance.percent(50) ? { accept: true } : {};
    const body = { claimId: claim.claimId, reason, ...accept };
    return () => scene.office.send('POST', `/v1/ledger-entries/${id}/move`, body);
  },
};

export const workDeeds: readonly BillersDeed[] = [
  ...[...onExceptions, ...onDenials],
  ...[givesUp, undoes, unposts, movesEntry],
];
