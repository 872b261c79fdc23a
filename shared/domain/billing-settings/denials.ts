import type { LetterTemplate } from '../remittance/denial/letter-fields.ts';
import type { Playbook } from '../remittance/denial/playbooks.ts';

/** How an office works on denials. */
export interface DenialSettings {
  /** The office's own letters; they override the product's letters of the same name. */
  readonly letters: readonly LetterTemplate[];
  /** The office's own playbooks, which precede the product's. */
  readonly playbooks: readonly Playbook[];
}

/** The defaults. */
export const usualDenialSettings: DenialSettings = { letters: [], playbooks: [] };
