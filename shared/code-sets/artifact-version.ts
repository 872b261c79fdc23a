/** The layout of artifacts. A reader refuses another one; artifacts of another layout are loaded again from their files. */
export const artifactVersion = 2;
