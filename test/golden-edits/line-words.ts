export type Fields = Record<string, unknown>;

/** The words of a line after its code, each with one value. */
export const lineWords: Readonly<Record<string, (line: Fields, value: string) => void>> = {
  pos: (line, place) => {
    line.placeOfService = place;
  },
  rev: (line, code) => {
    line.revenueCode = code;
  },
  rate: (line, code) => {
    Object.assign(line, { procedure: code, procedureKind: 'HP' });
  },
  by: (line, who) => {
    line.renderingProviderId = who;
  },
  ndc: (line, text) => {
    const [ndc, unit, quantity] = text.split(':');
    line.drug = unit === undefined ? { ndc } : { ndc, unit, quantity };
  },
  ordered: (line, who) => {
    line.orderingProviderId = who;
  },
  group: (line, number) => {
    line.claimGroup = Number(number);
  },
  is: (line, description) => {
    line.description = description;
  },
  clia: (line, number) => {
    line.cliaNumber = number;
  },
  auth: (line, number) => {
    line.priorAuthorizationNumber = number;
  },
  times: (line, periods) => {
    line.anesthesiaTimes = periods.split(',').map((period) => {
      const [began, ended] = period.split('-');
      return { began, ended };
    });
  },
  note: (line, text) => {
    line.note = text;
  },
  test: (line, text) => {
    const [kind, value] = text.split(':');
    line.measurements = [{ reference: 'TR', kind, value }];
  },
  certified: (line, text) => {
    const [kind, therapyBeganOn, lastCertifiedOn, revisedOn] = text.split(':');
    const days = Object.entries({ therapyBeganOn, lastCertifiedOn, revisedOn }).filter(([, day]) => day !== undefined);
    line.equipment = { certification: { kind, months: 12, ...Object.fromEntries(days) } };
  },
  form: (line, form) => {
    line.forms = [{ list: 'UT', form, answers: [{ question: '1', yesNo: 'Y' }] }];
  },
};
