import type { DentalClaim } from '../../../domain/claim/dental-claim.ts';
import type { ClaimProvider } from '../../../domain/claim/party.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { otherIdOf, phoneOf } from '../claim-people.ts';
import type { BoxTexts } from '../fill-boxes.ts';
import { cityText, identifier, longDate, phoneParts, signedName, streetText } from '../paper-text.ts';

/**
 * Items 48 to 58. The billing dentist is also the treating one unless the claim names another.
 * @param madeOn the day of the signature
 */
export function dentistBoxes(claim: DentalClaim, madeOn: LocalDate): BoxTexts {
  const { billingProvider: biller, serviceFacility: place } = claim;
  const treating: ClaimProvider = claim.renderingProvider ?? biller;
  const { area, rest } = phoneParts(phoneOf(biller.contacts));
  const address = place?.address ?? biller.address;
  return {
    '48.1': signedName(biller.name),
    '48.2': streetText(biller.address),
    '48.3': cityText(biller.address),
    '49': biller.npi,
    // A practice that is an organisation has no licence. The treating dentist’s licence is in another item.
    '50': biller.name.kind === 'person' ? licenceOf(biller) : '',
    '51': identifier(biller.taxId?.id ?? ''),
    '52': `${area}${rest}`,
    '52a': otherNumber(biller),
    ...(claim.providerSignatureOnFile ? { '53': signedName(treating.name), '53.date': longDate(madeOn, ' ') } : {}),
    '54': treating.npi,
    '55': licenceOf(treating),
    '56.1': streetText(address),
    '56.2': cityText(address),
    '56a': identifier(treating.taxonomy ?? ''),
    '57': `${area}${rest}`,
    '58': otherNumber(treating),
  };
}

/** A state licence is `0B` among the secondary ids. */
function licenceOf({ secondaryIds }: Pick<ClaimProvider, 'secondaryIds'>): string {
  return identifier(secondaryIds?.find(({ kind }) => kind === '0B')?.id ?? '');
}

function otherNumber({ secondaryIds }: Pick<ClaimProvider, 'secondaryIds'>): string {
  const other = otherIdOf({ secondaryIds: (secondaryIds ?? []).filter(({ kind }) => kind !== '0B') });
  return identifier(other?.id ?? '');
}
