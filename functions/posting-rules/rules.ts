import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import {
  adjustmentRulesOf,
  layersInForce,
  type PostingRulesVersion,
  type RuleScope,
  revisionOfName,
  versionName,
} from '../../shared/domain/remittance/rules/posting-rules.ts';
import { ruleFaults } from '../../shared/domain/remittance/rules/posting-rules-check.ts';
import { diffRules } from '../../shared/domain/remittance/rules/posting-rules-diff.ts';
import type { FieldError } from '../../shared/domain/result.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { postingRulesKey, postingRulesVersionPrefix } from '../../shared/store/keys/practice.ts';
import { readRulesHead, readRulesVersions, rulesVersionWrites } from '../../shared/store/posting-rules.ts';
import { nextVersion, pastDayFaults } from '../../shared/store/rule-versions.ts';
import type { Table } from '../../shared/store/table.ts';
import type { PostingRulesOperations } from './context.ts';
import { headingView, inForceView, rowView, rulesOfBody, ruleView, versionView } from './views.ts';

/** At most this many versions: an office's list of versions is read as a whole. */
const mostVersions = 2000;

export const ruleOperations: PostingRulesOperations<
  'getPostingRules' | 'listPostingRulesVersions' | 'changePostingRules' | 'getPostingRulesVersion' | 'diffPostingRules'
> = {
  getPostingRules: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { on = await request.today(), payerId, facilityId } = request.query;
    const head = await readRulesHead(table, tenantId);
    const headings = layersInForce(head.headings, { on, payerId, facilityId });
    const read = await readRulesVersions(
      table,
      tenantId,
      headings.map(({ revision }) => revision),
    );
    const layers = read.filter((version) => version !== undefined);
    invariant(layers.length === headings.length, 'a version that the head names is there');
    const { version } = adjustmentRulesOf(layers);
    return ok({ body: { revision: head.revision, on, version, ...inForceView(layers) }, version: head.revision });
  },

  listPostingRulesVersions: async (request, { table }) => {
    const { pk } = postingRulesKey(request.principal.tenantId);
    const query = {
      partitions: [pk],
      prefix: postingRulesVersionPrefix,
      limit: request.query.limit,
      newestFirst: true,
    };
    return asAnswer(
      await listPage(request, table, query, (item) => headingView(documentOfItem<PostingRulesVersion>(item))),
    );
  },

  changePostingRules: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const today = await request.today();
    const { effectiveFrom = today, reason, ...body } = request.body;
    const rules = rulesOfBody(body);
    const faults: FieldError[] = [
      ...pastDayFaults(effectiveFrom, today),
      ...(await scopeFaults(table, tenantId, rules.scope)),
      ...ruleFaults(rules),
    ];
    if (faults.length > 0) return fail({ kind: 'posting-rules-invalid', errors: faults.slice(0, 50) });
    const head = await readRulesHead(table, tenantId);
    if (head.revision !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (head.headings.length >= mostVersions) return fail({ kind: 'posting-rules-too-many' });
    const made = { at: request.at, by: subject };
    const version: PostingRulesVersion = { ...rules, ...nextVersion(head, { effectiveFrom, reason }, made) };
    const { revision } = version;
    return ok({
      body: versionView(version),
      version: revision,
      writes: rulesVersionWrites<Failure>(tenantId, head, version, { kind: 'version-changed' }),
      audit: {
        action: 'posting-rules-changed',
        entityId: 'posting-rules',
        facts: { version: versionName(revision), scope: rules.scope.kind, effectiveFrom },
      },
    });
  },

  getPostingRulesVersion: async (request, { table }) => {
    const found = await readNamed(table, request.principal.tenantId, request.params.version);
    return found.ok ? ok({ body: versionView(found.value) }) : found;
  },

  diffPostingRules: async (request, { table }) => {
    const { tenantId } = request.principal;
    const from = await readNamed(table, tenantId, request.query.from);
    if (!from.ok) return from;
    const to = await readNamed(table, tenantId, request.query.to);
    if (!to.ok) return to;
    const { adjustmentRules, providerAdjustments, autoPost } = diffRules(from.value, to.value);
    const shown = <Rule, View>(
      { before, after, ...rest }: { readonly before?: Rule; readonly after?: Rule },
      view: (rule: Rule) => View,
    ) => ({
      ...rest,
      ...present({
        before: before === undefined ? undefined : view(before),
        after: after === undefined ? undefined : view(after),
      }),
    });
    const changes = adjustmentRules.map((one) => ({ change: one.change, ...shown(one, ruleView) }));
    const rows = providerAdjustments.map((one) => ({ change: one.change, ...shown(one, rowView) }));
    const switched = {
      ...present({ before: autoPost?.before, after: autoPost?.after }),
    };
    return ok({
      body: {
        adjustmentRules: changes,
        providerAdjustments: rows,
        ...present({ autoPost: autoPost === undefined ? undefined : switched }),
      },
    });
  },
};

/** The payer or facility that rules are for must exist in the office. */
export async function scopeFaults(table: Table, tenant: TenantId, scope: RuleScope): Promise<FieldError[]> {
  if (scope.kind === 'office') return [];
  const [entity, id] =
    scope.kind === 'payer' ? (['PAYER', scope.payerId] as const) : (['FACILITY', scope.facilityId] as const);
  if ((await table.get(entityKey(tenant, entity, id))) !== undefined) return [];
  return [{ pointer: `/scope/${scope.kind}Id`, detail: `there is no such ${scope.kind} in your office` }];
}

async function readNamed(table: Table, tenant: TenantId, name: string): Promise<Result<PostingRulesVersion, Failure>> {
  const revision = revisionOfName(name);
  const [found] = revision === undefined ? [] : await readRulesVersions(table, tenant, [revision]);
  return found === undefined ? fail({ kind: 'not-found' }) : ok(found);
}
