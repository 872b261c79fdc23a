import fc from 'fast-check';

/**
 * Runs each property on few cases, the same ones for every mutant, so that the score is reproducible, if slightly low.
 */
fc.configureGlobal({ seed: 20261123, numRuns: 30 });
