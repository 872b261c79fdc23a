import type { ClaimFile, CommonClaim } from '../../domain/claim/common-claim.ts';
import { AsciiText } from '../loops/ascii-text.ts';
import type { Fields, ProblemKind } from '../loops/element-rules.ts';
import type { LoopRule } from '../loops/loop-rules.ts';
import type { WriteDelimiters } from '../loops/write-delimiters.ts';
import { problemLimit, type SegmentWatch, SegmentWriter, type WriteProblem } from '../loops/write-loops.ts';
import type { ClaimParties } from './all-forms/claim-tree.ts';
import type { ClaimForm, ClaimOf } from './claim-form.ts';
import { isSame } from './is-same.ts';

interface ClaimWriting {
  readonly delimiters: WriteDelimiters;
  readonly lineEnds: boolean;
  readonly strict: boolean;
  readonly watch?: SegmentWatch | undefined;
  /** Where the segments are written, if not to a text of the writer's own, which `take` gives. */
  readonly text?: AsciiText;
  /**
   * The part of the transaction that other writers have written: its header, some claims, and the levels that these
   * left open.
   */
  readonly after?: { readonly open: OpenLevels | undefined; readonly claims: number };
}

/** Writes the claims of one transaction one by one, from BHT to the segment before SE. */
export interface ClaimWriter<File, Kind extends string> {
  /**
   * Writes the next claim. It shares the levels (HL) of the previous claim where they are equal.
   * @param parties those of the claim, when it does not contain them itself
   */
  write(claim: ClaimOf<File>, parties?: ClaimParties): void;
  /** The text since the last call. A caller that takes it claim by claim holds one claim at a time. */
  take(): string;
  /** How many segments and claims were written. */
  counts(): { readonly segments: number; readonly claims: number };
  /** The problems so far: what cannot be written, and what the guide forbids; at most {@link problemLimit} of each. */
  problems(): readonly WriteProblem<ProblemKind | Kind>[];
}

/** The guides allow at most this many claims of one patient under one level; further ones get another level. */
const claimsPerPatient = 100;

/** The open levels (HL): their parties, and their numbers. */
export interface OpenLevels {
  readonly parties: ClaimParties;
  readonly billing: number;
  readonly subscriber: number;
  /** The number of the level with the claims: the patient's, which is the last one. */
  readonly patient: number;
  /** How many claims it has. */
  readonly claims: number;
}

/** Which of the open levels a claim can share. */
type Shared = 'none' | 'billing' | 'subscriber' | 'all';

/** The open levels after a claim with these parties. */
export function levelsWith(
  open: OpenLevels | undefined,
  parties: ClaimParties,
): { readonly shared: Shared; readonly open: OpenLevels } {
  const shared = open === undefined ? 'none' : sharedLevels(open, parties);
  if (open !== undefined && shared === 'all') return { shared, open: { ...open, claims: open.claims + 1 } };
  const last = open?.patient ?? 0;
  if (open !== undefined && shared === 'subscriber') {
    return { shared, open: { ...open, parties, patient: last + 1, claims: 1 } };
  }
  const billing = open !== undefined && shared === 'billing' ? open.billing : last + 1;
  const subscriber = Math.max(billing, last) + 1;
  const patient = parties.dependent === undefined ? subscriber : subscriber + 1;
  return { shared, open: { parties, billing, subscriber, patient, claims: 1 } };
}

interface PlacedObjects {
  readonly at: string;
  readonly claim: object;
  readonly payer: object;
  readonly dependent: object | undefined;
  readonly subscriber: object | undefined;
}

function placeIn({ at, claim, payer, dependent, subscriber }: PlacedObjects, object: object): string | undefined {
  if (object === claim) return at;
  if (object === payer) return `${at}/payer`;
  if (object === dependent) return `${at}/dependent`;
  return object === subscriber ? `${at}/subscriber` : undefined;
}

/** Starts a transaction: writes the part before the first billing provider, unless another writer has. */
export function openClaimWriter<File, Kind extends string>(
  header: Omit<ClaimFile<CommonClaim>, 'claims'>,
  form: ClaimForm<File, Kind>,
  { delimiters, lineEnds, strict, watch, text = new AsciiText(), after }: ClaimWriting,
): ClaimWriter<File, Kind> {
  /** The current claim, and its parties, which are not where the loops expect them. */
  let now: PlacedObjects | undefined;
  const placeOf = (object: object): string | undefined => (now === undefined ? undefined : placeIn(now, object));
  const before = after?.open?.patient ?? 0;
  const writer = new SegmentWriter({ delimiters, strict, lineEnds, placeOf, watch, text, levels: before });
  const content: WriteProblem<Kind>[] = [];
  const note = (kind: Kind, place: string): void => {
    if (content.length < problemLimit) content.push({ kind, place });
  };
  const { levels } = form;
  let open = after?.open;
  let claims = after?.claims ?? 0;
  if (after === undefined) writer.content(levels.header, header as unknown as Fields);

  const begin = (rule: LoopRule, fields: object, at: string, parent: number | undefined): void =>
    writer.loop(rule, fields as Fields, at, parent === undefined ? '' : String(parent));

  const writeClaim = (claim: object, parties: ClaimParties, at: string): void => {
    const { billingProvider, subscriber, payer, dependent } = parties;
    const { shared, open: next } = levelsWith(open, parties);
    open = next;
    if (shared === 'all') {
      begin(levels.claim, claim, at, next.patient);
      return;
    }
    const below = dependent === undefined ? undefined : { ...dependent, claims: [claim] };
    now = { at, claim, payer, dependent: below, subscriber: undefined };
    if (below !== undefined && shared === 'subscriber') {
      begin(levels.dependent, below, `${at}/dependent`, next.subscriber);
      return;
    }
    const holder = below === undefined ? { isPatient: true, claims: [claim] } : { dependents: [below] };
    const level = { ...subscriber, ...holder, payer };
    now = { at, claim, payer, dependent: below, subscriber: level };
    if (shared === 'billing') begin(levels.subscriber, level, `${at}/subscriber`, next.billing);
    else
      begin(levels.billingProvider, { ...billingProvider, subscribers: [level] }, `${at}/billingProvider`, undefined);
  };

  return {
    write(claim, parties) {
      const at = `/claims/${claims}`;
      claims += 1;
      if (strict) form.checkClaim(claim, at, note);
      writeClaim(claim as object, parties ?? (claim as unknown as ClaimParties), at);
    },
    take: () => writer.take(),
    counts: () => ({ segments: writer.segments, claims }),
    problems: () => (content.length === 0 ? writer.problems : [...writer.problems, ...content]),
  };
}

function sharedLevels(open: OpenLevels, claim: ClaimParties): Shared {
  const last = open.parties;
  if (!isSame(last.billingProvider, claim.billingProvider)) return 'none';
  const isSubscribers = claim.dependent === undefined;
  if (isSubscribers !== (last.dependent === undefined)) return 'billing';
  if (!isSame(last.subscriber, claim.subscriber) || !isSame(last.payer, claim.payer)) return 'billing';
  const isFull = open.claims >= claimsPerPatient;
  if (isSubscribers) return isFull ? 'billing' : 'all';
  return isFull || !isSame(last.dependent, claim.dependent) ? 'subscriber' : 'all';
}
