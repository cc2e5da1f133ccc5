import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/paths.ts';
import type { Clients } from './clients.ts';
import { hasClients, newSandbox, product } from './sandbox.ts';

const folder = join(root, 'test', 'kubectl', 'cases');

// Longer than any case gives itself.
const timeout = 300_000;

// Cases mostly wait for the cluster, so several run at once, each on a cluster of its own.
describe.runIf(hasClients).concurrent('the acceptance cases', { timeout }, () => {
  for (const kubectl of ['kubectl34', 'kubectl35'] as const)
    for (const name of namesIn('smoke'))
      test(`${name} (${kubectl})`, (context) => hold('smoke', name, kubectl, context.skip));
  for (const topic of ['statefulset', 'pv-pvc', 'kubectl', 'api-errors'])
    for (const name of namesIn(topic))
      test(name, (context) => hold(topic, name, 'kubectl35', context.skip));
});

/** Runs one case with the cases' own runner on a new cluster. */
async function hold(
  topic: string,
  name: string,
  kubectl: keyof Clients,
  skip: (why?: string) => void,
): Promise<void> {
  const sandbox = await newSandbox();
  sandbox.kubectlPath = product().clients[kubectl];
  const running = sandbox.start(
    'env',
    `NEW_CLUSTER=echo '${sandbox.kubeconfig}'`,
    `LOGS=${sandbox.folder}`,
    'bash',
    join(folder, 'run'),
    join(folder, topic, `${name}.sh`),
  );
  running.endInput();
  const { code, stdout, stderr } = await running.ended;
  const why = /^skip .*?: (.*)$/m.exec(stdout)?.[1];
  if (why !== undefined) skip(why);
  expect(stdout + stderr).toMatch(new RegExp(`^ok ${name} `));
  expect(code).toBe(0);
}

function namesIn(topic: string): readonly string[] {
  return readdirSync(join(folder, topic))
    .filter((file) => file.endsWith('.sh'))
    .map((file) => file.slice(0, -'.sh'.length))
    .sort();
}
