import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Filing } from '../../shared/domain/claim/filing.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import type { Sender } from '../../shared/store/table.ts';
import type { MemoryDynamodb } from '../support/memory-dynamodb.ts';
import type { Said } from './claims-payers.ts';
import { itemsOf } from './claims-people.ts';
import { brokenBooks, type Plain, plainItems } from './invariants.ts';
import type { SentFile } from './sent-claims.ts';

/**
 * The possible next states of a filing, written out separately from the product’s table. Nothing goes back once it was
 * sent.
 */
const ways: Readonly<Record<string, readonly string[]>> = {
  preparing: ['ready', 'held', 'cancelled'],
  held: ['preparing', 'ready', 'held', 'withdrawn', 'cancelled'],
  ready: ['preparing', 'held', 'ready', 'batched', 'withdrawn', 'cancelled'],
  withdrawn: ['preparing', 'cancelled'],
  batched: ['submitted', 'held'],
  submitted: ['accepted', 'rejected', 'answered'],
  accepted: ['rejected', 'answered'],
  rejected: ['answered', 'cancelled'],
  answered: ['answered', 'reversed'],
  reversed: ['answered'],
  cancelled: [],
};

const leftKinds: readonly string[] = ['submitted', 'accepted', 'answered', 'reversed', 'rejected'];
const withPayer: readonly string[] = ['submitted', 'accepted', 'answered', 'reversed'];
const underwayKinds: readonly string[] = ['preparing', 'held', 'ready', 'batched'];

/** Checks every write of a balance: its filings before and after. */
export function watchFilings(database: MemoryDynamodb) {
  const faults = new Set<string>();
  const seen = new Map<string, ClaimBalance>();
  const look = (after: ClaimBalance): void => {
    const before = seen.get(after.claimId);
    seen.set(after.claimId, after);
    for (const fault of wrongSteps(before, after)) faults.add(`${after.claimId}: ${fault}`);
  };
  const sender: Sender = {
    send: async (command) => {
      const answer = await database.send(command);
      if (command instanceof TransactWriteItemsCommand) {
        for (const { Put } of command.input.TransactItems ?? []) {
          if (Put?.Item?.type?.S === 'balance') look(balanceOfItem(unmarshall(Put.Item) as Plain));
        }
      }
      return answer;
    },
  };
  return { sender, faults };
}

function wrongSteps(before: ClaimBalance | undefined, after: ClaimBalance): string[] {
  const underway = after.filings.filter(({ state }) => underwayKinds.includes(state.kind));
  const many = underway.length > 1 ? [`${underway.length} filings are on their way out`] : [];
  const lost = (before?.filings.length ?? 0) > after.filings.length ? ['a filing is gone'] : [];
  const steps = after.filings.flatMap((filing, index) => {
    const was = before?.filings[index];
    if (was === undefined) return filing.state.kind === 'preparing' || before === undefined ? [] : ['it begins late'];
    return wrongStep(was, filing);
  });
  return [...many, ...lost, ...steps];
}

function wrongStep(was: Filing, is: Filing): string[] {
  const name = `filing ${was.number}`;
  const isOther = was.number !== is.number || was.share !== is.share || was.frequency !== is.frequency;
  if (isOther) return [`${name} is another one now`];
  const isSame = JSON.stringify(was.state) === JSON.stringify(is.state);
  if (isSame || ways[was.state.kind]?.includes(is.state.kind)) return [];
  // The void had been given an answer that belonged to another filing, because the payer has answered that filing
  // again.
  if (was.frequency === 'void' && was.state.kind === 'answered' && is.state.kind === 'submitted') return [];
  return [`${name} went from ${was.state.kind} to ${is.state.kind}`];
}

/** A finished run: its items, the files that were sent, and what its payers have told the office. */
export interface RestingRun {
  readonly database: MemoryDynamodb;
  readonly files: readonly SentFile[];
  readonly said: readonly Said[];
}

