import { present } from '../../shared/domain/present.ts';
import type { AdjustmentRule } from '../../shared/domain/remittance/rules/adjustment-rules.ts';
import {
  autoPostOf,
  layeredRules,
  type OfficeProviderRule,
  type OfficeRules,
  type PostingRulesVersion,
  providerRulesOf,
  versionName,
} from '../../shared/domain/remittance/rules/posting-rules.ts';
import { meaningWords } from '../../shared/domain/remittance/rules/posting-rules-check.ts';
import type { ProviderAdjustmentRule } from '../../shared/domain/remittance/rules/provider-adjustment-rules.ts';
import type { RulesBody } from './schemas.ts';

/** Converts rules to and from their form in the API. */

type RuleBody = RulesBody['adjustmentRules'][number];
type RowBody = RulesBody['providerAdjustments'][number];

/** The rules that a person sent, in the domain's form. A code whose account needs references gets its balance kept by reference. */
export function rulesOfBody({ scope, adjustmentRules, providerAdjustments, autoPost }: RulesBody): OfficeRules {
  return {
    scope,
    adjustmentRules,
    providerAdjustments: providerAdjustments.map(({ review, ...row }) => ({
      ...row,
      ...present({ review: review === undefined ? undefined : review === 'always' ? (true as const) : review }),
      ...(row.account === 'payer-recoupments-payable' ? { recoupment: true as const } : {}),
    })),
    ...present({ autoPost }),
  };
}

export function ruleView(rule: AdjustmentRule): RuleBody {
  const copy = { ...rule, ...present({ payerPositions: rule.payerPositions && [...rule.payerPositions] }) };
  return structuredClone(copy) as RuleBody;
}

export function rowView({ code, ...rule }: OfficeProviderRule): RowBody {
  return { code, ...tableView(rule) } as RowBody;
}

function tableView({ account, accountWhenTaken, because, review }: ProviderAdjustmentRule) {
  return {
    account,
    ...present({ accountWhenTaken }),
    because,
    ...present({ review: review === undefined ? undefined : review === true ? ('always' as const) : review }),
  };
}

export function headingView({ revision, scope, effectiveFrom, reason, createdAt, createdBy }: PostingRulesVersion) {
  return { version: versionName(revision), scope, effectiveFrom, reason, createdAt, createdBy };
}

export function versionView(version: PostingRulesVersion) {
  return {
    ...headingView(version),
    adjustmentRules: version.adjustmentRules.map(ruleView),
    providerAdjustments: version.providerAdjustments.map(rowView),
    ...present({ autoPost: version.autoPost }),
  };
}

/** The rules of all layers in one list, each with its origin and its effect. */
export function inForceView(layers: readonly PostingRulesVersion[]) {
  return {
    autoPost: autoPostOf(layers),
    adjustmentRules: layeredRules(layers).map(({ layer, version, rule }) => ({
      ...ruleView(rule),
      layer,
      version,
      does: meaningWords[rule.meaning],
    })),
    providerAdjustments: [...providerRulesOf(layers)]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([code, rule]) => ({ code, ...tableView(rule) })),
  };
}
