import { parse, YAMLParseError } from 'yaml';
import { deepEqual } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { kindName } from '../kinds.ts';
import { requireWords, type Selected, selectObjects } from '../selected.ts';
import type { Call, Verb } from '../verb.ts';
import { printAll } from './apply.ts';

const types = ['json', 'merge', 'strategic'] as const;

/** `kubectl patch`. */
export const patch: Verb = {
  name: 'patch',
  short: 'Update fields of a resource',
  long: 'Update fields of a resource using strategic merge patch, a JSON merge patch, or a JSON patch.\n\n JSON and YAML formats are accepted.',
  examples: `  # Partially update a node using a strategic merge patch, specifying the patch as JSON
  kubectl patch node k8s-node-1 -p '{"spec":{"unschedulable":true}}'

  # Update a container's image using a JSON patch with positional arrays
  kubectl patch pod valid-pod --type='json' -p='[{"op": "replace", "path": "/spec/containers/0/image", "value":"new image"}]'`,
  usage: 'patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]',
  flags: [
    dryRunFlag,
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files identifying the resource to update',
    ),
    flag(
      "-o, --output=''",
      'Output format. One of: (json, yaml, name, jsonpath, jsonpath-as-json, jsonpath-file).',
    ),
    flag("-p, --patch=''", 'The patch to be applied to the resource JSON file.'),
    flag("--patch-file=''", 'A file containing a patch to be applied to the resource.'),
    flag(
      "--subresource=''",
      'If specified, patch will operate on the subresource of the requested object. Must be one of [status scale resize].',
    ),
    flag("--type='strategic'", 'The type of patch being provided; one of [json merge strategic]'),
    flag(
      '--show-managed-fields=false',
      'If true, keep the managedFields when printing objects in JSON or YAML format.',
    ),
    ...['--local=false', '-R, --recursive=false', "--field-manager=''", "-k, --kustomize=''"].map(
      (notation) => flag(notation, '', { isRefused: true }),
    ),
  ],
  run(call) {
    const { args } = call;
    requireWords(call);
    const type = args.text('type').toLowerCase();
    if (!types.some((one) => one === type))
      throw new KubectlError(
        `--type must be one of [json merge strategic], not "${args.text('type')}"`,
      );
    if (args.has('patch') === args.has('patch-file'))
      throw new KubectlError(
        'must specify --patch or --patch-file containing the contents of the patch',
      );
    const text = jsonTextOf(call);
    const { objects, failures } = selectObjects(call);
    const own = attempt(objects, (object) => patchOne(call, object, type, text));
    throwAll([...failures, ...own]);
    return 0;
  },
};

/** The patch as JSON; what begins as JSON goes to the server as it is. */
function jsonTextOf({ args, files }: Call): string {
  const text = args.has('patch-file') ? files.read(args.text('patch-file')) : args.text('patch');
  if (/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.stringify(parse(text, { version: '1.1' }) ?? null);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new KubectlError(
      `unable to parse ${JSON.stringify(text)}: ${error.message.split('\n')[0]}`,
    );
  }
}

function patchOne(call: Call, selected: Selected, type: string, text: string): void {
  const { args, cluster } = call;
  const { resource, namespace, name, object } = selected;
  const { mode, query, suffix } = dryRunOf(args);
  const path = pathOf(resource, namespace, name, args.text('subresource') || undefined);
  const kind = type === 'json' ? 'json' : type === 'merge' ? 'merge' : 'strategic-merge';
  if (mode === 'client')
    throw new KubectlError(
      'kubectl patch --dry-run=client is not available in this terminal; use --dry-run=server',
    );
  const patched = cluster.request('PATCH', path, {
    query: { fieldManager: 'kubectl-patch', ...query },
    contentType: `application/${kind}-patch+json`,
    bodyText: text,
  });
  if (args.text('output') !== '') {
    printAll(call, [patched]);
    return;
  }
  const change = deepEqual(patched, object) ? ' (no change)' : '';
  call.out(`${kindName(resource)}/${name} patched${suffix}${change}\n`);
}
