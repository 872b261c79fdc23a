import { present } from '../../present.ts';
import type { VisitCategory } from './categories.ts';
import type { ProlongedRule, VisitResult, VisitWorksheet } from './level.ts';

/**
 * The office's own visit codes: CPT's are licensed to the office and not shipped. One code for each category and level,
 * and one for prolonged services of a category by each rule.
 */
export interface EvaluationCodes {
  /** Rises with each change; 0 while there are none. */
  readonly version: number;
  readonly levels: readonly { readonly category: VisitCategory; readonly level: number; readonly code: string }[];
  readonly prolonged: readonly {
    readonly category: VisitCategory;
    readonly by: ProlongedRule;
    readonly code: string;
  }[];
}

/** The codes of a result, where the office has entered them. */
export interface CodesOfVisit {
  readonly code?: string;
  readonly prolongedCode?: string;
}

export function codesOfVisit(
  { levels, prolonged }: EvaluationCodes,
  { category, prolongedBy }: Pick<VisitWorksheet, 'category' | 'prolongedBy'>,
  result: Pick<VisitResult, 'level' | 'prolongedUnits'>,
): CodesOfVisit {
  const code = levels.find((each) => each.category === category && each.level === result.level)?.code;
  const extra = prolonged.find((each) => each.category === category && each.by === prolongedBy)?.code;
  return {
    ...present({ code }),
    ...(extra === undefined || result.prolongedUnits === 0 ? {} : { prolongedCode: extra }),
  };
}
