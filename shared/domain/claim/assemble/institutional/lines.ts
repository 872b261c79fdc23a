import type { InstitutionalLine } from '../../../encounter/institutional-encounter.ts';
import { claimDecimal } from '../../../encounter/quantity.ts';
import { present } from '../../../present.ts';
import type { LineAdjudication } from '../../claim-detail.ts';
import { facilityLineDetailNames } from '../../form-details.ts';
import type { InstitutionalService } from '../../institutional-line.ts';
import { fieldsNamed } from '../../stated-details.ts';
import type { PartiesOnFile } from '../common-facts.ts';
import { drugOf } from '../drugs.ts';
import type { InstitutionalInput } from '../input.ts';
import { coverageInput, lineAdjudications } from '../other-coverages.ts';
import { toldProviders } from '../told-providers.ts';

/** The service lines of an institutional claim. */

export function serviceLine(
  input: InstitutionalInput,
  parties: PartiesOnFile,
  line: InstitutionalLine,
  number: number,
): InstitutionalService {
  const { revenueCode, chargeCents, unit = 'UN', units, nonCoveredCents, serviceOn, serviceTo, drug } = line;
  return {
    revenueCode,
    ...procedureOf(line),
    chargeCents,
    unit,
    quantity: claimDecimal(units),
    ...present({ nonCoveredCents }),
    serviceFrom: serviceOn,
    ...(serviceTo === undefined || serviceTo === serviceOn ? {} : { serviceTo }),
    // Payers return it with the line's payment; unique within the claim.
    controlNumber: `L${number}`,
    ...fieldsNamed(line, facilityLineDetailNames),
    ...present({ drug: drug === undefined ? undefined : drugOf(drug) }),
    ...lineProviders(input, parties, line),
    ...present({ adjudications: adjudicationsOf(input, line, number) }),
  };
}

/** A line without a procedure has only its revenue code; nothing describes it. */
function procedureOf({ procedure, procedureKind = 'HC', modifiers, description }: InstitutionalLine) {
  if (procedure === undefined) return {};
  return {
    procedureKind,
    procedure,
    ...(modifiers.length === 0 ? {} : { modifiers }),
    ...present({ description }),
  };
}

/**
 * Earlier payers' decisions on the line, each with its revenue code, and without a procedure where the line has none.
 */
function adjudicationsOf(input: InstitutionalInput, { procedure, revenueCode }: InstitutionalLine, number: number) {
  return lineAdjudications(coverageInput(input), number).adjudications?.map((decided): LineAdjudication => {
    const { procedureKind: _kind, procedure: _code, modifiers: _modifiers, ...uncoded } = decided;
    return { ...(procedure === undefined ? uncoded : decided), revenueCode };
  });
}

/** A line's providers: those that differ from the claim's (loop 2420). */
function lineProviders(input: InstitutionalInput, parties: PartiesOnFile, line: InstitutionalLine) {
  const { encounter } = input;
  const { told, isSame } = toldProviders(input, parties);
  const own = (
    role: 'operatingProviderId' | 'otherOperatingProviderId' | 'renderingProviderId' | 'referringProviderId',
  ) => (isSame(line[role], encounter[role]) ? undefined : told(line[role]));
  return present({
    operatingProvider: own('operatingProviderId'),
    otherOperatingProvider: own('otherOperatingProviderId'),
    renderingProvider: isSame(line.renderingProviderId, encounter.attendingProviderId)
      ? undefined
      : own('renderingProviderId'),
    referringProvider: own('referringProviderId'),
  });
}
