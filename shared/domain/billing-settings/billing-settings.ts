import { type AssistanceSettings, usualAssistanceSettings } from './assistance.ts';
import { type BooksSettings, usualBooksSettings } from './books.ts';
import { type CardSettings, usualCardSettings } from './cards.ts';
import { type CollectionSettings, usualCollectionSettings } from './collections.ts';
import { type ContractSettings, usualContractSettings } from './contracts.ts';
import { type CorrespondenceSettings, usualCorrespondenceSettings } from './correspondence.ts';
import { type DenialSettings, usualDenialSettings } from './denials.ts';
import { type DiscountSettings, usualDiscountSettings } from './discounts.ts';
import { type LimitSettings, usualLimitSettings } from './limits.ts';
import { type RefundSettings, usualRefundSettings } from './refunds.ts';
import { type ReportSettings, usualReportSettings } from './reports.ts';
import { type ReturnedCheckSettings, usualReturnedCheckSettings } from './returned-checks.ts';
import { type SmallBalanceSettings, usualSmallBalanceSettings } from './small-balances.ts';
import { type StatementSettings, usualStatementSettings } from './statements.ts';
import { type UnclaimedSettings, usualUnclaimedSettings } from './unclaimed.ts';

/**
 * An office's decisions about billing patients, employers and facilities: a field for each area, with a file of its
 * own.
 */
export interface BillingSettings {
  /** Rises with each change; 0 while nothing is stored. */
  readonly version: number;
  readonly statements: StatementSettings;
  readonly limits: LimitSettings;
  readonly contracts: ContractSettings;
  readonly refunds: RefundSettings;
  readonly unclaimed: UnclaimedSettings;
  readonly books: BooksSettings;
  readonly denials: DenialSettings;
  readonly returnedChecks: ReturnedCheckSettings;
  readonly reports: ReportSettings;
  readonly correspondence: CorrespondenceSettings;
  readonly discounts: DiscountSettings;
  readonly assistance: AssistanceSettings;
  readonly smallBalances: SmallBalanceSettings;
  readonly collections: CollectionSettings;
  readonly cards: CardSettings;
}

/** The defaults of every area. */
export const usualBillingSettings: BillingSettings = {
  version: 0,
  statements: usualStatementSettings,
  limits: usualLimitSettings,
  contracts: usualContractSettings,
  refunds: usualRefundSettings,
  unclaimed: usualUnclaimedSettings,
  books: usualBooksSettings,
  denials: usualDenialSettings,
  returnedChecks: usualReturnedCheckSettings,
  reports: usualReportSettings,
  correspondence: usualCorrespondenceSettings,
  discounts: usualDiscountSettings,
  assistance: usualAssistanceSettings,
  smallBalances: usualSmallBalanceSettings,
  collections: usualCollectionSettings,
  cards: usualCardSettings,
};
