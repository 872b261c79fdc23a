import { type Chance, chanceOf } from '../chance.ts';
import { demoDiagnoses, encounterCharacters, type OrderedCode } from './demo-diagnoses.ts';
import { circumstances, conditions, sides, sites } from './made-up-words.ts';
import { type GeneratedSize, lineEnd, usualYear } from './options.ts';

/** SYNTHETIC: an ICD-10-CM order file. Beyond the demonstration's codes, codes and descriptions are made up and say so. */
export function* icd10CmOrder(size: GeneratedSize): Iterable<string> {
  yield* orderLines(diagnosisCodes(size));
}

/** The codes of the file in their order; the tabular list and the index of the same size and seed are about them. */
export function diagnosisCodes({ seed, rows = 0, year = usualYear }: GeneratedSize): readonly OrderedCode[] {
  const demo = demoDiagnoses(year);
  const taken = new Set(demo.map(({ code }) => code.slice(0, 3)));
  const categories = freeCategories(taken);
  const chance = chanceOf(seed, 'icd-10-cm');
  const codes = [...demo];
  for (const [index, category] of categories.entries()) {
    const left = rows - codes.length;
    if (left <= 0) break;
    codes.push(...categoryCodes(category, Math.ceil(left / (categories.length - index)), chance));
  }
  return codes.toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

/** Categories that the demonstration leaves, spread over all letters. */
function freeCategories(taken: ReadonlySet<string>): readonly string[] {
  const categories: string[] = [];
  for (let number = 0; number < 100; number += 1) {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTVWXYZ') {
      const category = `${letter}${String(number).padStart(2, '0')}`;
      if (!taken.has(category)) categories.push(category);
    }
  }
  return categories;
}

/**
 * A category with the given number of codes below it: subcategories by circumstance, then by side, injuries by
 * encounter.
 */
function categoryCodes(category: string, budget: number, chance: Chance): readonly OrderedCode[] {
  const name = `${chance.pick(conditions)} of ${chance.pick(sites)}`;
  const codes: OrderedCode[] = [];
  const isInjury = /^[ST]/.test(category);
  for (let digit = 0; digit < 10 && codes.length + 1 < budget; digit += 1) {
    const description = `${name} (synthetic), ${chance.pick(circumstances)}`;
    const subcategory = `${category}${digit}`;
    codes.push({ code: subcategory, billable: false, description });
    for (const [index, side] of sides.entries()) {
      const code = `${subcategory}${index + 1}`;
      if (isInjury) codes.push(...injuryCodes(code, `${description}, ${side}`));
      else codes.push({ code, billable: true, description: `${description}, ${side}` });
    }
  }
  return [{ code: category, billable: codes.length === 0, description: `${name} (synthetic)` }, ...codes];
}

function injuryCodes(code: string, description: string): readonly OrderedCode[] {
  const encounters = encounterCharacters.map(([character, meaning]) => ({
    code: `${code}X${character}`,
    billable: true,
    description: `${description}, ${meaning}`,
  }));
  return [{ code, billable: false, description }, ...encounters];
}

const shortLength = 60;

/** Lines of an order file, of diagnoses or of procedures. */
export function* orderLines(codes: Iterable<OrderedCode>): Iterable<string> {
  let order = 0;
  for (const { code, billable, description } of codes) {
    order += 1;
    const short = description.slice(0, shortLength).trimEnd().padEnd(shortLength);
    yield `${String(order).padStart(5, '0')} ${code.padEnd(7)} ${billable ? '1' : '0'} ${short} ${description}${lineEnd}`;
  }
}
