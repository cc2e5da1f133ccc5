import type { KubeObject } from '../../apimachinery/meta.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import type { Frozen } from '../../lib/json.ts';

/** What the API server itself looks at in an object that has containers. */
export interface PodView extends Frozen<KubeObject> {
  readonly spec?: {
    readonly nodeName?: string;
    readonly containers?: readonly Named[];
    readonly initContainers?: readonly Named[];
    readonly ephemeralContainers?: readonly Named[];
    readonly schedulingGates?: readonly Named[];
  };
  readonly status?: { readonly phase?: string };
}

interface Named {
  readonly name: string;
}

/**
 * The container that is meant; the only one when none is named. Throws BadRequest. Follows
 * pkg/registry/core/pod/strategy.go validateContainer.
 */
export function chosenContainer(pod: PodView, asked: string): string {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const { name } = pod.metadata;
  if (asked !== '') {
    const all = [...containers, ...initContainers, ...ephemeralContainers];
    if (all.some((container) => container.name === asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  const [first] = containers;
  if (containers.length === 1 && first) return first.name;
  const head = `a container name must be specified for pod ${name}`;
  if (containers.length === 0) throw badRequest(head);
  const inits =
    initContainers.length > 0 ? ` or one of the init containers: [${names(initContainers)}]` : '';
  throw badRequest(`${head}, choose one of: [${names(containers)}]${inits}`);
}

function names(containers: readonly Named[]): string {
  return containers.map(({ name }) => name).join(' ');
}
