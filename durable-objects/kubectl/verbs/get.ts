import { KubectlError } from '../failure.ts';
import { hasFiles } from '../selected.ts';
import { type Call, type Outcome, usageOf, type Verb } from '../verb.ts';
import { getFlags } from './get-flags.ts';
import { printObjects } from './get-objects.ts';
import { checkSelectors, outputOf, targetsOf } from './get-options.ts';
import { printTables } from './get-tables.ts';
import { resumeWatch, startWatch } from './get-watch.ts';

/** `kubectl get`. Follows k8s.io/kubectl/pkg/cmd/get. */
export const get: Verb = {
  name: 'get',
  short: 'Display one or many resources',
  long: `Display one or many resources.

 Prints a table of the most important information about the specified resources. You can filter the list using a label selector and the --selector flag. If the desired resource type is namespaced you will only see results in the current namespace if you don't specify any namespace.

Use "kubectl api-resources" for a complete list of supported resources.`,
  examples: `  # All pods of the namespace, with their nodes
  kubectl get pods -o wide

  # One stateful set as YAML
  kubectl get statefulset web -o yaml

  # Pods and claims with a label, from all namespaces
  kubectl get pods,pvc -l app=web -A

  # What a file describes, as it is in the cluster
  kubectl get -f web.yaml

  # A column of one's own
  kubectl get pods -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName

  # One field, with a Go template
  kubectl get pod web-0 -o go-template='{{.status.phase}}'

  # The status subresource of a pod
  kubectl get pod web-0 --subresource status`,
  usage:
    'get [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags] [options]',
  flags: getFlags,
  run,
  resume: resumeWatch,
};

function run(call: Call): Outcome {
  const { args } = call;
  if (args.has('raw')) return raw(call);
  const isWatch = args.is('watch') || args.is('watch-only');
  if (isWatch && args.text('sort-by') !== '') call.err('Warning: sorting is ignored with watch\n');
  if (args.is('output-watch-events') && !isWatch)
    throw new KubectlError(
      '--output-watch-events option can only be used with --watch or --watch-only',
    );
  const output = outputOf(call);
  if (output.form === 'objects' && args.is('show-labels'))
    throw new KubectlError(
      `--show-labels option cannot be used with ${args.text('output')} printer`,
    );
  if (args.words.length === 0 && !hasFiles(call)) throw noType(call);
  const { targets, failures } = targetsOf(call);
  checkSelectors(call, targets);
  if (isWatch) return startWatch(call, targets, output);
  if (output.form === 'objects') return printObjects(call, targets, output.print, failures);
  return printTables(call, targets, output.wide, failures);
}

function noType(call: Call): KubectlError {
  call.err(
    'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
  );
  return new KubectlError(
    `Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\n${usageOf(call)}`,
  );
}

function raw(call: Call): number {
  const { args } = call;
  if (args.words.length > 0)
    throw new KubectlError('arguments may not be passed when --raw is specified');
  if (args.is('watch') || args.is('watch-only') || args.text('selector') !== '')
    throw new KubectlError(
      '--raw may not be specified with other flags that filter the server request or alter the output',
    );
  if (args.text('output') !== '')
    throw new KubectlError('--raw and --output are mutually exclusive');
  const uri = args.text('raw');
  if (!uri.startsWith('/'))
    throw new KubectlError(
      `--raw must be a valid URL path: parse ${JSON.stringify(uri)}: invalid URI for request`,
    );
  const [path = '', query = ''] = uri.split('?');
  call.out(call.cluster.rawText(path, query));
  return 0;
}
