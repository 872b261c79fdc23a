import type { LetterTemplate } from '../remittance/denial/letter-fields.ts';
import type { Playbook } from '../remittance/denial/playbooks.ts';

/** How an office works on denials. */
export interface DenialSettings {
  /** The office's own letters; one of the same name goes before that of the product. */
  readonly letters: readonly LetterTemplate[];
  /** The office's own playbooks, which go before those of the product. */
  readonly playbooks: readonly Playbook[];
}

/** What holds until an office says something. */
export const usualDenialSettings: DenialSettings = { letters: [], playbooks: [] };
