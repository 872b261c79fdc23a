/**
 * The layout version of artifacts. A reader refuses other versions; such artifacts are loaded again from their files.
 */
export const artifactVersion = 2;
