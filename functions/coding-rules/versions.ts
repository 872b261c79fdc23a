import { type CodingRule, type CodingRulesVersion, codingRulesName } from '../../shared/domain/coding-rules/rule.ts';
import { codingRuleFaults } from '../../shared/domain/coding-rules/rule-faults.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import {
  codingRulesWrites,
  headingInForce,
  readCodingRulesHead,
  readCodingRulesVersions,
} from '../../shared/store/coding-rules.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { codingRulesKey, codingRulesVersionPrefix } from '../../shared/store/keys/practice.ts';
import { nextVersion, pastDayFaults } from '../../shared/store/rule-versions.ts';
import type { CodingRulesOperations } from './context.ts';
import type { VersionView } from './schemas.ts';

/** At most this many versions: every finalisation reads the list of them. */
const mostVersions = 2_000;

function headingView({ revision, effectiveFrom, reason, createdAt, createdBy }: CodingRulesVersion) {
  return { version: codingRulesName(revision), effectiveFrom, reason, createdAt, createdBy };
}

/** The wire shows rules as they are kept; the types differ in brands and in `readonly`. */
function versionView(version: CodingRulesVersion): VersionView {
  return { ...headingView(version), rules: version.rules as unknown as VersionView['rules'] };
}

export const versionOperations: CodingRulesOperations<
  'getCodingRules' | 'listCodingRulesVersions' | 'changeCodingRules' | 'getCodingRulesVersion'
> = {
  getCodingRules: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { on = await request.today() } = request.query;
    const head = await readCodingRulesHead(table, tenantId);
    const heading = headingInForce(head, on);
    if (heading === undefined) return ok({ body: { revision: head.revision, on, rules: [] }, version: head.revision });
    const [version] = await readCodingRulesVersions(table, tenantId, [heading.revision]);
    invariant(version !== undefined, 'a version that the head names is there');
    const { rules, version: name } = versionView(version);
    return ok({ body: { revision: head.revision, on, version: name, rules }, version: head.revision });
  },

  listCodingRulesVersions: async (request, { table }) => {
    const { pk } = codingRulesKey(request.principal.tenantId);
    const { limit } = request.query;
    const query = { partitions: [pk], prefix: codingRulesVersionPrefix, limit, newestFirst: true };
    const view = (item: Parameters<typeof documentOfItem>[0]) => headingView(documentOfItem<CodingRulesVersion>(item));
    return asAnswer(await listPage(request, table, query, view));
  },

  changeCodingRules: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const today = await request.today();
    const { effectiveFrom = today, reason } = request.body;
    const rules: readonly CodingRule[] = request.body.rules;
    const faults = [...pastDayFaults(effectiveFrom, today), ...codingRuleFaults(rules)];
    if (faults.length > 0) return fail({ kind: 'coding-rules-invalid', errors: faults.slice(0, 50) });
    const head = await readCodingRulesHead(table, tenantId);
    if (head.revision !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (head.revision >= mostVersions) return fail({ kind: 'coding-rules-too-many' });
    const made = { at: request.at, by: subject };
    const version: CodingRulesVersion = { rules, ...nextVersion(head, { effectiveFrom, reason }, made) };
    const { revision } = version;
    return ok({
      body: versionView(version),
      version: revision,
      writes: codingRulesWrites<Failure>(tenantId, head, version, { kind: 'version-changed' }),
      audit: {
        action: 'coding-rules-changed',
        entityId: 'coding-rules',
        facts: { version: codingRulesName(revision), rules: rules.length, effectiveFrom },
      },
    });
  },

  getCodingRulesVersion: async (request, { table }) => {
    const match = /^c([1-9]\d{0,8})$/.exec(request.params.version);
    if (match === null) return fail({ kind: 'not-found' });
    const [found] = await readCodingRulesVersions(table, request.principal.tenantId, [Number(match[1])]);
    return found === undefined ? fail({ kind: 'not-found' }) : ok({ body: versionView(found) });
  },
};
