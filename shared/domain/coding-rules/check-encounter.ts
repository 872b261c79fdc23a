import type { EditContext } from '../edits/edit.ts';
import { runEdits } from '../edits/edits.ts';
import type { Finding } from '../edits/finding.ts';
import { inOrder } from '../edits/finding-order.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import { actOn } from './act-on.ts';
import type { RuleContext } from './fields.ts';
import { findingOfRule } from './office-rules.ts';
import { type CodingRule, type CodingRulesVersion, codingRulesName } from './rule.ts';
import type { RuleAct } from './rule-act.ts';

/** An encounter after the office's rules, as it would be billed. */
export interface ActedEncounter {
  readonly encounter: DraftEncounter;
  readonly acts: readonly RuleAct[];
  /** The rules' findings; pointers are into the encounter as it was coded. */
  readonly findings: readonly Finding[];
  readonly origins: readonly (number | undefined)[];
}

/**
 * Applies a version of the rules to an encounter. Rules change an encounter only once: a reopened final encounter has
 * been changed already, and a percentage would be taken twice. But holds, findings and tags are repeated, because
 * people may have changed it since.
 */
export function letRulesAct(
  encounter: DraftEncounter,
  version: CodingRulesVersion | undefined,
  context: RuleContext,
): ActedEncounter {
  if (version === undefined || version.rules.length === 0) {
    return { encounter, acts: [], findings: [], origins: encounter.lines.map((_, index) => index) };
  }
  const { codingRules: before } = encounter;
  const rules = before === undefined ? version.rules : version.rules.flatMap(withoutChanges);
  const { tags, origins, ...outcome } = actOn(encounter, rules, context);
  const acts = before === undefined ? outcome.acts : [];
  const codingRules = before ?? { version: codingRulesName(version.revision), acts };
  const acted = { ...outcome.encounter, codingRules, ...withTags(encounter, tags) };
  const findings = outcome.findings.map((each) => findingOfRule(each, version.revision));
  return { encounter: acted, acts, findings, origins };
}

/** The part of a rule that can be repeated: nothing that changes what is billed. */
function withoutChanges(rule: CodingRule): readonly CodingRule[] {
  const actions = rule.actions.filter((action) => ['hold', 'find', 'tag'].includes(action.do));
  return actions.length === 0 ? [] : [{ ...rule, actions }];
}

/** All findings of rules and edits. Pointers are into the encounter as it was coded. */
export function allFindings(acted: ActedEncounter, context: EditContext): readonly Finding[] {
  const ofEdits = runEdits(acted.encounter, context).map((finding) => asCoded(finding, acted.origins));
  return inOrder([...acted.findings, ...ofEdits]);
}

function withTags({ tags = [] }: DraftEncounter, added: readonly string[]): Pick<DraftEncounter, 'tags'> {
  const all = [...new Set([...tags, ...added])];
  return all.length === 0 ? {} : { tags: all };
}

/**
 * A finding with its places in the encounter as it was coded: rules add and drop lines, which the coder has not seen
 * yet.
 */
function asCoded(finding: Finding, origins: readonly (number | undefined)[]): Finding {
  const place = (pointer: string) =>
    pointer.replace(/^\/lines\/(\d+)/, (_, index: string) => `/lines/${origins[Number(index)] ?? '-'}`);
  const { related, fix } = finding;
  const changes = fix?.changes?.map((each) => ({ ...each, pointer: place(each.pointer) }));
  return {
    ...finding,
    ...(fix === undefined || changes === undefined ? {} : { fix: { ...fix, changes } }),
    pointer: place(finding.pointer),
    ...(related === undefined ? {} : { related: related.map(place) }),
  };
}
