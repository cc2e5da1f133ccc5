import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { resultPrinter } from '../../result.ts';
import { fieldManagerFlag, filenameFlags, printFlags } from '../../shared-flags.ts';
import type { Verb } from '../../verb.ts';
import { changeObjects, checkSetFlags, setTargets, withPodSpec } from './change.ts';

/** `kubectl set serviceaccount`. Follows k8s.io/kubectl/pkg/cmd/set. */
export const setServiceAccount: Verb = {
  name: 'set serviceaccount',
  aliases: ['sa'],
  short: 'Update the service account of a resource',
  long: `Update the service account of pod template resources.

 Possible resources (case insensitive) can be:

 replicationcontroller (rc), deployment (deploy), daemonset (ds), job, replicaset (rs), statefulset`,
  examples: `  # Set deployment nginx-deployment's service account to serviceaccount1
  kubectl set serviceaccount deployment nginx-deployment serviceaccount1

  # Print the result (in YAML format) of updated nginx deployment with the service account from local file, without hitting the API server
  kubectl set sa -f nginx-deployment.yaml serviceaccount1 --local --dry-run=client -o yaml`,
  usage: 'set serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT [options]',
  flags: [
    flag('--all=false', 'Select all resources, in the namespace of the specified resource types'),
    dryRunFlag,
    fieldManagerFlag('kubectl-set'),
    ...filenameFlags(
      'Filename, directory, or URL to files identifying the resource to get from a server.',
    ),
    flag(
      '--local=false',
      'If true, set serviceaccount will NOT contact api-server but run locally.',
    ),
    ...printFlags,
  ],
  run(call) {
    const { args } = call;
    dryRunOf(args);
    checkSetFlags(call);
    resultPrinter(call, true);
    const account = args.words.at(-1);
    if (account === undefined) throw new KubectlError('serviceaccount is required');
    const { objects, failures } = setTargets(call, args.is('local') ? [] : args.words.slice(0, -1));
    return changeObjects(
      call,
      objects,
      {
        operation: 'serviceaccount updated',
        failure: 'failed to patch ServiceAccountName ',
        reportsUnchanged: true,
        change: (selected) =>
          withPodSpec(selected, (spec) => ({ ...spec, serviceAccountName: account })),
      },
      failures,
    );
  },
};
