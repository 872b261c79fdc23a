/**
 * Recomputes every figure of the demo's JSON line from what a run with `--keep DIR` left: the claim files (`outbox/*.837`), the
 * acknowledgements (`acknowledgements/*.277ca`), the remittances (`remittances/*.835`), and what was sent as encounters (`encounters.json`: the charges of patients who pay are in
 * no claim file), what patients paid (`patients.json`, with the files that went to and fro with a collection agency) and what the card processor charged (`processor.json`). It shares no code with the product: its own splitting of X12, and the rules of
 * posting written down once more, as far as the simulated payers need them. What it has no rule for stops it.
 *
 *   node test/independent/recompute-demo.mjs DIR      (prints one line of JSON; exit code 1 when DIR/figures.json differs)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = process.argv[2];
if (directory === undefined) throw new Error('name the folder of a run with --keep');

/** Dollars as X12 writes them, converted to cents digit by digit. */
function toCents(text) {
  const match = /^(-?)(\d*)(?:\.(\d{0,2}))?$/.exec(text);
  if (match === null || text === '' || text === '-') throw new Error(`no amount: ${text}`);
  const [, sign, whole, fraction = ''] = match;
  const value = Number(`${whole || '0'}${fraction.padEnd(2, '0')}`);
  return sign === '-' ? 0 - value : value;
}

const total = (amounts) => amounts.reduce((sum, amount) => sum + amount, 0);

/** The segments of a file, as lists of elements; the separators are read from its first segment. */
function segmentsOf(file) {
  const text = readFileSync(file, 'latin1');
  const element = text[3];
  const terminator = text[105];
  return text
    .split(terminator)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
    .map((segment) => segment.split(element));
}

/**
 * The files of a folder in the order of their names. Files with the same bytes count once: after a crash a file may
 * have been sent twice.
 */
function filesIn(folder, ending) {
  const names = readdirSync(join(directory, folder)).filter((name) => name.endsWith(ending));
  const known = new Set();
  return names.sort().flatMap((name) => {
    const file = join(directory, folder, name);
    const text = readFileSync(file, 'latin1');
    if (known.has(text)) return [];
    known.add(text);
    return [file];
  });
}

/** For each form, the segment with a service line's charge, and the charge's position among the elements. */
const lineCharges = { SV1: 1, SV2: 2, SV3: 1 };

/** Claims that were sent, by their number: charge, lines, and the payer of each time that the claim was sent. */
function readClaimsSent() {
  const claims = new Map();
  for (const file of filesIn('outbox', '.837')) {
    let payer;
    let claim;
    for (const [id, ...elements] of segmentsOf(file)) {
      // A claim also names other payers, but only after CLM; its own payer comes before CLM.
      if (id === 'HL') claim = undefined;
      if (id === 'NM1' && elements[0] === 'PR' && claim === undefined) payer = elements[8];
      if (id === 'CLM') {
        claim = { number: elements[0], charge: toCents(elements[1]), lines: [], payer };
        claims.set(claim.number, [...(claims.get(claim.number) ?? []), claim]);
      }
      if (id in lineCharges) claim.lines.push(toCents(elements[lineCharges[id]]));
    }
  }
  for (const [number, copies] of claims) {
    for (const { charge, lines } of copies) {
      if (total(lines) !== charge) throw new Error(`the lines of claim ${number} are not its charge`);
      if (charge !== copies[0].charge) throw new Error(`claim ${number} went out with two charges`);
    }
  }
  return claims;
}

/** What payers acknowledged: each claim with its payer, and whether it was accepted. */
function readAcknowledged() {
  const said = [];
  for (const file of filesIn('acknowledgements', '.277ca')) {
    let payer;
    let level;
    let number;
    for (const [id, ...elements] of segmentsOf(file)) {
      if (id === 'HL') level = elements[2];
      if (id === 'NM1' && elements[0] === 'PR') payer = elements[8];
      if (id === 'TRN' && level === 'PT') number = elements[1];
      if (id === 'STC' && level === 'PT') said.push({ number, payer, isTaken: elements[2] === 'WQ' });
    }
  }
  return said;
}

