import { formatQuantity, readQuantity } from '../../../apimachinery/quantity.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { generatorVerb, metadataOf, requireName } from './generator.ts';

/** `kubectl create quota`. */
export const createQuota = generatorVerb({
  name: 'create quota',
  aliases: ['resourcequota'],
  short: 'Create a quota with the specified name',
  long: 'Create a resource quota with the specified name, hard limits, and optional scopes.',
  examples: `  # Create a new resource quota named my-quota
  kubectl create quota my-quota --hard=cpu=1,memory=1G,pods=2,services=3,replicationcontrollers=2,resourcequotas=1,secrets=5,persistentvolumeclaims=10

  # Create a new resource quota named best-effort
  kubectl create quota best-effort --hard=pods=100 --scopes=BestEffort`,
  usage:
    'create quota NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none] [options]',
  flags: [
    flag("--hard=''", 'A comma-delimited set of resource=quantity pairs that define a hard limit.'),
    flag(
      "--scopes=''",
      'A comma-delimited set of quota scopes that must all match each object tracked by the quota.',
    ),
  ],
  makes: {
    group: '',
    version: 'v1',
    kind: 'ResourceQuota',
    plural: 'resourcequotas',
    singular: 'resourcequota',
    namespaced: true,
  },
  failure: 'failed to create quota: ',
  build(call, name) {
    requireName(name);
    const { args } = call;
    const hard = hardOf(args.text('hard'));
    const scopes = scopesOf(args.text('scopes'));
    return {
      metadata: metadataOf(call, name),
      spec: { ...(hard ? { hard } : {}), ...(scopes ? { scopes } : {}) },
      status: {},
    };
  },
});

function hardOf(text: string): { readonly [resource: string]: string } | undefined {
  if (text === '') return undefined;
  const entries = text.split(',').map((statement) => {
    const [resource = '', amount, ...more] = statement.split('=');
    if (amount === undefined || more.length > 0)
      throw new KubectlError(`Invalid argument syntax ${statement}, expected <resource>=<value>`);
    const reading = readQuantity(amount);
    if ('error' in reading) throw new KubectlError(reading.error);
    return [resource, formatQuantity(reading.quantity)] as const;
  });
  return Object.fromEntries(entries);
}

function scopesOf(text: string): readonly string[] | undefined {
  if (text === '') return undefined;
  const scopes = text.split(',');
  if (scopes.includes('')) throw new KubectlError('invalid resource quota scope ""');
  return scopes;
}
