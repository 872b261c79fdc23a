import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { requireSecurity } from './aws/acknowledgements.ts';
import { createStacks } from './aws/superbill-stacks.ts';
import { bundleFunctions, projectRoot } from './bundle.ts';

/** `node infra/app.ts` bundles all functions and synthesises the stacks; the `cdk` command runs the same file. */
const bundles = join(projectRoot, 'build', 'aws');
await bundleFunctions(bundles);

const app = new App({ outdir: process.env.CDK_OUTDIR ?? join(projectRoot, 'cdk.out'), analyticsReporting: false });
const { data, main } = createStacks(app, { assets: (name) => join(bundles, name) });
requireSecurity(app);
const assembly = app.synth();

for (const stack of [data, main]) {
  const { templateFullPath, template } = assembly.getStackArtifact(stack.artifactId);
  console.log(`${templateFullPath}: ${Object.keys(template.Resources).length} resources`);
}
