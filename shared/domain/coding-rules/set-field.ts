import type { DraftEncounter, DraftLine } from '../encounter/encounter.ts';
import type { ClaimFormName } from '../encounter/kinds.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Action, SettableField } from './rule.ts';
import type { RuleAct } from './rule-act.ts';

/** The fields that only some forms have, on the encounter and on its lines. */
const formsWith: Readonly<
  Record<'encounter' | 'line', Readonly<Partial<Record<SettableField, readonly ClaimFormName[]>>>>
> = {
  encounter: { placeOfService: ['professional', 'dental'], cliaNumber: ['professional'] },
  line: {
    placeOfService: ['professional', 'dental'],
    note: ['professional', 'dental'],
    cliaNumber: ['professional'],
    priorAuthorizationNumber: ['professional'],
    revenueCode: ['institutional'],
  },
};

/**
 * A copy with a field set or cleared; undefined when nothing changes. The former value is not shown: it may be about a
 * person.
 */
export function setField<Of extends DraftEncounter | DraftLine>(
  action: Extract<Action, { readonly do: 'set' | 'clear' }>,
  of: Of,
  form: ClaimFormName,
): Result<{ readonly of: Of; readonly shown: Pick<RuleAct, 'after'> } | undefined, string> {
  const { field, on } = action;
  if (formsWith[on][field]?.includes(form) === false) return fail(`this kind of encounter has no ${field} here`);
  const value = action.do === 'set' ? action.value : undefined;
  const { [field]: before, ...rest } = of as Of & Partial<Record<SettableField, string>>;
  if (before === value) return ok(undefined);
  const changed = value === undefined ? rest : { ...rest, [field]: value };
  return ok({ of: changed as Of, shown: value === undefined ? {} : { after: value } });
}
