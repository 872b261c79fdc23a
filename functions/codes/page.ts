import { type CodePage, codePage } from '../../shared/code-sets/search/code-page.ts';
import {
  type CodeMalformed,
  type CodeSystem,
  codeSystems,
  readEnteredCode,
} from '../../shared/domain/code-set/entered-code.ts';
import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import type { CodeReferences } from '../../shared/domain/code-set/references.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { codeChoiceWrites } from '../../shared/store/code-choices.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { CodesDeps, CodesOperations } from './context.ts';
import { conditionCategories } from './find.ts';

export const pageOperations: CodesOperations<'getCode' | 'chooseCode'> = {
  getCode: async (request, { codeSets }) => {
    const system = codeSystems.find((each) => each === request.params.system);
    if (system === undefined) return fail({ kind: 'code-system-unknown', facts: { systems: codeSystems.join(', ') } });
    const day = request.query.day ?? (await request.today());
    const found = await readPage({ system, text: request.params.code, day }, request.principal.tenantId, codeSets);
    if (!found.ok) return found;
    const { page, references } = found.value;
    return ok({ body: { ...page, conditionCategories: conditionCategories(system, page.code, day, references) } });
  },

  chooseCode: async (request, { table, codeSets }) => {
    const { system, code: text, providerId } = request.body;
    const { tenantId } = request.principal;
    const day = request.body.day ?? (await request.today());
    const isKnown = providerId === undefined || (await table.get(entityKey(tenantId, 'PROVIDER', providerId)));
    if (!isKnown) {
      const errors = [{ pointer: '/providerId', detail: 'nothing here has this id' }];
      return fail({ kind: 'not-found', errors });
    }
    const found = await readPage({ system, text, day }, tenantId, codeSets);
    if (!found.ok) return found;
    const { code } = found.value.page;
    return ok({
      body: { system, code },
      writes: codeChoiceWrites(tenantId, { system, code, ...present({ providerId }) }),
      audit: { action: 'code-picked', entityId: 'code-choices', facts: { system, code, ...present({ providerId }) } },
    });
  },
};

/** The sets from which a code's page is made. */
function setsOf(system: CodeSystem): readonly CodeSetKind[] {
  if (system !== 'icd-10-cm') return [system];
  return [system, 'icd-10-cm-tabular', 'icd-10-cm-conversion', 'hcc'];
}

async function readPage(
  asked: { readonly system: CodeSystem; readonly text: string; readonly day: LocalDate },
  tenantId: TenantId,
  codeSets: CodesDeps['codeSets'],
): Promise<Result<{ readonly page: CodePage; readonly references: CodeReferences }, Failure>> {
  const { system, text, day } = asked;
  const code = readEnteredCode(system, text);
  if (!code.ok) return fail(malformed(code.failure));
  const prepared = await codeSets.prepare(tenantId, setsOf(system), [day]);
  if (!prepared.ok) return prepared;
  const page = codePage({ system, code: code.value, day }, prepared.value);
  if (page === 'not-loaded') return fail({ kind: 'code-set-not-loaded', facts: { set: system } });
  if (page === undefined) return fail({ kind: 'code-unknown' });
  return ok({ page, references: prepared.value.references });
}

export function malformed({ kind, suggestion }: CodeMalformed): Failure {
  return { kind, ...(suggestion === undefined ? {} : { facts: { suggestion } }) };
}
