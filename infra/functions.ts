import type { FileKind, FunctionRow } from './function-row.ts';

const nothing = { reads: [], writes: [], sends: [] } as const;
const api = { memoryMegabytes: 512, timeoutSeconds: 29 } as const;
/** An API over the table alone. */
const plainApi = { table: 'write', ...nothing, ...api } as const;
/** An API over the table that reads files, and writes some. */
const filesApi = (reads: readonly FileKind[], writes: readonly FileKind[]) =>
  ({ table: 'write', reads, writes, sends: [], ...api }) as const;
/** An API over the table that only reads files. */
const readingApi = (...reads: readonly FileKind[]) => filesApi(reads, []);
/** An API over the table and one kind of file. */
const fileApi = (kind: FileKind) => ({ table: 'write', reads: [kind], writes: [kind], sends: [], ...api }) as const;

/**
 * The only list of Superbill's Lambda functions. The CDK stacks, the local host, the bundles and the tests are made from
 * these rows. A folder in `functions/` without a row, or a row without a folder and a contract test, fails the tests.
 */
export const functionRows: readonly FunctionRow[] = [
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
    purpose: 'Keeps patients and their coverages.',
    trigger: { kind: 'api', families: ['patients'] },
    ...plainApi,
  },
  {
    name: 'code-entry',
    purpose: 'Takes encounters from documentation to final codes, posts their charges and makes their claims.',
    trigger: { kind: 'api', families: ['encounters'] },
    table: 'write',
    // Documents are attached: uploaded by their URL, then looked at.
    reads: ['attachment', 'code-set'],
    writes: ['attachment'],
    sends: [],
    ...api,
    // Code sets are looked up in files that are fetched once.
    memoryMegabytes: 1024,
    temporaryMegabytes: 2048,
  },
  {
    name: 'coding-work',
    purpose:
      'Lists the coding of encounters as work: who does it, what a second person or a physician is asked, how it goes.',
    trigger: { kind: 'api', families: ['coding-work', 'physician-queries', 'coding-settings', 'coding-reports'] },
    ...plainApi,
    // A list looks at every encounter from the month of the oldest draft on.
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
    // Acknowledgements are uploaded as remittances are, which claims to a next payer tell; documents to payers are read.
    // Packets that prove timely filing are written.
    ...filesApi(['claim-file', 'acknowledgement', 'remittance', 'manifest', 'inquiry', 'document'], ['document']),
  },
  {
    name: 'paper',
    purpose: 'Lays claims out on paper forms, files them by printing, and hands them to who prints and mails.',
    trigger: { kind: 'api', families: ['paper-claims', 'paper-batches', 'paper-settings'] },
    // Remittances are read for the explanation of benefits behind a claim to a next payer.
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
    purpose: 'Shows the ledger, the bytes behind each entry, the trial balance and the audit trail; moves payments.',
    trigger: { kind: 'api', families: ['ledger-entries', 'trial-balance', 'audit-items'] },
    ...readingApi('remittance', 'manifest'),
  },
  {
    name: 'denials',
    purpose: 'Shows what payers refused, as work with deadlines, and closes it.',
    trigger: { kind: 'api', families: ['denials'] },
    ...plainApi,
  },
  {
    name: 'connections',
    purpose: 'Sets up where remittances come from by themselves, and shows what came.',
    trigger: { kind: 'api', families: ['connections'] },
    ...plainApi,
  },
  {
    name: 'bank',
    purpose: 'Takes deposits and bank statements in, matches them with remittances, and shows what is in transit.',
    trigger: { kind: 'api', families: ['deposits', 'deposits-in-transit', 'bank-statements'] },
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
    // The artifacts are read from memory-mapped files; more memory is more processor too.
    memoryMegabytes: 1024,
  },
  {
    name: 'intake',
    purpose: 'Takes files of encounters from programs, shows what became of them, and keeps the mappings of CSV files.',
    trigger: { kind: 'api', families: ['intakes', 'intake-mappings'] },
    ...fileApi('intake'),
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
  {
    name: 'ask-payers',
    purpose: 'Asks payers in real time or in files, reads what they answer, and sends them documents.',
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 2 },
    table: 'write',
    reads: ['inquiry', 'attachment', 'outbox'],
    writes: ['inquiry', 'outbox'],
    sends: [],
    secrets: 'read',
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
  },
  {
    name: 'import-encounters',
    purpose: 'Takes the encounters of a file in, one after the other, and keeps what fails for a person.',
    // A file that broke off four times is refused by the fifth attempt.
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 6, concurrency: 2 },
    table: 'write',
    reads: ['intake'],
    writes: [],
    sends: ['import-encounters'],
    memoryMegabytes: 512,
    timeoutSeconds: 300,
  },
  {
    name: 'load-code-set',
    purpose: 'Makes one read-only artifact of the official files of a release.',
    // A load that broke off three times is refused by the fourth attempt.
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 2 },
    table: 'write',
    reads: ['code-set-file', 'code-set'],
    writes: ['code-set'],
    sends: [],
    memoryMegabytes: 1769,
    timeoutSeconds: 900,
    temporaryMegabytes: 2048,
  },
  {
    name: 'assemble-claims',
    purpose: 'Assembles claims again when a person asks for it, and claims to the next payer.',
    trigger: { kind: 'queue', batchSize: 10, maximumReceives: 5, concurrency: 2 },
    table: 'write',
    // The payers' answers, which go with claims to the next payer.
    reads: ['remittance', 'manifest'],
    writes: [],
    sends: [],
    memoryMegabytes: 512,
    timeoutSeconds: 60,
  },
  {
    name: 'submit-claims',
    purpose: 'Puts ready claims into 837P files, each claim into exactly one.',
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 1 },
    table: 'write',
    reads: ['claim-file', 'remittance', 'manifest'],
    writes: ['claim-file'],
    // To itself when time is short.
    sends: ['submit-claims'],
    memoryMegabytes: 1024,
    timeoutSeconds: 300,
  },
  {
    name: 'apply-acknowledgement',
    purpose: 'Tells claims and submissions what receivers and payers say of them, and notices when nothing is said.',
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 2 },
    table: 'write',
    reads: ['acknowledgement', 'remittance'],
    writes: [],
    // To itself when time is short.
    sends: ['apply-acknowledgement'],
    memoryMegabytes: 1024,
    timeoutSeconds: 300,
  },
  {
    name: 'run-connection',
    purpose: 'Looks at an SFTP directory or drop folder and takes what is new, and delivers claim files.',
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 3, concurrency: 2 },
    table: 'write',
    reads: ['remittance', 'acknowledgement', 'inquiry', 'incoming', 'drop', 'claim-file', 'outbox'],
    writes: ['remittance', 'acknowledgement', 'inquiry', 'incoming', 'outbox'],
    sends: [],
    secrets: 'read',
    memoryMegabytes: 1024,
    timeoutSeconds: 900,
  },
  {
    name: 'import-remittance',
    purpose: 'Reads one 835 file, admits its payments and splits it into chunks.',
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 2 },
    table: 'write',
    reads: ['remittance', 'manifest'],
    // A copy without line ends of a file that is folded into lines.
    writes: ['remittance', 'manifest'],
    // To itself when time is short.
    sends: ['post-remittance', 'import-remittance'],
    memoryMegabytes: 1769,
    timeoutSeconds: 900,
  },
  {
    name: 'post-remittance',
    purpose: 'Posts one chunk of a remittance to the ledger.',
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 4 },
    table: 'write',
    reads: ['remittance', 'manifest'],
    writes: [],
    // To itself when time is short.
    sends: ['post-remittance'],
    memoryMegabytes: 1024,
    timeoutSeconds: 300,
  },
  {
    name: 'reconcile-bank',
    purpose: 'Takes the deposits of a bank statement in, and finds deposit and remittance for each other.',
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 2 },
    table: 'write',
    reads: ['bank-statement'],
    writes: [],
    sends: [],
    memoryMegabytes: 1024,
    timeoutSeconds: 300,
  },
  {
    name: 'retry-exceptions',
    purpose: 'Posts what waited for something that the office has set up since.',
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 5, concurrency: 2 },
    table: 'write',
    reads: ['remittance', 'manifest'],
    writes: [],
    // To itself when time is short.
    sends: ['retry-exceptions'],
    memoryMegabytes: 1024,
    timeoutSeconds: 300,
  },
  {
    name: 'run-self-audit',
    purpose: 'Reads final encounters in slices, and judges what a payer may ask about.',
    // Work that broke off four times is refused by the fifth attempt.
    trigger: { kind: 'queue', batchSize: 1, maximumReceives: 6, concurrency: 1 },
    table: 'write',
    reads: ['code-set'],
    writes: [],
    // To itself when time is short.
    sends: ['run-self-audit'],
    // All encounters of a period are judged together.
    memoryMegabytes: 3008,
    timeoutSeconds: 900,
    temporaryMegabytes: 4096,
  },
  {
    name: 'remind-coding',
    purpose: 'Reminds physicians of queries, and escalates those that nobody answers.',
    trigger: { kind: 'queue', batchSize: 10, maximumReceives: 5, concurrency: 2 },
    table: 'write',
    ...nothing,
    memoryMegabytes: 256,
    timeoutSeconds: 60,
  },
  {
    name: 'relay-due',
    purpose: 'Sends messages that have fallen due from the due index to their queues.',
    trigger: {
      kind: 'schedule',
      everyMinutes: 1,
      localEveryMilliseconds: 250,
      input: { relayForSeconds: 50 },
      localInput: { relayForSeconds: 0 },
    },
    table: 'write',
    reads: [],
    writes: [],
    sends: [
      'assemble-claims',
      'submit-claims',
      'import-remittance',
      'apply-acknowledgement',
      'run-connection',
      'reconcile-bank',
      'retry-exceptions',
      'load-code-set',
      'import-encounters',
      'ask-payers',
      'remind-coding',
      'run-self-audit',
    ],
    memoryMegabytes: 256,
    timeoutSeconds: 60,
  },
];
