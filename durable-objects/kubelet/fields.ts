import type { Container, Pod } from '../api/index.ts';
import { parseQuantity, quantityMillis, quantityValue } from '../apimachinery/quantity.ts';
import type { Frozen } from '../lib/json.ts';
import type { Kubelet } from './records.ts';

/** A reference to a field that a pod does not offer; the text is the kubelet's. */
export class FieldRefError extends Error {}

/** What a downward API reference may look at. */
export interface FieldContext {
  readonly pod: Frozen<Pod>;
  readonly kubelet: Pick<Frozen<Kubelet>, 'address' | 'cpus' | 'memoryBytes'>;
  /** The pod's address once it has one. */
  readonly podIP: string | undefined;
}

/** The value of a fieldRef: `metadata.name`, `metadata.labels['app']`, `status.podIP`. */
export function fieldValue({ pod, kubelet, podIP }: FieldContext, path: string): string {
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript) {
    const map = subscript[1] === 'labels' ? pod.metadata.labels : pod.metadata.annotations;
    return map?.[subscript[2] ?? ''] ?? '';
  }
  switch (path) {
    case 'metadata.name':
      return pod.metadata.name;
    case 'metadata.namespace':
      return pod.metadata.namespace ?? '';
    case 'metadata.uid':
      return pod.metadata.uid;
    case 'metadata.labels':
      return formatMap(pod.metadata.labels);
    case 'metadata.annotations':
      return formatMap(pod.metadata.annotations);
    case 'spec.nodeName':
      return pod.spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return pod.spec.serviceAccountName ?? '';
    case 'status.hostIP':
    case 'status.hostIPs':
      return kubelet.address;
    case 'status.podIP':
    case 'status.podIPs':
      return podIP ?? '';
    default:
      throw new FieldRefError(`unsupported fieldPath: ${path}`);
  }
}

/** A map as downward API files have it: `key="value"` lines, sorted. */
function formatMap(map: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(map ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n');
}

/** The value of a resourceFieldRef: `limits.cpu` in units of its divisor, rounded up. */
export function resourceValue(
  { kubelet }: FieldContext,
  container: Frozen<Container>,
  resource: string,
  divisor: string,
): string {
  const [kind = '', ...rest] = resource.split('.');
  const name = rest.join('.');
  const list = kind === 'limits' ? container.resources.limits : container.resources.requests;
  const capacity: Readonly<Record<string, string>> = {
    cpu: String(kubelet.cpus),
    memory: String(kubelet.memoryBytes),
  };
  // A limit that is not set is what the node has.
  const value = list?.[name] ?? (kind === 'limits' ? capacity[name] : undefined) ?? '0';
  const unit = divisor === '' || divisor === '0' ? '1' : divisor;
  if (name === 'cpu')
    return String(Math.ceil(quantityMillis(parseQuantity(value)) / quantityMillis(unit)));
  return String(Math.ceil(quantityValue(parseQuantity(value)) / quantityValue(unit)));
}