/** Adjustments of a CAS segment: reason, amount, quantity, six times at most. */
function adjustmentsOf([group, ...elements]) {
  const found = [];
  for (let at = 0; at < elements.length; at += 3) {
    if (elements[at] !== '' && elements[at] !== undefined)
      found.push({ group, reason: elements[at], amount: toCents(elements[at + 1]) });
  }
  return found;
}

/** Payments that were received, each with its claims and its provider-level adjustments. */
function readPayments() {
  const payments = [];
  for (const file of filesIn('remittances', '.835')) {
    let payment;
    let claim;
    let line;
    for (const [id, ...elements] of segmentsOf(file)) {
      if (id === 'ST') {
        payment = { amount: undefined, payer: undefined, claims: [], adjustments: [] };
        payments.push(payment);
      }
      if (id === 'BPR') payment.amount = toCents(elements[1]);
      if (id === 'N1' && elements[0] === 'PR') payment.payer = elements[3];
      if (id === 'CLP') {
        const [number, status, charge, paid] = elements;
        claim = { number, status, charge: toCents(charge), paid: toCents(paid), lines: [] };
        payment.claims.push(claim);
      }
      if (id === 'SVC') {
        line = { charge: toCents(elements[1]), paid: toCents(elements[2]), adjustments: [] };
        claim.lines.push(line);
      }
      if (id === 'CAS') line.adjustments.push(...adjustmentsOf(elements));
      if (id === 'PLB') {
        for (let at = 2; at < elements.length; at += 2) {
          payment.adjustments.push({ reason: elements[at].slice(0, 2), amount: toCents(elements[at + 1]) });
        }
      }
    }
  }
  return payments;
}

const costSharing = ['1', '2', '3'];
const isShare = ({ group, reason }) => group === 'PR' && costSharing.includes(reason);
const denials = ['16', '29', '50', '96', '197'];

/**
 * The effect of an answer on the balance of the payer that gives it. A later payer owes only what the one before it
 * left. What it states about the rest (OA-23) is not new, and it cannot deny more than it owes.
 * @param before the answer of the payer before
 */
function judge(claim, before) {
  // A denial is one piece of work per kind of reason, and each reason here is of its own kind.
  const answer = { paid: claim.paid, reduced: 0, shared: 0, denied: 0, refused: new Set(), sharedByLine: [] };
  for (const [index, line] of claim.lines.entries()) {
    const stands = before?.sharedByLine[index] ?? line.charge;
    const shared = total(line.adjustments.filter(isShare).map(({ amount }) => amount));
    answer.sharedByLine.push(shared);
    const isDenied = line.adjustments.some(({ reason }) => denials.includes(reason));
    const refused = total(
      line.adjustments.filter(({ reason }) => denials.includes(reason)).map(({ amount }) => amount),
    );
    // A later payer that denies more than was left contradicts the answer of the payer before it. A person must look at
    // that, once per answer.
    if (before !== undefined && refused > stands) answer.refused.add('stated otherwise');
    if (before !== undefined && stands === 0) continue;
    const isShared = line.adjustments.some(isShare);
    for (const adjustment of line.adjustments) {
      const { group, reason, amount } = adjustment;
      if (before !== undefined && group === 'OA' && reason === '23') continue;
      if (denials.includes(reason)) answer.denied += before === undefined ? amount : stands;
      else if (isShare(adjustment)) answer.shared += amount;
      else if (group === 'CO' && ['45', '253'].includes(reason)) {
        // A contractual reduction needs a payment or a patient's share on the same line. Otherwise nothing was agreed
        // to, and the amount remains owed.
        if (!isDenied && (line.paid !== 0 || isShared)) answer.reduced += amount;
        else answer.denied += amount;
      } else throw new Error(`no rule for ${group}-${reason}`);
    }
    const refusal = line.adjustments.find(({ reason }) => denials.includes(reason));
    const isReduced = line.adjustments.some(({ group, reason }) => group === 'CO' && ['45', '253'].includes(reason));
    if (refusal !== undefined) answer.refused.add(refusal.reason);
    else if (isReduced && line.paid === 0 && !isShared) answer.refused.add('reduction without payment');
  }
  return answer;
}

