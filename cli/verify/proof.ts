import { join } from 'node:path';
import { present } from '../../shared/domain/present.ts';
import { NotStated, readStatedClaim, readStatedPayment } from '../../shared/x12/835/stated-amounts.ts';
import { sourceElements } from '../../shared/x12/source-elements.ts';
import { allOf, bookingKinds, claimFaults, type Fault, sumOf } from './claim-proof.ts';
import type { Entry, ExportedRemittance, Source, Totals } from './exported.ts';
import { paymentFaults } from './payment-proof.ts';
import { lengthOfSegments, openRawFile, type RawFile, type RawPayment } from './raw-file.ts';

/** An entry that the files contradict or do not contain. */
export interface Disproof {
  readonly entryId?: string;
  readonly fileSha256?: string;
  readonly byteOffset?: number;
  readonly problem: string;
}

/** How much was proven. Amounts are in cents, without signs. */
export interface Proven {
  entries: number;
  payments: number;
  claims: number;
  receivedCents: number;
  paidCents: number;
  adjustedCents: number;
  providerAdjustedCents: number;
}

/** What has been read so far of one remittance's entries. */
interface Booked {
  readonly payments: Set<RawPayment>;
  clearingCents: number;
}

/** What the entries that were booked from one claim's bytes leave in unapplied payer cash. */
interface Waiting {
  cents: number;
  readonly paidCents: number;
  /** The last of these entries. */
  last: Entry;
}

const paymentKind = 'remittance-payment';
const absoluteSum = (amounts: readonly { readonly cents: number }[]): number =>
  amounts.reduce((sum, { cents }) => sum + Math.abs(cents), 0);

/** Proves a ledger from the payers' raw files alone. Entries are added one by one; then the whole ledger is checked. */
export class Proof {
  readonly disproofs: Disproof[] = [];
  readonly proven: Proven = {
    entries: 0,
    payments: 0,
    claims: 0,
    receivedCents: 0,
    paidCents: 0,
    adjustedCents: 0,
    providerAdjustedCents: 0,
  };
  /** Entries without a file: charges, deposits, entries by people. */
  otherEntries = 0;
  private readonly folder: string;
  private readonly files = new Map<string, RawFile | undefined>();
  private readonly ids = new Set<string>();
  /** By file and offset, the entry that first used the bytes of a claim or payment. */
  private readonly used = new Map<string, string>();
  private readonly booked = new Map<string, Booked>();
  /** By file and offset of a claim: what its entries leave in unapplied payer cash. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly totals = new Map<string, number>();

  /** @param folder of the raw files, each named `<sha256>.835` */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** @param original the entry that this one undoes, if the ledger holds it */
  add(entry: Entry, original: Entry | undefined): void {
    for (const { account, cents } of entry.legs) this.totals.set(account, (this.totals.get(account) ?? 0) + cents);
    if (this.ids.has(entry.id)) this.disprove(entry, { problem: 'the entry is in the ledger twice' });
    this.ids.add(entry.id);
    if (entry.remittanceId !== undefined) this.clear(entry.remittanceId, entry);
    if (entry.source === undefined) {
      this.otherEntries += 1;
      if (sumOf(entry.legs) !== 0) this.disprove(entry, { problem: 'its legs do not sum to zero' });
      if (entry.kind.startsWith('remittance-') && entry.kind !== 'remittance-unpost')
        this.disprove(entry, { problem: 'it names no bytes of a file' });
      return;
    }
    const faults = this.faultsOf(entry, entry.source, original);
    for (const fault of faults) this.disprove(entry, fault);
    if (faults.length === 0) this.proven.entries += 1;
  }

  private clear(remittanceId: string, entry: Entry): void {
    const booked = this.booked.get(remittanceId) ?? { payments: new Set<RawPayment>(), clearingCents: 0 };
    this.booked.set(remittanceId, booked);
    booked.clearingCents += sumOf(entry.legs.filter((leg) => leg.account === 'remittance-clearing'));
  }

  private disprove(entry: Entry, { problem, byteOffset }: Fault): void {
    const { source } = entry;
    const at = byteOffset ?? source?.byteOffset;
    this.disproofs.push({
      entryId: entry.id,
      problem,
      ...present({ fileSha256: source?.fileSha256, byteOffset: at }),
    });
  }

  private fileOf(sha256: string): RawFile | undefined {
    if (!this.files.has(sha256)) this.files.set(sha256, openRawFile(join(this.folder, `${sha256}.835`)));
    return this.files.get(sha256);
  }

