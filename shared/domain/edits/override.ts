import type { DraftEncounter } from '../encounter/encounter.ts';
import type { FindingOverride } from '../encounter/finding-override.ts';
import type { Finding } from './finding.ts';
import { ruleOf } from './rules.ts';

/**
 * Who may override an error: a coder, only a manager, or nobody. If an edit is an error only because of a payer's
 * setting, a coder may override it.
 */
export function whoOverrides(editId: string): 'coder' | 'manager' | undefined {
  const { override, severity } = ruleOf(editId);
  return override ?? (severity === 'error' ? undefined : 'coder');
}

/**
 * Whether a payer may lower the severity of an edit. Not for an error that nobody may override: the claim would be
 * false, or could not be written.
 */
export function mayBeLighter(editId: string): boolean {
  const { override, severity, ruleOf: whose } = ruleOf(editId);
  return severity !== 'error' || override !== undefined || whose !== undefined;
}

/**
 * `/lines/3/modifiers/0` is about the line, `/placeOfService` about the field; a finding without a place is about
 * everything coded.
 */
function valueAbout(encounter: DraftEncounter, pointer: string): unknown {
  if (pointer === '') {
    const { version: _version, state: _state, overrides: _overrides, ...coded } = encounter;
    return Object.entries(coded).sort(([left], [right]) => (left < right ? -1 : 1));
  }
  const [, field = '', position = ''] = pointer.split('/');
  const value = (encounter as unknown as Readonly<Record<string, unknown>>)[field];
  return Array.isArray(value) && /^\d+$/.test(position) ? value[Number(position)] : value;
}

/** The subject of a finding, as text: when it changes, an override of the finding ends. */
export function subjectOf({ editId, message, pointer, related = [] }: Finding, encounter: DraftEncounter): string {
  return JSON.stringify([editId, message, ...[pointer, ...related].map((each) => [each, valueAbout(encounter, each)])]);
}

/** The override in force for a finding. @param about a digest of the finding's subject */
export function overrideOf(
  { editId, pointer }: Finding,
  about: string,
  overrides: readonly FindingOverride[],
): FindingOverride | undefined {
  return overrides.findLast((each) => each.editId === editId && each.pointer === pointer && each.about === about);
}
