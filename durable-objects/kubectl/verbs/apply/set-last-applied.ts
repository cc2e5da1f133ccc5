import { isObject, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { lastApplied } from '../../last-applied.ts';
import { type Manifest, readManifests, requireFiles } from '../../manifest.ts';
import { compactJson } from '../../print/json.ts';
import { resultPrinter } from '../../result.ts';
import { printFlags } from '../../shared-flags.ts';
import type { Call, Verb } from '../../verb.ts';

/** `kubectl apply set-last-applied`. */
export const setLastApplied: Verb = {
  name: 'apply set-last-applied',
  short:
    'Set the last-applied-configuration annotation on a live object to match the contents of a file',
  long: "Set the latest last-applied-configuration annotations by setting it to match the contents of a file. This results in the last-applied-configuration being updated as though 'kubectl apply -f<file> ' was run, without updating any other parts of the object.",
  examples: `  # Set the last-applied-configuration of a resource to match the contents of a file
  kubectl apply set-last-applied -f deploy.yaml

  # Execute set-last-applied against each configuration file in a directory
  kubectl apply set-last-applied -f path/

  # Set the last-applied-configuration of a resource to match the contents of a file; will create the annotation if it does not already exist
  kubectl apply set-last-applied -f deploy.yaml --create-annotation=true`,
  usage: 'apply set-last-applied -f FILENAME [options]',
  flags: [
    flag(
      '--create-annotation=false',
      "Will create 'last-applied-configuration' annotations if current objects doesn't have one",
    ),
    dryRunFlag,
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files that contains the last-applied-configuration annotations',
    ),
    ...printFlags,
  ],
  run(call) {
    const { args, cluster } = call;
    const dryRun = dryRunOf(args);
    const print = resultPrinter(call);
    requireFiles(call);
    const { manifests, failures } = readManifests(call);
    throwAll(failures.slice(0, 1));
    const changed = manifests.flatMap((manifest) => changeOf(call, manifest));
    for (const { manifest, live, text } of changed) {
      const { resource, namespace, name } = manifest;
      const patch = { metadata: { annotations: { [lastApplied]: text } } };
      const path = pathOf(resource, namespace, name);
      const result =
        dryRun.mode === 'client' ? live : cluster.patch(path, 'merge', patch, dryRun.query);
      print(resource, result, 'configured');
    }
    return 0;
  },
};

function changeOf(
  call: Call,
  manifest: Manifest,
): readonly { manifest: Manifest; live: JsonObject; text: string }[] {
  const { args, cluster } = call;
  const { resource, namespace, name, object } = manifest;
  const text = `${compactJson(object)}\n`;
  const live = cluster.get(resource, namespace, name);
  const metadata = isObject(live.metadata) ? live.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  const before = annotations[lastApplied];
  if (before === undefined && !args.is('create-annotation'))
    throw new KubectlError(
      `no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`,
    );
  if (String(before).trimEnd() !== text.trimEnd()) return [{ manifest, live, text }];
  call.out(`set-last-applied ${name}: no changes required.\n`);
  return [];
}
