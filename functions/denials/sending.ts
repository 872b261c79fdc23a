import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Appeal } from '../../shared/domain/remittance/denial/appeals.ts';
import { invalid, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readCorrespondence } from '../../shared/store/correspondence.ts';
import type { DenialsDeps, DenialsRequest } from './context.ts';
import { letterKey } from './letters.ts';

interface SendingDeps extends Pick<DenialsDeps, 'table'> {
  readonly tenantId: TenantId;
  readonly today: LocalDate;
}

/** The claim that a submission is about, and the notice that it answers. */
interface SentAbout {
  readonly since: LocalDate;
  readonly claimId: string;
  readonly patientId: string;
}

/** Impossible facts in a submission about a denial. */
export async function wrongSending(
  { sentOn, proof }: Pick<DenialsRequest<'recordAppealSending'>['body'], 'sentOn' | 'proof'>,
  { since, claimId, patientId }: SentAbout,
  { table, tenantId, today }: SendingDeps,
): Promise<Result<never, Failure> | undefined> {
  const { receivedOn, correspondenceId } = proof ?? {};
  if (sentOn !== undefined && sentOn > today) return invalid('/sentOn', 'is in the future');
  if (sentOn !== undefined && sentOn < since) return invalid('/sentOn', 'is before the notice that it answers');
  if (receivedOn !== undefined && receivedOn > today) return invalid('/proof/receivedOn', 'is in the future');
  if (receivedOn !== undefined && receivedOn < (sentOn ?? since))
    return invalid('/proof/receivedOn', 'is before the day on which it left');
  if (correspondenceId === undefined) return undefined;
  const record = await readCorrespondence(table, tenantId, correspondenceId);
  const { about } = record ?? {};
  const isOwn = about?.claimId === undefined ? about?.patientId === patientId : about.claimId === claimId;
  return about === undefined || !isOwn
    ? invalid('/proof/correspondenceId', 'is not correspondence about this claim')
    : undefined;
}

/** The letter that a request names; size zero when it does not exist. */
export async function letterOf(
  { principal, body: { letter: sha256 } }: Pick<DenialsRequest<'answerDenial'>, 'body' | 'principal'>,
  { files }: Pick<DenialsDeps, 'files'>,
): Promise<Appeal['letter']> {
  if (sha256 === undefined) return undefined;
  return { sha256, sizeBytes: (await files.head(letterKey(principal.tenantId, sha256))) ?? 0 };
}
