/**
 * Recounts every report of the demo, as it stood on its day and after its month, but for what people did without an entry, its day sheet, its trial balances and its payment plan, from what a run with `--keep DIR` left: the ledger entries as the API shows them (`entries.json`), the encounters
 * (`encounters.json`: days, procedures), what waits (`waiting.json`), the claim files and the acknowledgements. It shares no code with the product: what each
 * figure means is written down once more, from docs/report-figures.md.
 *
 *   node test/independent/recompute-reports.mjs DIR      (prints what it compared; exit code 1 when a figure of DIR/reports.json or DIR/books.json differs)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = process.argv[2];
if (directory === undefined) throw new Error('name the folder of a run with --keep');

const read = (name) => JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8'));
const [entries, encounters, waiting, reports, monthReports] = [
  'entries',
  'encounters',
  'waiting',
  'reports',
  'monthReports',
].map(read);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const days = (from, to) => Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
const earliest = (all) => all.toSorted()[0];

const encounterOf = new Map(encounters.flatMap((encounter) => encounter.claimIds.map((id) => [id, encounter])));
const servedOn = (claimId) => earliest(encounterOf.get(claimId).lines.map((line) => line.serviceOn));

/** The segments of the files of a folder, as lists of elements. */
function filesOf(folder, ending) {
  const names = readdirSync(join(directory, folder)).filter((name) => name.endsWith(ending));
  return names.map((name) => {
    const text = readFileSync(join(directory, folder, name), 'latin1');
    return text.split(text[105]).map((segment) => segment.trim().split(text[3]));
  });
}

/** The day of the first file in which each claim was sent. */
const sentOn = new Map();
for (const segments of filesOf('outbox', '.837')) {
  const day = segments[0][9].replace(/^(..)(..)(..)$/, '20$1-$2-$3');
  for (const [id, number] of segments) {
    if (id === 'CLM') sentOn.set(number, earliest([day, sentOn.get(number) ?? day]));
  }
}

/** Claims that a payer rejected before deciding. */
const turnedAway = new Set();
for (const segments of filesOf('acknowledgements', '.277ca')) {
  let level;
  let number;
  for (const [id, ...elements] of segments) {
    if (id === 'HL') level = elements[2];
    if (id === 'TRN' && level === 'PT') number = elements[1];
    if (id === 'STC' && level === 'PT' && elements[2] === 'U') turnedAway.add(number);
  }
}

const receivables = ['insurance-receivable', 'patient-receivable', 'client-receivable'];
const unapplied = ['unapplied-payer-cash', 'unapplied-patient-cash'];
const cash = ['remittance-clearing', ...unapplied, 'unidentified-receipts', 'deposits-in-transit', 'bank'];

/** Legs of these accounts, in entries that change what somebody owes. */
function changed(accounts, holds = () => true) {
  const own = entries.filter(({ legs }) => legs.some(({ account }) => receivables.includes(account)));
  const legs = own.flatMap((entry) => entry.legs).filter((leg) => accounts.includes(leg.account) && holds(leg));
  return sum(legs.map(({ cents }) => cents));
}

const isHardship = ({ reason }) => reason === 'financial-hardship';
const adjusted = ['contractual-adjustments', 'capitation-adjustments', 'other-adjustments', 'charity-care', 'bad-debt'];
const money = {
  chargesCents: 0 - changed(['charges']),
  paymentsCents: changed(cash),
  refundsCents: 0 - changed(['refunds-payable', 'refunds-sent']),
  contractualCents: changed(['contractual-adjustments', 'capitation-adjustments'], (leg) => !isHardship(leg)),
  charityCents: changed(['charity-care'], (leg) => !isHardship(leg)) + changed(adjusted, isHardship),
  badDebtCents: changed(['bad-debt'], (leg) => !isHardship(leg)),
  otherAdjustmentsCents: changed(['other-adjustments'], (leg) => !isHardship(leg)),
};

const ofAccount = (account) =>
  sum(entries.flatMap(({ legs }) => legs.filter((leg) => leg.account === account).map(({ cents }) => cents)));

