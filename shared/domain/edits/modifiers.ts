import { isDraftOf } from '../encounter/encounter.ts';
import { addModifier, type CodedLine, codedLines, removeModifier } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';
import { firstPayer, isMedicare } from './payer-rules.ts';
import { isTransportEnds } from './transports.ts';

/** Modifiers alone, together, and with the place of a video visit. */
export const modifierRules = {
  'modifier-unknown': {
    checks: 'A modifier is in the list of modifiers.',
    severity: 'error',
    source: 'modifiers; hcpcs',
  },
  'modifier-not-valid-then': {
    checks: 'A modifier is in use on the day of service.',
    severity: 'error',
    source: 'modifiers; hcpcs',
  },
  'modifiers-conflict': {
    checks: 'No two modifiers of a line contradict each other.',
    severity: 'error',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapters 5, 8, 11, 12, 17, 20 and 23; NCCI Policy Manual, chapter 1, E',
  },
  'both-sides-on-one-line': {
    checks: 'A service on both sides has modifier 50, not RT and LT on one line.',
    severity: 'error',
    override: 'coder',
    source: 'Medicare Claims Processing Manual, chapter 12, 40.7',
  },
  'abn-not-medicare': {
    checks: 'Modifiers of the advance beneficiary notice (GA, GX, GY, GZ) are used on claims to Medicare only.',
    severity: 'warning',
    source: 'Medicare Claims Processing Manual, chapter 30, 50',
  },
  'gz-is-denied': {
    checks: 'A service with GZ is denied, and the patient may not be billed.',
    severity: 'info',
    source: 'Medicare Claims Processing Manual, chapter 30, 50; chapter 23, 20.9.1',
  },
  'telehealth-modifier-missing': {
    checks:
      'A visit at place 02 or 10 says how it was held: 95 by video, 93 by audio only, or GT. For Medicare, the place alone means video.',
    severity: 'warning',
    source: 'CPT, modifiers 93 and 95; for Medicare 88 FR 78818 (fee schedule of 2024), II.D',
  },
  'telehealth-place-missing': {
    checks:
      'A line with 93, 95 or GT has place of service 02 or 10. Medicare also accepts 95 from clinicians in a hospital (19, 22) and from therapists (GN, GO, GP).',
    severity: 'warning',
    source:
      'Medicare Claims Processing Manual, chapter 12, 190; chapter 26, 10.5; 88 FR 78818 (fee schedule of 2024), II.D',
  },
} as const satisfies EditRules;

const finding = findingsOf(modifierRules);

export const modifiersAreListed: Edit = (encounter, { references }) =>
  codedLines(encounter).flatMap((line) =>
    line.modifiers.flatMap((modifier, position): Finding[] => {
      if (isTransportEnds(line.procedure, modifier)) return [];
      const pointer = `${line.pointer}/modifiers/${position}`;
      const answer = references.modifier(modifier, line.serviceOn);
      if (answer.kind === 'not-loaded') return [notChecked('modifiers')];
      const { citation } = answer;
      if (answer.kind === 'absent') {
        // HCPCS contains only its own modifiers: a missing CPT modifier proves nothing.
        if (answer.citation.set !== 'modifiers') return [notChecked('modifiers')];
        const fix = { words: 'look the modifier up, or take it off', changes: [removeModifier(line, modifier)] };
        return [finding('modifier-unknown', pointer, 'not in the list of modifiers', { citation, fix })];
      }
      const { from = line.serviceOn, to = line.serviceOn } = answer.row;
      if (from <= line.serviceOn && line.serviceOn <= to) return [];
      const fix = { words: 'use the modifier that is in use on the day' };
      return [finding('modifier-not-valid-then', pointer, 'the modifier is not in use on the day', { citation, fix })];
    }),
  );

/** Groups of modifiers of which a line may have at most one, each with the reason in words. */
const oneOf: readonly (readonly [modifiers: string, why: string])[] = [
  ['26 TC', 'both components together are the service without a modifier'],
  ['50 RT', '50 says both sides'],
  ['50 LT', '50 says both sides'],
  ['59 XE XP XS XU', 'one of them says that the service is distinct'],
  ['GA GZ', 'a notice is on file, or it is not'],
  ['GA GX', 'a notice that is required is not voluntary'],
  ['GA GY', 'what is excluded by law needs no notice'],
  ['GX GZ', 'a notice was given, or it was not'],
  ['GY GZ', 'it is excluded by law, or expected to be denied'],
  ['76 77', 'the same person repeated it, or another'],
  ['80 81 82 AS', 'an assistant is of one kind'],
  ['62 66', 'two surgeons, or a team'],
  ['62 80', 'a co-surgeon is not an assistant'],
  ['66 80', 'a team is not an assistant'],
  ['54 55', 'surgery and aftercare together are the whole package'],
  ['52 53', 'reduced, or ended early'],
  ['73 74', 'ended before anesthesia, or after it'],
  ['24 57', 'unrelated to surgery, or the decision for it'],
  ['78 79', 'related to the former procedure, or not'],
  ['58 78', 'planned, or a return that was not'],
  ['58 79', 'staged, or unrelated'],
  ['93 95', 'by sound alone, or by video'],
  ['93 GT', 'by sound alone, or by video'],
  ['NU RR UE', 'new, rented, or used'],
  ['QK QX QY QZ AA AD', 'anesthesia is given in one way'],
  ['P1 P2 P3 P4 P5 P6', 'a patient has one physical status'],
  ['22 52', 'more than usual, or less'],
  ['22 53', 'more than usual, or ended early'],
  ['KH KI KJ', 'a month of rent is the first, the second or third, or a later one'],
  ['BP BR BU', 'the patient chose to buy, to rent, or not yet'],
  ['GN GO GP', 'a line is of one kind of therapy'],
  ['GV GW', 'related to the terminal illness, or not'],
  ['Q5 Q6', 'a substitute works in exchange, or is paid for the time'],
  ['JW JZ', 'some of the drug was discarded, or none'],
  ['EA EB EC', 'anemia has one cause'],
  ['JA JB', 'into a vein, or under the skin'],
  ['G1 G2 G3 G4 G5 G6', 'one result of dialysis is stated'],
];

