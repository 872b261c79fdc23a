// What each 835 of the corpus comes to in the books, worked out from the posting rules (docs/posting.md) and the files alone. Shares
// no code with the product: its own reading, its own sums, its own reading of the rules.
//
//   node test/independent/corpus-accounts.mjs CORPUS-FOLDER     prints one JSON object, by file and transaction
//
// For every transaction: whether it posts, the claims to be created first (one for each CLP; a claim of a second or third payer with
// a remittance of the payers before it), the 835 with its control numbers replaced by {C0}, {C1}, ..., and cents per account.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Made-up identities under which the samples are posted: the payer whose remittance it is, earlier payers, and the
 * clinic.
 */
const speaking = { name: 'bluecross', originator: '1333333333' };
const before = [
  { name: 'medicare', originator: '1111111111' },
  { name: 'medicaid', originator: '1222222222' },
];
const clinicNpi = '1234567893';
const clinicTaxId = '123456789';

/** The transactions of type 835 in a file, each a list of segments of elements, with the separators of its interchange. */
export function transactionsOf(text) {
  const found = [];
  for (let at = text.indexOf('ISA'); at !== -1; ) {
    const element = text[at + 3];
    // ISA has 16 elements; the segment terminator follows the 16th, however long the others are.
    let position = at;
    for (let count = 0; count < 16; count += 1) position = text.indexOf(element, position + 1);
    if (position === -1) break;
    const component = text[position + 1];
    const terminator = text[position + 2];
    let end = text.length;
    let open;
    let cursor = position + 3;
    while (cursor < text.length) {
      const stop = text.indexOf(terminator, cursor);
      if (stop === -1) break;
      const segment = text
        .slice(cursor, stop)
        .replace(/^[\r\n\s]+/, '')
        .split(element);
      if (segment[0] === 'ISA') {
        end = text.indexOf('ISA', cursor);
        break;
      }
      if (segment[0] === 'ST')
        open = { type: segment[1], segments: [], separators: { element, component, terminator } };
      open?.segments.push(segment);
      if (segment[0] === 'SE' && open !== undefined) {
        if (open.type === '835') found.push(open);
        open = undefined;
      }
      cursor = stop + 1;
    }
    at = text.indexOf('ISA', end);
  }
  return found;
}

class Unreadable extends Error {}

/** The cents of an amount; zero if absent. */
function money(text) {
  if (text === undefined || text === '') return 0;
  const match = /^(-?)(\d*)(?:\.(\d{0,2})0*)?$/.exec(text);
  if (match === null || (match[2] === '' && !match[3])) throw new Unreadable(text);
  const cents = Number(match[2] || '0') * 100 + Number((match[3] ?? '').padEnd(2, '0') || '0');
  return match[1] === '-' ? -cents : cents;
}

