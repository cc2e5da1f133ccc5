import { formatTime } from '../../../lib/instant.ts';
import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../../failure.ts';
import { pluralName } from '../../kinds.ts';
import { resultPrinter } from '../../result.ts';
import type { Selected } from '../../selected.ts';
import { fieldManagerFlag, printFlags } from '../../shared-flags.ts';
import type { Call, Verb } from '../../verb.ts';
import { selectWorkloads, workloadFlags } from './each.ts';

const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** `kubectl rollout restart`: a new annotation in the template makes new pods. */
export const rolloutRestart: Verb = {
  ...named(
    'restart',
    'Restart a resource',
    'Restart a resource.\n\n        Resource rollout will be restarted.',
    `  # Make new pods of a deployment, one after the other
  kubectl rollout restart deployment/web

  # The same for each with a label
  kubectl rollout restart deployment -l app=web`,
  ),
  run: (call) =>
    changeEach(call, 'restarted', ({ object, name }) => {
      const spec = isObject(object.spec) ? object.spec : {};
      const isKnown = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(String(object.kind));
      if (!isKnown || !isObject(spec.template)) return 'restarting is not supported';
      if (spec.paused === true) return "can't restart paused deployment (run rollout resume first)";
      const now = formatTime(call.now);
      if (annotationOf(spec.template, restartedAt) === now)
        throw new KubectlError(
          `failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
        );
      const metadata = { annotations: { [restartedAt]: now } };
      return { spec: { template: { metadata } } };
    }),
};

/** `kubectl rollout pause`. */
export const rolloutPause: Verb = {
  ...named(
    'pause',
    'Mark the provided resource as paused',
    'Mark the provided resource as paused.\n\n Paused resources will not be reconciled by a controller. Use "kubectl rollout resume" to resume a paused resource. Currently only deployments support being paused.',
    `  # Hold a deployment, to change several things of it at once
  kubectl rollout pause deployment/web`,
  ),
  run: (call) => setPaused(call, true),
};

/** `kubectl rollout resume`. */
export const rolloutResume: Verb = {
  ...named(
    'resume',
    'Resume a paused resource',
    'Resume a paused resource.\n\n Paused resources will not be reconciled by a controller. By resuming a resource, we allow it to be reconciled again. Currently only deployments support being resumed.',
    `  # Go on with a deployment
  kubectl rollout resume deployment/web`,
  ),
  run: (call) => setPaused(call, false),
};

function setPaused(call: Call, paused: boolean): number {
  return changeEach(call, paused ? 'paused' : 'resumed', ({ object }) => {
    if (object.kind !== 'Deployment') return `${paused ? 'pausing' : 'resuming'} is not supported`;
    const spec = isObject(object.spec) ? object.spec : {};
    if ((spec.paused === true) === paused) return `is ${paused ? 'already' : 'not'} paused`;
    return { spec: { paused: paused ? true : null } };
  });
}

/** Patches each workload with what `patchOf` makes, or says why it has no patch. */
function changeEach(
  call: Call,
  operation: string,
  patchOf: (selected: Selected) => JsonObject | string,
): number {
  const { objects, failures } = selectWorkloads(call);
  if (objects.length === 0 && failures.length === 0) {
    call.err(`No resources found in ${call.namespace} namespace.\n`);
    return 0;
  }
  const print = resultPrinter(call, true, false);
  const own = attempt(objects, (selected) => {
    const { resource, name } = selected;
    const patch = patchOf(selected);
    if (typeof patch === 'string')
      throw new KubectlError(`error: ${pluralName(resource)} "${name}" ${patch}`);
    print(resource, patched(call, selected, patch), operation);
  });
  throwAll([...failures, ...own]);
  return 0;
}

function patched(
  { cluster, args }: Call,
  { resource, namespace, name }: Selected,
  patch: JsonObject,
): JsonObject {
  const fieldManager = args.text('field-manager');
  try {
    return cluster.patch(pathOf(resource, namespace, name), 'strategic-merge', patch, {
      fieldManager,
    });
  } catch (error) {
    if (error instanceof StatusFailure) throw new KubectlError(`failed to patch: ${error.message}`);
    throw error;
  }
}

function annotationOf({ metadata }: JsonObject, key: string): Json | undefined {
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  return isObject(annotations) ? annotations[key] : undefined;
}

function named(word: string, short: string, long: string, examples: string): Omit<Verb, 'run'> {
  const name = `rollout ${word}`;
  const flags = [...workloadFlags, fieldManagerFlag('kubectl-rollout'), ...printFlags];
  return { name, short, long, examples, usage: `${name} RESOURCE [options]`, flags };
}
