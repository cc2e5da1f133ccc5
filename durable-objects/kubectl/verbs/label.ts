import { labelValueErrors } from '../../apimachinery/names.ts';
import { dryRunFlag } from '../dry-run.ts';
import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { splitPairs } from '../pairs.ts';
import { fieldManagerFlag, filenameFlags, printFlags, selectorFlag } from '../shared-flags.ts';
import type { Verb } from '../verb.ts';
import { type Changes, changeMetadata } from './metadata.ts';

/** `kubectl label`. Follows k8s.io/kubectl/pkg/cmd/label. */
export const label: Verb = {
  name: 'label',
  short: 'Update the labels on a resource',
  long: `Update the labels on a resource.

  *  A label key and value must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters each.
  *  Optionally, the key can begin with a DNS subdomain prefix and a single '/', like example.com/my-app.
  *  If --overwrite is true, then existing labels can be overwritten, otherwise attempting to overwrite a label will result in an error.
  *  If --resource-version is specified, then updates will use this resource version, otherwise the existing resource-version will be used.`,
  examples: `  # Update pod 'foo' with the label 'unhealthy' and the value 'true'
  kubectl label pods foo unhealthy=true

  # Update pod 'foo' with the label 'status' and the value 'unhealthy', overwriting any existing value
  kubectl label --overwrite pods foo status=unhealthy

  # Update all pods in the namespace
  kubectl label pods --all status=unhealthy

  # Update a pod identified by the type and name in "pod.json"
  kubectl label -f pod.json status=unhealthy

  # Update pod 'foo' only if the resource is unchanged from version 1
  kubectl label pods foo status=unhealthy --resource-version=1

  # Update pod 'foo' by removing a label named 'bar' if it exists
  # Does not require the --overwrite flag
  kubectl label pods foo bar-`,
  usage:
    'label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]',
  flags: [
    flag('--all=false', 'Select all resources, in the namespace of the specified resource types'),
    flag('-A, --all-namespaces=false', 'If true, check the specified action in all namespaces.'),
    dryRunFlag,
    fieldManagerFlag('kubectl-label'),
    flag(
      "--field-selector=''",
      "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type.",
    ),
    ...filenameFlags(
      'Filename, directory, or URL to files identifying the resource to update the labels',
    ),
    flag('--list=false', 'If true, display the labels for a given resource.'),
    flag('--local=false', 'If true, label will NOT contact api-server but run locally.'),
    ...printFlags,
    flag(
      '--overwrite=false',
      'If true, allow labels to be overwritten, otherwise reject label updates that overwrite existing labels.',
    ),
    flag(
      "--resource-version=''",
      'If non-empty, the labels update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.',
    ),
    selectorFlag,
  ],
  run: (call) => {
    const { resources, pairs } = splitPairs(call.args.words, 'label');
    return changeMetadata(call, 'label', resources, labelChanges(pairs));
  },
};

function labelChanges(words: readonly string[]): Changes {
  const set: [string, string][] = [];
  const remove: string[] = [];
  for (const word of words) {
    const [key = '', value, ...more] = word.split('=');
    if (value !== undefined) {
      if (more.length > 0) throw new KubectlError(`invalid label spec: ${word}`);
      const errors = labelValueErrors(value);
      if (errors.length > 0)
        throw new KubectlError(`invalid label value: ${JSON.stringify(word)}: ${errors.join(';')}`);
      set.push([key, value]);
    } else if (word.endsWith('-')) remove.push(word.slice(0, -1));
    else throw new KubectlError(`unknown label spec: ${word}`);
  }
  if (remove.some((key) => set.some(([other]) => other === key)))
    throw new KubectlError('can not both modify and remove a label in the same command');
  return { set, remove };
}

/** `kubectl annotate`. Follows k8s.io/kubectl/pkg/cmd/annotate. */
export const annotate: Verb = {
  name: 'annotate',
  short: 'Update the annotations on a resource',
  long: `Update the annotations on one or more resources.

 All Kubernetes objects support the ability to store additional data with the object as annotations. Annotations are key/value pairs that can be larger than labels and include arbitrary string values such as structured JSON. Tools and system extensions may use annotations to store their own data.

 Attempting to set an annotation that already exists will fail unless --overwrite is set. If --resource-version is specified and does not match the current resource version on the server the command will fail.

Use "kubectl api-resources" for a complete list of supported resources.`,
  examples: `  # Update pod 'foo' with the annotation 'description' and the value 'my frontend'
  # If the same annotation is set multiple times, only the last value will be applied
  kubectl annotate pods foo description='my frontend'

  # Update a pod identified by type and name in "pod.json"
  kubectl annotate -f pod.json description='my frontend'

  # Update pod 'foo' with the annotation 'description' and the value 'my frontend running nginx', overwriting any existing value
  kubectl annotate --overwrite pods foo description='my frontend running nginx'

  # Update all pods in the namespace
  kubectl annotate pods --all description='my frontend running nginx'

  # Update pod 'foo' only if the resource is unchanged from version 1
  kubectl annotate pods foo description='my frontend running nginx' --resource-version=1

  # Update pod 'foo' by removing an annotation named 'description' if it exists
  # Does not require the --overwrite flag
  kubectl annotate pods foo description-`,
  usage:
    'annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]',
  flags: [
    flag('--all=false', 'Select all resources, in the namespace of the specified resource types.'),
    flag('-A, --all-namespaces=false', 'If true, check the specified action in all namespaces.'),
    dryRunFlag,
    fieldManagerFlag('kubectl-annotate'),
    flag(
      "--field-selector=''",
      "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type.",
    ),
    ...filenameFlags(
      'Filename, directory, or URL to files identifying the resource to update the annotation',
    ),
    flag('--list=false', 'If true, display the annotations for a given resource.'),
    flag('--local=false', 'If true, annotation will NOT contact api-server but run locally.'),
    ...printFlags,
    flag(
      '--overwrite=false',
      'If true, allow annotations to be overwritten, otherwise reject annotation updates that overwrite existing annotations.',
    ),
    flag(
      "--resource-version=''",
      'If non-empty, the annotation update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.',
    ),
    selectorFlag,
  ],
  run: (call) => {
    const { resources, pairs } = splitPairs(call.args.words, 'annotation');
    return changeMetadata(call, 'annotation', resources, annotationChanges(pairs));
  },
};

function annotationChanges(words: readonly string[]): Changes {
  const set: [string, string][] = [];
  const remove: string[] = [];
  const wrong: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (at > 0) set.push([word.slice(0, at), word.slice(at + 1)]);
    else if (word.endsWith('-') && word !== '-') remove.push(word.slice(0, -1));
    else wrong.push(word);
  }
  if (wrong.length > 0) throw new KubectlError(`invalid annotation format: ${wrong.join(', ')}`);
  return { set, remove };
}
