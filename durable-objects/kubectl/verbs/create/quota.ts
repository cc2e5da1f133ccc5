import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { quantityMap } from '../../quantity-map.ts';
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
    const hard = quantityMap(args.text('hard'));
    const scopes = scopesOf(args.text('scopes'));
    return {
      metadata: metadataOf(call, name),
      spec: { ...(hard ? { hard } : {}), ...(scopes ? { scopes } : {}) },
      status: {},
    };
  },
});

function scopesOf(text: string): readonly string[] | undefined {
  if (text === '') return undefined;
  const scopes = text.split(',');
  if (scopes.includes('')) throw new KubectlError('invalid resource quota scope ""');
  return scopes;
}
