import { isClient } from '../../shared/domain/account/account.ts';
import { mayContact } from '../../shared/domain/contact/may-contact.ts';
import type { Correspondence, CorrespondenceFile, Sending } from '../../shared/domain/correspondence/correspondence.ts';
import type { MessageTemplate } from '../../shared/domain/correspondence/template.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import { filledTexts } from '../../shared/domain/text/merge-fields.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import type { DueMessage } from '../../shared/store/change.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { correspondenceWrite, sendMessage } from '../../shared/store/correspondence.ts';
import { deliveryBegunWrites, otherDelivery } from '../../shared/store/deliveries.ts';
import { partnerTarget } from '../../shared/store/delivery-targets.ts';
import { type Files, fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { readTemplate } from '../../shared/store/wordings.ts';
import { type KnownParty, readParty, readSubject, type Subject } from './about.ts';
import type { CorrespondenceOperations, CorrespondenceRequest } from './context.ts';
import { auditOf, followUpWrites } from './correspondence.ts';
import { type MessageSource, readMessageSource } from './message-facts.ts';
import { correspondenceView } from './views.ts';

/** Messages that the office writes from templates. */
export const messageOperations: CorrespondenceOperations<'writeMessage'> = {
  writeMessage: async (request, deps) => {
    const { table } = deps;
    const { principal, body } = request;
    const { tenantId } = principal;
    const template = await templateOf(table, request);
    if (!template.ok) return template;
    const subject = await readSubject(table, tenantId, body.about);
    if (!subject.ok) return subject;
    if (body.with.kind === 'payer' && subject.value.claim?.disclosureForbidden === true) {
      return fail({ kind: 'disclosure-forbidden' });
    }
    const party = await readParty(table, tenantId, body.with, subject.value.account);
    if (!party.ok) return party;
    const today = await request.today();
    if (body.followUpOn !== undefined && body.followUpOn < today) {
      return invalid('/followUpOn', 'has passed');
    }
    const reached = await reachedNow(table, request, {
      ...subject.value,
      template: template.value,
      party: party.value,
    });
    if (!reached.ok) return reached;
    const asked = { subject: subject.value, party: party.value, with: body.with, language: template.value.language };
    const source = await readMessageSource(table, tenantId, asked, today);
    const filled = filledOf(template.value, body.attachments, source);
    if (!filled.ok) return filled;
    const id = request.newId('correspondence');
    const letter = { id, on: today, ...filled.value, from: source.sender, to: party.value };
    const written = await writtenOf(request, deps, { letter, template: template.value, reached: reached.value });
    const { name, version } = template.value;
    const record: Correspondence = {
      ...{ id, version: 1, channel: body.channel, direction: 'out', with: body.with, about: subject.value.about },
      ...{ at: request.at, recordedAt: request.at, recordedBy: principal.subject, notes: [] },
      ...{ summary: written.summary, template: { name, version }, sending: written.sending },
      ...present({ file: written.file }),
    };
    return ok({
      body: correspondenceView(record),
      version: 1,
      writes: [
        correspondenceWrite(tenantId, record),
        ...written.writes,
        ...(await followUpWrites(table, request, record, body.followUpOn)),
      ],
      due: written.due,
      audit: auditOf('message-written', record),
    });
  },
};

type Writing = CorrespondenceRequest<'writeMessage'>;

async function templateOf(table: Table, { principal, body }: Writing): Promise<Result<MessageTemplate, Failure>> {
  const template = await readTemplate(table, principal.tenantId, body.template);
  const wrong =
    template === undefined || template.isRetired === true
      ? { pointer: '/template', detail: 'names no template that is in use; getMessageTemplates has them' }
      : template.channels.includes(body.channel)
        ? undefined
        : { pointer: '/channel', detail: `the template is for ${template.channels.join(', ')}` };
  if (wrong !== undefined || template === undefined) {
    return fail({ kind: 'request-invalid', errors: wrong === undefined ? [] : [wrong] });
  }
  return ok(template);
}

/** Where a message goes, and when: at once, or after quiet hours. */
interface ReachedNow {
  readonly to?: string | undefined;
  readonly dueAt: Instant;
}

async function reachedNow(
  table: Table,
  { principal, body, at }: Writing,
  { account, claim, template, party }: Subject & { readonly template: MessageTemplate; readonly party: KnownParty },
): Promise<Result<ReachedNow, Failure>> {
  const { channel, faxNumber } = body;
  const isMail = channel === 'letter';
  if (body.with.kind !== 'guarantor' || isClient(account)) {
    if (isMail && party.address === undefined) return fail({ kind: 'no-address' });
    const isElectronic = channel === 'email' || channel === 'text';
    return isElectronic
      ? fail({ kind: 'contact-forbidden', facts: { because: 'no-place' } })
      : ok({ to: faxNumber, dueAt: at });
  }
  const [reaching, { correspondence }] = await Promise.all([
    readContactParty(table, principal.tenantId, account),
    readBillingSettings(table, principal.tenantId),
  ]);
  const may = mayContact(reaching, { channel, purpose: template.purpose, at, claim }, correspondence.hours);
  if (may.ok) return ok({ to: may.value.to ?? faxNumber, dueAt: at });
  const { because, from } = may.failure;
  return from === undefined ? fail({ kind: 'contact-forbidden', facts: { because } }) : ok({ dueAt: from });
}

type Filled = Pick<MessageTemplate, 'language' | 'title' | 'paragraphs' | 'attachments'>;

function filledOf(
  { language, title, paragraphs, attachments: usual }: MessageTemplate,
  attachments: readonly string[] = usual,
  { facts }: MessageSource,
): Result<Filled, Failure> {
  const filled = filledTexts([title, ...paragraphs, ...attachments], facts);
  if (!filled.ok) return fail({ kind: 'letter-facts-missing', facts: { fields: filled.failure.join(', ') } });
  const [first = '', ...others] = filled.value;
  const end = paragraphs.length;
  return ok({ language, title: first, paragraphs: others.slice(0, end), attachments: others.slice(end) });
}

interface Written {
  readonly summary: string;
  readonly sending: Sending;
  readonly file?: CorrespondenceFile;
  readonly writes: readonly Write<Failure>[];
  readonly due: readonly DueMessage[];
}

interface ToWrite {
  readonly letter: Filled & {
    readonly id: string;
    readonly on: Awaited<ReturnType<Writing['today']>>;
    readonly from: MessageSource['sender'];
    readonly to: KnownParty;
  };
  readonly template: MessageTemplate;
  readonly reached: ReachedNow;
}

/**
 * An e-mail or a text is sent automatically at its time; a letter or a fax is a file, which a person or the fax service
 * sends.
 */
async function writtenOf(
  { principal, body, at }: Writing,
  { table, files }: { readonly table: Table; readonly files: Files },
  { letter, template, reached }: ToWrite,
): Promise<Written> {
  const { tenantId, subject } = principal;
  const { purpose } = template;
  const { title, paragraphs, id } = letter;
  if (body.channel === 'email' || body.channel === 'text') {
    const sending: Sending = {
      state: 'waiting',
      purpose,
      at,
      dueAt: reached.dueAt,
      ...present({ subject: body.channel === 'email' ? title : undefined }),
    };
    return { summary: paragraphs.join('\n\n'), sending, writes: [], due: [sendMessage(tenantId, id, reached.dueAt)] };
  }
  const [{ letterDocument }, { countedPdfPages }] = await Promise.all([
    import('../../shared/document/letter.ts'),
    // The library is loaded when the first PDF is asked for.
    import('../../shared/document/pdf-pages.ts'),
  ]);
  const { bytes, pages } = await countedPdfPages(
    letterDocument({ ...letter, ...present({ faxNumber: body.faxNumber }) }),
  );
  const file: CorrespondenceFile = { sha256: sha256Hex(bytes), sizeBytes: bytes.length, mediaType: 'application/pdf' };
  await files.put(fileKey(tenantId, 'document', `${file.sha256}.pdf`), bytes, 'application/pdf');
  const toService =
    body.channel === 'fax'
      ? await faxWrites(
          { table, files },
          { tenantId, subject, at },
          { id, pages, file, faxNumber: body.faxNumber ?? '' },
        )
      : [];
  const state = toService.length === 0 ? 'waiting' : 'handed-over';
  const sending: Sending = { state, purpose, at, ...present({ to: body.faxNumber }) };
  return { summary: title, sending, file, writes: toService, due: [] };
}

interface Fax {
  readonly id: string;
  readonly pages: number;
  readonly file: CorrespondenceFile;
  readonly faxNumber: string;
}

/** The files for the fax service: the pages, and then the slip with the number. Nothing where people send faxes. */
async function faxWrites(
  { table, files }: { readonly table: Table; readonly files: Files },
  {
    tenantId,
    subject: by,
    at,
  }: { readonly tenantId: Writing['principal']['tenantId']; readonly subject: string; readonly at: Instant },
  { id, pages, file, faxNumber }: Fax,
): Promise<Write<Failure>[]> {
  const { faxService } = (await readBillingSettings(table, tenantId)).correspondence;
  const target = faxService === undefined ? undefined : await partnerTarget(table, tenantId, faxService);
  if (faxService === undefined || target === undefined) return [];
  const { sha256, sizeBytes } = file;
  const slip = Buffer.from(
    `${JSON.stringify({ id, faxNumber, pages, file: `${id}.pdf`, sha256, sizeBytes }, undefined, 2)}\n`,
  );
  const slipSha256 = sha256Hex(slip);
  const slipKey = fileKey(tenantId, 'document', `${slipSha256}.json`);
  await files.put(slipKey, slip, 'application/json');
  const pagesFile = {
    id,
    receiverId: faxService,
    fileName: `${id}.pdf`,
    fileKey: fileKey(tenantId, 'document', `${sha256}.pdf`),
    sha256,
    sizeBytes,
  };
  const slipFile = {
    id,
    receiverId: faxService,
    fileName: `${id}.json`,
    fileKey: slipKey,
    sha256: slipSha256,
    sizeBytes: slip.length,
  };
  const writes = [pagesFile, slipFile].flatMap((each, index) =>
    deliveryBegunWrites(tenantId, otherDelivery(each, target, { number: index + 1, at, by }), at),
  );
  return writes as Write<Failure>[];
}