/** The claim after an answer. */
function outcomeOf({ paid, shared, denied }) {
  if (denied > 0) return paid === 0 && shared === 0 ? 'denied' : 'partlyPaid';
  return paid === 0 && shared > 0 ? 'patientResponsibility' : 'paid';
}

function checkClaim(claim) {
  const adjusted = (line) => total(line.adjustments.map(({ amount }) => amount));
  const isWhole =
    claim.lines.every((line) => line.charge - line.paid === adjusted(line)) &&
    claim.charge === total(claim.lines.map((line) => line.charge)) &&
    claim.paid === total(claim.lines.map((line) => line.paid));
  if (!isWhole) throw new Error(`the answer to claim ${claim.number} does not add up`);
}

const encounters = JSON.parse(readFileSync(join(directory, 'encounters.json'), 'utf8'));
const sent = readClaimsSent();
const acknowledged = readAcknowledged();
const payments = readPayments();

/** The books: debits positive, credits negative. */
const books = {
  ...{ receivable: 0, patient: 0, deposits: 0, charges: 0, reduced: 0, other: 0, unapplied: 0, clearing: 0 },
  ...{ patientUnapplied: 0, bank: 0, fees: 0, badDebt: 0 },
};
/** What the patient owes on each claim. */
const owed = new Map();
const owe = (number, cents) => owed.set(number, (owed.get(number) ?? 0) + cents);
const payersOf = new Map();
let selfPay = 0;
for (const { claimIds, lines, payers } of encounters) {
  const charge = total(lines.map((line) => line.chargeCents));
  books.charges -= charge;
  if (payers.length === 0) {
    books.patient += charge;
    if (claimIds.length !== 1) throw new Error('no rule for several claims of a patient who pays');
    owe(claimIds[0], charge);
    selfPay += claimIds.length;
    if (claimIds.some((id) => sent.has(id))) throw new Error('a claim of a patient who pays went out');
  } else {
    books.receivable += charge;
    const out = claimIds.map((id) => sent.get(id));
    if (out.some((copies) => copies === undefined)) throw new Error('a claim did not go out');
    if (total(out.map(([first]) => first.charge)) !== charge) throw new Error('other charges went out than were coded');
    for (const copies of out) checkSent(copies, payers);
    for (const id of claimIds) payersOf.set(id, payers);
  }
}

/**
 * A claim is sent to each payer until that payer accepts it, and then never again; the first payer comes before any
 * other.
 */
function checkSent(copies, payers) {
  const [{ number }] = copies;
  if (!copies.some(({ payer }) => payer === payers[0])) throw new Error(`claim ${number} passed the first payer over`);
  for (const payer of new Set(copies.map((copy) => copy.payer))) {
    if (!payers.includes(payer)) throw new Error(`claim ${number} went to another payer`);
    const said = acknowledged.filter((each) => each.number === number && each.payer === payer);
    const times = copies.filter((copy) => copy.payer === payer).length;
    if (said.length !== times) throw new Error(`claim ${number} is not acknowledged each time`);
    if (said.filter(({ isTaken }) => isTaken).length !== 1) throw new Error(`claim ${number} was not accepted once`);
  }
}

let paidOnClaims = 0;
/** Answers that are in force, by the claim's number and the payer's position. */
const standing = new Map();
const keyOf = (number, place) => `${number} ${place}`;

function book(number, { paid, reduced, shared }, hasNextPayer, sign) {
  paidOnClaims += sign * paid;
  books.clearing += sign * paid;
  books.receivable -= sign * (paid + reduced + shared);
  books.reduced += sign * reduced;
  if (hasNextPayer) books.receivable += sign * shared;
  else {
    books.patient += sign * shared;
    owe(number, sign * shared);
  }
}