/** What is open at the end of a day: of each claim, by payer and patient, and of each payment. */
function standing(today) {
  const open = new Map();
  for (const { entityId, claimId, paymentId, remittanceId, legs } of entries) {
    for (const { account, payerId, cents } of legs) {
      const isOwed = receivables.includes(account);
      if (!isOwed && !unapplied.includes(account)) continue;
      const of = isOwed ? claimId : account === 'unapplied-patient-cash' ? paymentId : remittanceId;
      if (of === undefined) throw new Error('no rule for what stands with no claim, payment or remittance');
      const key = [entityId, account, account === 'insurance-receivable' ? payerId : '', of].join(' ');
      open.set(key, { account, of, isOwed, cents: (open.get(key)?.cents ?? 0) + cents });
    }
  }
  const all = [...open.values()].filter(({ cents }) => cents !== 0);
  const owed = all.filter(({ isOwed, cents }) => isOwed && cents > 0);
  const credits = all.filter(({ isOwed, cents }) => isOwed && cents < 0);
  const between = (from, to) => {
    const own = owed.filter(({ of }) => days(servedOn(of), today) >= from && days(servedOn(of), today) <= to);
    return sum(own.map(({ cents }) => cents));
  };
  return { all, owed, credits, between };
}

const centsOf = (all) => sum(all.map(({ cents }) => cents));
const rate = (top, bottom) => (bottom === 0 ? undefined : Math.round((10_000 * top) / bottom));
const average = (top, bottom) => (bottom === 0 ? undefined : Math.round((10 * top) / bottom) / 10);
const each = (top, bottom) => (bottom === 0 ? undefined : Math.round(top / bottom));

const charges = entries.filter(({ kind }) => kind === 'charge');
const chargeDays = sum(charges.map(({ claimId, postedOn }) => days(servedOn(claimId), postedOn)));

const answers = entries.filter(({ kind, adjudication }) => kind === 'remittance-claim' && adjudication !== undefined);
const denialsOf = ({ notes = [] }) => notes.filter(({ meaning }) => meaning === 'denial');
const denied = answers.filter((answer) => denialsOf(answer).length > 0);
const denials = answers.flatMap(denialsOf);
const deniedCents = centsOf(denials);

/** The first answer to each claim, by day; on the same day, the answer of the payer who is billed first. */
const firsts = [...Map.groupBy(answers, ({ claimId }) => claimId).values()].map((own) => {
  const order = ({ postedOn, adjudication: { share, filing = 1 }, id }) =>
    [postedOn, String(share).padStart(3, '0'), String(filing).padStart(3, '0'), id].join(' ');
  return own.toSorted((left, right) => (order(left) < order(right) ? -1 : 1))[0];
});
const sent = firsts.filter(({ claimId }) => sentOn.has(claimId));
const overridesOf = ({ claimId }) => new Set(encounterOf.get(claimId).overrides);
const overridden = firsts.filter((answer) => overridesOf(answer).size > 0);
const rejected = firsts.filter(({ claimId }) => turnedAway.has(claimId));
const clean = firsts.filter((answer) => !overridden.includes(answer) && !rejected.includes(answer));
const paidAtOnce = firsts.filter((answer) => denialsOf(answer).length === 0);
const procedures = denied.flatMap((answer) => {
  const lines = encounterOf.get(answer.claimId).lines;
  return [...new Set(denialsOf(answer).map(({ line }) => (line === undefined ? '' : lines[line - 1]?.procedure)))];
});
const edits = denied.flatMap((answer) => [...overridesOf(answer)].map(() => centsOf(denialsOf(answer))));

const waits = [
  ...waiting.denials.map(({ openCents }) => openCents),
  ...waiting.exceptions.map((one) => one.cents ?? 0),
];

