import type { Frozen } from '../lib/json.ts';
import type { Reader } from '../storage/store.ts';
import { type Kubelet, kubelets } from './records.ts';

/**
 * The kubelet of a node, if it has one and it runs: the one place that says so. A Node object
 * that somebody made through the API has none, and its pods stay as they are.
 */
export function runningKubelet(
  read: Pick<Reader, 'record'>,
  node: string | undefined,
): Frozen<Kubelet> | undefined {
  return node === undefined ? undefined : read.record(kubelets, { namespace: '', name: node });
}
