import { readEnteredCode } from '../../shared/domain/code-set/entered-code.ts';
import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import {
  type MedicareAnesthesiaPrice,
  type MedicarePrice,
  medicareAnesthesiaPrice,
  medicarePrice,
  type NoMedicarePrice,
} from '../../shared/domain/code-set/medicare-price.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { CodesOperations } from './context.ts';
import { malformed } from './page.ts';

/** The code sets with prices. */
const priceSets: readonly CodeSetKind[] = ['mpfs', 'gpci', 'zip-locality', 'anesthesia-units'];

export const priceOperations: CodesOperations<'getMedicarePrice'> = {
  getMedicarePrice: async (request, { codeSets }) => {
    const { system } = request.params;
    if (system !== 'hcpcs' && system !== 'cpt') return fail({ kind: 'not-found' });
    const code = readEnteredCode(system, request.params.code);
    if (!code.ok) return fail(malformed(code.failure));
    const { zip, minutes, modifiers, qualifying } = request.query;
    const day = request.query.day ?? (await request.today());
    const prepared = await codeSets.prepare(request.principal.tenantId, priceSets, [day]);
    if (!prepared.ok) return prepared;
    const { references } = prepared.value;
    const question = {
      procedure: code.value,
      modifiers: modifiers?.split(',') ?? [],
      zip,
      day,
      qualifying: qualifying === 'true',
    };
    const price =
      minutes === undefined
        ? medicarePrice(references, question)
        : medicareAnesthesiaPrice(references, { ...question, minutes });
    if (price.kind === 'not-loaded') return fail({ kind: 'code-set-not-loaded', facts: { set: price.set } });
    return ok({ body: { procedure: code.value, day, ...shown(price) } });
  },
};

function shown(price: MedicarePrice | MedicareAnesthesiaPrice | Exclude<NoMedicarePrice, { kind: 'not-loaded' }>) {
  if (price.kind === 'priced') return shownPrice(price);
  if (price.kind === 'anesthesia-priced') return shownAnesthesia(price);
  return {
    standing: price.kind,
    prices: [],
    factors: [],
    citations: 'citation' in price ? [price.citation] : [],
    ...(price.kind === 'not-paid' ? { because: price.because } : {}),
  };
}

function shownPrice({ fee, locality, needsPlusFour, ...price }: MedicarePrice) {
  const { work, nonFacilityExpense, facilityExpense, malpractice } = fee;
  const place = locality && {
    name: locality.localityName,
    work: locality.work,
    expense: locality.expense,
    malpractice: locality.malpractice,
    needsPlusFour,
  };
  return {
    standing: 'priced' as const,
    prices: [
      { place: 'non-facility' as const, allowedCents: price.nonFacilityCents },
      { place: 'facility' as const, allowedCents: price.facilityCents },
    ],
    relativeValues: { work, nonFacilityExpense, facilityExpense, malpractice },
    conversionFactor: dollars(price.conversionFactor),
    factors: price.factors,
    citations: price.citations,
    ...present({ locality: place }),
  };
}

function shownAnesthesia({ units, localityName, needsPlusFour, ...price }: MedicareAnesthesiaPrice) {
  return {
    standing: 'priced' as const,
    prices: [{ place: 'anywhere' as const, allowedCents: price.allowedCents }],
    anesthesia: { baseUnits: units.baseUnits, timeUnits: units.timeUnits },
    conversionFactor: dollars(price.conversionFactor),
    locality: { name: localityName, needsPlusFour },
    factors: price.factors,
    citations: price.citations,
  };
}

/** 1/10,000 dollars as a decimal: 334009 is `33.4009`. */
function dollars(conversionFactor: number): string {
  const digits = String(conversionFactor).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
