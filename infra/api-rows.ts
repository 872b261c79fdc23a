import type { FileKind, FunctionRow } from './function-row.ts';

const nothing = { reads: [], writes: [], sends: [] } as const;
const api = { memoryMegabytes: 512, timeoutSeconds: 29 } as const;
/** An API over the table alone. */
const plainApi = { table: 'write', ...nothing, ...api } as const;
/** An API over the table that reads some kinds of files, and writes some. */
const filesApi = (reads: readonly FileKind[], writes: readonly FileKind[]) =>
  ({ table: 'write', reads, writes, sends: [], ...api }) as const;
/** An API over the table that only reads files. */
const readingApi = (...reads: readonly FileKind[]) => filesApi(reads, []);
/** An API over the table and one kind of file. */
const fileApi = (kind: FileKind) => filesApi([kind], [kind]);
/**
 * An API that lays pages out in memory and looks up Medicare’s fee schedule in files, which each instance fetches once.
 */
const pricedPagesApi = {
  ...filesApi(['code-set', 'document'], ['document']),
  memoryMegabytes: 1024,
  temporaryMegabytes: 2048,
} as const;

/** The functions that answer requests, and the authorizer. */
export const apiRows: readonly FunctionRow[] = [
  {
    name: 'authorize',
    purpose: 'Turns an OpenID Connect token into a principal: tenant, subject, roles.',
    trigger: { kind: 'authorizer' },
    table: 'none',
    ...nothing,
    memoryMegabytes: 256,
    timeoutSeconds: 10,
  },
  {
    name: 'api-description',
    purpose: 'Serves the OpenAPI document and the health check, to anybody.',
    trigger: { kind: 'api', families: ['openapi.json', 'health'], isPublic: true },
    table: 'none',
    ...nothing,
    ...api,
    memoryMegabytes: 256,
  },
  {
    name: 'practice',
    purpose:
      'Sets up a practice: the office itself, payers, providers and their legal entities, facilities, trading partners.',
    trigger: {
      kind: 'api',
      families: ['office', 'payers', 'providers', 'legal-entities', 'facilities', 'trading-partners'],
    },
    ...plainApi,
  },
  {
    name: 'coding-aids',
    purpose: 'Keeps what helps coders: the favourite codes of each provider, and the office’s codes of visits.',
    trigger: { kind: 'api', families: ['favorites', 'evaluation-codes'] },
    ...plainApi,
  },
  {
    name: 'fees',
    purpose: 'Keeps fee schedules with their history, and shows the price of a service and the reason for it.',
    trigger: { kind: 'api', families: ['fee-schedules'] },
    ...readingApi('code-set'),
  },
  {
    name: 'patients',
    purpose: 'Keeps patients, their coverages and their prior authorisations.',
    trigger: { kind: 'api', families: ['patients', 'authorizations'] },
    ...plainApi,
  },
  {
    name: 'accounts',
    purpose:
      'Keeps accounts and their guarantors, shows what is owed and how it came about, and charges employers and facilities.',
    trigger: { kind: 'api', families: ['accounts', 'billing-settings'] },
    ...plainApi,
  },
  {
    name: 'patient-payments',
    purpose:
      'Takes payments of patients, employers and facilities, applies them to claims, deposits them at the bank, and keeps payment plans.',
    trigger: { kind: 'api', families: ['patient-payments', 'deposit-batches', 'payment-plans'] },
    ...plainApi,
  },
  {
    name: 'cards',
    purpose:
      'Keeps connections to card processors, pay links and cards on file, and charges cards after announcing it.',
    trigger: { kind: 'api', families: ['card-connections', 'cards', 'card-charges', 'pay-links'] },
    ...plainApi,
    secrets: 'read',
  },
  {
    name: 'pay-pages',
    purpose: 'Shows the amount that is asked to anybody who has the pay link, and opens the card processor’s page.',
    trigger: { kind: 'api', families: ['pay-pages'], isPublic: true },
    ...plainApi,
    secrets: 'read',
  },
  {
    name: 'statement-pages',
    purpose: 'Opens a statement for anybody who has its link and knows the date of birth.',
    trigger: { kind: 'api', families: ['statement-pages'], isPublic: true },
    ...fileApi('statement'),
  },
  {
    name: 'card-webhooks',
    purpose: 'Receives signed events from card processors.',
    trigger: { kind: 'api', families: ['card-webhooks'], isPublic: true },
    ...plainApi,
    secrets: 'read',
  },
  {
    name: 'refunds',
    purpose:
      'Shows to whom the office owes money, and refunds it: requested, approved, sent by check, paid by the bank.',
    trigger: { kind: 'api', families: ['credits', 'refunds', 'refund-checks', 'unclaimed-refunds'] },
    // To compare a letter that was written with what would be written now.
    ...fileApi('document'),
  },
  {
    name: 'collections',
    purpose:
      'Shows which accounts may go to a collection agency, places and recalls them, writes files to agencies, imports theirs, and charges interest.',
    trigger: {
      kind: 'api',
      families: [
        ...['collection-agencies', 'collection-candidates', 'collection-cases', 'agency-files', 'agency-remits'],
        ...['agency-remit-lines', 'interest-charges'],
      ],
    },
    ...fileApi('collection'),
  },
  {
    name: 'adjustments',
    purpose:
      'Writes off or moves amounts of claims without a denial, with a second person above a limit; discounts, financial assistance, small balances.',
    trigger: {
      kind: 'api',
      families: ['adjustments', 'assistance-applications', 'small-balances', 'small-balance-runs'],
    },
    ...plainApi,
  },
  {
    name: 'estimates',
    purpose:
      'Estimates for patients what care will cost, within the time limits of the law, and compares estimates with bills.',
    trigger: { kind: 'api', families: ['estimates'] },
    ...pricedPagesApi,
  },
  {
    name: 'contracts',
    purpose: 'Keeps contracts with payers, explains the payments to expect from them, and lists payments that differ.',
    trigger: {
      kind: 'api',
      families: [
        ...['payer-contracts', 'payer-contract-findings', 'expected-payments'],
        ...['payment-variances', 'payment-disputes', 'underpayments', 'late-payment-laws'],
      ],
    },
    ...pricedPagesApi,
  },
  {
    name: 'code-entry',
    purpose: 'Takes encounters from documentation to final codes, posts their charges and makes their claims.',
    trigger: { kind: 'api', families: ['encounters'] },
    table: 'write',
    // Attached documents are uploaded by URL, then checked.
    reads: ['attachment', 'code-set'],
    writes: ['attachment'],
    sends: [],
    ...api,
    // Looks codes up in files, which each instance fetches once.
    memoryMegabytes: 1024,
    temporaryMegabytes: 2048,
  },
  {
    name: 'coding-work',
    purpose:
      'Lists the coding of encounters as work: who does it, reviews by a second person, queries to physicians, and progress.',
    trigger: { kind: 'api', families: ['coding-work', 'physician-queries', 'coding-settings', 'coding-reports'] },
    ...plainApi,
    // The list of drafts reads every encounter since the month of the oldest draft.
    memoryMegabytes: 1024,
  },
  {
    name: 'self-audit',
    purpose: 'Audits the office’s own billing, and keeps the cases and condition gaps that follow.',
    trigger: {
      kind: 'api',
      families: ['self-audits', 'self-audit-settings', 'specialty-levels', 'audit-cases', 'condition-gaps'],
    },
    ...readingApi('code-set'),
    temporaryMegabytes: 2048,
  },
  {
    name: 'claims',
    purpose: 'Shows claims with their history and acknowledgements, and submits them in files.',
    trigger: {
      kind: 'api',
      families: [
        ...['claims', 'next-payer-claims', 'opening-claims', 'submissions', 'acknowledgement-files'],
        'deadlines',
      ],
    },
    // Acknowledgements are uploaded to the same place as remittances. Remittances are read for claims to a next payer,
    // and documents are read to send them to payers. Packets that prove timely filing are written.
    ...filesApi(['claim-file', 'acknowledgement', 'remittance', 'manifest', 'inquiry', 'document'], ['document']),
  },
  {
    name: 'paper',
    purpose: 'Lays claims out on paper forms, files them by printing, and hands them to a printing and mailing vendor.',
    trigger: { kind: 'api', families: ['paper-claims', 'paper-batches', 'paper-settings'] },
    // Remittances are read for the explanation of benefits that goes with a claim to a next payer.
    ...filesApi(['claim-file', 'document', 'remittance', 'manifest', 'code-set'], ['claim-file', 'document']),
    // Pages are laid out in memory. The office's words for revenue codes are in a file, which each instance fetches once.
    memoryMegabytes: 1024,
    temporaryMegabytes: 2048,
  },
  {
    name: 'remittances',
    purpose:
      'Imports remittance files, shows remittances (explained, as text and as PDF), and posts what people approve.',
    trigger: {
      kind: 'api',
      families: ['uploads', 'remittance-files', 'planned-payments', 'paper-remittances', 'remittances'],
    },
    ...filesApi(['remittance', 'manifest', 'document'], ['remittance', 'document']),
    // Pages of a large remittance are laid out in memory.
    memoryMegabytes: 1024,
  },
  {
    name: 'exceptions',
    purpose: 'Shows the exceptions that wait for a person, with the claims that they may belong to, and resolves them.',
    trigger: { kind: 'api', families: ['exceptions', 'exception-retries'] },
    ...readingApi('remittance', 'manifest'),
  },
  {
    name: 'statements',
    purpose:
      'Runs statements and shows them as they were sent; invoices to employers and facilities, itemised bills, receipts.',
    trigger: {
      kind: 'api',
      families: [
        'statement-runs',
        'statements',
        'dunning-letters',
        'invoices',
        'open-invoices',
        'itemized-bills',
        'payment-receipts',
      ],
    },
    ...filesApi(['statement', 'code-set'], ['statement']),
    // Pages are laid out in memory. Titles of codes are in files, which each instance fetches once.
    memoryMegabytes: 1024,
    temporaryMegabytes: 2048,
  },
  {
    name: 'correspondence',
    purpose:
      'Records calls and writes letters, faxes, e-mails and texts; decides who may be reached how; keeps tasks, threads, received documents, and people’s notes on work.',
    trigger: {
      kind: 'api',
      families: [
        'correspondence',
        'contact-checks',
        'messages',
        'message-templates',
        'call-scripts',
        'work-marks',
        'follow-ups',
        'tasks',
        'threads',
        'received-documents',
      ],
    },
    ...fileApi('document'),
    // Pages are laid out in memory.
    memoryMegabytes: 1024,
  },
  {
    name: 'posting-rules',
    purpose: 'Keeps an office’s posting rules, and tries them on past remittances.',
    trigger: { kind: 'api', families: ['posting-rules'] },
    ...readingApi('remittance', 'manifest'),
    memoryMegabytes: 1024,
  },
  {
    name: 'coding-rules',
    purpose:
      'Keeps an office’s coding rules, which find and correct faults in coding, and tries them on past encounters.',
    trigger: { kind: 'api', families: ['coding-rules'] },
    ...plainApi,
  },
  {
    name: 'books',
    purpose:
      'Shows the ledger, the bytes behind each entry, the trial balance and the audit trail; moves payments; closes months.',
    trigger: {
      kind: 'api',
      families: [
        ...['ledger-entries', 'trial-balance', 'accounting-periods', 'audit-items'],
        ...['day-sheets', 'deposit-reconciliation', 'journals', 'manual-entries'],
      ],
    },
    // Day sheets are written as files.
    ...filesApi(['remittance', 'manifest', 'document'], ['document']),
    // A day's entries are added up in memory.
    memoryMegabytes: 1024,
  },
  {
    name: 'reports',
    purpose:
      'Makes reports from the data kept for each day, shows what each figure is the sum of, and keeps schedules of reports.',
    trigger: { kind: 'api', families: ['reports', 'report-runs', 'report-schedules'] },
    // Files of the open balances claim by claim, and stored reports.
    ...filesApi(['books', 'report'], []),
    // A year's report data is added up in memory.
    memoryMegabytes: 1769,
  },
  {
    name: 'denials',
    purpose:
      'Shows what payers denied or have not answered, as work with deadlines, writes letters about it, and closes it.',
    trigger: {
      kind: 'api',
      families: ['denials', 'denial-guide', 'denial-causes', 'unanswered-claims', 'federal-disputes'],
    },
    // Letters to payers are written and read.
    ...filesApi(['document'], ['document']),
  },
  {
    name: 'connections',
    purpose: 'Sets up the connections that fetch remittances automatically, and shows what they brought.',
    trigger: { kind: 'api', families: ['connections'] },
    ...plainApi,
  },
  {
    name: 'bank',
    purpose:
      'Imports deposits, bank statements and lockbox files, matches deposits with remittances, and shows what is in transit.',
    trigger: {
      kind: 'api',
      families: ['deposits', 'deposits-in-transit', 'bank-statements', 'lockbox-files', 'virtual-card-charges'],
    },
    ...fileApi('bank-statement'),
  },
  {
    name: 'code-sets',
    purpose: 'Shows which official code sets are loaded, and loads new releases.',
    trigger: { kind: 'api', families: ['code-sets'] },
    ...fileApi('code-set-file'),
  },
  {
    name: 'codes',
    purpose: 'Finds codes while somebody types, suggests codes for documentation, and shows a code with its notes.',
    trigger: { kind: 'api', families: ['codes'] },
    ...readingApi('code-set'),
    // Artifacts of code sets are memory-mapped files. More memory also gives more processor time.
    memoryMegabytes: 1024,
  },
  {
    name: 'intake',
    purpose:
      'Imports files of encounters and of other systems’ claims, shows the results, and keeps the mappings of CSV files.',
    trigger: { kind: 'api', families: ['intakes', 'intake-failures', 'intake-mappings', 'claim-intakes'] },
    ...filesApi(['intake', 'claim-intake'], ['intake', 'claim-intake']),
  },
  {
    name: 'inquiries',
    purpose: 'Asks payers about coverages and claims, shows their answers, and sets up how each payer is asked.',
    trigger: {
      kind: 'api',
      families: [
        ...['eligibility-checks', 'inquiry-channels', 'inquiry-settings', 'inquiry-files', 'inquiry-answers'],
        ...['attachment-requests', 'status-inquiries'],
      ],
    },
    ...fileApi('inquiry'),
  },
];