const exclusive = oneOf.map(([modifiers, why]) => ({ modifiers: new Set(modifiers.split(' ')), why }));

/**
 * Each group contradicts itself. For anesthesia: a line states once how it was directed, and QX is for the directed
 * person.
 */
export const modifiersAgree: Edit = (encounter) =>
  codedLines(encounter).flatMap((line) =>
    exclusive.flatMap(({ modifiers, why }): Finding[] => {
      const both = line.modifiers.filter((modifier) => modifiers.has(modifier));
      const [first, second] = both;
      if (first === undefined || second === undefined) return [];
      const pointer = `${line.pointer}/modifiers/${line.modifiers.indexOf(second)}`;
      const fix = { words: 'take one of the two off', changes: [removeModifier(line, second)] };
      const related = [`${line.pointer}/modifiers/${line.modifiers.indexOf(first)}`];
      return [finding('modifiers-conflict', pointer, `two modifiers contradict each other: ${why}`, { related, fix })];
    }),
  );

export const bothSidesAreOneModifier: Edit = (encounter) =>
  codedLines(encounter).flatMap((line): Finding[] => {
    const { modifiers, pointer } = line;
    if (!modifiers.includes('RT') || !modifiers.includes('LT')) return [];
    const [first = 0, second = 0] = ['RT', 'LT'].map((side) => modifiers.indexOf(side)).sort((a, b) => a - b);
    const changes = [
      { op: 'set', pointer: `${pointer}/modifiers/${first}`, values: ['50'] },
      { op: 'remove', pointer: `${pointer}/modifiers/${second}` },
    ] as const;
    const fix = { words: 'use 50, or a line for each side', changes };
    return [finding('both-sides-on-one-line', `${pointer}/modifiers`, 'one line names both sides', { fix })];
  });

const ofNotice = ['GA', 'GX', 'GY', 'GZ'];

export const noticesAreMedicares: Edit = (encounter, context) => {
  const payer = firstPayer(encounter, context);
  return codedLines(encounter).flatMap((line) =>
    line.modifiers.flatMap((modifier, position): Finding[] => {
      if (!ofNotice.includes(modifier) || isTransportEnds(line.procedure, modifier)) return [];
      const pointer = `${line.pointer}/modifiers/${position}`;
      if (!isMedicare(payer)) {
        const fix = { words: 'take it off', changes: [removeModifier(line, modifier)] };
        return [
          finding(
            'abn-not-medicare',
            pointer,
            'the modifier is about Medicare’s notice, and Medicare is not the primary payer',
            { fix },
          ),
        ];
      }
      if (modifier !== 'GZ') return [];
      const fix = { words: 'use GA where the patient signed a notice beforehand' };
      return [finding('gz-is-denied', pointer, 'Medicare denies it, and the patient may not be billed', { fix })];
    }),
  );
};

const telehealth = ['95', '93', 'GT', 'GQ', 'FQ'];
const remotePlaces = ['02', '10'];

/** The hospital places of service and the therapy modifiers with which Medicare still accepts 95. */
const hospitals = ['19', '22'];
const therapies = ['GN', 'GO', 'GP'];

function isMedicares95({ place = '', modifiers }: CodedLine): boolean {
  const isKept = hospitals.includes(place) || therapies.some((therapy) => modifiers.includes(therapy));
  return modifiers.includes('95') && isKept;
}

function telehealthFinding(line: CodedLine, ofMedicare: boolean): Finding[] {
  const at = line.modifiers.findIndex((modifier) => telehealth.slice(0, 3).includes(modifier));
  const isRemote = remotePlaces.includes(line.place ?? '');
  if (isRemote && !ofMedicare && !line.modifiers.some((modifier) => telehealth.includes(modifier))) {
    const fix = { words: 'add 95 (video) or 93 (audio only)', changes: [addModifier(line, ['95', '93'])] };
    const message = 'a telehealth visit: say how it was held';
    return [finding('telehealth-modifier-missing', `${line.pointer}/modifiers`, message, { fix })];
  }
  if (isRemote || at < 0 || (ofMedicare && isMedicares95(line))) return [];
  const pointer = `${line.pointer}/placeOfService`;
  const fix = {
    words: 'use place 10 (at home) or 02 (elsewhere)',
    changes: [{ op: 'set', pointer, values: ['10', '02'] } as const],
  };
  return [finding('telehealth-place-missing', pointer, 'the modifier says that it was a telehealth visit', { fix })];
}

export const telehealthIsWhole: Edit = (encounter, context) => {
  if (!isDraftOf('professional', encounter)) return [];
  const ofMedicare = isMedicare(firstPayer(encounter, context));
  return codedLines(encounter).flatMap((line) => telehealthFinding(line, ofMedicare));
};
