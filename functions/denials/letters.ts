import { appealLetter } from '../../shared/document/appeal-letter.ts';
import { textPages } from '../../shared/document/text-pages.ts';
import { nextLevelOf } from '../../shared/domain/remittance/denial/appeals.ts';
import { fillIn, letterFields } from '../../shared/domain/remittance/denial/letter-fields.ts';
import { lettersOf, usualLetter } from '../../shared/domain/remittance/denial/letters.ts';
import { shippedPlaybooks } from '../../shared/domain/remittance/denial/playbooks.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { pdfOf } from '../../shared/runtime/api/kept-document.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readDenial } from '../../shared/store/denials.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { denialsApi } from './api.ts';
import type { DenialsOperations } from './context.ts';
import { readLetterSource } from './letter-facts.ts';

/** The file of a letter. Its key contains its digest, so the same letter is the same file. */
export const letterKey = (tenant: Parameters<typeof fileKey>[0], sha256: string): string =>
  fileKey(tenant, 'document', `${sha256}.pdf`);

type Guide = AnswerOf<(typeof denialsApi)['getDenialGuide']>;

export const letterOperations: DenialsOperations<'writeDenialLetter' | 'getAppealLetter' | 'getDenialGuide'> = {
  writeDenialLetter: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const denial = await readDenial(table, tenantId, request.params.denialId);
    if (denial === undefined) return fail({ kind: 'not-found' });
    if (denial.state !== 'open') return fail({ kind: 'denial-closed' });
    const [balance] = await readBalances(table, tenantId, [denial.claimId]);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const { denials: settings } = await readBillingSettings(table, tenantId);
    const name = request.body.template ?? usualLetter(denial.category, nextLevelOf(denial).level);
    const template = lettersOf(settings.letters).find((each) => each.name === name);
    if (template === undefined) {
      const detail = 'names no letter of this office; getDenialGuide lists them';
      return invalid('/template', detail);
    }
    const source = await readLetterSource(table, tenantId, { denial, balance }, await request.today());
    const { attachments = template.attachments } = request.body;
    const filled = fillIn({ ...template, attachments }, source.facts);
    if (!filled.ok) return fail({ kind: 'letter-facts-missing', facts: { fields: filled.failure.join(', ') } });
    const document = appealLetter({ ...source, letter: filled.value });
    const bytes = await pdfOf(document);
    const sha256 = sha256Hex(bytes);
    const key = letterKey(tenantId, sha256);
    await files.put(key, bytes, 'application/pdf');
    return ok({
      body: {
        ...(await signedFile(files, key, { sha256, sizeBytes: bytes.length })),
        template: name,
        attachments: [...filled.value.attachments],
        text: textPages(document),
      },
      writes: [],
      audit: { action: 'denial-letter-written', entityId: denial.id, facts: { template: name, sha256 } },
    });
  },

  getAppealLetter: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const denial = await readDenial(table, tenantId, request.params.denialId);
    const letter = denial?.appeals?.find(({ id }) => id === request.params.appealId)?.letter;
    if (denial === undefined || letter === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: await signedFile(files, letterKey(tenantId, letter.sha256), letter),
      writes: [],
      audit: { action: 'denial-read', entityId: denial.claimId, facts: { denialId: denial.id } },
    });
  },

  getDenialGuide: async (request, { table }) => {
    const { denials } = await readBillingSettings(table, request.principal.tenantId);
    const isOwn = (own: readonly { readonly name: string }[], name: string) => own.some((each) => each.name === name);
    const body = {
      fields: Object.entries(letterFields).map(([name, meaning]) => ({ name, meaning })),
      letters: lettersOf(denials.letters).map((each) => ({ ...each, isOwn: isOwn(denials.letters, each.name) })),
      playbooks: [
        ...denials.playbooks.map((each) => ({ ...each, isOwn: true })),
        ...shippedPlaybooks.map((each) => ({ ...each, isOwn: false })),
      ],
    };
    // The API shows what is stored. The types differ only in `readonly`.
    return ok({ body: body as unknown as Guide });
  },
};
