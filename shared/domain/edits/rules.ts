import { officeRules } from '../coding-rules/office-rules.ts';
import { chargeRules } from './charges.ts';
import { codeRules } from './codes.ts';
import { dateRules } from './dates.ts';
import type { EditRule } from './finding.ts';
import { lineRules } from './lines.ts';
import { partyRules } from './parties.ts';
import { shapeRules } from './shape.ts';

/** Every edit id, grouped as `docs/edits.md` shows them. The list is closed: each finding has one of these ids. */
export const editGroups = {
  'The encounter as a whole': shapeRules,
  'Days of service': dateRules,
  'People, places and coverages on record': partyRules,
  'Codes of the official lists': codeRules,
  'Lines and diagnoses as they stand': lineRules,
  Charges: chargeRules,
  'Rules of the office': officeRules,
} as const satisfies Readonly<Record<string, Readonly<Record<string, EditRule>>>>;

type KeysOfAll<Groups> = Groups extends unknown ? keyof Groups : never;

/** The id of an edit's finding. */
export type EditId = KeysOfAll<(typeof editGroups)[keyof typeof editGroups]> & string;

/** What each id means. */
export const editRules = Object.assign({}, ...Object.values(editGroups)) as Readonly<Record<EditId, EditRule>>;
