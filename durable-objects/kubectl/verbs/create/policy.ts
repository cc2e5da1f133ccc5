import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { labelSelectorOf } from '../../label-selector.ts';
import { generatorVerb, metadataOf, requireName } from './generator.ts';

/** `kubectl create poddisruptionbudget`. */
export const createPodDisruptionBudget = generatorVerb({
  name: 'create poddisruptionbudget',
  aliases: ['pdb'],
  short: 'Create a pod disruption budget with the specified name',
  long: 'Create a pod disruption budget with the specified name, selector, and desired minimum available pods.',
  examples: `  # Create a pod disruption budget named my-pdb that will select all pods with the app=rails label
  # and require at least one of them being available at any point in time
  kubectl create poddisruptionbudget my-pdb --selector=app=rails --min-available=1

  # Create a pod disruption budget named my-pdb that will select all pods with the app=nginx label
  # and require at least half of the pods selected to be available at any point in time
  kubectl create pdb my-pdb --selector=app=nginx --min-available=50%`,
  usage:
    'create poddisruptionbudget NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none] [options]',
  flags: [
    flag(
      "--max-unavailable=''",
      'The maximum number or percentage of unavailable pods this budget requires.',
    ),
    flag(
      "--min-available=''",
      'The minimum number or percentage of available pods this budget requires.',
    ),
    flag(
      "--selector=''",
      'A label selector to use for this budget. Only equality-based selector requirements are supported.',
    ),
  ],
  makes: {
    group: 'policy',
    version: 'v1',
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
    singular: 'poddisruptionbudget',
    namespaced: true,
  },
  failure: 'failed to create poddisruptionbudgets: ',
  build(call, name) {
    const { args } = call;
    requireName(name);
    const selector = args.text('selector');
    const minAvailable = args.text('min-available');
    const maxUnavailable = args.text('max-unavailable');
    if (selector === '') throw new KubectlError('a selector must be specified');
    if (minAvailable === '' && maxUnavailable === '')
      throw new KubectlError('one of min-available or max-unavailable must be specified');
    if (minAvailable !== '' && maxUnavailable !== '')
      throw new KubectlError('min-available and max-unavailable cannot be both specified');
    const labels = { selector: labelSelectorOf(selector) };
    const spec =
      minAvailable === ''
        ? { ...labels, maxUnavailable: amountOf(maxUnavailable, 'max-unavailable') }
        : { minAvailable: amountOf(minAvailable, 'min-available'), ...labels };
    return {
      metadata: metadataOf(call, name),
      spec,
      status: {
        disruptionsAllowed: 0,
        currentHealthy: 0,
        desiredHealthy: 0,
        expectedPods: 0,
      },
    };
  },
});

/** A number of pods or a percentage. */
function amountOf(text: string, name: string): number | string {
  if (!/^[0-9]+%?$/.test(text)) throw new KubectlError(`invalid format specified for ${name}`);
  return text.endsWith('%') ? text : Number(text);
}

/** `kubectl create priorityclass`. */
export const createPriorityClass = generatorVerb({
  name: 'create priorityclass',
  aliases: ['pc'],
  short: 'Create a priority class with the specified name',
  long: 'Create a priority class with the specified name, value, globalDefault and description.',
  examples: `  # Create a priority class named high-priority
  kubectl create priorityclass high-priority --value=1000 --description="high priority"

  # Create a priority class named default-priority that is considered as the global default priority
  kubectl create priorityclass default-priority --value=1000 --global-default=true --description="default priority"

  # Create a priority class named high-priority that cannot preempt pods with lower priority
  kubectl create priorityclass high-priority --value=1000 --description="high priority" --preemption-policy="Never"`,
  usage:
    'create priorityclass NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none] [options]',
  flags: [
    flag(
      "--description=''",
      'description is an arbitrary string that usually provides guidelines on when this priority class should be used.',
    ),
    flag(
      '--global-default=false',
      'global-default specifies whether this PriorityClass should be considered as the default priority.',
    ),
    flag(
      "--preemption-policy='PreemptLowerPriority'",
      'preemption-policy is the policy for preempting pods with lower priority.',
    ),
    flag('--value=0', 'the value of this priority class.'),
  ],
  makes: {
    group: 'scheduling.k8s.io',
    version: 'v1',
    kind: 'PriorityClass',
    plural: 'priorityclasses',
    singular: 'priorityclass',
    namespaced: false,
  },
  failure: 'failed to create priorityclass: ',
  build({ args }, name) {
    const description = args.text('description');
    return {
      metadata: { name },
      value: args.number('value'),
      ...(args.is('global-default') ? { globalDefault: true } : {}),
      ...(description === '' ? {} : { description }),
      preemptionPolicy: args.text('preemption-policy'),
    };
  },
});
