import { binding } from '../../apimachinery/requests.ts';
import { notFound } from '../../apimachinery/status-error.ts';
import { present } from '../../lib/assert.ts';
import type { JsonObject } from '../../lib/json.ts';
import { bound } from '../pods/binding.ts';
import type { PodView } from '../pods/pod-view.ts';
import type { VirtualCall } from './virtual-resource.ts';

/** POST to `bindings` itself: the old way to bind the pod of the binding's name. */
export function bindNamedPod({ body, environment, namespace, resources }: VirtualCall): JsonObject {
  const { tx, now } = environment;
  const sent = body(binding);
  const name = sent.metadata?.name ?? '';
  const isBindable = resources.find(({ subresources }) => subresources.connect?.binding);
  const resource = present(isBindable, 'a resource with a binding');
  const pod: PodView | undefined = tx.get(resource, { namespace, name });
  if (!pod) throw notFound(resource, name);
  return bound({ tx, now, dryRun: false }, { resource }, pod, sent);
}
