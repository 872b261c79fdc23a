import type { LocalDate } from '../../time/local-date.ts';
import { type AdjustmentRule, type AdjustmentRules, defaultAdjustmentRules } from './adjustment-rules.ts';
import { type ProviderAdjustmentRule, providerAdjustmentRules } from './provider-adjustment-rules.ts';

/** The scope of a set of rules. The narrower one decides: facility before payer before office before the default rules. */
export type RuleScope =
  | { readonly kind: 'office' }
  | { readonly kind: 'payer'; readonly payerId: string }
  | { readonly kind: 'facility'; readonly facilityId: string };

/** A person's decision about a provider-level adjustment code. */
export interface OfficeProviderRule extends ProviderAdjustmentRule {
  readonly code: string;
}

/** All rules that a person sets for a scope. A new version replaces the one before and does not add to it. */
export interface OfficeRules {
  readonly scope: RuleScope;
  /** The first that applies decides; when none does, the wider scope decides. */
  readonly adjustmentRules: readonly AdjustmentRule[];
  /** By code; the wider scope decides about other codes. Not for facilities, because a payment is not made to a facility. */
  readonly providerAdjustments: readonly OfficeProviderRule[];
  /** Whether payments post without a person's approval. When absent, the wider scope decides; by default they do. */
  readonly autoPost?: boolean;
}

