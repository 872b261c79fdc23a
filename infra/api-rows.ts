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
    purpose: 'Keeps fee schedules with their history, and tells which price a service has and why.',
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
      'Keeps who answers for what is owed, shows what that is and how it came about, and charges employers and facilities.',
    trigger: { kind: 'api', families: ['accounts', 'billing-settings'] },
    ...plainApi,
  },
  {
    name: 'patient-payments',
    purpose:
      'Takes what patients, employers and facilities pay, puts it onto their claims, brings it to the bank, and keeps payment plans.',
    trigger: { kind: 'api', families: ['patient-payments', 'deposit-batches', 'payment-plans'] },
    ...plainApi,
  },
  {
    name: 'cards',
    purpose:
      'Keeps connections to card processors, pay links and cards on file, and charges cards after that was announced.',
    trigger: { kind: 'api', families: ['card-connections', 'cards', 'card-charges', 'pay-links'] },
    ...plainApi,
    secrets: 'read',
  },
  {
    name: 'pay-pages',
    purpose: 'Tells whoever has a pay link how much is asked, and opens the card processor’s page.',
    trigger: { kind: 'api', families: ['pay-pages'], isPublic: true },
    ...plainApi,
    secrets: 'read',
  },
  {
    name: 'statement-pages',
    purpose: 'Opens a statement for whoever has its link and knows the date of birth.',
    trigger: { kind: 'api', families: ['statement-pages'], isPublic: true },
    ...fileApi('statement'),
  },
  {
    name: 'card-webhooks',
    purpose: 'Takes signed events of card processors.',
    trigger: { kind: 'api', families: ['card-webhooks'], isPublic: true },
    ...plainApi,
    secrets: 'read',
  },
  {
    name: 'refunds',
    purpose:
      'Shows to whom the office owes money, and gives it back: asked for, agreed to, sent by check, paid by the bank.',
    trigger: { kind: 'api', families: ['credits', 'refunds', 'refund-checks', 'unclaimed-refunds'] },
    // To compare a letter that was written with what would be written now.
    ...fileApi('document'),
  },
  {
    name: 'collections',
    purpose:
      'Shows what may go to a collection agency, places and recalls it, tells agencies, takes in what they send, and charges interest.',
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
      'Writes amounts of claims off or moves them without a denial, with a second person above a limit; discounts, financial assistance, small balances.',
    trigger: {
      kind: 'api',
      families: ['adjustments', 'assistance-applications', 'small-balances', 'small-balance-runs'],
    },
    ...plainApi,
  },
  {
    name: 'estimates',
    purpose:
      'Tells patients beforehand what care will cost, in the time that the law gives, and compares it with the bill.',
    trigger: { kind: 'api', families: ['estimates'] },
    ...pricedPagesApi,
  },
  {
    name: 'contracts',
    purpose: 'Keeps contracts with payers, explains what they let expect, and lists what was paid otherwise.',
    trigger: {
      kind: 'api',
      families: [
        ...['payer-contracts', 'payer-contract-findings', 'expected-payments'],
        ...['payment-variances', 'payment-disputes', 'underpayments'],
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
      'Lists the coding of encounters as work: who does it, what a second person or a physician is asked, how it goes.',
    trigger: { kind: 'api', families: ['coding-work', 'physician-queries', 'coding-settings', 'coding-reports'] },
    ...plainApi,
    // The list of drafts reads every encounter since the month of the oldest draft.
    memoryMegabytes: 1024,
  },
  {
    name: 'self-audit',
    purpose: 'Has the office look at its own billing, and keeps cases and condition gaps that follow from it.',
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
    purpose: 'Lays claims out on paper forms, files them by printing, and hands them to who prints and mails.',
    trigger: { kind: 'api', families: ['paper-claims', 'paper-batches', 'paper-settings'] },
    // Remittances are read for the explanation of benefits that goes with a claim to a next payer.
    ...filesApi(['claim-file', 'document', 'remittance', 'manifest'], ['claim-file', 'document']),
    // Pages are laid out in memory.
    memoryMegabytes: 1024,
  },
  {
    name: 'remittances',
    purpose:
      'Takes remittance files in, shows remittances (their bytes in words, as text and PDF), and posts what people approve.',
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
    purpose: 'Shows what waits for a person, with the claims that it may belong to, and has people resolve it.',
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
      'Records and writes calls, letters, faxes, e-mails and texts, decides who may be reached how; keeps tasks, threads, documents that came, and what people note beside work.',
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
    purpose: 'Keeps what an office decides about posting, and tries it on past remittances.',
    trigger: { kind: 'api', families: ['posting-rules'] },
    ...readingApi('remittance', 'manifest'),
    memoryMegabytes: 1024,
  },
  {
    name: 'coding-rules',
    purpose:
      'Keeps the rules by which an office finds and mends things in what was coded, and tries them on past encounters.',
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
      'Makes reports of what is kept of each day, shows what each figure is the sum of, and keeps schedules of reports.',
    trigger: { kind: 'api', families: ['reports', 'report-runs', 'report-schedules'] },
    // Files of the open balances claim by claim, and stored reports.
    ...filesApi(['books', 'report'], []),
    // A year's report data is added up in memory.
    memoryMegabytes: 1769,
  },
  {
    name: 'denials',
    purpose:
      'Shows what payers refused or have not answered, as work with deadlines, writes letters about it, and closes it.',
    trigger: {
      kind: 'api',
      families: ['denials', 'denial-guide', 'denial-causes', 'unanswered-claims', 'federal-disputes'],
    },
    // Letters to payers are written and read.
    ...filesApi(['document'], ['document']),
  },
  {
    name: 'connections',
    purpose: 'Sets up where remittances come from by themselves, and shows what came.',
    trigger: { kind: 'api', families: ['connections'] },
    ...plainApi,
  },
  {
    name: 'bank',
    purpose:
      'Takes deposits, bank statements and lockbox files in, matches deposits with remittances, and shows what is in transit.',
    trigger: {
      kind: 'api',
      families: ['deposits', 'deposits-in-transit', 'bank-statements', 'lockbox-files', 'virtual-card-charges'],
    },
    ...fileApi('bank-statement'),
  },
  {
    name: 'code-sets',
    purpose: 'Shows which official code sets are loaded, and takes new releases in.',
    trigger: { kind: 'api', families: ['code-sets'] },
    ...fileApi('code-set-file'),
  },
  {
    name: 'codes',
    purpose:
      'Finds codes while somebody types, suggests codes for what was documented, and shows a code with its notes.',
    trigger: { kind: 'api', families: ['codes'] },
    ...readingApi('code-set'),
    // Artifacts of code sets are memory-mapped files. More memory also gives more processor time.
    memoryMegabytes: 1024,
  },
  {
    name: 'intake',
    purpose:
      'Takes files of encounters and of other systems’ claims, shows what became of them, and keeps the mappings of CSV files.',
    trigger: { kind: 'api', families: ['intakes', 'intake-failures', 'intake-mappings', 'claim-intakes'] },
    ...filesApi(['intake', 'claim-intake'], ['intake', 'claim-intake']),
  },
  {
    name: 'inquiries',
    purpose: 'Asks payers about coverages, shows what they answered, and sets up how each is asked.',
    trigger: {
      kind: 'api',
      families: [
        ...['eligibility-checks', 'inquiry-channels', 'inquiry-settings', 'inquiry-files', 'inquiry-answers'],
        'attachment-requests',
      ],
    },
    ...fileApi('inquiry'),
  },
];