const kinds = {
  charges: [
    'charge',
    'charge-reversal',
    'account-charge',
    'account-charge-reversal',
    'account-fee',
    'account-fee-reversal',
  ],
  payments: [
    ...['patient-payment', 'patient-allocation', 'patient-allocation-reversal', 'patient-payment-reversal'],
    ...['cash-transfer', 'cash-transfer-reversal', 'virtual-card-charge', 'virtual-card-reversal'],
    ...['remittance-match', 'remittance-unpost', 'payment-void'],
    ...['deposit', 'deposit-match', 'deposit-void', 'deposit-unmatch'],
  ],
  adjustments: [
    ...['write-off', 'settlement', 'adjustment-reversal', 'client-transfer', 'manual-entry', 'manual-entry-reversal'],
  ],
  refunds: ['refund', 'refund-sent', 'refund-cleared', 'refund-unclaimed', 'refund-returned', 'refund-reversal'],
};
/** The people of the demo have numbers in their names; workers have the names of their functions. */
const byPeople = entries.filter(({ by = '' }) => /-\d+$/.test(by));
const done = (of) => byPeople.filter(({ kind }) => of.includes(kind)).length;

/**
 * Work that people did without a ledger entry. No file of the demo shows it, so the reports' figures are accepted as
 * they are.
 */
const notInEntries = ['exceptions', 'denials', 'contacts', 'followUps', 'coding', 'tasks'];

/** The right totals of each report. A function gets the report as it was made. */
const recounted = {
  'receivables-ageing': ({ asOf }) => {
    const { owed, credits, between } = standing(asOf);
    const ages = { owed0Cents: between(0, 30), owed31Cents: between(31, 60), owed61Cents: between(61, 90) };
    const old = { owed91Cents: between(91, 120), owed121Cents: between(121, 99_999) };
    const [owedCents, creditCents] = [centsOf(owed), centsOf(credits)];
    const over90Rate = rate(old.owed91Cents + old.owed121Cents, owedCents);
    return { ...ages, ...old, owedCents, creditCents, balanceCents: owedCents + creditCents, over90Rate };
  },
  'days-in-receivables': () => {
    const [balanceCents, { chargesCents }] = [sum(receivables.map(ofAccount)), money];
    return { balanceCents, chargesCents, daysInReceivables: average(90 * balanceCents, chargesCents) };
  },
  'credit-balances': ({ asOf }) => {
    const { all, credits } = standing(asOf);
    const loose = all.filter(({ isOwed }) => !isOwed);
    const [creditCents, unappliedCents] = [centsOf(credits), 0 - centsOf(loose)];
    const counts = { credits: credits.length, unapplied: loose.length };
    return { ...counts, creditCents, unappliedCents, heldCents: unappliedCents - creditCents };
  },
  'over-collection': ({ asOf }) => {
    const own = standing(asOf).credits.filter(({ account }) => account === 'patient-receivable');
    return { claims: own.length, creditCents: centsOf(own), averageCents: each(centsOf(own), own.length) };
  },
  collections: () => ({
    ...money,
    grossRate: rate(money.paymentsCents - money.refundsCents, money.chargesCents),
    netRate: rate(money.paymentsCents - money.refundsCents, money.chargesCents - money.contractualCents),
  }),
  'payer-mix': () => ({ chargesCents: money.chargesCents, paymentsCents: money.paymentsCents }),
  'bad-debt-and-charity': () => {
    const { badDebtCents, charityCents, otherAdjustmentsCents, chargesCents } = money;
    const rates = { badDebtRate: rate(badDebtCents, chargesCents), charityRate: rate(charityCents, chargesCents) };
    return { badDebtCents, charityCents, otherAdjustmentsCents, chargesCents, ...rates };
  },
  reserves: () => ({
    badDebtReserveCents: ofAccount('bad-debt-provision'),
    charityReserveCents: ofAccount('charity-provision'),
  }),
  'clean-claims': () => ({
    ...{ claims: firsts.length, clean: clean.length, overridden: overridden.length, rejected: rejected.length },
    cleanRate: rate(clean.length, firsts.length),
  }),
  'first-pass': () => ({
    ...{ claims: firsts.length, paid: paidAtOnce.length, firstPassRate: rate(paidAtOnce.length, firsts.length) },
  }),
  'charge-lag': () => ({
    ...{ claims: charges.length, days: chargeDays, averageDays: average(chargeDays, charges.length) },
  }),
  'submission-lag': () => {
    const all = sum(sent.map(({ claimId }) => days(servedOn(claimId), sentOn.get(claimId))));
    return { claims: sent.length, days: all, averageDays: average(all, sent.length) };
  },
  'payment-lag': () => {
    const serviceDays = sum(answers.map(({ claimId, postedOn }) => days(servedOn(claimId), postedOn)));
    const fileDays = sum(sent.map(({ claimId, postedOn }) => days(sentOn.get(claimId), postedOn)));
    return {
      ...{ answers: answers.length, serviceDays, averageDays: average(serviceDays, answers.length) },
      ...{ claims: sent.length, fileDays, averageFileDays: average(fileDays, sent.length) },
    };
  },
  underpayments: () => ({ underpaid: 0, underpaidCents: 0, disputedCents: 0, overpaidCents: 0 }),
  'denied-overrides': () => ({ denials: edits.length, deniedCents: sum(edits) }),
  'denied-procedures': () => ({ denials: procedures.length, deniedCents }),
  'denied-coders': () => ({ denials: denied.length, deniedCents }),
  denials: () => ({
    ...{ answered: answers.length, denied: denied.length, deniedCents },
    rate: rate(denied.length, answers.length),
  }),
  'denial-reasons': () => ({ denials: denials.length, deniedCents }),
  productivity: ({ totals }) => ({
    items: byPeople.length + sum(notInEntries.map((name) => totals[name])),
    ...Object.fromEntries(Object.entries(kinds).map(([name, of]) => [name, done(of)])),
  }),
  'waiting-work': () => ({
    ...{ waiting: waits.length, waitingCents: sum(waits), old: 0, oldCents: 0 },
    ...{ days: 0, averageDays: average(0, waits.length) },
  }),
  'cost-per-claim': () => ({
    ...{ costCents: 0, claims: charges.length, paymentsCents: money.paymentsCents },
    ...{ claimCents: each(0, charges.length), collectRate: rate(0, money.paymentsCents) },
  }),
};

