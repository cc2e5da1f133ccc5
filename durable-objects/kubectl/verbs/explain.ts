import { isObject, type JsonObject } from '../../lib/json.ts';
import { type Discovered, discover, findDiscovered } from '../discovery.ts';
import { BareError, KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import { explainText } from '../print/explain.ts';
import type { Call, Verb } from '../verb.ts';

/** `kubectl explain`. Follows k8s.io/kubectl/pkg/cmd/explain. */
export const explain: Verb = {
  name: 'explain',
  short: 'Get documentation for a resource',
  long: `Describe fields and structure of various resources.

 This command describes the fields associated with each supported API resource. Fields are identified via a simple JSONPath identifier:

        <type>.<fieldName>[.<fieldName>]
        
 Information about each field is retrieved from the server in OpenAPI format.

Use "kubectl api-resources" for a complete list of supported resources.`,
  examples: `  # What a stateful set is, with its fields
  kubectl explain statefulsets

  # All fields of a kind, down to the last
  kubectl explain pods --recursive

  # One field
  kubectl explain pods.spec.containers

  # A kind of a certain version
  kubectl explain deployments --api-version=apps/v1`,
  usage:
    'explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]',
  flags: [
    flag("--api-version=''", 'Use given api-version (group/version) of the resource.'),
    flag(
      "-o, --output='plaintext'",
      'Format in which to render the schema. Valid values are: (plaintext, plaintext-openapiv2).',
    ),
    flag(
      '--recursive=false',
      'When true, print the name of all the fields recursively. Otherwise, print the available fields with their description.',
    ),
  ],
  run(call) {
    const { args, out } = call;
    const [what, ...others] = args.words;
    if (what === undefined)
      throw new KubectlError(
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
      );
    if (others.length > 0) throw new KubectlError('We accept only this format: explain RESOURCE\n');
    const { resource, path } = subjectOf(call, what);
    const output = args.text('output');
    if (output === 'plaintext-openapiv2')
      throw new KubectlError(
        'the output plaintext-openapiv2 is not available in this terminal; plaintext says the same',
      );
    if (output !== 'plaintext') throw new KubectlError(`unrecognized format: ${output}`);
    const kind = { group: resource.group, version: resource.version, kind: resource.kind };
    const document = documentOf(call, resource);
    out(explainText({ document, kind, path, isRecursive: args.is('recursive') }));
    return 0;
  },
};

type Subject = Pick<Discovered, 'group' | 'version' | 'kind'>;

/** The kind that `TYPE.field.field` begins with; a group may stand behind the type. */
function subjectOf(
  { args, kinds, cluster }: Call,
  what: string,
): { readonly resource: Subject; readonly path: readonly string[] } {
  const [type = '', ...rest] = what.replace(/\.$/, '').split('.');
  const wanted = args.text('api-version');
  if (wanted !== '') {
    const found = kinds.inVersion(wanted, type);
    if (found) return { resource: found, path: rest };
    const [version = '', group = ''] = wanted.split('/').reverse();
    throw new KubectlError(
      `couldn't find resource for ${JSON.stringify(`${group}/${version}, Resource=${type}`)}`,
    );
  }
  for (let labels = rest.length; labels >= 0; labels -= 1) {
    const resource = kinds.find([type, ...rest.slice(0, labels)].join('.'));
    if (resource) return { resource, path: rest.slice(labels) };
  }
  // Kinds that are only answered, never stored, are known by discovery alone.
  const answered = findDiscovered(discover(cluster), type);
  if (answered) return { resource: answered, path: rest };
  throw new BareError(`the server doesn't have a resource type ${JSON.stringify(type)}`);
}

function documentOf({ cluster }: Call, { group, version }: Subject): JsonObject {
  const { paths } = cluster.request('GET', '/openapi/v3');
  const place = group === '' ? `api/${version}` : `apis/${group}/${version}`;
  const found = isObject(paths) ? paths[place] : undefined;
  const url = isObject(found) ? String(found.serverRelativeURL) : '';
  const [path = '', rawQuery = ''] = url.split('?');
  if (path === '') throw new KubectlError(`couldn't find ${place} in the server's OpenAPI`);
  return cluster.request('GET', path, { rawQuery });
}
