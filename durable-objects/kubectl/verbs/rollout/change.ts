import { formatTime } from '../../../lib/instant.ts';
import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { KubectlError } from '../../failure.ts';
import { pluralName } from '../../kinds.ts';
import type { Selected } from '../../selected.ts';
import type { Call, Verb } from '../../verb.ts';
import { eachWorkload, fileFlags } from './each.ts';

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** `kubectl rollout restart`: a new annotation in the template makes new pods. */
export const rolloutRestart: Verb = {
  ...named('restart', 'Restart a resource', 'Resource rollout will be restarted.'),
  run: (call) =>
    eachWorkload(call, (selected) => {
      const { object } = selected;
      const spec = isObject(object.spec) ? object.spec : {};
      const title = `${pluralName(selected.resource)} "${selected.name}"`;
      if (
        !isObject(spec.template) ||
        !['Deployment', 'StatefulSet', 'DaemonSet'].includes(String(object.kind))
      )
        throw new KubectlError(`${title} restarting is not supported`);
      if (spec.paused === true)
        throw new KubectlError(
          `${title} can't restart paused deployment (run rollout resume first)`,
        );
      const now = formatTime(call.now);
      if (annotationOf(spec.template, restartedAt) === now)
        throw new KubectlError(
          `${title} if restart has already been triggered within the past second, please wait before attempting to trigger another`,
        );
      const metadata = { annotations: { [restartedAt]: now } };
      change(call, selected, { spec: { template: { metadata } } });
      return 'restarted';
    }),
};

/** `kubectl rollout pause`. */
export const rolloutPause: Verb = {
  ...named(
    'pause',
    'Mark the provided resource as paused',
    'Mark the provided resource as paused.\n\n Paused resources will not be reconciled by a controller. Use "kubectl rollout resume" to resume a paused resource. Currently only deployments support being paused.',
  ),
  run: (call) => setPaused(call, true),
};

/** `kubectl rollout resume`. */
export const rolloutResume: Verb = {
  ...named(
    'resume',
    'Resume a paused resource',
    'Resume a paused resource.\n\n Paused resources will not be reconciled by a controller. By resuming a resource, we allow it to be reconciled again. Currently only deployments support being resumed.',
  ),
  run: (call) => setPaused(call, false),
};

function setPaused(call: Call, paused: boolean): number {
  return eachWorkload(call, (selected) => {
    const { object, resource, name } = selected;
    const title = `${pluralName(resource)} "${name}"`;
    if (object.kind !== 'Deployment')
      throw new KubectlError(`${title} ${paused ? 'pausing' : 'resuming'} is not supported`);
    const spec = isObject(object.spec) ? object.spec : {};
    if ((spec.paused === true) === paused)
      throw new KubectlError(`${title} is ${paused ? 'already' : 'not'} paused`);
    change(call, selected, { spec: { paused: paused ? true : null } });
    return paused ? 'paused' : 'resumed';
  });
}

function change({ cluster }: Call, { resource, namespace, name }: Selected, patch: Json): void {
  cluster.patch(pathOf(resource, namespace, name), 'strategic-merge', patch, {
    fieldManager: 'kubectl-rollout',
  });
}

function annotationOf({ metadata }: JsonObject, key: string): Json | undefined {
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  return isObject(annotations) ? annotations[key] : undefined;
}

function named(word: string, short: string, long: string): Omit<Verb, 'run'> {
  const name = `rollout ${word}`;
  return { name, short, long, examples: '', usage: `${name} RESOURCE [options]`, flags: fileFlags };
}