let compared = 0;
let differing = 0;
for (const report of [...reports, ...monthReports]) {
  const recount = recounted[report.report];
  if (recount === undefined) throw new Error(`no rule for the report ${report.report}`);
  const own = recount(report);
  const untold = report.report === 'productivity' ? notInEntries : [];
  for (const name of new Set([...Object.keys(own), ...Object.keys(report.totals)])) {
    if (untold.includes(name)) continue;
    compared += 1;
    if (own[name] === report.totals[name]) continue;
    differing += 1;
    console.error(
      `${report.report}, ${name}: the demo told ${report.totals[name]}, and the entries come to ${own[name]}`,
    );
  }
  // Wherever a figure is a sum, the rows must add up to the totals.
  for (const { id, opensInto } of report.columns) {
    if (opensInto.join() !== id) continue;
    const added = sum(report.rows.map(({ values }) => values[id]));
    if (added === report.totals[id]) continue;
    differing += 1;
    console.error(`${report.report}, ${id}: the rows come to ${added}, and the total to ${report.totals[id]}`);
  }
}
console.log(
  `${compared} figures of ${reports.length} reports, and of ${monthReports.length} of the month, of ${entries.length} entries`,
);

/* The day and its books. */

const { day, daySheet, trialBalances, plan } = read('books');
let kept = 0;
const compare = (what, told, own) => {
  kept += 1;
  if (told === own) return;
  differing += 1;
  console.error(`${what}: the demo told ${told}, and the entries come to ${own}`);
};

/**
 * The receivable that an entry changes; if there are several, insurance comes before patients. The opposite legs
 * explain the change.
 */
