import type { DraftEncounter, DraftLine } from '../encounter/encounter.ts';
import { type NamedProvider, namedProviders } from '../encounter/named-providers.ts';
import { firstServiceDay } from '../encounter/service-days.ts';
import type { Address } from '../practice/address.ts';
import type { LocalDate } from '../time/local-date.ts';
import { codedLines } from './coded-lines.ts';
import { type Edit, findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';
import { notChecked } from './not-checked.ts';
import { firstPayer } from './payer-rules.ts';

/** Payers' requirements for providers and places. */
export const peopleRules = {
  'taxonomy-missing': {
    checks: 'The billing provider has a taxonomy code.',
    severity: 'error',
    ruleOf: 'medicaid',
    otherwise: 'info',
    source: '837P, loop 2000A',
  },
  'taxonomy-unknown': {
    checks: 'A provider’s taxonomy code is in the NUCC’s list.',
    severity: 'error',
    override: 'manager',
    source: 'taxonomy',
  },
  'provider-inactive': {
    checks: 'The NPI of every provider who is named is active on the days of service.',
    severity: 'error',
    override: 'manager',
    source: 'The provider’s `activeFrom` and `activeTo`',
  },
  'provider-not-enrolled': {
    checks: 'A provider whose enrolments with the payer are on record is enrolled on the days of service.',
    severity: 'error',
    override: 'manager',
    source: 'The provider’s `enrollments`',
  },
  'rendering-provider-missing': {
    checks: 'A group names the person who gave the service.',
    severity: 'error',
    override: 'manager',
    source: '837P, loop 2310B; Medicare Claims Processing Manual, chapter 26, 10.4, item 24J',
  },
  'billing-address-po-box': {
    checks: 'The billing address is a street address; a post office box can be the pay-to address.',
    severity: 'error',
    source: '837P, loop 2010AA; loop 2010AB',
  },
  'postal-code-short': {
    checks: 'The postal codes of billing provider and facility have nine digits.',
    severity: 'warning',
    source: '837P, loops 2010AA and 2310C',
  },
} as const satisfies EditRules;

const finding = findingsOf(peopleRules);

export const taxonomiesAreListed: Edit = (encounter, { providers, references }) => {
  const day = firstServiceDay(encounter.lines);
  if (day === undefined) return [];
  return namedProviders(encounter).flatMap(({ pointer, role, id }): Finding[] => {
    const provider = providers.get(id);
    if (provider === undefined) return [];
    const { taxonomyCode } = provider;
    const fix = { words: 'set the provider’s taxonomy code' };
    if (taxonomyCode === undefined)
      return role === 'billingProviderId'
        ? [finding('taxonomy-missing', pointer, 'the billing provider has no taxonomy code', { fix })]
        : [];
    const answer = references.taxonomy(taxonomyCode, day);
    if (answer.kind === 'not-loaded') return [notChecked('taxonomy')];
    if (answer.kind === 'found') return [];
    const message = 'the provider’s taxonomy code is not in the list';
    return [finding('taxonomy-unknown', pointer, message, { citation: answer.citation, fix })];
  });
};

/** The dates of the lines for which a provider is named: one line, or all that name nobody else in the role. */
function daysOfNamed({ lines }: DraftEncounter, { pointer, role }: NamedProvider): readonly LocalDate[] {
  const line = /^\/lines\/(\d+)\//.exec(pointer)?.[1];
  const some = (lines as readonly DraftLine[]).filter((each, index) =>
    line === undefined ? !(role in each) : index === Number(line),
  );
  return some.flatMap(({ serviceOn, serviceTo = serviceOn }) => [serviceOn, serviceTo]);
}

export const providersAreActive: Edit = (encounter, { providers }) =>
  namedProviders(encounter).flatMap((named): Finding[] => {
    const { activeFrom = '', activeTo } = providers.get(named.id) ?? {};
    if (activeFrom === '' && activeTo === undefined) return [];
    const isActive = (day: LocalDate) => activeFrom <= day && (activeTo === undefined || day <= activeTo);
    if (daysOfNamed(encounter, named).every(isActive)) return [];
    const fix = {
      words: 'name somebody whose NPI is active then, or correct the provider’s `activeFrom` and `activeTo`',
    };
    const message = 'the provider’s NPI is not active on the days of service';
    return [finding('provider-inactive', named.pointer, message, { fix })];
  });

export const providersAreEnrolled: Edit = (encounter, context) => {
  const payer = firstPayer(encounter, context);
  if (payer === undefined) return [];
  return namedProviders(encounter).flatMap((named): Finding[] => {
    const { pointer, role, id } = named;
    if (role !== 'billingProviderId' && role !== 'renderingProviderId') return [];
    const known = context.providers.get(id)?.enrollments?.filter(({ payerId }) => payerId === payer.id) ?? [];
    const holds = (day: LocalDate) => known.some(({ from, to }) => from <= day && (to === undefined || day <= to));
    if (known.length === 0 || daysOfNamed(encounter, named).every(holds)) return [];
    const fix = { words: 'hold the claim until the enrolment is effective, or correct the provider’s enrolments' };
    const message = 'the provider is not enrolled with the payer on the days of service';
    return [finding('provider-not-enrolled', pointer, message, { fix })];
  });
};

/** An independent laboratory's services are the laboratory's own. */
const laboratory = '81';

export const groupsNameAPerson: Edit = (encounter, { providers }) => {
  if (encounter.kind !== 'professional') return [];
  const billing = providers.get(encounter.billingProviderId);
  if (billing?.name?.kind !== 'organization') return [];
  const without = codedLines(encounter).find(
    (line) => line.renderingProviderId === undefined && line.place !== laboratory,
  );
  if (without === undefined) return [];
  const fix = { words: 'name who gave the service' };
  const message = 'a group bills: name the person who gave the service';
  return [finding('rendering-provider-missing', '/renderingProviderId', message, { fix })];
};

const postOfficeBox = /\bP\.?\s*O\.?\s*B(?:OX|\.?\s*\d)|\bPOST\s+OFFICE\s+BOX\b|\bLOCK\s*BOX\b|^\s*BOX\s+\d/i;

/** Whether an address is a post office box or a bank's lockbox. */
function isPostOfficeBox({ line1, line2 = '' }: Pick<Address, 'line1' | 'line2'>): boolean {
  return postOfficeBox.test(line1) || postOfficeBox.test(line2);
}

export const billingAddressIsAStreet: Edit = (encounter, { providers }) => {
  const address = providers.get(encounter.billingProviderId)?.billing?.address;
  if (address === undefined || !isPostOfficeBox(address)) return [];
  const fix = { words: 'enter the street as the provider’s billing address, and the box as its payToAddress' };
  const message = 'the billing address is a post office box';
  return [finding('billing-address-po-box', '/billingProviderId', message, { fix })];
};

/** Nine digits whose last four are a real delivery area. */
function isFullPostalCode(code: string): boolean {
  return /^\d{9}$/.test(code) && !code.endsWith('0000') && !code.endsWith('9999');
}

export const postalCodesAreFull: Edit = (encounter, { providers, facilities }) => {
  const facility = encounter.facilityId === undefined ? undefined : facilities.get(encounter.facilityId);
  const places = [
    ['/billingProviderId', providers.get(encounter.billingProviderId)?.billing?.address],
    ['/facilityId', facility?.address],
  ] as const;
  return places.flatMap(([pointer, address]): Finding[] => {
    if (address === undefined || (address.country ?? 'US') !== 'US') return [];
    if (isFullPostalCode(address.postalCode ?? '')) return [];
    const fix = { words: 'complete the postal code with its last four digits' };
    return [finding('postal-code-short', pointer, 'the postal code lacks its last four digits', { fix })];
  });
};