const amountText = (cents) =>
  `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Payment, claims and provider-level adjustments of a transaction. */
function readTransaction({ segments, separators }) {
  const read = { received: 0, handling: '', method: '', adjustments: [], claims: [] };
  let claim;
  let line;
  for (const [id, ...e] of segments) {
    if (id === 'BPR')
      Object.assign(read, { handling: e[0], received: e[2] === 'D' ? -money(e[1]) : money(e[1]), method: e[3] });
    if (id === 'CLP') {
      line = undefined;
      claim = { status: e[1], charge: money(e[2]), paid: money(e[3]), adjustments: [], remarks: [], lines: [] };
      read.claims.push(claim);
    }
    if (id === 'SVC' && claim !== undefined) {
      line = { charge: money(e[1]), paid: money(e[2]), adjustments: [], remarks: [] };
      claim.lines.push(line);
    }
    if (id === 'CAS' && claim !== undefined) {
      for (let at = 1; at < e.length; at += 3) {
        if (e[at]) (line ?? claim).adjustments.push({ group: e[0], carc: e[at], cents: money(e[at + 1]) });
      }
    }
    if (id === 'LQ' && claim !== undefined) (line ?? claim).remarks.push(e[1]);
    if (id === 'MOA' && claim !== undefined) claim.remarks.push(...e.slice(2, 7).filter(Boolean));
    if (id === 'PLB') {
      for (let at = 2; at < e.length; at += 2) {
        if (e[at]) read.adjustments.push({ code: e[at].split(separators.component)[0], cents: money(e[at + 1]) });
      }
    }
  }
  return read;
}

const total = (adjustments) => sum(adjustments.map((one) => one.cents));

/**
 * Whether the equations of the posting rules hold: for each line, for the claim, and for the claim's lines together.
 */
function addsUp(claim) {
  const lines = claim.lines.every((line) => line.charge - line.paid === total(line.adjustments));
  const whole = total(claim.adjustments) + sum(claim.lines.map((line) => total(line.adjustments)));
  if (!lines || claim.charge - claim.paid !== whole) return false;
  if (claim.lines.length === 0) return true;
  const charges = sum(claim.lines.map((line) => line.charge));
  return (
    charges === claim.charge && sum(claim.lines.map((line) => line.paid)) - total(claim.adjustments) === claim.paid
  );
}

/**
 * Reason codes for cost sharing, and for refusals that occur in the samples. Any other code moves nothing, because
 * there is no rule for it.
 */
const costSharing = ['1', '2', '3', '66', '122', '142', '178', '241', '247', '248'];
const refusals = ['16', '18', '26', '29', '50', '96', '97', '176', '197', '204', '251', '252'];
const beneficiary = ['N781', 'N782', 'N783'];

/** The effect of an adjustment, given the others of its line and claim. `proven`: the payment shows what is allowed. */
function meaning({ group, carc, cents }, beside, proven, remarks) {
  const isShare = (one) => one.cents !== 0 && one.group === 'PR' && costSharing.includes(one.carc);
  const restates = (one) => one.carc === '23' && one.cents > 0;
  if (cents === 0 || carc === '23' || (group === 'OA' && carc === '94') || carc === '209') return 'nothing';
  if (isShare({ group, carc, cents })) return remarks.some((code) => beneficiary.includes(code)) ? 'nothing' : 'share';
  if (group === 'CO' && carc === '24') return 'capitation';
  const byLaw = remarks.includes('N807') ? ['144', '237'] : [];
  if (group === 'CO' && ['45', '253', '59', '118', ...byLaw].includes(carc)) {
    return proven || beside.some(isShare) || beside.some(restates) ? 'contractual' : 'nothing';
  }
  return refusals.includes(carc) ? 'refused' : 'nothing';
}

/**
 * The effects of all adjustments of a claim, with their amounts. A later payer has proven the allowed amount of every
 * line if it pays anything on the claim, or if an earlier payer has left less than the charge.
 */
function effects(claim, position, standing) {
  const isLater = position > 0;
  const earlier = isLater && standing < claim.charge;
  const isRefusal = (one) => one.cents !== 0 && refusals.includes(one.carc);
  const judged = (one, beside, proven, remarks) => {
    const does = meaning(one, beside, proven || earlier, remarks);
    const isRestated = isLater && does === 'contractual' && beside.some((other) => other !== one && isRefusal(other));
    return { ...one, does: isRestated ? 'contractual beside a refusal' : does };
  };
  const own = claim.adjustments.map((one) => judged(one, claim.adjustments, claim.paid !== 0, claim.remarks));
  const lines = claim.lines.flatMap((line) => {
    const beside = [...claim.adjustments, ...line.adjustments];
    const paid = claim.paid !== 0 && (isLater || line.paid !== 0);
    return line.adjustments.map((one) => judged(one, beside, paid, [...claim.remarks, ...line.remarks]));
  });
  return [...own, ...lines];
}

/**
 * The payer's position by claim status. OA-94 needs no rule in this script, because an offsetting bundle only moves
 * charges between lines.
 */
const positions = { 1: 0, 2: 1, 3: 2, 4: 0, 19: 0, 20: 1, 21: 2 };

/** What a payer owes before it answers: the first payer everything, a later one what the earlier payers left. */
function standingBefore(claim, position) {
  if (position === 0) return claim.charge;
  const all = [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)];
  const prior = all.filter((one) => one.carc === '23');
  const shares = all.filter((one) => one.group === 'PR' && costSharing.includes(one.carc));
  const standing = prior.length > 0 ? claim.charge - total(prior) : claim.paid + total(shares);
  return Math.min(Math.max(standing, 0), claim.charge);
}

const providerAccounts = {
  L6: 'interest-income',
  CT: 'capitation-income',
  CS: 'plb-suspense',
  GO: 'interim-payments',
  WO: 'payer-recoupments-payable',
  FB: 'payer-recoupments-payable',
};

/** The books after a transaction, including its claims and their history. */
function expectedAccounts(read) {
  const accounts = {};
  const add = (account, cents) => {
    accounts[account] = (accounts[account] ?? 0) + cents;
  };
  for (const claim of read.claims) {
    const position = positions[claim.status] ?? 0;
    const standing = standingBefore(claim, position);
    add('charges', -claim.charge);
    // The earlier payers paid the rest of the charge.
    add('deposits-in-transit', claim.charge - standing);
    add('insurance-receivable', standing);
    if (!addsUp(claim) || positions[claim.status] === undefined) {
      add('unapplied-payer-cash', -claim.paid);
      continue;
    }
    add('insurance-receivable', -claim.paid);
    let left = position === 0 ? Number.POSITIVE_INFINITY : Math.max(0, standing - claim.paid);
    const done = effects(claim, position, standing);
    for (const does of ['share', 'contractual', 'capitation', 'refused', 'contractual beside a refusal']) {
      for (const { cents } of done.filter((one) => one.does === does)) {
        const taken = Math.min(cents, left);
        left -= taken;
        if (does === 'refused') continue;
        const account = {
          share: 'patient-receivable',
          contractual: 'contractual-adjustments',
          'contractual beside a refusal': 'contractual-adjustments',
          capitation: 'capitation-adjustments',
        }[does];
        add(account, taken);
        add('insurance-receivable', -taken);
      }
    }
  }
  add('deposits-in-transit', read.received);
  for (const { code, cents } of read.adjustments) {
    const account = code === 'L6' && cents > 0 ? 'interest-expense' : providerAccounts[code];
    add(account ?? 'plb-suspense', cents);
  }
  return Object.fromEntries(Object.entries(accounts).filter(([, cents]) => cents !== 0));
}

/** The transaction as a separate file, with placeholders for control numbers and with the made-up parties. */
function rewritten({ segments, separators }, trace) {
  let claims = -1;
  let isPayee = false;
  const body = segments.flatMap(([id, ...e]) => {
    if (id === 'N1') isPayee = e[0] === 'PE';
    if (id === 'CLP' || id === 'LX' || id === 'PLB') isPayee = false;
    if (id === 'TRN') return [[id, e[0], trace, speaking.originator]];
    if (id === 'N1' && isPayee) return [[id, e[0], e[1], 'XX', clinicNpi]];
    if (id === 'REF' && isPayee && e[0] === 'TJ') return [[id, 'TJ', clinicTaxId]];
    if (id === 'CLP') {
      claims += 1;
      return [[id, `{C${claims}}`, ...e.slice(1)]];
    }
    return [[id, ...e]];
  });
  return interchange(body, separators);
}

function interchange(body, { element, component, terminator }) {
  const pad = (text) => text.padEnd(15);
  const all = [
    [
      'ISA',
      '00',
      ' '.repeat(10),
      '00',
      ' '.repeat(10),
      'ZZ',
      pad('PAYER'),
      'ZZ',
      pad('CLINIC'),
      '261102',
      '1200',
      element === '^' ? '!' : '^',
      '00501',
      '000000001',
      '0',
      'T',
      component,
    ],
    ['GS', 'HP', 'PAYER', 'CLINIC', '20261102', '1200', '1', 'X', '005010X221A1'],
    ...body,
    ['GE', '1', '1'],
    ['IEA', '1', '000000001'],
  ];
  return all.map((segment) => segment.join(element) + terminator).join('\n');
}

/** The remittance of an earlier payer, which paid everything except what it left to the next payer. */
function historyText(payer, status, name, claim, standing, trace) {
  const isFirst = status === '1';
  const paid = isFirst ? claim.charge - standing : 0;
  const body = [
    ['ST', '835', '0001'],
    paid === 0
      ? ['BPR', 'H', '0', 'C', 'NON', '', '', '', '', '', '', '', '', '', '', '', '20200102']
      : ['BPR', 'I', amountText(paid), 'C', 'CHK', '', '', '', '', '', '', '', '', '', '', '', '20200102'],
    ['TRN', '1', trace, payer.originator],
    ['N1', 'PR', 'EARLIER PAYER'],
    ['N1', 'PE', 'EXAMPLE CLINIC', 'XX', clinicNpi],
    ['LX', '1'],
    ['CLP', `{${name}}`, status, amountText(claim.charge), amountText(paid), amountText(standing), 'MB', `H${trace}`],
    ...(isFirst ? [] : [['CAS', 'OA', '23', amountText(claim.charge - standing)]]),
    ['CAS', 'PR', '2', amountText(standing)],
    ['SE', '9', '0001'],
  ];
  return interchange(body, { element: '*', component: ':', terminator: '~' });
}

function expectation(transaction, trace) {
  let read;
  try {
    read = readTransaction(transaction);
  } catch (error) {
    if (error instanceof Unreadable) return { outcome: 'amount-unreadable' };
    throw error;
  }
  const { received, claims, adjustments } = read;
  if (received !== sum(claims.map((claim) => claim.paid)) - total(adjustments))
    return { outcome: 'payment-unbalanced' };
  if (received !== 0 && (['H', 'P'].includes(read.handling) || read.method === 'NON'))
    return { outcome: 'notification-with-money' };
  const created = {};
  const history = [];
  for (const [index, claim] of claims.entries()) {
    const position = positions[claim.status] ?? 0;
    const name = `C${index}`;
    const lines = claim.lines.length > 0 ? claim.lines.map((line) => line.charge) : [claim.charge];
    const payers = [...before.slice(0, position), speaking].map((payer) => payer.name);
    created[name] = { payers, lines: sum(lines) === claim.charge ? lines : [claim.charge] };
    const standing = standingBefore(claim, position);
    for (let earlier = 0; earlier < position; earlier += 1) {
      history.push(
        historyText(before[earlier], String(earlier + 1), name, claim, standing, `${trace}H${index}${earlier}`),
      );
    }
  }
  return {
    outcome: 'posts',
    claims: created,
    remittances: [...history, rewritten(transaction, trace)],
    accounts: expectedAccounts(read),
  };
}

/** Every transaction of every 835 of the corpus, by file; none for a file in which no envelope can be found. */
export function corpusExpectations(folder) {
  const names = readdirSync(join(folder, '835')).sort();
  return Object.fromEntries(
    names.map((name, file) => {
      const text = readFileSync(join(folder, '835', name), 'latin1');
      return [name, transactionsOf(text).map((one, index) => expectation(one, `CORPUS${file}T${index}`))];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(corpusExpectations(process.argv[2] ?? '../shared/corpus'), null, 1)}\n`);
}