/** What must hold at the end, read from raw items and files. */
export function brokenClaims({ database, files, said }: RestingRun): string[] {
  const balances = itemsOf(database, 'balance').map((item) => balanceOfItem(item));
  const open = itemsOf(database, 'exception').filter(({ state }) => state === 'open');
  return [
    ...brokenBooks(plainItems(database)),
    ...fileFaults(balances, files),
    ...balances.flatMap((balance) => {
      const own = said.filter(({ claimId }) => claimId === balance.claimId);
      return [
        ...untoldStates(balance, own).map((fault) => `${balance.claimId}: ${fault}`),
        ...unheard(balance, own, open).map((fault) => `${balance.claimId}: ${fault}`),
        ...unlisted(balance, open).map((fault) => `${balance.claimId}: ${fault}`),
      ];
    }),
    ...answerFaults(database, balances, said),
    // Everything that payers send here is readable, so an unreadable claim means that a rule has thrown.
    ...open.filter(({ code }) => code === 'claim-unreadable').map(({ claimId }) => `${claimId}: a claim is unreadable`),
  ];
}

function submissionOf({ state }: Filing): string | undefined {
  return 'submissionId' in state ? state.submissionId : undefined;
}

const codes: Readonly<Record<string, string>> = { original: '1', 'late-charges': '5', replacement: '7', void: '8' };

/** Each sent filing is in exactly one file, with its own frequency; and each claim in a file has a filing. */
function fileFaults(balances: readonly ClaimBalance[], files: readonly SentFile[]): string[] {
  const sent = files.flatMap(({ claims }) => claims);
  const filed = balances.flatMap(({ claimId, filings, state }) =>
    filings
      .filter((filing) => leftKinds.includes(filing.state.kind) || state.kind === 'cancelled')
      .map((filing) => ({ claimId, filing, isCancelled: state.kind === 'cancelled' })),
  );
  const faults = filed.flatMap(({ claimId, filing, isCancelled }) => {
    const own = sent.filter((one) => one.claimId === claimId && one.submissionId === submissionOf(filing));
    if (isCancelled) return [];
    if (own.length !== 1) return [`${claimId}: filing ${filing.number} is in ${own.length} files`];
    return own[0]?.frequency === codes[filing.frequency] ? [] : [`${claimId}: filing ${filing.number} left as another`];
  });
  const cancelled = new Set(balances.filter(({ state }) => state.kind === 'cancelled').map(({ claimId }) => claimId));
  const strays = sent.filter(
    ({ claimId, submissionId }) =>
      !cancelled.has(claimId as never) &&
      !filed.some((one) => one.claimId === claimId && submissionOf(one.filing) === submissionId),
  );
  return [...faults, ...strays.map(({ claimId }) => `${claimId} is in a file, and no filing of it says so`)];
}

/** A filing’s state is what payers have told the office about it, and nothing else. */
function untoldStates({ filings }: ClaimBalance, said: readonly Said[]): string[] {
  const isSaid = (filing: Filing, kind: Said['kind']) =>
    said.some((one) => one.kind === kind && one.submissionId === submissionOf(filing));
  return filings.flatMap((filing) => {
    const name = `filing ${filing.number} is ${filing.state.kind}`;
    switch (filing.state.kind) {
      case 'accepted':
      case 'rejected':
        return isSaid(filing, filing.state.kind) ? [] : [`${name}, and nobody said so`];
      case 'reversed':
        return isSaid(filing, 'taken back') ? [] : [`${name}, and its payer took nothing back`];
      case 'answered': {
        const sentOn = filing.sentOn?.replaceAll('-', '') ?? '';
        const isTakenBack =
          filing.frequency === 'void' && said.some(({ kind, on }) => kind === 'taken back' && on >= sentOn);
        return isSaid(filing, 'answered') || isTakenBack ? [] : [`${name}, and its payer never answered it`];
      }
      default:
        return [];
    }
  });
}