const changedBy = ({ legs }) => receivables.find((account) => legs.some((leg) => leg.account === account));
const steps = {
  chargesCents: ['charges'],
  paymentsCents: cash,
  adjustmentsCents: adjusted,
};
const ofToday = entries.filter(({ postedOn }) => postedOn === day);
const before = entries.filter(({ postedOn }) => postedOn < day);
const legsOf = (all, account) => all.flatMap(({ legs }) => legs.filter((leg) => leg.account === account));
for (const receivable of daySheet.receivables) {
  const { account } = receivable;
  const what = `day sheet, ${account}`;
  const opposite = ofToday.filter((entry) => changedBy(entry) === account).flatMap(({ legs }) => legs);
  const explained = Object.entries(steps).map(([name, accounts]) => {
    const own = 0 - centsOf(opposite.filter((leg) => accounts.includes(leg.account)));
    compare(`${what}, ${name}`, receivable[name], own);
    return own;
  });
  const known = [...Object.values(steps).flat(), ...receivables];
  const other = 0 - centsOf(opposite.filter((leg) => !known.includes(leg.account)));
  const moved = centsOf(legsOf(ofToday, account));
  const opening = centsOf(legsOf(before, account));
  compare(`${what}, otherCents`, receivable.otherCents, other);
  compare(`${what}, transfersCents`, receivable.transfersCents, moved - sum(explained) - other);
  compare(`${what}, openingCents`, receivable.openingCents, opening);
  compare(`${what}, closingCents`, receivable.closingCents, opening + moved);
  compare(`${what}, differenceCents`, receivable.differenceCents, 0);
}
const rows = (name) => centsOf(daySheet[name]);
compare('day sheet, charges', rows('charges'), 0 - centsOf(legsOf(ofToday.filter(changedBy), 'charges')));
const given = ofToday.filter(changedBy).flatMap(({ legs }) => legs.filter((leg) => adjusted.includes(leg.account)));
compare('day sheet, adjustments', rows('adjustments'), centsOf(given));
const refunded = ['refunds-payable', 'refunds-sent'].flatMap((account) => legsOf(ofToday, account));
compare('day sheet, refunds', rows('refunds'), centsOf(refunded));

for (const { asOf, entityId, accounts, totalCents } of trialBalances) {
  const own = entries.filter((entry) => entry.postedOn <= asOf && (entityId ?? entry.entityId) === entry.entityId);
  const what = `trial balance of ${asOf}${entityId === undefined ? '' : `, ${entityId}`}`;
  const told = new Map(accounts.map(({ account, balanceCents }) => [account, balanceCents]));
  for (const account of new Set([...told.keys(), ...own.flatMap(({ legs }) => legs.map((leg) => leg.account))])) {
    compare(`${what}, ${account}`, told.get(account) ?? 0, centsOf(legsOf(own, account)));
  }
  compare(what, totalCents, 0);
}

/** What is still owed on the plan's claims. Nobody has paid an instalment yet, so this is the whole plan. */
const owedOfPlan = sum(
  plan.claimIds.map((claimId) =>
    Math.max(
      0,
      centsOf(
        legsOf(
          entries.filter((entry) => entry.claimId === claimId),
          'patient-receivable',
        ),
      ),
    ),
  ),
);
compare('plan, totalCents', plan.totalCents, owedOfPlan);
compare('plan, remainingCents', plan.remainingCents, owedOfPlan);
const count = plan.instalments.length;
const [year, month] = day.split('-').map(Number);
for (const [index, { cents, dueOn }] of plan.instalments.entries()) {
  compare(
    `plan, instalment ${index + 1}`,
    cents,
    Math.floor(owedOfPlan / count) + (index < owedOfPlan % count ? 1 : 0),
  );
  // The same day in the following months; in a shorter month, its last day.
  const last = new Date(Date.UTC(year, month + index, 0)).getUTCDate();
  const due = new Date(Date.UTC(year, month - 1 + index, Math.min(Number(day.slice(8)), last)));
  compare(`plan, day ${index + 1}`, dueOn, due.toISOString().slice(0, 10));
}
compare('plan, dueCents', plan.dueCents, plan.instalments[0].cents);
compare('plan, state', plan.state, 'current');

console.log(`${kept} figures of the day sheet, ${trialBalances.length} trial balances and the plan`);
if (differing > 0 || reports.length !== Object.keys(recounted).length) process.exitCode = 1;