function post(claim, place) {
  checkClaim(claim);
  const payers = payersOf.get(claim.number);
  const hasNextPayer = payers.length > place + 1;
  const key = keyOf(claim.number, place);
  const before = standing.get(key);
  const earlier = place === 0 ? undefined : standing.get(keyOf(claim.number, place - 1));
  if (place > 0 && earlier === undefined) throw new Error(`claim ${claim.number} is answered out of turn`);
  if (claim.status === '22') {
    const undone = judge(claim);
    const negates = ['paid', 'reduced', 'shared', 'denied'].every((name) => undone[name] + before[name] === 0);
    if (!negates) throw new Error(`the reversal of ${claim.number} is not what was answered`);
    book(claim.number, before, hasNextPayer, -1);
    standing.delete(key);
    return;
  }
  if (before !== undefined) throw new Error(`claim ${claim.number} is answered twice`);
  if (claim.charge !== sent.get(claim.number)[0].charge) throw new Error(`claim ${claim.number} has another charge`);
  const answer = judge(claim, earlier);
  book(claim.number, answer, hasNextPayer, 1);
  standing.set(key, answer);
}

/** The payer's position on the claim. */
function placeOf(claim, payer) {
  const place = payersOf.get(claim.number)?.indexOf(payer) ?? -1;
  const went = sent.get(claim.number)?.some((copy) => copy.payer === payer);
  if (place === -1 || !went) throw new Error(`nobody waits for an answer to ${claim.number}`);
  return place;
}

const answers = [];
for (const { amount, payer, claims, adjustments } of payments) {
  const adjusted = total(adjustments.map((each) => each.amount));
  if (amount !== total(claims.map((claim) => claim.paid)) - adjusted) throw new Error('a payment does not add up');
  books.deposits += amount;
  books.clearing -= amount;
  for (const { reason, amount: taken } of adjustments) {
    if (reason !== 'L6' && reason !== 'FB') throw new Error(`no rule for the provider adjustment ${reason}`);
    books.other += taken;
    books.clearing -= taken;
  }
  for (const claim of claims) answers.push({ claim, place: placeOf(claim, payer) });
}
// First payers answer before later ones, whatever the names of the files.
answers.sort((left, right) => left.place - right.place);
for (const { claim, place } of answers) post(claim, place);

// Then patients pay: at most what is owed on the account's claims; the rest is a credit of the account until it is
// refunded.
const patients = JSON.parse(readFileSync(join(directory, 'patients.json'), 'utf8'));
const owing = [...owed.values()].filter((cents) => cents > 0);
if (patients.statements.count > owing.length) throw new Error('more statements than claims of which something is owed');
const asked = patients.statements.dueCents + patients.statements.skippedCents;
if (asked !== total(owing)) throw new Error('the statements ask for other sums than are owed');
let paidByPatients = 0;
for (const { cents, claimIds } of patients.payments) {
  let left = cents;
  for (const number of claimIds) {
    const applied = Math.min(left, Math.max(0, owed.get(number) ?? 0));
    owe(number, 0 - applied);
    left -= applied;
  }
  paidByPatients += cents - left;
  books.deposits += cents;
  books.patient -= cents - left;
  books.patientUnapplied -= left;
}
for (const cents of patients.refundsCents) {
  books.patientUnapplied += cents;
  books.bank -= cents;
}

// The card processor keeps a fee for each charge.
const processed = JSON.parse(readFileSync(join(directory, 'processor.json'), 'utf8'));
const charged = processed.filter(({ status }) => status === 'succeeded');
const byCard = patients.payments.filter(({ isByCard }) => isByCard === true);
if (total(charged.map(({ amount }) => amount)) !== total(byCard.map(({ cents }) => cents)))
  throw new Error('the card processor charged other sums than were paid by card');
for (const { latest_charge: charge } of charged) {
  const { fee } = charge.balance_transaction;
  books.fees += fee;
  books.deposits -= fee;
}

/** The cells of a line of CSV. */
function cellsOf(line) {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  return cells.map((cell) =>
    cell
      .replace(/,$/, '')
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"'),
  );
}

