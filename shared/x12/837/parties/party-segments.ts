import type {
  Contact,
  ContactNumber,
  Demographics,
  LegacyProviderId,
  PartyName,
  PostalAddress,
  SecondaryId,
} from '../../../domain/claim/party.ts';
import { type ElementRule, type Fields, rulesFor } from '../../loops/element-rules.ts';
import { qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';

/* The segments that identify a party: NM1, N3, N4, DMG, REF, PER, PRV. */

/**
 * A name: NM102 (1 person, 2 organisation) to NM107. Without a name, NM102 is written as 2, unless a field says the kind.
 */
export function partyName(options: { readonly required?: boolean; readonly kindField?: string } = {}): ElementRule {
  const { required = false, kindField } = options;
  const given = ['first', 'middle', 'suffix'] as const;
  const parts = ['last', ...given] as const;
  const at = { last: 3, first: 4, middle: 5, suffix: 7 } as const;
  const size = { last: 60, first: 35, middle: 25, suffix: 10 } as const;
  const sizes = { kind: { max: 1 }, name: { max: 60 } } as const;
  const known = { person: new Set<string>(['kind', ...parts]), organization: new Set(['kind', 'name']) } as const;
  return {
    covers: ['2', '3', '4', '5', '7'],
    fields: kindField === undefined ? ['name'] : ['name', kindField],
    required,
    read(cells, into) {
      const kind = cells.element(2) === '1' ? 'person' : 'organization';
      if (kind !== 'person' && cells.element(2) !== '2') cells.remark('element-unreadable', '2');
      if (kindField !== undefined) into[kindField] = kind;
      const last = cells.element(3);
      const name: Fields = kind === 'person' ? { kind, last } : { kind, name: last };
      let isNamed = last !== '';
      for (const part of given) {
        const text = cells.element(at[part]);
        if (text === '') continue;
        if (kind === 'organization') cells.remark('element-unknown', String(at[part]));
        else name[part] = text;
        isNamed ||= kind === 'person';
      }
      if (last === '' && (required || isNamed)) cells.remark('element-required', '3');
      if (required || isNamed) into.name = name;
    },
    write(from, cells) {
      const name = from.name as PartyName | undefined;
      const kind = kindField === undefined ? name?.kind : from[kindField];
      if (kind !== undefined && kind !== 'person' && kind !== 'organization') {
        return cells.remark('code-not-allowed', 'name/kind');
      }
      cells.put(2, kind === 'person' ? '1' : '2', 'name', sizes.kind);
      if (name === undefined) return required ? cells.remark('missing', 'name') : undefined;
      for (const part in name) if (!known[name.kind]?.has(part)) cells.remark('field-unknown', `name/${part}`);
      if (name.kind === 'organization') return cells.put(3, name.name, 'name/name', sizes.name);
      for (const part of parts) {
        const text = name[part];
        if (text !== undefined || part === 'last') {
          cells.put(at[part], text, `name/${part}`, { max: size[part] });
        }
      }
    },
    blank(into) {
      if (required) into.name = { kind: 'organization', name: '' };
    },
  };
}

/** A provider's id next to the name: NM108 XX with the NPI, or what version 4010 has there. */
export const providerIdentity: ElementRule = {
  covers: ['8', '9'],
  fields: ['npi', 'legacyId'],
  required: false,
  skipsWithout: ['npi', 'legacyId'],
  read(cells, into) {
    const kind = cells.element(8);
    const id = cells.element(9);
    if (id === '') return kind === '' ? undefined : cells.remark('element-required', '9');
    if (kind === 'XX') into.npi = id;
    else into.legacyId = { kind, id };
  },
  write(from, cells) {
    const { npi } = from;
    const legacy = from.legacyId as LegacyProviderId | undefined;
    if (npi !== undefined) {
      cells.put(8, 'XX', 'npi', { max: 2 });
      cells.put(9, npi, 'npi', { max: 80 });
    } else if (legacy !== undefined) {
      cells.put(8, legacy.kind, 'legacyId/kind', { max: 2 });
      cells.put(9, legacy.id, 'legacyId/id', { max: 80 });
    }
  },
  blank: () => {},
};

const postal = rulesFor<PostalAddress>();

/** N3 and N4, in the field `address`. */
export function address(required: boolean): readonly [SegmentSlot, SegmentSlot] {
  const need = required ? 'loop' : 'group';
  return [
    segment('N3', [postal.text(1, 'line1', 55, { required: true }), postal.text(2, 'line2', 55)], {
      into: 'address',
      required: need,
    }),
    segment(
      'N4',
      [
        postal.text(1, 'city', 30, { required: true, min: 2 }),
        postal.text(2, 'state', 2, { min: 2 }),
        postal.text(3, 'postalCode', 15, { min: 3 }),
        postal.text(4, 'country', 3, { min: 2 }),
        postal.text(7, 'countrySubdivision', 3),
      ],
      { into: 'address', required: need },
    ),
  ];
}

const contactRules = rulesFor<Contact>();

const contactNumbers: ElementRule = {
  covers: ['3', '4', '5', '6', '7', '8'],
  fields: ['numbers'],
  required: false,
  read(cells, into) {
    const numbers: ContactNumber[] = [];
    for (const at of [3, 5, 7]) {
      const [kind, value] = [cells.element(at), cells.element(at + 1)];
      if (value !== '') numbers.push({ kind, value });
      else if (kind !== '') cells.remark('element-required', String(at + 1));
    }
    into.numbers = numbers;
  },
  write(from, cells) {
    const numbers = from.numbers;
    if (!Array.isArray(numbers)) return cells.remark('missing', 'numbers');
    if (numbers.length > 3) return cells.remark('too-many', 'numbers');
    for (const [index, number] of (numbers as ContactNumber[]).entries()) {
      cells.put(3 + 2 * index, number.kind, `numbers/${index}/kind`, { max: 2, min: 2 });
      cells.put(4 + 2 * index, number.value, `numbers/${index}/value`, { max: 256 });
    }
  },
  blank(into) {
    into.numbers = [];
  },
};

/** PER: a contact. A list when `limit` is above 1. */
export function contact(into: string, limit: number, required = false): SegmentSlot {
  return qualified('PER', 'IC', [contactRules.text(2, 'name', 60), contactNumbers], {
    into,
    limit,
    ...(required ? { required: 'loop' as const } : {}),
  });
}

const idRules = rulesFor<SecondaryId>();

/** REF with a kind out of `codes`: a list of identifiers. */
export function secondaryIds(into: string, codes: readonly string[], limit: number): SegmentSlot {
  return {
    kind: 'segment',
    into,
    many: true,
    limit,
    segment: {
      id: 'REF',
      qualifier: { at: 1, codes },
      elements: [
        idRules.oneOf(1, 'kind', codes),
        idRules.text(2, 'id', 50, { required: true }),
        idRules.constantWith(4, '2U', 'payerId', 1),
        idRules.text(4, 'payerId', 50, { component: 2 }),
      ],
    },
  };
}

/** Kinds of provider numbers: first those of 5010, then those that only 4010 has. */
export const providerIdKinds = [
  ...['0B', '1G', 'G2', 'LU'],
  ...['1A', '1B', '1C', '1D', '1H', 'B3', 'BQ', 'EI', 'FH', 'G5', 'N5', 'SY', 'TJ', 'U3', 'X5'],
] as const;

export const billingIdKinds = [...providerIdKinds.filter((kind) => kind !== 'EI' && kind !== 'SY'), '1J'];
export const payerIdKinds = ['2U', 'EI', 'FY', 'NF', 'TJ'] as const;

export const taxId: ElementRule = {
  covers: ['1', '2'],
  fields: ['taxId'],
  required: false,
  skipsWithout: ['taxId'],
  read(cells, into) {
    const id = cells.element(2);
    if (id === '') cells.remark('element-required', '2');
    else into.taxId = { kind: cells.element(1) === 'SY' ? 'ssn' : 'ein', id };
  },
  write(from, cells) {
    const value = from.taxId as Fields | undefined;
    if (value === undefined) return;
    const code = value.kind === 'ein' ? 'EI' : value.kind === 'ssn' ? 'SY' : undefined;
    if (code === undefined) return cells.remark('code-not-allowed', 'taxId/kind');
    cells.put(1, code, 'taxId/kind', { max: 3 });
    cells.put(2, value.id, 'taxId/id', { max: 50 });
  },
  blank: () => {},
};

/** PRV: a provider's taxonomy code; its list is PXC unless the file names another. */
export function taxonomy(code: 'BI' | 'PE' | 'AT' | 'RF' | 'AS' | 'RP'): SegmentSlot {
  return qualified('PRV', code, [
    {
      covers: ['2', '3'],
      fields: ['taxonomy', 'taxonomyKind'],
      required: false,
      read(cells, into) {
        const [kind, taxonomyCode] = [cells.element(2), cells.element(3)];
        if (taxonomyCode === '') return cells.remark('element-required', '3');
        into.taxonomy = taxonomyCode;
        if (kind !== 'PXC') into.taxonomyKind = kind;
      },
      write(from, cells) {
        cells.put(2, from.taxonomyKind ?? 'PXC', 'taxonomyKind', { max: 3 });
        cells.put(3, from.taxonomy, 'taxonomy', { max: 50 });
      },
      blank: () => {},
    },
  ]);
}

/** NM108 and NM109 of a member: number and its kind. */
export const memberIdentity = [
  rulesFor<{ idKind?: string }>().text(8, 'idKind', 2),
  rulesFor<{ memberId?: string }>().text(9, 'memberId', 80, { min: 2 }),
] as const;

/** DMG, in the field `demographics`. */
export function demographics(): SegmentSlot {
  const rules = rulesFor<Demographics>();
  return segment(
    'DMG',
    [rules.constantWith(1, 'D8', 'birthDate'), rules.day(2, 'birthDate'), rules.text(3, 'gender', 1)],
    { into: 'demographics' },
  );
}
