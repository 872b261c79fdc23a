import type { ClaimFile, CommonClaim } from '../../../domain/claim/common-claim.ts';
import { AsciiText } from '../../loops/ascii-text.ts';
import { checkDelimiters, defaultDelimiters } from '../../loops/envelope.ts';
import { problemLimit } from '../../loops/write-loops.ts';
import type { ClaimParties } from '../all-forms/claim-tree.ts';
import type { ClaimForm } from '../claim-form.ts';
import { claimForms } from '../claim-forms.ts';
import { type ClaimWriter, type OpenLevels, openClaimWriter } from '../claim-writer.ts';
import type {
  ClaimFields,
  ClaimSink,
  DocumentGroup,
  DocumentInterchange,
  DocumentTransaction,
} from './claim-document.ts';
import { groupProblems, interchangeProblems, transactionProblems } from './envelope-shapes.ts';
import type { DocumentClaim } from './read-json.ts';

/** Text is handed on in pieces of about this many bytes. */
const pieceLength = 1 << 18;

/** Why a value of the JSON cannot be in the file; the place is a JSON pointer into the document. */
export interface DocumentProblem {
  readonly kind: string;
  readonly place: string;
  /** The claim's form, which locates a place inside a claim in the guide. */
  readonly form?: ClaimFormName;
}

type ClaimFormName = keyof typeof claimForms;
type AnyClaimFile = ClaimFile<CommonClaim>;

interface OpenTransaction {
  readonly header: DocumentTransaction;
  readonly at: string;
  readonly writer: ClaimWriter<AnyClaimFile, string>;
  /** How many of the writer's problems have been reported. */
  told: number;
  /** The part that other writers wrote. */
  readonly apart: { segments: number; claims: number };
}

/** Claims of a transaction that were written separately. */
export interface WrittenClaims {
  readonly text: Uint8Array;
  readonly segments: number;
  readonly claims: number;
  /** Places begin with `/claims`. */
  readonly problems: readonly DocumentProblem[];
}

/** How a transaction's claims are written; its header only as far as separate writers need it. */
export interface ClaimsWriting {
  readonly kind: ClaimFormName;
  readonly delimiters: DocumentInterchange['delimiters'];
  readonly lineEnds: boolean;
}

function usable(delimiters: DocumentInterchange['delimiters']): DocumentInterchange['delimiters'] {
  return checkDelimiters(delimiters).length === 0 ? delimiters : defaultDelimiters;
}

/** How the claims of each transaction of a document are written. */
export function writingsOf(
  headers: readonly (readonly ((sink: ClaimSink) => void)[])[],
  lineEnds: boolean,
): readonly ClaimsWriting[] {
  const writings: ClaimsWriting[] = [];
  let delimiters: DocumentInterchange['delimiters'] = defaultDelimiters;
  const sink: ClaimSink = {
    interchange(header) {
      delimiters = usable(header.delimiters);
    },
    group: () => undefined,
    transaction: ({ kind }) => writings.push({ kind, delimiters, lineEnds }),
    claim: () => undefined,
    end: () => undefined,
  };
  for (const header of headers.flat()) header(sink);
  return writings;
}

/**
 * Writes claims of a transaction that other writers have started. `after`: how many claims there are already, and which
 * levels are open.
 */
export function writeClaims(
  claims: readonly DocumentClaim[],
  { kind, delimiters, lineEnds }: ClaimsWriting,
  after: { readonly open: OpenLevels | undefined; readonly claims: number },
): WrittenClaims {
  const text = new AsciiText();
  const form = claimForms[kind] as unknown as ClaimForm<AnyClaimFile>;
  const writer = openClaimWriter({} as never, form, { delimiters, lineEnds, strict: false, text, after });
  for (const { parties, fields } of claims) writer.write(fields as unknown as CommonClaim, parties);
  let bytes = new Uint8Array();
  text.handOn((piece) => {
    bytes = new Uint8Array(piece);
  });
  const problems = writer.problems().map((problem) => ({ ...problem, form: kind }));
  return { text: bytes, segments: writer.counts().segments, claims: claims.length, problems };
}

/**
 * Writes a file of claims as an 837 with the given envelope, holding one claim. It writes whatever X12 can carry, even
 * where a guide forbids it. Version 4010 is written as 5010.
 */
export class X12Sink implements ClaimSink {
  /** The problems, at most {@link problemLimit}. If there is any, the file must not be used. */
  readonly problems: DocumentProblem[] = [];
  readonly #put: (piece: Uint8Array) => void;
  readonly #lineEnds: boolean;
  #interchanges = 0;
  #groups = 0;
  #transactions = 0;
  #interchange: DocumentInterchange | undefined;
  #group: DocumentGroup | undefined;
  #transaction: OpenTransaction | undefined;
  readonly #text = new AsciiText();

  /** @param put takes the next piece of the file, which is valid only during the call */
  constructor(put: (piece: Uint8Array) => void, lineEnds = false) {
    this.#put = put;
    this.#lineEnds = lineEnds;
  }

  interchange(header: DocumentInterchange): void {
    this.#endInterchange();
    this.#note([...checkDelimiters(header.delimiters), ...interchangeProblems(header)], this.#place());
    this.#interchange = { ...header, delimiters: usable(header.delimiters) };
    this.#segment(interchangeElements(this.#interchange));
  }

