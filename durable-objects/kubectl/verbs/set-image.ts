import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { kindName } from '../kinds.ts';
import { requireWords, type Selected, selectObjects } from '../selected.ts';
import type { Call, Verb } from '../verb.ts';

/** `kubectl set image`. */
export const setImage: Verb = {
  name: 'set image',
  short: 'Update the image of a pod template',
  long: 'Update existing container image(s) of resources.',
  examples: `  # Set a deployment's nginx container image to 'nginx:1.9.1'
  kubectl set image deployment/nginx nginx=nginx:1.9.1`,
  usage:
    'set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]',
  flags: [
    flag('--all=false', 'Select all resources, in the namespace of the specified resource types'),
    dryRunFlag,
    flag('-f, --filename=[]', 'Filename, directory, or URL to files identifying the resource.'),
    flag("-l, --selector=''", "Selector (label query) to filter on, supports '=', '==', '!='."),
    ...["-o, --output=''", '--local=false', '-R, --recursive=false', "-k, --kustomize=''"].map(
      (notation) => flag(notation, '', { isRefused: true }),
    ),
  ],
  run(call) {
    requireWords(call);
    const { words } = call.args;
    const pairs = words.filter((word) => word.includes('='));
    if (pairs.length === 0) throw new KubectlError('at least one image update is required');
    const images = new Map(
      pairs.map((pair) => [pair.replace(/=.*$/, ''), pair.replace(/^[^=]*=/, '')]),
    );
    const { objects, failures } = selectObjects(
      call,
      words.filter((word) => !word.includes('=')),
    );
    const own = attempt(objects, (object) => setOne(call, object, images));
    throwAll([...failures, ...own]);
    return 0;
  },
};

function setOne(call: Call, selected: Selected, images: ReadonlyMap<string, string>): void {
  const { resource, namespace, name, object } = selected;
  const spec = isObject(object.spec) ? object.spec : {};
  const template = isObject(spec.template) ? spec.template : undefined;
  const pod = template ? template.spec : spec;
  const lists = ['containers', 'initContainers'] as const;
  const changes: { [list: string]: Json } = {};
  for (const list of lists) {
    const patched = itemsOf(pod, list).flatMap((container) => {
      const image = images.get('*') ?? images.get(String(container.name));
      return image === undefined || image === container.image
        ? []
        : [{ name: container.name ?? '', image }];
    });
    if (patched.length > 0) changes[list] = patched;
  }
  const known = lists.flatMap((list) => itemsOf(pod, list)).map((container) => container.name);
  const missing = [...images.keys()].find((one) => one !== '*' && !known.includes(one));
  if (missing !== undefined) throw new KubectlError(`unable to find container named "${missing}"`);
  if (Object.keys(changes).length === 0) return;
  const { mode, query, suffix } = dryRunOf(call.args);
  const body = { spec: template ? { template: { spec: changes } } : changes };
  const path = pathOf(resource, namespace, name);
  if (mode !== 'client')
    call.cluster.patch(path, 'strategic-merge', body, { fieldManager: 'kubectl-set', ...query });
  call.out(`${kindName(resource)}/${name} image updated${suffix}\n`);
}

function itemsOf(pod: Json | undefined, list: string): readonly JsonObject[] {
  const items = isObject(pod) ? pod[list] : undefined;
  return Array.isArray(items) ? items.filter(isObject) : [];
}
