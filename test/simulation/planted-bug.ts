/**
 * The simulation is only worth its name if it finds bugs: each of these is planted into the code as it is loaded, and must be caught. Most are
 * within the first few seeds; a rare one takes some hundreds.
 */
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  /**
   * The seed to begin with. It only saves time: one is as good as another, the search goes on for `searched` seeds, and a change that shifts
   * what happens under a seed makes it longer.
   */
  readonly from?: number;
  /** Caught within seconds: `npm test` looks for it, too. */
  readonly isQuick?: true;
  /** The simulation that catches it: of remittances where none is named. */
  readonly what?: 'claims' | 'patients';
}
