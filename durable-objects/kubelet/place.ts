import type { Pod } from '../api/index.ts';
import { pods } from '../api/index.ts';
import type { World } from '../control/world.ts';
import type { Frozen } from '../lib/json.ts';
import { podAddresses } from '../network/ipam.ts';
import type { Listeners } from '../network/listeners.ts';
import type { ImageCatalog, LoadedImage } from './images/index.ts';
import { parseReference } from './images/index.ts';
import { runningKubelet } from './node.ts';
import { type Kubelet, type PodRuntime, podGroup, podRuntimes } from './records.ts';
import type { PodContainer } from './spec.ts';

/** A pod where it runs: all that its machine is made from. */
export interface PodPlace {
  readonly world: Pick<World, 'read' | 'now' | 'awake' | 'random' | 'setRecord'>;
  readonly catalog: ImageCatalog;
  /** Everything that can be connected to. */
  readonly listeners: Listeners;
  readonly kubelet: Frozen<Kubelet>;
  readonly pod: Frozen<Pod>;
  readonly runtime: Frozen<PodRuntime>;
}

/** The pods that have an address: one, or those on a node's own network. */
export function placesAt(
  world: PodPlace['world'],
  catalog: ImageCatalog,
  listeners: Listeners,
  address: string,
): readonly PodPlace[] {
  return world.read.records(podAddresses, address).flatMap(({ value }) => {
    const { namespace, name, uid } = value;
    const pod = world.read.get(pods, { namespace, name });
    const group = podGroup({ namespace, name });
    const runtime = world.read.record(podRuntimes, { namespace: group, name: uid });
    const kubelet = runningKubelet(world.read, value.node);
    if (!pod || pod.metadata.uid !== uid || !runtime || !kubelet) return [];
    return [{ world, catalog, listeners, kubelet, pod, runtime }];
  });
}

/** The image a container was made from; undefined when the catalogue has lost it. */
export function imageOf(
  { catalog, runtime }: Pick<PodPlace, 'catalog' | 'runtime'>,
  container: PodContainer,
): LoadedImage | undefined {
  const pulled = runtime.containers[container.name]?.image?.reference;
  const reference = parseReference(pulled ?? container.image);
  const found = reference ? catalog.find(reference) : 'no-repository';
  return typeof found === 'string' ? undefined : found;
}
