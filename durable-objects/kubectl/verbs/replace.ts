import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { type Complaint, complain, complaintsOf } from '../complaint.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, isFailure, KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { annotated } from '../last-applied.ts';
import { type Manifest, readManifests, requireFiles } from '../manifest.ts';
import { resultPrinter } from '../result.ts';
import {
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  saveConfigFlag,
  validateFlag,
} from '../shared-flags.ts';
import { type Call, type Outcome, type Verb, whenChanged } from '../verb.ts';
import { doing, fieldValidation } from '../while-doing.ts';
import { deleteOne, propagation } from './delete.ts';
import { sendRaw } from './raw.ts';

/** `kubectl replace`. Follows k8s.io/kubectl/pkg/cmd/replace. */
export const replace: Verb = {
  name: 'replace',
  short: 'Replace a resource by file name or stdin',
  long: `Replace a resource by file name or stdin.

 JSON and YAML formats are accepted. If replacing an existing resource, the complete resource spec must be provided. This can be obtained by

        $ kubectl get TYPE NAME -o yaml`,
  examples: `  # Replace a pod using the data in pod.json
  kubectl replace -f ./pod.json

  # Replace a pod based on the JSON passed into stdin
  cat pod.json | kubectl replace -f -

  # Update a single-container pod's image version (tag) to v4
  kubectl get pod mypod -o yaml | sed 's/\\(image: myimage\\):.*$/\\1:v4/' | kubectl replace -f -

  # Force replace, delete and then re-create the resource
  kubectl replace --force -f ./pod.json`,
  usage: 'replace -f FILENAME [options]',
  flags: [
    flag(
      "--cascade='background'",
      'Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.',
    ),
    dryRunFlag,
    fieldManagerFlag('kubectl-replace'),
    ...filenameFlags('The files that contain the configurations to replace.'),
    flag(
      '--force=false',
      'If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.',
    ),
    flag(
      '--grace-period=-1',
      'Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).',
    ),
    ...printFlags,
    flag(
      "--raw=''",
      'Raw URI to PUT to the server.  Uses the transport specified by the kubeconfig file.',
    ),
    saveConfigFlag,
    flag(
      "--subresource=''",
      'If specified, replace will operate on the subresource of the requested object.',
    ),
    flag(
      '--timeout=0s',
      'The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object',
    ),
    validateFlag,
    flag(
      '--wait=false',
      'If true, wait for resources to be gone before returning. This waits for finalizers.',
    ),
  ],
  run(call) {
    const { args } = call;
    fieldValidation(call);
    dryRunOf(args);
    const print = resultPrinter(call);
    propagation(call);
    requireFiles(call);
    check(call);
    if (args.text('raw') !== '')
      return sendRaw(call, 'PUT', args.text('raw'), args.list('filename')[0]);
    if (args.is('force')) return startForce(call);
    const { manifests, failures } = readManifests(call);
    const own = attempt(manifests, (manifest) => {
      print(manifest.resource, replaceOne(call, manifest), 'replaced');
    });
    throwAll([...failures, ...own]);
    return 0;
  },
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as Forcing),
};

function check({ args }: Call): void {
  const refuse = (isWrong: boolean, why: string): void => {
    if (isWrong) throw new KubectlError(why);
  };
  const files = args.list('filename');
  const isForced = args.is('force');
  refuse(
    args.number('grace-period') >= 0 && !isForced,
    '--grace-period must have --force specified',
  );
  refuse(args.duration('timeout') !== 0 && !isForced, '--timeout must have --force specified');
  refuse(
    isForced && dryRunOf(args).mode !== 'none',
    '--dry-run can not be used when --force is set',
  );
  if (args.text('raw') === '') return;
  refuse(files.length !== 1, '--raw can only use a single local file or stdin');
  refuse(/^https?:\/\//.test(files[0] ?? ''), '--raw cannot read from a url');
  refuse(args.is('recursive'), '--raw and --recursive are mutually exclusive');
  refuse(args.text('output') !== '', '--raw and --output are mutually exclusive');
}

function replaceOne(call: Call, manifest: Manifest): JsonObject {
  const { args, cluster } = call;
  const { resource, namespace, name, object, source } = manifest;
  const dryRun = dryRunOf(args);
  const body = args.is('save-config') ? annotated(object) : object;
  if (dryRun.mode === 'client') return body;
  const query = {
    ...dryRun.query,
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
  };
  if (name === '')
    throw new KubectlError(
      `error when replacing ${JSON.stringify(source)}: resource name may not be empty`,
    );
  const path = pathOf(resource, namespace, name, args.text('subresource') || undefined);
  return doing(`error when replacing ${JSON.stringify(source)}`, () =>
    cluster.request('PUT', path, { query, body: withVersion(call, manifest, body) }),
  );
}

/** Without a resourceVersion of its own the object takes the live one's: the last one wins. */
function withVersion(
  call: Call,
  { resource, namespace, name }: Manifest,
  body: JsonObject,
): JsonObject {
  const metadata = isObject(body.metadata) ? body.metadata : {};
  if (metadata.resourceVersion !== undefined && metadata.resourceVersion !== '') return body;
  const live = call.cluster.find(resource, namespace, name);
  if (!live || !isObject(live.metadata)) return body;
  const { resourceVersion } = live.metadata;
  return { ...body, metadata: { ...metadata, resourceVersion } };
}

/** Objects that are deleted and made anew, plain JSON. */
interface Forcing {
  /** Paths of what has to be gone first. */
  readonly left: readonly string[];
  readonly until: number;
  readonly complaints: readonly Complaint[];
}

const forceTimeoutMs = 300_000;

function startForce(call: Call): Outcome {
  const { args } = call;
  const { manifests, failures } = readManifests(call);
  const left: string[] = [];
  const asked = args.number('grace-period');
  const grace = asked === 0 ? 1 : asked;
  const own = attempt(manifests, (manifest) => {
    try {
      left.push(deleteOne(call, manifest, { cascade: propagation(call), grace }).path);
    } catch (error) {
      if (!(error instanceof StatusFailure) || error.reason !== 'NotFound') throw error;
    }
  });
  throwAll([...failures, ...own]);
  const until = call.awake + (args.duration('timeout') || forceTimeoutMs);
  return goOn(call, { left, until, complaints: [] });
}

function goOn(call: Call, work: Forcing): Outcome {
  const { cluster, args } = call;
  const left = work.left.filter((path) => isThere(call, path));
  if (left.length > 0) {
    if (call.awake >= work.until) throw new KubectlError('timed out waiting for the condition');
    return whenChanged({ ...work, left } as unknown as Json, work.until);
  }
  const print = resultPrinter(call);
  const { manifests } = readManifests(call);
  const query = {
    fieldManager: args.text('field-manager'),
    fieldValidation: fieldValidation(call),
  };
  const complaints: Complaint[] = [];
  for (const { resource, namespace, object } of manifests) {
    const body = args.is('save-config') ? annotated(object) : object;
    try {
      const made = cluster.request('POST', pathOf(resource, namespace), { query, body });
      print(resource, made, 'replaced');
    } catch (error) {
      if (!isFailure(error)) throw error;
      complaints.push(...complaintsOf([error]));
    }
  }
  if (manifests.length === 0) throw new KubectlError('no objects passed to replace');
  return complain(call, complaints);
}

function isThere({ cluster }: Call, path: string): boolean {
  try {
    cluster.request('GET', path);
    return true;
  } catch (error) {
    if (error instanceof StatusFailure && error.reason === 'NotFound') return false;
    throw error;
  }
}
