import type { TimeZone } from '../time/time-zone.ts';

/** The zones of states and territories. A state with two zones is in both: both must allow the contact. */
const statesByZone: Readonly<Record<string, string>> = {
  'America/New_York': 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC TN VA VT WV',
  'America/Chicago': 'AL AR FL IA IL IN KS KY LA MI MN MO MS ND NE OK SD TN TX WI',
  'America/Denver': 'AZ CO ID KS MT ND NE NM NV OR SD TX UT WY',
  'America/Phoenix': 'AZ',
  'America/Los_Angeles': 'CA ID NV OR WA',
  'America/Anchorage': 'AK',
  'America/Adak': 'AK',
  'Pacific/Honolulu': 'HI',
  'America/Puerto_Rico': 'PR VI',
  'Pacific/Guam': 'GU MP',
  'Pacific/Pago_Pago': 'AS',
};

/** The possible zones of a person with an address in this state; none for an unknown state. */
export function zonesOfState(state: string): readonly TimeZone[] {
  return Object.entries(statesByZone).flatMap(([zone, states]) =>
    states.split(' ').includes(state) ? [zone as TimeZone] : [],
  );
}
