import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { type Complaint, complain, complaintsOf } from '../../complaint.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { isFailure, KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { readManifests, requireFiles } from '../../manifest.ts';
import { listOf } from '../../print/output.ts';
import { resultPrinter } from '../../result.ts';
import {
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
  validateFlag,
} from '../../shared-flags.ts';
import { type Call, type Outcome, usageOf, type Verb, whenChanged } from '../../verb.ts';
import { fieldValidation } from '../../while-doing.ts';
import { propagation } from '../delete.ts';
import { editLastApplied } from './edit-last-applied.ts';
import { type Applied, applyOne, type Recreation, recreate } from './one.ts';
import { checkPrune, prune, pruneKinds } from './prune.ts';
import { serverSideApply } from './server-side.ts';
import { setLastApplied } from './set-last-applied.ts';
import { viewLastApplied } from './view-last-applied.ts';

/** `kubectl apply`. Follows k8s.io/kubectl/pkg/cmd/apply. */
export const apply: Verb = {
  name: 'apply',
  short: 'Apply a configuration to a resource by file name or stdin',
  long: `Apply a configuration to a resource by file name or stdin. The resource name must be specified. This resource will be created if it doesn't exist yet. To use 'apply', always create the resource initially with either 'apply' or 'create --save-config'.

 JSON and YAML formats are accepted.

 Alpha Disclaimer: the --prune functionality is not yet complete. Do not use unless you are aware of what the current state is. See https://issues.k8s.io/34274.`,
  examples: `  # Apply the configuration in pod.json to a pod
  kubectl apply -f ./pod.json

  # Apply resources from a directory containing kustomization.yaml - e.g. dir/kustomization.yaml
  kubectl apply -k dir/

  # Apply the JSON passed into stdin to a pod
  cat pod.json | kubectl apply -f -

  # Apply the configuration from all files that end with '.json'
  kubectl apply -f '*.json'

  # Note: --prune is still in Alpha
  # Apply the configuration in manifest.yaml that matches label app=nginx and delete all other resources that are not in the file and match label app=nginx
  kubectl apply --prune -f manifest.yaml -l app=nginx

  # Apply the configuration in manifest.yaml and delete all the other config maps that are not in the file
  kubectl apply --prune -f manifest.yaml --all --prune-allowlist=core/v1/ConfigMap`,
  usage: 'apply (-f FILENAME | -k DIRECTORY) [options]',
  flags: [
    flag('--all=false', 'Select all resources in the namespace of the specified resource types.'),
    flag(
      "--cascade='background'",
      'Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.',
    ),
    dryRunFlag,
    fieldManagerFlag('kubectl-client-side-apply'),
    ...filenameFlags('The files that contain the configurations to apply.'),
    flag(
      '--force=false',
      'If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.',
    ),
    flag(
      '--force-conflicts=false',
      'If true, server-side apply will force the changes against conflicts.',
    ),
    flag(
      '--grace-period=-1',
      'Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).',
    ),
    flag(
      '--openapi-patch=true',
      'If true, use openapi to calculate diff when the openapi presents and the resource can be found in the openapi spec. Otherwise, fall back to use baked-in types.',
    ),
    ...printFlags,
    flag(
      '--overwrite=true',
      'Automatically resolve conflicts between the modified and live configuration by using values from the modified configuration',
    ),
    flag(
      '--prune=false',
      'Automatically delete resource objects, that do not appear in the configs and are created by either apply or create --save-config. Should be used with either -l or --all.',
    ),
    flag(
      '--prune-allowlist=[]',
      'Overwrite the default allowlist with <group/version/kind> for --prune',
    ),
    selectorFlag,
    flag('--server-side=false', 'If true, apply runs in the server instead of the client.'),
    flag(
      "--subresource=''",
      'If specified, apply will operate on the subresource of the requested object.  Only allowed when using --server-side.',
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
  subcommands: [editLastApplied, setLastApplied, viewLastApplied],
  run(call) {
    if (call.args.words.length > 0)
      throw new KubectlError(`Unexpected args: [${call.args.words.join(' ')}]\n${usageOf(call)}`);
    dryRunOf(call.args);
    propagation(call);
    requireFiles(call);
    fieldValidation(call);
    if (call.args.is('prune')) pruneKinds(call);
    check(call);
    resultPrinter(call);
    return goOn(call, { next: 0, uids: [], shown: [], complaints: null, recreation: null });
  },
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as ApplyWork),
};

/** Files are applied object by object; one that is made anew has to be gone first. Plain JSON. */
interface ApplyWork {
  /** The object whose turn it is. */
  readonly next: number;
  /** Of the objects that were applied. */
  readonly uids: readonly string[];
  /** What `-o` prints at the end. */
  readonly shown: readonly JsonObject[];
  /** What went wrong; null before the files have been read. */
  readonly complaints: readonly Complaint[] | null;
  readonly recreation: Recreation | null;
}

function goOn(call: Call, before: ApplyWork): Outcome {
  const { manifests, failures } = readManifests(call);
  if (manifests.length === 0 && failures.length === 0)
    throw new KubectlError('no objects passed to apply');
  const print = resultPrinter(call);
  const isPrinting = !['', 'name'].includes(call.args.text('output'));
  let work = before.complaints ? before : { ...before, complaints: complaintsOf(failures) };
  for (let at = work.next; at < manifests.length; at += 1) {
    const manifest = manifests[at];
    if (!manifest) continue;
    try {
      const result: Applied =
        work.recreation !== null
          ? recreate(call, manifest, work.recreation)
          : call.args.is('server-side')
            ? serverSideApply(call, manifest)
            : applyOne(call, manifest);
      if ('recreation' in result) {
        const { recreation } = result;
        const left: ApplyWork = { ...work, next: at, recreation };
        return whenChanged(left as unknown as Json, recreation.until ?? undefined);
      }
      const { object, operation } = result;
      const metadata = isObject(object.metadata) ? object.metadata : {};
      const uids = [...work.uids, String(metadata.uid ?? '')];
      const shown = isPrinting ? [...work.shown, object] : work.shown;
      work = { ...work, uids, shown, recreation: null };
      if (!isPrinting) print(manifest.resource, { ...object, metadata }, operation);
    } catch (error) {
      if (!isFailure(error)) throw error;
      const complaints = [...(work.complaints ?? []), ...complaintsOf([error])];
      work = { ...work, complaints, recreation: null };
    }
  }
  return finish(call, work);
}

function finish(call: Call, { complaints, shown, uids }: ApplyWork): Outcome {
  if (complaints && complaints.length > 0) return complain(call, complaints);
  const print = resultPrinter(call);
  const [first] = shown;
  const [kind] = call.kinds.all;
  if (first && kind) print(kind, shown.length === 1 ? first : listOf(shown), '');
  if (call.args.is('prune')) prune(call, uids);
  return 0;
}

function check(call: Call): void {
  const { args } = call;
  const isServerSide = args.is('server-side');
  const { mode } = dryRunOf(args);
  const refuse = (isWrong: boolean, why: string): void => {
    if (isWrong) throw new KubectlError(why);
  };
  refuse(
    args.is('force-conflicts') && !isServerSide,
    '--force-conflicts only works with --server-side',
  );
  refuse(
    mode === 'client' && isServerSide,
    "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
  );
  refuse(isServerSide && args.is('force'), '--force cannot be used with --server-side');
  refuse(mode === 'server' && args.is('force'), '--dry-run=server cannot be used with --force');
  refuse(
    args.is('all') && args.text('selector') !== '',
    'cannot set --all and --selector at the same time',
  );
  if (args.is('prune')) checkPrune(call);
  refuse(
    args.text('subresource') !== '' && !isServerSide,
    '--subresource can only be specified for --server-side',
  );
}
