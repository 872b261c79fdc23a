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

/** An encounter as the office's rules leave it: as it would be billed. */
export interface ActedEncounter {
  readonly encounter: DraftEncounter;
  readonly acts: readonly RuleAct[];
  /** What the rules found; pointers are into the encounter as it was coded. */
  readonly findings: readonly Finding[];
  readonly origins: readonly (number | undefined)[];
}

/**
 * Lets the rules of a version act on an encounter. Rules change it once: a final encounter that is opened again has been through them, and they would
 * take a percentage of a percentage. But they hold it, find and tag again, because people may have changed it since.
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

/** What of a rule can be done again: nothing that changes what is billed. */
function withoutChanges(rule: CodingRule): readonly CodingRule[] {
  const actions = rule.actions.filter((action) => ['hold', 'find', 'tag'].includes(action.do));
  return actions.length === 0 ? [] : [{ ...rule, actions }];
}

/** Everything that rules and edits find. Pointers are into the encounter as it was coded. */
export function allFindings(acted: ActedEncounter, context: EditContext): readonly Finding[] {
  const ofEdits = runEdits(acted.encounter, context).map((finding) => asCoded(finding, acted.origins));
  return inOrder([...acted.findings, ...ofEdits]);
}

function withTags({ tags = [] }: DraftEncounter, added: readonly string[]): Pick<DraftEncounter, 'tags'> {
  const all = [...new Set([...tags, ...added])];
  return all.length === 0 ? {} : { tags: all };
}

/** A finding whose places are those of the encounter as it was coded: rules add and drop lines, and the coder has not seen that yet. */
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