  private faultsOf(entry: Entry, source: Source, original: Entry | undefined): Fault[] {
    const file = this.fileOf(source.fileSha256);
    if (file === undefined) return [{ problem: 'the file that it names is not there' }];
    if (file.sha256 !== source.fileSha256)
      return [{ problem: `the file's bytes have another SHA-256: ${file.sha256}` }];
    try {
      return source.element === sourceElements.payment
        ? this.paymentFaults(entry, source, file)
        : this.claimFaults(entry, source, file, original);
    } catch (error) {
      if (error instanceof NotStated) return [{ problem: error.message }];
      throw error;
    }
  }

  private claimFaults(entry: Entry, source: Source, file: RawFile, original: Entry | undefined): Fault[] {
    const found = file.claimAt.get(source.byteOffset);
    if (source.element !== sourceElements.claimPayment) return [{ problem: `no entry comes from ${source.element}` }];
    if (found === undefined) return [{ problem: 'no claim begins at the byte that it names' }];
    const { range, payment } = found;
    const slice = { bytes: file.read(range), byteOffset: range.byteOffset, delimiters: payment.delimiters };
    const length = lengthOfSegments(slice.bytes, payment.delimiters);
    if (length !== source.byteLength) {
      return [{ problem: `the claim there has ${length} bytes, not ${source.byteLength}` }];
    }
    const stated = readStatedClaim(slice);
    this.wait(entry, source, stated.paidCents);
    const isBooking = bookingKinds.includes(entry.kind);
    const faults = [
      ...controlNumberFaults(source, payment),
      ...(isBooking ? this.useFaults(entry, source) : []),
      ...claimFaults(entry, stated, original),
    ];
    if (entry.remittanceId === undefined) faults.push({ problem: 'it names no remittance' });
    else this.booked.get(entry.remittanceId)?.payments.add(payment);
    if (faults.length > 0) return faults;
    if (isBooking) {
      this.proven.claims += 1;
      this.proven.paidCents += Math.abs(stated.paidCents);
    }
    // An entry of unapplied cash has no adjustments yet: they are booked when the cash is applied.
    if (entry.kind !== 'remittance-unapplied') this.proven.adjustedCents += absoluteSum(allOf(stated));
    return faults;
  }

  private paymentFaults(entry: Entry, source: Source, file: RawFile): Fault[] {
    const payment = file.paymentAt.get(source.byteOffset);
    if (entry.kind !== paymentKind) return [{ problem: `entries of kind ${entry.kind} do not come from a payment` }];
    if (payment === undefined) return [{ problem: 'no payment begins at the byte that it names' }];
    if (payment.header.byteLength !== source.byteLength) {
      return [
        { problem: `the payment's header there has ${payment.header.byteLength} bytes, not ${source.byteLength}` },
      ];
    }
    const stated = statedIn(file, payment);
    const faults = [
      ...controlNumberFaults(source, payment),
      ...this.useFaults(entry, source),
      ...paymentFaults(entry, stated),
    ];
    if (entry.remittanceId === undefined) faults.push({ problem: 'it names no remittance' });
    else this.booked.get(entry.remittanceId)?.payments.add(payment);
    if (faults.length === 0) {
      this.proven.payments += 1;
      this.proven.receivedCents += Math.abs(stated.paymentCents);
      this.proven.providerAdjustedCents += absoluteSum(stated.providerAdjustments);
    }
    return faults;
  }

  private wait(entry: Entry, source: Source, paidCents: number): void {
    const place = placeOf(source.fileSha256, source.byteOffset);
    const waiting = this.waiting.get(place) ?? { cents: 0, paidCents, last: entry };
    waiting.cents += sumOf(entry.legs.filter((leg) => leg.account === 'unapplied-payer-cash'));
    waiting.last = entry;
    this.waiting.set(place, waiting);
  }

  /** A claim's cash is unapplied as a whole or not at all. It is applied once, however often people moved it. */
  private judgeWaiting(): void {
    for (const { cents, paidCents, last } of this.waiting.values()) {
      if (cents === 0 || cents === -paidCents) continue;
      const problem = `its claim leaves ${cents} cents in unapplied payer cash, which is neither none nor all of the ${paidCents} paid`;
      this.disprove(last, { problem });
    }
  }

  /** The same bytes must not be booked twice. */
  private useFaults(entry: Entry, source: Source): Fault[] {
    const place = placeOf(source.fileSha256, source.byteOffset);
    const first = this.used.get(place);
    if (first !== undefined) return [{ problem: `its bytes are booked by ${first} as well` }];
    this.used.set(place, entry.id);
    return [];
  }

