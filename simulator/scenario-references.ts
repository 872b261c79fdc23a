import type {
  AnswerSpec,
  EditSpec,
  ProviderAdjustmentSpec,
  RemittanceSpec,
  Scenario,
  ScenarioProblem,
} from './scenario.ts';

/** Problems between the parts of a scenario: duplicate or missing names, and conflicting words. */
export function referenceProblems(scenario: Scenario): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  const answers = new Map<string, AnswerSpec>();
  for (const [index, remittance] of scenario.remittances.entries()) {
    for (const [number, answer] of (remittance.answers ?? []).entries()) {
      if (answer.name === undefined) continue;
      if (answers.has(answer.name)) {
        const place = `remittances[${index}].answers[${number}].name`;
        problems.push({ place, message: 'another answer has this name' });
      }
      answers.set(answer.name, answer);
    }
  }
  for (const [index, rule] of (scenario.rules ?? []).entries()) {
    problems.push(...decisionProblems(rule).map((each) => ({ ...each, place: `rules[${index}].${each.place}` })));
  }
  const { syntaxErrors = [], claims: said = [] } = scenario.acknowledgements ?? {};
  for (const [list, specs] of [
    ['syntaxErrors', syntaxErrors],
    ['claims', said],
  ] as const) {
    for (const [index, { claims }] of specs.entries()) {
      const place = `acknowledgements.${list}[${index}]`;
      problems.push(...selectorProblems(claims).map((each) => ({ ...each, place: `${place}.${each.place}` })));
    }
  }
  for (const [index, { claims }] of (scenario.requests ?? []).entries()) {
    problems.push(...selectorProblems(claims).map((each) => ({ ...each, place: `requests[${index}].${each.place}` })));
  }
  const earlier = new Map<string, RemittanceSpec>();
  for (const [index, remittance] of scenario.remittances.entries()) {
    const place = `remittances[${index}]`;
    const found = remittanceProblems(remittance, answers, earlier);
    problems.push(...found.map((each) => ({ ...each, place: `${place}.${each.place}` })));
    if (remittance.name !== undefined) {
      if (earlier.has(remittance.name)) {
        problems.push({ place: `${place}.name`, message: 'another remittance has this name' });
      }
      earlier.set(remittance.name, remittance);
    }
  }
  return problems;
}

function remittanceProblems(
  remittance: RemittanceSpec,
  answers: ReadonlyMap<string, AnswerSpec>,
  earlier: ReadonlyMap<string, RemittanceSpec>,
): ScenarioProblem[] {
  const within = (list: string, index: number) => (each: ScenarioProblem) => ({
    ...each,
    place: each.place === '' ? `${list}[${index}]` : `${list}[${index}].${each.place}`,
  });
  const { repeats, providerAdjustments = [], edits = [] } = remittance;
  const repeated = repeats === undefined ? undefined : earlier.get(repeats);
  return [
    ...(repeats !== undefined && repeated === undefined
      ? [{ place: 'repeats', message: 'no earlier remittance has this name' }]
      : []),
    ...(repeated?.repeats === undefined ? [] : [{ place: 'repeats', message: 'is a repetition itself' }]),
    ...(repeats !== undefined && providerAdjustments.length > 0
      ? [{ place: 'providerAdjustments', message: 'a repetition has those of the remittance that it repeats' }]
      : []),
    ...(remittance.answers ?? []).flatMap((answer, index) =>
      answerProblems(answer, answers).map(within('answers', index)),
    ),
    ...providerAdjustments.flatMap((adjustment, index) =>
      adjustmentProblems(adjustment, answers, earlier).map(within('providerAdjustments', index)),
    ),
    ...edits.flatMap((edit, index) => editProblems(edit).map(within('edits', index))),
  ];
}

/** An empty selector would select every claim by mistake. */
function selectorProblems(claims: AnswerSpec['claims']): ScenarioProblem[] {
  const isEmpty = typeof claims === 'object' && Object.keys(claims).length === 0;
  return isEmpty ? [{ place: 'claims', message: 'selects no claims: give at least one condition' }] : [];
}

function answerProblems(answer: AnswerSpec, answers: ReadonlyMap<string, AnswerSpec>): ScenarioProblem[] {
  const { reverses, claims, status } = answer;
  const problems = decisionProblems(answer);
  if (reverses === undefined) {
    if (claims === undefined) problems.push({ place: 'claims', message: 'is missing: which claims get this answer?' });
  } else {
    const original = answers.get(reverses);
    if (original === undefined) problems.push({ place: 'reverses', message: 'no answer has this name' });
    if (original?.reverses !== undefined) problems.push({ place: 'reverses', message: 'is a reversal itself' });
    if (status !== undefined) problems.push({ place: 'status', message: 'a reversal always has status 22' });
  }
  return problems;
}

/** Finds conflicting words in one decision. */
function decisionProblems(answer: AnswerSpec): ScenarioProblem[] {
  const { claims, decide, lines } = answer;
  const problems = selectorProblems(claims);
  const decided = (['adjustments', 'lines', 'level', 'status', 'reverses'] as const).filter(
    (word) => answer[word] !== undefined,
  );
  if (decide !== undefined && decided.length > 0) {
    const message = decide === 'chance' ? 'is left to chance here' : 'follows from what the payers before left';
    problems.push({ place: decided[0] as string, message });
  }
  for (const [index, { line, share }] of (lines ?? []).entries()) {
    if (share !== undefined && typeof line !== 'number') {
      problems.push({ place: `lines[${index}].share`, message: 'is of one line' });
    }
  }
  return problems;
}

function adjustmentProblems(
  { answer, remittance, reference, by, amount }: ProviderAdjustmentSpec,
  answers: ReadonlyMap<string, AnswerSpec>,
  earlier: ReadonlyMap<string, RemittanceSpec>,
): ScenarioProblem[] {
  const named = [answer, remittance, reference].filter((each) => each !== undefined);
  return [
    ...(named.length > 1 ? [{ place: '', message: 'names one of answer, remittance, reference' }] : []),
    ...(answer !== undefined && !answers.has(answer) ? [{ place: 'answer', message: 'no answer has this name' }] : []),
    ...(remittance !== undefined && !earlier.has(remittance)
      ? [{ place: 'remittance', message: 'no earlier remittance has this name' }]
      : []),
    ...(by !== undefined && answer === undefined
      ? [{ place: 'by', message: 'says by which number of an answer' }]
      : []),
    ...(amount === 'owed' && named.length === 0 ? [{ place: 'amount', message: 'owed under which reference?' }] : []),
  ];
}

function editProblems({ claims, element, to, add, insert, remove, cut }: EditSpec): ScenarioProblem[] {
  const actions = [to, add, insert, remove, cut].filter((each) => each !== undefined);
  const isOfElement = to !== undefined || add !== undefined;
  return [
    ...selectorProblems(claims),
    ...(actions.length === 1 ? [] : [{ place: '', message: 'does one of to, add, insert, remove, cut' }]),
    ...(isOfElement && element === undefined ? [{ place: 'element', message: 'is missing: which element?' }] : []),
    ...(!isOfElement && element !== undefined ? [{ place: 'element', message: 'goes with to or add' }] : []),
  ];
}