/** What payers said about a filing has reached it, even if the file came late, twice, or out of order. */
function unheard(
  { claimId, filings, waiting }: ClaimBalance,
  said: readonly Said[],
  listed: readonly Plain[],
): string[] {
  const open = listed.filter((each) => each.claimId === claimId);
  // The filing of an answer was uncertain, and nobody has named it yet.
  const isUnclear = open.some(({ code }) => code === 'acknowledged-filing-unclear');
  const isHeld = waiting !== undefined || open.some(({ code }) => heldCodes.includes(code as string));
  return filings.flatMap((filing) => {
    const own = said.filter(({ submissionId }) => submissionId === submissionOf(filing));
    const kinds = own.map(({ kind }) => kind);
    const { kind } = filing.state;
    if (kind === 'submitted' && kinds.includes('rejected') && !isUnclear)
      return [`filing ${filing.number} was rejected, and is submitted`];
    const isAnswered = kind === 'answered' || kind === 'reversed';
    // If an answer and its reversal both waited, they cancel each other and no filing changes.
    const isExpected = kinds.includes('answered') && !kinds.includes('taken back') && !isHeld;
    return isExpected && !isAnswered ? [`filing ${filing.number} was answered, and is ${kind}`] : [];
  });
}

/** Exceptions that hold an answer which has not reached its filing. */
const heldCodes: readonly string[] = [
  'answered-filing-unclear',
  'already-adjudicated',
  'charge-differs',
  'earlier-payer-unanswered',
  'reversal-without-original',
  'partial-reversal',
  'claim-not-submitted',
  'payer-twice-on-claim',
];

/** Whatever must be done about a filing is on a list. */
function unlisted({ claimId, filings, payers, correction, state }: ClaimBalance, open: readonly Plain[]): string[] {
  const own = open.filter((each) => each.claimId === claimId).map(({ code }) => code);
  const current = filings.at(-1);
  const kind = current?.state.kind;
  const isListed = own.includes('claim-held') || own.includes('claim-withdrawn');
  const stuck = ['preparing', 'ready', 'batched'].includes(kind ?? '') ? [`its last filing is still ${kind}`] : [];
  const held = kind === 'held' && !isListed ? ['it is held, and no list says so'] : [];
  const turnedAway = payers.flatMap(({ isPassedOver }, share) => {
    const last = filings.findLast((filing) => filing.share === share && filing.state.kind !== 'withdrawn');
    const isHad = filings.some((one) => one.share === share && withPayer.includes(one.state.kind));
    const isVoid = correction?.kind === 'void' && !isHad;
    const isWork = last?.state.kind === 'rejected' && isPassedOver !== true && !isVoid && state.kind !== 'cancelled';
    return isWork && !own.includes('claim-rejected') && kind !== 'held'
      ? [`share ${share} was rejected, and no list says so`]
      : [];
  });
  return [...stuck, ...held, ...turnedAway];
}

/** Each booked answer names the filing that its payer answered. */
function answerFaults(database: MemoryDynamodb, balances: readonly ClaimBalance[], said: readonly Said[]): string[] {
  const traces = new Map(itemsOf(database, 'remittance').map(({ id, traceNumber }) => [id, traceNumber]));
  return itemsOf(database, 'entry').flatMap((entry) => {
    if (entry.answer === undefined || entry.reversesPart !== undefined) return [];
    const balance = balances.find(({ claimId }) => claimId === entry.claim);
    const [share, named] = String(entry.answer).split('|')[1]?.split(':') ?? [];
    const meant = said.filter(
      ({ kind, claimId, trace }) =>
        kind === 'answered' && claimId === entry.claim && trace === traces.get(entry.remittance),
    );
    const own = (balance?.filings ?? []).filter(
      (filing) => filing.share === Number(share) && leftKinds.includes(filing.state.kind),
    );
    const filing = named === undefined ? own[0] : own.find(({ number }) => number === Number(named));
    const isMeant = meant.some(
      ({ submissionId }) => submissionId === (filing === undefined ? '' : submissionOf(filing)),
    );
    // A forwarded claim has no filing, unless one was opened later.
    const isForwarded = meant.some(({ submissionId }) => submissionId === '');
    return isMeant || isForwarded
      ? []
      : [`${entry.claim}: an answer is booked on filing ${filing?.number}, which it is not about`];
  });
}