  /**
   * Checks the whole ledger: that no entry is missing, that every clearing account is zero, and that the totals are the
   * sums of the entries.
   */
  finish(remittances: readonly ExportedRemittance[], totals: Totals | undefined): void {
    for (const [remittanceId, { payments, clearingCents }] of this.booked) {
      const [payment] = payments;
      if (payments.size > 1) this.disproofs.push({ problem: `remittance ${remittanceId} books several payments` });
      if (clearingCents !== 0) {
        this.disproofs.push({
          problem: `clearing of remittance ${remittanceId} stands at ${clearingCents} cents, not at zero`,
          ...present({ byteOffset: payment?.byteOffset }),
        });
      }
    }
    for (const [sha256, file] of this.files) {
      if (file?.sha256 !== sha256) continue;
      const bookedHere = [...this.booked.values()].flatMap(({ payments }) => [...payments]);
      for (const payment of new Set(bookedHere)) this.findMissing(sha256, file, payment);
    }
    this.judgeWaiting();
    this.judgeRemittances(remittances);
    if (totals !== undefined) this.compareTotals(totals);
  }

  /** A payment with any entry must be booked in full: each claim once, and the payment itself if it moves money. */
  private findMissing(fileSha256: string, file: RawFile, payment: RawPayment): void {
    if (file.payments[payment.index] !== payment) return;
    for (const { byteOffset } of payment.claims) {
      if (this.used.has(placeOf(fileSha256, byteOffset))) continue;
      this.disproofs.push({ fileSha256, byteOffset, problem: 'no entry books the claim that the file has here' });
    }
    if (this.used.has(placeOf(fileSha256, payment.header.byteOffset))) return;
    const stated = statedIn(file, payment);
    if (stated.paymentCents === 0 && stated.providerAdjustments.length === 0) return;
    const { byteOffset } = payment.header;
    this.disproofs.push({ fileSha256, byteOffset, problem: 'no entry books the payment that the file has here' });
  }

  /** Every payment of every file must be in the export, and every posted payment must have entries. */
  private judgeRemittances(remittances: readonly ExportedRemittance[]): void {
    for (const { id, state, fileSha256, paymentIndex } of remittances) {
      const payment = this.fileOf(fileSha256)?.payments[paymentIndex];
      if (payment === undefined) {
        this.disproofs.push({
          fileSha256,
          problem: `remittance ${id} is payment ${paymentIndex} of a file that has none`,
        });
        continue;
      }
      const isBooked = this.booked.get(id)?.payments.has(payment) === true;
      const { byteOffset } = payment;
      if (state === 'posted' && !isBooked && payment.claims.length > 0)
        this.disproofs.push({ fileSha256, byteOffset, problem: `remittance ${id} is posted, yet no entry books it` });
    }
    const known = new Map(remittances.map((one) => [`${one.fileSha256} ${one.paymentIndex}`, one]));
    if (known.size === 0) return;
    for (const [fileSha256, file] of this.files) {
      for (const { index, byteOffset } of file?.payments ?? []) {
        if (known.has(`${fileSha256} ${index}`)) continue;
        this.disproofs.push({
          fileSha256,
          byteOffset,
          problem: 'no remittance is about the payment that begins here',
        });
      }
    }
  }

  private compareTotals({ accounts, totalCents }: Totals): void {
    const stated = new Map(accounts.map(({ account, balanceCents }) => [account, balanceCents]));
    for (const account of new Set([...stated.keys(), ...this.totals.keys()])) {
      const [left, right] = [stated.get(account) ?? 0, this.totals.get(account) ?? 0];
      if (left !== right)
        this.disproofs.push({ problem: `account ${account} stands at ${left} cents, its entries come to ${right}` });
    }
    if (totalCents !== 0)
      this.disproofs.push({ problem: `the trial balance sums to ${totalCents} cents, not to zero` });
  }
}

const placeOf = (fileSha256: string, byteOffset: number): string => `${fileSha256} ${byteOffset}`;

/** The statements of a file about a payment: its header, and its provider-level adjustments. */
function statedIn(file: RawFile, { header, providerAdjustments, delimiters }: RawPayment) {
  const slice = (range: RawPayment['header']) => ({
    bytes: file.read(range),
    byteOffset: range.byteOffset,
    delimiters,
  });
  return readStatedPayment(slice(header), providerAdjustments.map(slice));
}

function controlNumberFaults(source: Source, payment: RawPayment): Fault[] {
  const pairs = [
    ['interchange', source.interchangeControlNumber, payment.interchangeControlNumber],
    ['group', source.groupControlNumber, payment.groupControlNumber],
    ['transaction', source.transactionControlNumber, payment.transactionControlNumber],
  ] as const;
  return pairs.flatMap(([level, named, found]) =>
    named === found ? [] : [{ problem: `it names ${level} ${named}, the file has ${found}` }],
  );
}
