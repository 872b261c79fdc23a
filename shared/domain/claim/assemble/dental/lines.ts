import type { DentalLine } from '../../../encounter/dental-encounter.ts';
import { claimDecimal } from '../../../encounter/quantity.ts';
import { present } from '../../../present.ts';
import type { DentalService } from '../../dental-line.ts';
import { dentalLineDetailNames } from '../../form-details.ts';
import { fieldsNamed } from '../../stated-details.ts';
import type { PartiesOnFile } from '../common-facts.ts';
import type { DentalInput } from '../input.ts';
import { coverageInput, lineAdjudications } from '../other-coverages.ts';
import { toldProviders } from '../told-providers.ts';

/** The service lines of a dental claim. */

export function serviceLine(
  input: DentalInput,
  parties: PartiesOnFile,
  line: DentalLine,
  number: number,
): DentalService {
  const { procedure, modifiers, chargeCents, placeOfService, oralCavity, units, diagnosisPointers, teeth } = line;
  const { description = line.note } = line;
  return {
    procedureKind: 'AD',
    procedure,
    ...(modifiers.length === 0 ? {} : { modifiers }),
    ...present({ description }),
    chargeCents,
    ...(placeOfService === input.encounter.placeOfService ? {} : present({ placeOfService })),
    ...present({ oralCavity }),
    ...prosthesisOf(line),
    quantity: claimDecimal(units),
    ...(diagnosisPointers.length === 0 ? {} : { diagnosisPointers }),
    ...present({ teeth }),
    ...daysOf(input, line),
    // Payers return it with the line's payment; unique within the claim.
    controlNumber: `L${number}`,
    ...fieldsNamed(line, dentalLineDetailNames),
    ...lineProviders(input, parties, line),
    ...lineAdjudications(coverageInput(input), number),
  };
}

/** The days of service; none for what was not done yet. */
function daysOf({ encounter }: DentalInput, { serviceOn, serviceTo }: DentalLine) {
  if (encounter.predetermination === true) return {};
  return { serviceFrom: serviceOn, ...(serviceTo === undefined || serviceTo === serviceOn ? {} : { serviceTo }) };
}

function prosthesisOf({ prosthesis }: DentalLine) {
  if (prosthesis === undefined) return {};
  const { kind, priorPlacementOn } = prosthesis;
  return { prosthesis: kind === 'initial' ? 'I' : 'R', ...present({ priorPlacementOn }) };
}

/** A line's providers: those that differ from the claim's (loop 2420). */
function lineProviders(input: DentalInput, parties: PartiesOnFile, line: DentalLine) {
  const { encounter } = input;
  const { told, withTaxonomy, isSame, isBilling } = toldProviders(input, parties);
  const { renderingProviderId, assistantProviderId, supervisingProviderId } = line;
  const rendered = encounter.renderingProviderId;
  const isTold = rendered === undefined ? isBilling(renderingProviderId) : isSame(renderingProviderId, rendered);
  return present({
    renderingProvider: isTold ? undefined : withTaxonomy(renderingProviderId),
    assistantSurgeon: isSame(assistantProviderId, encounter.assistantProviderId)
      ? undefined
      : withTaxonomy(assistantProviderId),
    supervisingProvider: isSame(supervisingProviderId, encounter.supervisingProviderId)
      ? undefined
      : told(supervisingProviderId),
  });
}
