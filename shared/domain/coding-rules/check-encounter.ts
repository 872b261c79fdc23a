import type { EditContext } from '../edits/edit.ts';
import { runEdits } from '../edits/edits.ts';
import type { Finding } from '../edits/finding.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import { actOn } from './act-on.ts';
import { findingOfRule } from './office-rules.ts';
import { type CodingRulesVersion, codingRulesName } from './rule.ts';
import type { RuleAct } from './rule-act.ts';

/** An encounter as it would be billed: what the office's rules made of it, and what rules and edits find. */
export interface CheckedEncounter {
  readonly encounter: DraftEncounter;
  /** Pointers are into the encounter as it was coded. */
  readonly findings: readonly Finding[];
  readonly acts: readonly RuleAct[];
}

/**
 * Lets the office's rules act, then runs every edit on what they made. Rules act once: a final encounter that is opened again has been through
 * them, and they would take a percentage of a percentage.
 */
export function checkEncounter(
  encounter: DraftEncounter,
  context: EditContext,
  version: CodingRulesVersion | undefined,
): CheckedEncounter {
  if (version === undefined || version.rules.length === 0 || encounter.codingRules !== undefined) {
    return { encounter, findings: runEdits(encounter, context), acts: [] };
  }
  const outcome = actOn(encounter, version.rules, context);
  const { acts, tags, origins } = outcome;
  const record = { version: codingRulesName(version.revision), acts };
  const acted = { ...outcome.encounter, codingRules: record, ...withTags(encounter, tags) };
  const found = outcome.findings.map((each) => findingOfRule(each, version.revision));
  const ofEdits = runEdits(acted, context).map((each) => asCoded(each, origins));
  return { encounter: acted, findings: [...found, ...ofEdits], acts };
}

function withTags({ tags = [] }: DraftEncounter, added: readonly string[]): Pick<DraftEncounter, 'tags'> {
  const all = [...new Set([...tags, ...added])];
  return all.length === 0 ? {} : { tags: all };
}

/** A finding whose places are those of the encounter as it was coded: rules add and drop lines, and the coder has not seen that yet. */
function asCoded(finding: Finding, origins: readonly (number | undefined)[]): Finding {
  const place = (pointer: string) =>
    pointer.replace(/^\/lines\/(\d+)/, (_, index: string) => `/lines/${origins[Number(index)] ?? '-'}`);
  const { related } = finding;
  return {
    ...finding,
    pointer: place(finding.pointer),
    ...(related === undefined ? {} : { related: related.map(place) }),
  };
}
