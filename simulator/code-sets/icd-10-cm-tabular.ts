import { chanceOf } from '../chance.ts';
import { encounterCharacters, type OrderedCode } from './demo-diagnoses.ts';
import { demoNotes } from './demo-notes.ts';
import { diagnosisCodes } from './icd-10-cm-order.ts';
import { conditions, sites } from './made-up-words.ts';
import { type GeneratedSize, lineEnd, usualYear } from './options.ts';
import { xmlText } from './xml-text.ts';

/** Chapters by their number, first and last category, and title. */
const chapters = `
1 A00 B99 Certain infectious and parasitic diseases
2 C00 D49 Neoplasms
3 D50 D89 Diseases of the blood and blood-forming organs and certain disorders involving the immune mechanism
4 E00 E89 Endocrine, nutritional and metabolic diseases
5 F01 F99 Mental, Behavioral and Neurodevelopmental disorders
6 G00 G99 Diseases of the nervous system
7 H00 H59 Diseases of the eye and adnexa
8 H60 H95 Diseases of the ear and mastoid process
9 I00 I99 Diseases of the circulatory system
10 J00 J99 Diseases of the respiratory system
11 K00 K95 Diseases of the digestive system
12 L00 L99 Diseases of the skin and subcutaneous tissue
13 M00 M99 Diseases of the musculoskeletal system and connective tissue
14 N00 N99 Diseases of the genitourinary system
15 O00 O9A Pregnancy, childbirth and the puerperium
16 P00 P96 Certain conditions originating in the perinatal period
17 Q00 Q99 Congenital malformations, deformations and chromosomal abnormalities
18 R00 R99 Symptoms, signs and abnormal clinical and laboratory findings, not elsewhere classified
19 S00 T88 Injury, poisoning and certain other consequences of external causes
20 V00 Y99 External causes of morbidity
21 Z00 Z99 Factors influencing health status and contact with health services
22 U00 U85 Codes for special purposes
`;

/** SYNTHETIC: a tabular list about the codes of the order file of the same size and seed. Blocks are made up: the tens of each letter. */
export function* icd10CmTabular(size: GeneratedSize): Iterable<string> {
  const codes = diagnosisCodes(size).filter(({ code }) => !hasSeventhCharacter(code));
  yield `<?xml version="1.0" encoding="utf-8"?>${lineEnd}<ICD10CM.tabular>${lineEnd}`;
  yield `  <version>${size.year ?? usualYear}</version>${lineEnd}  <title>SYNTHETIC ICD-10-CM TABULAR LIST</title>${lineEnd}`;
  for (const line of chapters.trim().split('\n')) {
    const [number = '', first = '', last = '', ...title] = line.split(' ');
    const within = codes.filter(({ code }) => code >= first && code.slice(0, 3) <= last);
    yield `  <chapter>${lineEnd}    <name>${number}</name>${lineEnd}    <desc>${title.join(' ')} (${first}-${last})</desc>${lineEnd}`;
    if (number === '18') yield noteLines('excludes2', ['abnormal findings on antenatal screening of mother (O28.-)']);
    yield* blocks(within, size.seed);
    yield `  </chapter>${lineEnd}`;
  }
  yield `</ICD10CM.tabular>${lineEnd}`;
}

/** The list names no code with a seventh character: the code above states which characters it takes. */
function hasSeventhCharacter(code: string): boolean {
  return code.length === 7;
}

function* blocks(codes: readonly OrderedCode[], seed: string): Iterable<string> {
  const tens = Map.groupBy(codes, ({ code }) => code.slice(0, 2));
  for (const [ten, block] of tens) {
    const last = (block.at(-1) as OrderedCode).code.slice(0, 3);
    const first = (block[0] as OrderedCode).code.slice(0, 3);
    const id = first === last ? first : `${first}-${last}`;
    yield `    <section id="${id}">${lineEnd}      <desc>Synthetic block ${ten} (${id})</desc>${lineEnd}`;
    yield* diagnoses(block, seed);
    yield `    </section>${lineEnd}`;
  }
}

/** Codes nest by their beginnings. */
function* diagnoses(codes: readonly OrderedCode[], seed: string): Iterable<string> {
  const open: string[] = [];
  for (const { code, description } of codes) {
    while (open.length > 0 && !code.startsWith(open.at(-1) as string)) {
      open.pop();
      yield `</diag>${lineEnd}`;
    }
    const name = code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
    yield `<diag>${lineEnd}  <name>${name}</name>${lineEnd}  <desc>${xmlText(description)}</desc>${lineEnd}`;
    yield notesOf(code, description, seed);
    open.push(code);
  }
  for (const _ of open) yield `</diag>${lineEnd}`;
}

function notesOf(code: string, description: string, seed: string): string {
  const known = Object.entries(demoNotes[code] ?? {}).map(([element, notes]) => noteLines(element, notes));
  if (/^[STW]/.test(code) && code.length === 3) known.push(seventhCharacters(code));
  const chance = chanceOf(seed, 'notes', code);
  if (description.includes('(synthetic)') && code.length > 4 && chance.percent(30)) {
    return noteLines('inclusionTerm', [
      `Synthetic ${chance.pick(conditions).toLowerCase()} of ${chance.pick(sites)}, so called`,
    ]);
  }
  return known.join('');
}

function seventhCharacters(category: string): string {
  const characters = encounterCharacters.map(
    ([character, meaning]) => `    <extension char="${character}">${meaning}</extension>`,
  );
  const note = `The appropriate 7th character is to be added to each code from category ${category}`;
  return `${noteLines('sevenChrNote', [note])}  <sevenChrDef>${lineEnd}${characters.join(lineEnd)}${lineEnd}  </sevenChrDef>${lineEnd}`;
}

function noteLines(element: string, notes: readonly string[]): string {
  const lines = notes.map((note) => `    <note>${xmlText(note)}</note>`);
  return [`  <${element}>`, ...lines, `  </${element}>`, ''].join(lineEnd);
}