/** The records of a CSV file, with fields named by its headings. */
function recordsOf(text) {
  const [headings, ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(cellsOf);
  return rows.map((cells) => Object.fromEntries(headings.map((heading, index) => [heading, cells[index]])));
}

// What is placed with the agency is bad debt until it is paid or recalled; the agency sends what it collects less its
// fee.
const withAgency = new Map();
const claimsOfCase = new Map(patients.agency.cases.map(({ caseId, claimIds }) => [caseId, claimIds]));
function fileToAgency(text) {
  for (const { record, case: caseId, current_amount: amount } of recordsOf(text)) {
    if (record === 'placement') {
      const claimIds = claimsOfCase.get(caseId);
      const cents = total(claimIds.map((number) => owed.get(number)));
      if (toCents(amount) !== cents) throw new Error(`the placement ${caseId} is of another sum than is owed`);
      for (const number of claimIds) owed.set(number, 0);
      withAgency.set(caseId, cents);
      books.patient -= cents;
      books.badDebt += cents;
    } else if (record === 'recall') {
      books.patient += withAgency.get(caseId);
      books.badDebt -= withAgency.get(caseId);
      withAgency.delete(caseId);
    } else throw new Error(`no rule for the agency's record ${record}`);
  }
}
function remitOfAgency(text) {
  const records = recordsOf(text);
  const lines = records.filter(({ record }) => record !== 'total');
  for (const { record, case: caseId, paid_to: paidTo, ...amounts } of lines) {
    const [collected, fee, net] = [amounts.collected, amounts.fee, amounts.net].map(toCents);
    if (record !== 'payment' || paidTo !== 'agency') throw new Error(`no rule for ${record} to ${paidTo}`);
    if (collected - fee !== net) throw new Error('a line of the agency does not add up');
    if (collected > withAgency.get(caseId)) throw new Error('the agency collected more than it has');
    withAgency.set(caseId, withAgency.get(caseId) - collected);
    books.badDebt -= collected;
    paidByPatients += collected;
    books.fees += fee;
    books.deposits += net;
  }
}
const [placing, ...later] = patients.agency.filesToAgency;
if (placing !== undefined) fileToAgency(placing);
for (const remit of patients.agency.remits) remitOfAgency(remit);
for (const file of later) fileToAgency(file);

/** Where each claim stands, by the answer of the last payer that has answered. */
const lastAnswers = new Map();
for (const [key, answer] of standing) {
  const [number, place] = key.split(' ');
  if (Number(place) >= (lastAnswers.get(number)?.place ?? 0)) lastAnswers.set(number, { place: Number(place), answer });
}
const outcomes = [...lastAnswers.values()].map(({ answer }) => outcomeOf(answer));
const count = (outcome) => outcomes.filter((each) => each === outcome).length;
const figures = {
  encounters: encounters.length,
  claims: {
    assembled: sent.size,
    selfPay,
    held: 0,
    submitted: sent.size,
    paid: count('paid'),
    partlyPaid: count('partlyPaid'),
    patientResponsibility: count('patientResponsibility'),
    denied: count('denied'),
    waiting: sent.size - lastAnswers.size,
  },
  acknowledged: {
    accepted: acknowledged.filter(({ isTaken }) => isTaken).length,
    rejected: acknowledged.filter(({ isTaken }) => !isTaken).length,
  },
  chargesCents: 0 - books.charges,
  insurancePaymentsCents: paidOnClaims,
  adjustmentsCents: books.reduced,
  insuranceReceivableCents: books.receivable,
  patientReceivableCents: books.patient,
  badDebtCents: books.badDebt,
  patientPaymentsCents: paidByPatients,
  refundedCents: total(patients.refundsCents),
  feesCents: books.fees,
  unappliedCents: 0 - books.unapplied - books.patientUnapplied,
  clearingCents: books.clearing,
  trialBalanceCents: total(Object.values(books)),
  // What waits for a person: only denials, because there are rules for everything else here.
  exceptions: total([...standing.values()].map(({ refused }) => refused.size)),
};

console.log(JSON.stringify(figures));
const told = JSON.stringify(JSON.parse(readFileSync(join(directory, 'figures.json'), 'utf8')));
if (told !== JSON.stringify(figures)) {
  console.error(`The demo told other figures:\n${told}`);
  process.exitCode = 1;
}
