import { formatQuantity, readQuantity } from '../../apimachinery/quantity.ts';
import { apiVersionOf } from '../../apimachinery/resource.ts';
import type { JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../dry-run.ts';
import { attempt, KubectlError, throwAll } from '../failure.ts';
import { flag } from '../flags.ts';
import { requireFlags } from '../required.ts';
import { type ResultPrinter, resultPrinter } from '../result.ts';
import { type Selected, selectObjects } from '../selected.ts';
import { fieldManagerFlag, filenameFlags, printFlags, saveConfigFlag } from '../shared-flags.ts';
import { typedAnnotated, typedObject } from '../typed.ts';
import type { Call, Verb } from '../verb.ts';

/** `kubectl autoscale`. Follows k8s.io/kubectl/pkg/cmd/autoscale. */
export const autoscale: Verb = {
  name: 'autoscale',
  short: 'Auto-scale a deployment, replica set, stateful set, or replication controller',
  long: `Creates an autoscaler that automatically chooses and sets the number of pods that run in a Kubernetes cluster. The command will attempt to use the autoscaling/v2 API first, in case of an error, it will fall back to autoscaling/v1 API.

 Looks up a deployment, replica set, stateful set, or replication controller by name and creates an autoscaler that uses the given resource as a reference. An autoscaler can automatically increase or decrease number of pods deployed within the system as needed.`,
  examples: `  # Auto scale a deployment "foo", with the number of pods between 2 and 10, no target CPU utilization specified so a default autoscaling policy will be used
  kubectl autoscale deployment foo --min=2 --max=10

  # Auto scale a replication controller "foo", with the number of pods between 1 and 5, target CPU utilization at 80%
  kubectl autoscale rc foo --max=5 --cpu=80%

  # Auto scale a deployment "bar", with the number of pods between 3 and 6, target average CPU of 500m and memory of 200Mi
  kubectl autoscale deployment bar --min=3 --max=6 --cpu=500m --memory=200Mi

  # Auto scale a deployment "bar", with the number of pods between 2 and 8, target CPU utilization 60% and memory utilization 70%
  kubectl autoscale deployment bar --min=3 --max=6 --cpu=60% --memory=70%`,
  usage:
    'autoscale (-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY] [options]',
  flags: [
    flag(
      "--cpu=''",
      'Target CPU utilization over all the pods. When specified as a percentage (e.g."70%" for 70% of requested CPU) it will target average utilization. When specified as quantity (e.g."500m" for 500 milliCPU) it will target average value. Value without units is treated as a quantity with miliCPU being the unit (e.g."500" is "500m").',
    ),
    flag('--cpu-percent=-1', '', { isHidden: true }),
    dryRunFlag,
    fieldManagerFlag('kubectl-autoscale'),
    ...filenameFlags('Filename, directory, or URL to files identifying the resource to autoscale.'),
    flag(
      '--max=-1',
      'The upper limit for the number of pods that can be set by the autoscaler. Required.',
    ),
    flag(
      "--memory=''",
      'Target memory utilization over all the pods. When specified  as a percentage (e.g."60%" for 60% of requested memory) it will target average utilization. When specified as quantity (e.g."200Mi" for 200 MiB, "1Gi" for 1 GiB) it will target average value. Value without units is treated as a quantity with mebibytes being the unit (e.g."200" is "200Mi").',
    ),
    flag(
      '--min=-1',
      "The lower limit for the number of pods that can be set by the autoscaler. If it's not specified or negative, the server will apply a default value.",
    ),
    flag(
      "--name=''",
      'The name for the newly created object. If not specified, the name of the input resource will be used.',
    ),
    ...printFlags,
    saveConfigFlag,
  ],
  run(call) {
    const { args } = call;
    requireFlags(call, ['max']);
    if (args.has('cpu-percent'))
      call.err(
        "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).\n",
      );
    dryRunOf(args);
    check(call);
    const print = resultPrinter(call, true);
    const { objects, failures } = selectObjects(call);
    const own = attempt(objects, (selected) => autoscaleOne(call, selected, print));
    throwAll([...failures, ...own]);
    if (objects.length === 0) throw new KubectlError('no objects passed to autoscale');
    return 0;
  },
};

function check({ args }: Call): void {
  const [min, max] = [args.number('min'), args.number('max')];
  if (max < 1)
    throw new KubectlError(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min)
    throw new KubectlError(
      `--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`,
    );
  if (args.number('cpu-percent') > 0 && args.text('cpu') !== '')
    throw new KubectlError('--cpu-percent and --cpu are mutually exclusive');
  for (const name of ['cpu', 'memory'] as const)
    if (args.text(name) !== '') targetOf(name, args.text(name));
}

const scalers = { group: 'autoscaling', version: 'v2', plural: 'horizontalpodautoscalers' };

function autoscaleOne(call: Call, selected: Selected, print: ResultPrinter): void {
  const { args, cluster, kinds, namespace } = call;
  const { resource } = selected;
  if (!resource.subresources.scale)
    throw new KubectlError(
      `cannot autoscale a ${resource.kind}: could not find scale subresource for ${resource.group}/${resource.version}, Resource=${resource.plural} in discovery information`,
    );
  const dryRun = dryRunOf(args);
  const scaler = typedObject(scalerOf(call, selected), kinds);
  const kind = { singular: 'horizontalpodautoscaler', group: 'autoscaling' };
  if (dryRun.mode === 'client') {
    print(kind, scaler, 'created');
    return;
  }
  const body = args.is('save-config') ? typedAnnotated(scaler, kinds) : scaler;
  const query = { ...dryRun.query, fieldManager: args.text('field-manager') };
  const path = pathOf({ ...scalers, namespaced: true }, namespace);
  const made = cluster.request('POST', path, { query, body });
  print(kind, typedObject(made, kinds), 'autoscaled');
}

function scalerOf(call: Call, { resource, name }: Selected): JsonObject {
  const { args, namespace, hasNamespaceFlag } = call;
  const min = args.number('min');
  const percent = args.number('cpu-percent');
  const metrics = [
    ...(percent > 0 ? [metricOf('cpu', `${percent}%`)] : []),
    ...(['cpu', 'memory'] as const)
      .filter((word) => args.text(word) !== '')
      .map((word) => metricOf(word, args.text(word))),
  ];
  return {
    kind: 'HorizontalPodAutoscaler',
    apiVersion: 'autoscaling/v2',
    metadata: { name: args.text('name') || name, ...(hasNamespaceFlag ? { namespace } : {}) },
    spec: {
      scaleTargetRef: { kind: resource.kind, name, apiVersion: apiVersionOf(resource) },
      ...(min > 0 ? { minReplicas: min } : {}),
      maxReplicas: args.number('max'),
      ...(metrics.length === 0 ? {} : { metrics }),
    },
    status: { desiredReplicas: 0, currentMetrics: null },
  };
}

function metricOf(name: 'cpu' | 'memory', text: string): JsonObject {
  return { type: 'Resource', resource: { name, target: targetOf(name, text) } };
}

/** `70%` is of what pods request; a number has the unit m or Mi. Throws KubectlError. */
function targetOf(name: 'cpu' | 'memory', given: string): JsonObject {
  const text = given.trim();
  if (text === '') throw new KubectlError('empty input');
  if (text.endsWith('%')) {
    const number = text.slice(0, -1);
    if (!/^\+?\d+$/.test(number)) throw new KubectlError(`invalid percentage value: ${number}`);
    return { type: 'Utilization', averageUtilization: Number(number) };
  }
  const isBare = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  const unit = name === 'cpu' ? 'm' : 'Mi';
  const reading = readQuantity(isBare ? `${Number(text)}${unit}` : text);
  if ('error' in reading) throw new KubectlError(`invalid resource ${name} value: ${text}`);
  return { type: 'AverageValue', averageValue: formatQuantity(reading.quantity) };
}