/** One immutable version of a scope's rules, in force from a day on until the next one of the same scope is. */
export interface PostingRulesVersion extends OfficeRules {
  /** Counts the changes of the office's rules over all scopes, from 1. So each number is one version of one scope. */
  readonly revision: number;
  readonly effectiveFrom: LocalDate;
  /** Why the rules were changed. */
  readonly reason: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** A version without its rules. */
export type VersionHeading = Pick<PostingRulesVersion, 'revision' | 'scope' | 'effectiveFrom'>;

/** The origin of a rule. */
export type RuleLayer = 'protection' | RuleScope['kind'] | 'shipped';

/** The scope and day for which rules are looked up. */
export interface RulesQuestion {
  readonly on: LocalDate;
  readonly payerId?: string | undefined;
  readonly facilityId?: string | undefined;
}

/** The name of a version, as entries keep it: `r7`. */
export function versionName(revision: number): string {
  return `r${revision}`;
}

/** The revision in a version's name, or undefined. */
export function revisionOfName(name: string): number | undefined {
  const digits = /^r([1-9]\d{0,8})$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A scope as one word. Equal scopes have equal names. */
export function scopeName(scope: RuleScope): string {
  if (scope.kind === 'payer') return `payer ${scope.payerId}`;
  return scope.kind === 'facility' ? `facility ${scope.facilityId}` : 'office';
}

/**
 * Rules that protect a patient by law come before every office's rules: a qualified beneficiary's share (remarks N781
 * to N783) and reason 209 go to the next payer and never to the patient. They are derived from the default rules, so
 * that there is one list.
 */
export const patientProtections: readonly AdjustmentRule[] = defaultAdjustmentRules.rules.filter(
  (rule) => rule.meaning === 'next-payer',
);

/**
 * The version of a scope that is in force on a day: the one that took effect last, and of several from the same day the newest. None when
 * the scope has no version by that day.
 */
export function versionInForce<Version extends VersionHeading>(
  versions: readonly Version[],
  scope: RuleScope,
  on: LocalDate,
): Version | undefined {
  const name = scopeName(scope);
  return versions
    .filter((version) => version.effectiveFrom <= on && scopeName(version.scope) === name)
    .reduce<Version | undefined>((latest, version) => (isLater(version, latest) ? version : latest), undefined);
}

function isLater(version: VersionHeading, other: VersionHeading | undefined): boolean {
  if (other === undefined) return true;
  if (version.effectiveFrom !== other.effectiveFrom) return version.effectiveFrom > other.effectiveFrom;
  return version.revision > other.revision;
}

/** The versions that apply to a scope and day, narrowest scope first. */
export function layersInForce<Version extends VersionHeading>(
  versions: readonly Version[],
  { on, payerId, facilityId }: RulesQuestion,
): readonly Version[] {
  const scopes: RuleScope[] = [
    ...(facilityId === undefined ? [] : [{ kind: 'facility', facilityId } as const]),
    ...(payerId === undefined ? [] : [{ kind: 'payer', payerId } as const]),
    { kind: 'office' },
  ];
  return scopes.flatMap((scope) => versionInForce(versions, scope, on) ?? []);
}

/**
 * The adjustment rules of all layers, narrowest first, as one list in which the first that applies decides. Its version names every layer
 * (`r7+r3+2026-11-2`), so that an entry always shows which rules decided it. Without layers these are the default rules.
 */
export function adjustmentRulesOf(layers: readonly PostingRulesVersion[]): AdjustmentRules {
  if (layers.length === 0) return defaultAdjustmentRules;
  return {
    version: [...layers.map((layer) => versionName(layer.revision)), defaultAdjustmentRules.version].join('+'),
    effectiveFrom: layers
      .map((layer) => layer.effectiveFrom)
      .sort()
      .at(-1) as LocalDate,
    rules: layeredRules(layers).map(({ rule }) => rule),
  };
}

/** The rules of layers in the order in which they are tried, each with its origin. */
export function layeredRules(
  layers: readonly Pick<PostingRulesVersion, 'revision' | 'scope' | 'adjustmentRules'>[],
): readonly { readonly layer: RuleLayer; readonly version: string; readonly rule: AdjustmentRule }[] {
  const shipped = defaultAdjustmentRules.version;
  return [
    ...patientProtections.map((rule) => ({ layer: 'protection' as const, version: shipped, rule })),
    ...layers.flatMap(({ scope, revision, adjustmentRules }) =>
      adjustmentRules.map((rule) => ({ layer: scope.kind, version: versionName(revision), rule })),
    ),
    ...defaultAdjustmentRules.rules
      .filter((rule) => !patientProtections.includes(rule))
      .map((rule) => ({ layer: 'shipped' as const, version: shipped, rule })),
  ];
}

/** The table of provider-level adjustments of layers: for each code the narrowest scope that has it. */
export function providerRulesOf(layers: readonly PostingRulesVersion[]): ReadonlyMap<string, ProviderAdjustmentRule> {
  if (layers.length === 0) return providerAdjustmentRules;
  const own = layers.toReversed().flatMap((layer) => layer.providerAdjustments);
  return new Map([...providerAdjustmentRules, ...own.map(({ code, ...rule }) => [code, rule] as const)]);
}

/** Whether payments post without a person's approval: the narrowest scope with a setting decides; by default they do. */
export function autoPostOf(layers: readonly PostingRulesVersion[]): boolean {
  return layers.find((layer) => layer.autoPost !== undefined)?.autoPost ?? true;
}
/** The rules by which one payment posts. */
export interface RulesFor {
  /** Names the layers that decide for the whole payment: office and payer. */
  readonly version: string;
  readonly autoPost: boolean;
  readonly providerAdjustments: ReadonlyMap<string, ProviderAdjustmentRule>;
  /** The same day's rules for other payers: a claim that waited may be from one of them. */
  forPayers(payerIds: readonly string[]): RulesFor;
  /** The adjustment rules for a claim, by its facility. */
  adjustments(facilityId: string | undefined): AdjustmentRules;
}

/**
 * The rules for a payment on a day. `payerIds` are the office's payers that it may be from: a payer's own rules apply when it is the only
 * one. When the payer is not certain, the payment waits for a person if any of them requires that.
 */
export function rulesInForceFor(
  versions: readonly PostingRulesVersion[],
  on: LocalDate,
  payerIds: readonly string[],
): RulesFor {
  const payerId = payerIds.length === 1 ? payerIds[0] : undefined;
  const layers = layersInForce(versions, { on, payerId });
  const candidates: readonly (string | undefined)[] = payerIds.length === 0 ? [undefined] : payerIds;
  const byFacility = new Map<string, AdjustmentRules>();
  return {
    version: adjustmentRulesOf(layers).version,
    autoPost: candidates.every((candidate) => autoPostOf(layersInForce(versions, { on, payerId: candidate }))),
    providerAdjustments: providerRulesOf(layers),
    forPayers: (others) => rulesInForceFor(versions, on, others),
    adjustments: (facilityId) => {
      const found = byFacility.get(facilityId ?? '');
      if (found !== undefined) return found;
      const rules = adjustmentRulesOf(layersInForce(versions, { on, payerId, facilityId }));
      byFacility.set(facilityId ?? '', rules);
      return rules;
    },
  };
}
