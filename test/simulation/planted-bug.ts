/**
 * The simulation is only useful if it finds bugs. Each of these is planted into the code as it is loaded, and must be
 * caught. Most are caught within the first few seeds; a rare one takes some hundreds.
 */
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  /**
   * The seed to begin with, which only saves time. Any seed would do: the search tries `searched` seeds. It takes
   * longer after a change that shifts what happens under a seed.
   */
  readonly from?: number;
  /** It is caught within seconds, so `npm test` looks for it too. */
  readonly isQuick?: true;
  /** The simulation that catches it; that of remittances if absent. */
  readonly what?: 'claims' | 'patients' | 'billers';
}
