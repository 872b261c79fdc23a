import type { AnswerCounts } from '../shared/domain/acknowledgement/acknowledgement.ts';
import { type ApiTarget, callApi, listAll } from './api-client.ts';
import { counted } from './counted.ts';

/** A file of acknowledgements in the API. */
interface AcknowledgementFileView extends AnswerCounts {
  readonly state: 'received' | 'applied';
  readonly transactions: readonly string[];
}

/** A file is usually applied within seconds. After this many polls, its current state is reported. */
const looks = 300;

/**
 * Reports the outcome of a file's acknowledgements, once they are applied.
 * @returns the exit code: 1 when something waits for a person
 */
export async function reportAcknowledgements(target: ApiTarget, id: string): Promise<0 | 1> {
  let file = await fileOf(target, id);
  for (let look = 0; file.state === 'received' && look < looks; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    file = await fileOf(target, id);
  }
  const { transactions, claims, accepted, rejected, passedOn, filingUnclear, unapplied, repeated } = file;
  const isReport = transactions.length === 0;
  process.stdout.write(
    isReport ? 'A report in its sender’s own form.\n' : `Acknowledgements: ${transactions.join(', ')}.\n`,
  );
  if (claims > 0) {
    const came = `${accepted} accepted, ${rejected} rejected, ${passedOn} only forwarded`;
    process.stdout.write(`${counted(claims, 'claim')}: ${came}, ${repeated} repeated.\n`);
  }
  const turnedAway = await reportFiles(target, id);
  if (file.state === 'received') process.stdout.write('It is not applied yet.\n');
  if (unapplied > 0) {
    process.stdout.write(
      `${counted(unapplied, 'part')} had no effect; for the reasons: GET /v1/acknowledgement-files/${id}/answers\n`,
    );
  }
  if (filingUnclear > 0) {
    process.stdout.write(
      `Of ${counted(filingUnclear, 'claim')} a person must say which filing is meant: look at the exceptions.\n`,
    );
  }
  return unapplied + filingUnclear + rejected + turnedAway === 0 ? 0 : 1;
}

/** One part of a file of acknowledgements, in the API. */
interface AnswerView {
  readonly kind: string;
  readonly about: string;
  readonly submissionId?: string;
  readonly verdict?: string;
  readonly isRepeated?: true;
  readonly isOutOfDate?: true;
}

/** Reports the answers about whole files that were sent. @returns how many of those files were rejected */
async function reportFiles(target: ApiTarget, id: string): Promise<number> {
  let turnedAway = 0;
  for await (const answer of listAll<AnswerView>(target, `/v1/acknowledgement-files/${id}/answers?limit=200`)) {
    const { kind, about, submissionId, verdict, isRepeated, isOutOfDate } = answer;
    if (submissionId === undefined || verdict === undefined) continue;
    const isOld = isRepeated === true || isOutOfDate === true;
    const note = isRepeated === true ? ', as was said before' : isOutOfDate === true ? ', which is out of date' : '';
    process.stdout.write(`${kind} of the file ${about} (${submissionId}): ${verdict}${note}.\n`);
    if (verdict === 'rejected' && !isOld) turnedAway += 1;
  }
  return turnedAway;
}

async function fileOf(target: ApiTarget, id: string): Promise<AcknowledgementFileView> {
  return (await callApi<AcknowledgementFileView>(target, 'GET', `/v1/acknowledgement-files/${id}`)).body;
}
