import type { Correspondence } from '../../shared/domain/correspondence/correspondence.ts';
import { present } from '../../shared/domain/present.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { correspondenceApi } from './api.ts';

export type CorrespondenceView = AnswerOf<(typeof correspondenceApi)['getCorrespondence']>;

/** A call or message in the API: what is stored, without the places of its files. */
export function correspondenceView({ sending, ...record }: Correspondence): CorrespondenceView {
  const { fileKey: _fileKey, ...shown } = sending ?? { fileKey: undefined };
  return { ...record, ...present({ sending: sending && shown }) } as unknown as CorrespondenceView;
}
