import * as z from 'zod';
import { accountHolds } from '../../shared/domain/account/hold.ts';
import { linkClosures, statementLinkStates } from '../../shared/domain/statement/statement-link.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  codesOf,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { statementSchema } from './statement-schema.ts';

const statement = '/v1/statements/{patientStatementId}';

const schema = z
  .strictObject({
    id: idSchema('statementLink'),
    version: versionSchema,
    statementId: idSchema('statement'),
    accountId: idSchema('account'),
    state: z.enum(codesOf(statementLinkStates)).meta({
      description: 'Its current state. `locked`: too many wrong dates of birth were entered at links of the account',
    }),
    because: z
      .enum([...codesOf(linkClosures), ...codesOf(accountHolds), 'qualified-beneficiary', 'no-surprises'])
      .exactOptional()
      .meta({ description: 'Why it is closed: a change or hold of the account, or the law' }),
    channel: z.enum(['email', 'text']).meta({ description: 'How it was sent' }),
    sentTo: z.string().meta({ description: 'The e-mail address or telephone number that it was sent to' }),
    expiresOn: localDateSchema.meta({ description: 'The last day on which it can be used' }),
    createdAt: instantSchema,
    createdBy: z.string(),
    opened: z
      .strictObject({
        count: z.int().meta({ description: 'How often' }),
        firstAt: instantSchema.meta({ description: 'The first time' }),
        lastAt: instantSchema.meta({ description: 'The last time' }),
      })
      .exactOptional()
      .meta({ description: 'When the statement was opened at its link; absent while it was not' }),
    triesLeft: z.int().meta({ description: 'How many wrong dates may still be entered at links of the account' }),
    revoked: z.strictObject(decidedFields).exactOptional().meta({ description: 'Why it cannot be used any more' }),
  })
  .meta({ id: 'StatementLink' });

/** The routes of the links that open statements. */
export const linkRoutes = defineApi({
  getStatementLink: {
    method: 'GET',
    path: `${statement}/link`,
    summary:
      'The link by which a statement is opened, without its address: where it was sent, whether it was opened; the access is recorded',
    roles: billingReaders,
    problems: ['statement-link-missing'],
    answer: { status: 200, schema },
  },
  revokeStatementLink: {
    method: 'POST',
    path: `${statement}/link/revoke`,
    summary: 'Revoke the link of a statement: nobody can open the statement with it any more',
    roles: billingMakers,
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['statement-link-missing'],
    answer: { status: 200, schema },
  },
  sendStatementNotice: {
    method: 'POST',
    path: `${statement}/notice`,
    summary:
      'Announce a statement again, with a new link in place of the old one; wrong dates that were entered no longer count',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['statement-not-announced', 'statement-superseded', 'notice-under-way'],
    answer: { status: 202, schema: statementSchema },
  },
});