  group(header: DocumentGroup): void {
    this.#endGroup();
    this.#group = header;
    this.#note(groupProblems(header, this.#interchange), this.#place());
    const { applicationSender, applicationReceiver, date, time, controlNumber, version } = header;
    const names = [applicationSender, applicationReceiver];
    this.#segment(['GS', 'HC', ...names, date, time, controlNumber, 'X', written(version)]);
  }

  transaction(header: DocumentTransaction): void {
    this.#endTransaction();
    const form = claimForms[header.kind] as unknown as ClaimForm<AnyClaimFile>;
    const { kind: _kind, controlNumber, guide, ...content } = header;
    const { delimiters } = this.#interchange as DocumentInterchange;
    const at = `${this.#place()}/transactions/${this.#transactions}`;
    this.#note(transactionProblems(header), at);
    this.#segment(['ST', '837', controlNumber, written(guide)]);
    const text = this.#text;
    const writer = openClaimWriter(content, form, { delimiters, lineEnds: this.#lineEnds, strict: false, text });
    this.#transaction = { header, at, writer, told: 0, apart: { segments: 0, claims: 0 } };
    this.#tell(this.#transaction);
  }

  claim(parties: ClaimParties, fields: ClaimFields): void {
    const transaction = this.#transaction as OpenTransaction;
    transaction.writer.write(fields as unknown as CommonClaim, parties);
    if (this.#text.length > pieceLength) this.#text.handOn(this.#put);
    this.#tell(transaction);
  }

  /** Takes the next claims, which were written separately. */
  written({ text, segments, claims, problems }: WrittenClaims): void {
    const { at, apart } = this.#transaction as OpenTransaction;
    this.#text.handOn(this.#put);
    this.#put(text);
    apart.segments += segments;
    apart.claims += claims;
    this.#note(problems, at);
  }

  end(): void {
    this.#endInterchange();
    this.#text.handOn(this.#put);
  }

  #note(found: readonly DocumentProblem[], at: string): void {
    for (const problem of found) {
      if (this.problems.length < problemLimit) this.problems.push({ ...problem, place: `${at}${problem.place}` });
    }
  }

  /** Reports what the claim writer has found since the last time. */
  #tell(transaction: OpenTransaction): void {
    const found = transaction.writer.problems();
    const fresh = found.slice(transaction.told).map((problem) => ({ ...problem, form: transaction.header.kind }));
    this.#note(fresh, transaction.at);
    transaction.told = found.length;
  }

  #place(): string {
    const inInterchange = `/interchanges/${this.#interchanges}`;
    return this.#group === undefined ? inInterchange : `${inInterchange}/groups/${this.#groups}`;
  }

  #segment(elements: readonly string[]): void {
    const { element, segment } = (this.#interchange as DocumentInterchange).delimiters;
    this.#text.add(elements.join(element).concat(segment, this.#lineEnds && segment !== '\n' ? '\n' : ''));
  }

  #endTransaction(): void {
    const transaction = this.#transaction;
    if (transaction === undefined) return;
    const { writer, apart } = transaction;
    const own = writer.counts();
    const [segments, claims] = [own.segments + apart.segments, own.claims + apart.claims];
    if (claims === 0) this.#note([{ kind: 'claims-missing', place: '/claims' }], transaction.at);
    this.#segment(['SE', String(segments + 2), transaction.header.controlNumber]);
    this.#transaction = undefined;
    this.#transactions += 1;
  }

  #endGroup(): void {
    this.#endTransaction();
    if (this.#group === undefined) return;
    this.#segment(['GE', String(this.#transactions), this.#group.controlNumber]);
    this.#group = undefined;
    this.#groups += 1;
    this.#transactions = 0;
  }

  #endInterchange(): void {
    this.#endGroup();
    if (this.#interchange === undefined) return;
    this.#segment(['IEA', String(this.#groups), this.#interchange.controlNumber]);
    this.#interchange = undefined;
    this.#interchanges += 1;
    this.#groups = 0;
  }
}

function interchangeElements(header: DocumentInterchange): readonly string[] {
  const { authorization, security, delimiters } = header;
  const padded = (value: unknown, length: number): string => String(value ?? '').padEnd(length);
  return [
    ...['ISA', authorization?.qualifier ?? '00', padded(authorization?.text, 10)],
    ...[security?.qualifier ?? '00', padded(security?.text, 10)],
    ...[header.senderQualifier, padded(header.senderId, 15), header.receiverQualifier, padded(header.receiverId, 15)],
    ...[header.date, header.time, delimiters.repetition, '00501', header.controlNumber],
    ...[header.acknowledgmentRequested ? '1' : '0', header.usage, delimiters.component],
  ];
}

/** The guides of 5010 that are written in place of those of 4010. */
const successors: readonly (readonly [RegExp, string])[] = [
  [/^004010X098/, claimForms.professional.writtenGuide],
  [/^004010X096/, claimForms.institutional.writtenGuide],
  [/^004010X097/, claimForms.dental.writtenGuide],
];

function written(guide: string): string {
  return successors.find(([old]) => old.test(guide))?.[1] ?? guide;
}
