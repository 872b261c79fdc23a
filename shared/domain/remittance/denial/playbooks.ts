import { type DenialCategory, denialCategories } from './denial-reasons.ts';

/** The final action of a playbook. */
export const playbookDeeds = {
  'corrected-claim': 'Send a corrected claim',
  appeal: 'Appeal',
  'next-payer': 'Bill the next payer',
  attach: 'Send the documents that the payer asks for',
  'ask-payer': 'Ask the payer for the state of the claim',
  'write-off': 'Give the amount up',
} as const;

export type PlaybookDeed = keyof typeof playbookDeeds;

/** What to do about denials for some reasons, step by step. */
export interface Playbook {
  readonly name: string;
  /** Reason codes, remark codes, or a whole category. */
  readonly carcs?: readonly string[];
  readonly remarks?: readonly string[];
  readonly category?: DenialCategory;
  readonly steps: readonly string[];
  readonly attach: readonly string[];
  readonly deed: PlaybookDeed;
}

const byCategory: Readonly<
  Record<DenialCategory, { readonly attach: readonly string[]; readonly deed: PlaybookDeed }>
> = {
  eligibility: { attach: [], deed: 'corrected-claim' },
  authorisation: { attach: ['The authorization or referral'], deed: 'corrected-claim' },
  coding: { attach: ['The record of the services'], deed: 'corrected-claim' },
  'timely-filing': { attach: ['Proof of timely filing'], deed: 'appeal' },
  duplicate: { attach: [], deed: 'ask-payer' },
  'medical-necessity': { attach: ['The record of the services'], deed: 'appeal' },
  coordination: { attach: ['The other payer’s answer'], deed: 'next-payer' },
  'information-missing': { attach: ['What the remark codes name'], deed: 'attach' },
  contract: { attach: ['The page of the contract'], deed: 'appeal' },
  other: { attach: [], deed: 'ask-payer' },
};

/** The product's playbooks, in our own words. */
export const shippedPlaybooks: readonly Playbook[] = [
  {
    name: 'authorisation-missing',
    carcs: ['197', '198', '15', '284'],
    steps: [
      'Look for the authorisation on the patient’s authorisations and in the payer’s portal, by member and day of service.',
      'If there is one, put its number on the claim and send it corrected.',
      'If none was asked for, ask for one after the fact: emergencies, changed procedures and retroactive coverage are the usual grounds.',
      'If the payer says no, appeal with the record and the reason why it could not be asked for in time.',
    ],
    attach: ['The authorization or its request', 'The record of the services'],
    deed: 'corrected-claim',
  },
  {
    name: 'filed-too-late',
    carcs: ['29'],
    steps: [
      'Open the proof of timely filing of the claim’s first filing.',
      'If the payer had it in time, appeal with the packet.',
      'If the coverage was found later, ask for an exception and enclose when the office learned of it.',
      'Without proof, the patient does not owe it: a manager decides.',
    ],
    attach: ['Proof of timely filing'],
    deed: 'appeal',
  },
  {
    name: 'not-necessary',
    carcs: ['50', '55', '56', '150', '151'],
    steps: [
      'Read the payer’s policy for the procedure and the diagnoses that it accepts.',
      'If the record has such a diagnosis, have the coder check it and send a corrected claim.',
      'Otherwise ask the clinician for a letter and appeal with the record; ask for a reviewer of the same specialty.',
    ],
    attach: ['The record of the services', 'A letter of the clinician', 'The payer’s policy'],
    deed: 'appeal',
  },
  {
    name: 'bundled',
    carcs: ['97', '231', '236'],
    steps: [
      'Find the service that it was bundled into, on this claim or another one of that day.',
      'Check the record: another site, session or injury is a reason to bill it separately.',
      'If so, add the modifier that tells them apart and send a corrected claim. If not, give the amount up.',
    ],
    attach: ['The record of both services'],
    deed: 'corrected-claim',
  },
  {
    name: 'duplicate',
    carcs: ['18'],
    steps: [
      'Find the answer to the first claim. If it is not posted, post it.',
      'If both services were given, send a corrected claim with the modifier for a repeated service.',
      'If the claim was sent twice, move nothing: the first answer decides.',
    ],
    attach: [],
    deed: 'ask-payer',
  },
  {
    name: 'other-payer-first',
    carcs: ['22', '109'],
    steps: [
      'Check eligibility for the day of service and ask the patient which coverage comes first.',
      'Set the coverages in that order, and bill the first payer.',
      'If this payer is the first, have the patient tell it so, and ask it to process the claim again.',
    ],
    attach: ['The other payer’s answer'],
    deed: 'next-payer',
  },
  {
    name: 'documents-asked-for',
    carcs: ['252', '226', '251'],
    remarks: ['N706', 'M127', 'N29', 'N237'],
    steps: [
      'Read the remark codes: they say which document is missing.',
      'Send it with the payer’s claim number on every page, before the day that the payer sets.',
      'Note what was sent; ask for the state of the claim after thirty days.',
    ],
    attach: ['The document that the remark codes name'],
    deed: 'attach',
  },
  {
    name: 'coverage-ended',
    carcs: ['26', '27', '31'],
    steps: [
      'Check eligibility for the day of service, by name, birth date and member number.',
      'If the member number was wrong, correct the coverage and send the claim again.',
      'If another coverage was in force, add it and bill it.',
    ],
    attach: [],
    deed: 'corrected-claim',
  },
  ...categoryPlaybooks(),
];

/** For each category its usual resolution, sentence by sentence. */
function categoryPlaybooks(): Playbook[] {
  return Object.entries(denialCategories).map(([category, { advice }]) => ({
    name: `any-${category}`,
    category: category as DenialCategory,
    steps: advice.split(/(?<=\.) /),
    ...byCategory[category as DenialCategory],
  }));
}

/** The facts of a denial that select a playbook. */
export interface PlayedDenial {
  readonly category: DenialCategory;
  readonly carcs: readonly string[];
  readonly remarkCodes: readonly string[];
}

/**
 * The playbook for a denial: the office's own before the product's; in each, one by a remark code before one by the
 * first matching reason, before one for the category.
 */
export function playbookFor(denial: PlayedDenial, own: readonly Playbook[]): { playbook: Playbook; isOwn: boolean } {
  const found = chosen(own, denial);
  if (found !== undefined) return { playbook: found, isOwn: true };
  // Each category has one.
  return { playbook: chosen(shippedPlaybooks, denial) as Playbook, isOwn: false };
}

function chosen(playbooks: readonly Playbook[], { category, carcs, remarkCodes }: PlayedDenial): Playbook | undefined {
  const byRemark = playbooks.find(({ remarks = [] }) => remarks.some((code) => remarkCodes.includes(code)));
  const byReason = carcs.map((carc) => playbooks.find((each) => each.carcs?.includes(carc)));
  return (
    byRemark ?? byReason.find((each) => each !== undefined) ?? playbooks.find((each) => each.category === category)
  );
}
