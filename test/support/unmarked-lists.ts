/** Lists that nobody works from, by the reason: their waiting items are on another list, or nothing on them waits. */
export const unmarkedLists: Readonly<Record<string, readonly string[]>> = {
  'what the office has set up': [
    ...[
      'listPayers',
      'listProviders',
      'listLegalEntities',
      'listFacilities',
      'listTradingPartners',
      'listFeeSchedules',
    ],
    ...['listFeeScheduleVersions', 'listFees', 'getPriceHistory', 'listCardConnections', 'listCollectionAgencies'],
    ...['listPayerContracts', 'listContractFindings', 'listPayerContractVersions', 'listContractRates'],
    ...['listPostingRulesVersions', 'listCodingRulesVersions', 'listReportSchedules', 'listConnections'],
    ...['listIntakeMappings', 'listInquiryChannels'],
  ],
  'what belongs to one thing, which is marked itself or stands on a list': [
    ...['getAccountTimeline', 'listAccountCharges', 'listPayLinks', 'listCards', 'listStatements', 'listInvoices'],
    ...['listEstimateEditions', 'listMergeCandidates', 'listSelfAuditFlags', 'listAcknowledgementAnswers'],
    ...['listRemittancesOfFile', 'listRemittanceClaims', 'listRemittanceSegments', 'getRemittanceDifference'],
    ...['listAuditItems', 'listFigureParts', 'listLedgerEntries', 'listInterestCharges', 'listRemitLines'],
    ...['listConnectionRuns', 'listConnectionFiles', 'listWaitingClaims', 'listIntakeFailures', 'listRunStatements'],
    ...['listRunSkips', 'listRunFiles', 'listAgencyFiles'],
  ],
  'what was done or came in a month; what of it waits is on a list of its own': [
    ...['listDepositBatches', 'listAgencyRemits', 'listSmallBalanceRuns', 'listEncounters', 'listSelfAudits'],
    ...['listAcknowledgementFiles', 'listSubmissions', 'listPaperBatches', 'listRemittanceFiles', 'listStatementRuns'],
    ...['listJournals', 'listReportRuns', 'listCodeSetLoads', 'listLockboxFiles', 'listVirtualCardCharges'],
    ...['listBankStatements', 'listInquiryFiles', 'listInquiryAnswers'],
  ],
  'what a run would do, of which nothing is there yet': ['listSmallBalances', 'planRetry'],
  'people write in it': ['listThreads'],
  'it has notes of its own, because few may see them': ['listAuditCases'],
  'it shows the marks of all lists': ['listFollowUps'],
};
