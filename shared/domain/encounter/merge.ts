import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import { valueText } from '../text/value-text.ts';
import type { DraftEncounter, DraftLine } from './encounter.ts';
import { formOfKind } from './kinds.ts';
import { firstServiceDay } from './service-days.ts';

/** Merges drafts of one patient that are billed together: a series of treatments, a month of home health. */

/** Why a draft cannot be merged into another one. */
export const mergeObstacles = {
  'not-a-draft': 'it is not a draft',
  'was-final': 'it was final before, and the office’s rules have acted on it',
  'facts-differ': 'it differs from the other one in a field of the whole visit',
  'too-many-diagnoses': 'together they have more diagnoses than a claim',
  'too-many-lines': 'together they have more lines than an encounter',
} as const;

export interface MergeObstacle {
  readonly kind: keyof typeof mergeObstacles;
  /** The fields that differ. */
  readonly fields?: readonly string[];
}

type Facts = Readonly<Record<string, unknown>>;

/** Fields that each draft has separately, and that do not prevent a merge. */
const own = new Set([
  ...['id', 'version', 'state', 'createdAt', 'externalId', 'tags', 'overrides', 'documentation', 'prices'],
  ...['lines', 'diagnoses', 'patientPaidCents', 'statementFrom', 'statementTo'],
]);

/** Fields that a professional or dental line may have, so that drafts may differ in them. */
const ofLines = [
  ...(['placeOfService', 'renderingProviderId', 'facilityId', 'referringProviderId'] as const),
  ...(['primaryCareProviderId', 'orderingProviderId', 'supervisingProviderId'] as const),
] as const;

const mostDiagnoses = { professional: 12, institutional: 25, dental: 4 } as const;
const mostLines = { professional: 200, institutional: 999, dental: 200 } as const;

/** The fields of the whole visit in which two drafts differ. */
function differences(left: DraftEncounter, right: DraftEncounter): readonly string[] {
  const [one, other] = [left as unknown as Facts, right as unknown as Facts];
  const form = formOfKind(left.kind);
  const movable: ReadonlySet<string> = form === 'professional' ? new Set(ofLines) : new Set();
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const differs = (name: string) =>
    // A line can have another provider or place than its visit, but cannot state that there is none.
    movable.has(name)
      ? one[name] !== undefined && other[name] === undefined
      : valueText(one[name]) !== valueText(other[name]);
  return [...names].filter((name) => !own.has(name) && differs(name)).sort();
}

/** Merges two drafts: the first keeps its id, and its services come first. */
export function mergedDrafts<Encounter extends DraftEncounter>(
  into: Encounter,
  from: DraftEncounter,
): Result<Encounter, MergeObstacle> {
  if (into.state.kind !== 'draft' || from.state.kind !== 'draft') return fail({ kind: 'not-a-draft' });
  if (into.codingRules !== undefined || from.codingRules !== undefined) return fail({ kind: 'was-final' });
  const fields = differences(into, from);
  if (fields.length > 0) return fail({ kind: 'facts-differ', fields });
  const form = formOfKind(into.kind);
  const diagnoses = [...into.diagnoses] as unknown[];
  const places = new Map<number, number>();
  for (const [index, diagnosis] of from.diagnoses.entries()) {
    const known = diagnoses.findIndex((each) => valueText(each) === valueText(diagnosis));
    if (known === -1) diagnoses.push(diagnosis);
    places.set(index + 1, known === -1 ? diagnoses.length : known + 1);
  }
  if (diagnoses.length > mostDiagnoses[form]) return fail({ kind: 'too-many-diagnoses' });
  const moved = (from.lines as readonly DraftLine[]).map((line) => movedLine(line, { into, from, places }));
  const lines = [...(into.lines as readonly DraftLine[]), ...moved];
  if (lines.length > mostLines[form]) return fail({ kind: 'too-many-lines' });
  return ok({ ...into, diagnoses, lines, ...sums(into, from) } as unknown as Encounter);
}

interface Move {
  readonly into: DraftEncounter;
  readonly from: DraftEncounter;
  /** The new number of each diagnosis, counted from 1. */
  readonly places: ReadonlyMap<number, number>;
}

/** A line with its visit's values where the other visit differs, and with pointers into the merged diagnoses. */
function movedLine(line: DraftLine, { into, from, places }: Move): DraftLine {
  const [visit, other] = [from as unknown as Facts, into as unknown as Facts];
  const said = ofLines.flatMap((name) =>
    visit[name] === undefined || visit[name] === other[name] ? [] : [[name, visit[name]] as const],
  );
  const pointers =
    'diagnosisPointers' in line
      ? { diagnosisPointers: line.diagnosisPointers.map((pointer) => places.get(pointer) ?? pointer) }
      : {};
  return { ...Object.fromEntries(said), ...line, ...pointers } as DraftLine;
}

/** Combined values: the patient's payments, the tags, the days of a facility's statement. */
function sums(into: DraftEncounter, from: DraftEncounter): Facts {
  const paid = [into.patientPaidCents, from.patientPaidCents].filter((cents) => cents !== undefined);
  const tags = [...new Set([...(into.tags ?? []), ...(from.tags ?? [])])];
  const [one, other] = [into as unknown as Facts, from as unknown as Facts];
  const days = (name: 'statementFrom' | 'statementTo') =>
    [one[name], other[name]].filter((day): day is string => typeof day === 'string').sort();
  const [first] = days('statementFrom');
  const last = days('statementTo').at(-1);
  return {
    ...(paid.length === 0 ? {} : { patientPaidCents: paid.reduce((sum, cents) => sum + cents, 0) }),
    ...(tags.length === 0 ? {} : { tags }),
    ...present({ statementFrom: first }),
    ...present({ statementTo: last }),
  };
}

/** The void reason of a draft that was merged into another one. */
export function mergedReason(into: string): string {
  return `merged into ${into}`;
}

/** The encounter into which one was merged; undefined for any other. */
export function mergedInto(state: { readonly kind: string; readonly reason?: string }): string | undefined {
  return state.kind === 'void' ? /^merged into (enc_[0-9A-Z]+)$/.exec(state.reason ?? '')?.[1] : undefined;
}

/** Why drafts are proposed to be billed together. */
export const mergeReasons = {
  'home-health-month': 'home health of the same month',
  series: 'the same service in the same month',
  'same-day': 'services of the same day',
} as const;

export type MergeReason = keyof typeof mergeReasons;

/** Why a draft should be billed with another one; undefined without a reason, or when a merge is impossible. */
export function mergeReason(into: DraftEncounter, from: DraftEncounter): MergeReason | undefined {
  const [one, other] = [firstServiceDay(into.lines), firstServiceDay(from.lines)];
  if (into.id === from.id || one === undefined || other === undefined) return undefined;
  if (!mergedDrafts(into, from).ok) return undefined;
  if (one === other) return 'same-day';
  if (one.slice(0, 7) !== other.slice(0, 7)) return undefined;
  if (into.kind === 'home-health') return 'home-health-month';
  const procedures = new Set(into.lines.map(({ procedure }) => procedure));
  return from.lines.some(({ procedure }) => procedure !== undefined && procedures.has(procedure))
    ? 'series'
    : undefined;
}
