import { describe, expect, it } from 'vitest';
import { denialCategories } from '../../../shared/domain/remittance/denial/denial-reasons.ts';
import { fillIn, letterFields } from '../../../shared/domain/remittance/denial/letter-fields.ts';
import { shippedLetters, usualLetter } from '../../../shared/domain/remittance/denial/letters.ts';
import { type Playbook, playbookFor, shippedPlaybooks } from '../../../shared/domain/remittance/denial/playbooks.ts';
import { unknownNames } from '../../../shared/domain/text/merge-fields.ts';

const template = (paragraph: string) => ({ name: 'x', title: 'T', paragraphs: [paragraph], attachments: [] });

describe('a template', () => {
  it('reports unknown field names, each once, and single braces', () => {
    expect(unknownNames(['{{open}} of {{ claim }}', '{{claim}} {{constructor}}'], letterFields)).toEqual([
      'claim',
      'constructor',
    ]);
    expect(unknownNames(['{{open} and more'], letterFields)).toEqual(['{{']);
    expect(unknownNames(['no field at all'], letterFields)).toEqual([]);
  });

  it('is not filled in while a fact is missing', () => {
    const known = { open: '$1.00', office: 'EXAMPLE CLINIC', payer: 'EXAMPLE PLAN' };
    expect(fillIn(template('{{open}} {{memberId}} {{npi}}'), { ...known, npi: '' })).toEqual({
      ok: false,
      failure: ['memberId', 'npi'],
    });
    expect(fillIn(template('Pay {{ open }}, {{open}}.'), known)).toMatchObject({
      value: { paragraphs: ['Pay $1.00, $1.00.'] },
    });
  });

  it('is not filled in while the sender or the receiver is unknown', () => {
    expect(fillIn(template('Pay.'), { payer: 'EXAMPLE PLAN' })).toEqual({ ok: false, failure: ['office'] });
    expect(fillIn(template('{{payer}}, pay.'), {})).toEqual({ ok: false, failure: ['payer', 'office'] });
  });

  it('of the product has known fields only, and there is one for every kind and level', () => {
    for (const { title, paragraphs, attachments } of shippedLetters) {
      expect(unknownNames([title, ...paragraphs, ...attachments], letterFields)).toEqual([]);
    }
    const names = shippedLetters.map(({ name }) => name);
    for (const category of Object.keys(denialCategories)) {
      expect(names).toContain(usualLetter(category as keyof typeof denialCategories, 1));
    }
    expect(usualLetter('coding', 2)).toBe('further-appeal');
  });
});

describe('the playbook of a denial', () => {
  const denial = { category: 'coding', carcs: ['97', '45'], remarkCodes: ['M15'] } as const;
  const book = (name: string, more: Partial<Playbook>): Playbook => ({
    ...{ name, steps: ['x'], attach: [], deed: 'appeal' },
    ...more,
  });
  const nameOf = (own: readonly Playbook[], of: Parameters<typeof playbookFor>[0] = denial) =>
    playbookFor(of, own).playbook.name;

  it('is by remark code before reason code before category, and the office’s own before the product’s', () => {
    const [category, reason, remark] = [
      book('category', { category: 'coding' }),
      book('reason', { carcs: ['97'] }),
      book('remark', { remarks: ['M15'] }),
    ];
    expect(nameOf([category, reason, remark])).toBe('remark');
    expect(nameOf([category, reason])).toBe('reason');
    expect(nameOf([category])).toBe('category');
    expect(nameOf([book('other', { carcs: ['1'] })])).toBe('bundled');
    expect(nameOf([], { ...denial, carcs: ['4'] })).toBe('any-coding');
  });

  it('is there for every kind', () => {
    for (const category of Object.keys(denialCategories)) {
      expect(shippedPlaybooks.map(({ name }) => name)).toContain(`any-${category}`);
    }
  });
});
