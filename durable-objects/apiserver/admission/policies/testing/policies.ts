import { parse } from 'yaml';
import { allResources, namespaces, serviceAccounts } from '../../../../api/index.ts';
import { type Answer, TestServer } from '../../../testing/test-server.ts';
import { defaultAdmission } from '../../index.ts';

export const policyGroup = '/apis/admissionregistration.k8s.io/v1';
export const deployments = '/apis/apps/v1/namespaces/default/deployments';

type Kind = 'validating' | 'mutating';

/** A server with policies, written in YAML. */
export class PolicyServer extends TestServer {
  constructor() {
    super(allResources, defaultAdmission);
    this.act((client) => {
      client.create(namespaces, { metadata: { name: 'default', labels: { team: 'a' } } });
      client.create(serviceAccounts, { metadata: { name: 'default', namespace: 'default' } });
    });
  }

  /** `201`, or what is wrong. Without other words, it is about deployments. */
  policy(kind: Kind, spec: string, name = 'p'): string {
    const written = parse(spec) as { matchConstraints?: object };
    const matchConstraints = written.matchConstraints ?? about('apps', 'deployments');
    return this.#create(`${kind}admissionpolicies`, name, { ...written, matchConstraints });
  }

  /** Binds `p`, and denies what it denies, unless it says otherwise. */
  bind(kind: Kind, spec = '{}', name = 'b'): string {
    const actions = kind === 'validating' ? { validationActions: ['Deny'] } : {};
    const written = { policyName: 'p', ...actions, ...(parse(spec) as object) };
    return this.#create(`${kind}admissionpolicybindings`, name, written);
  }

  deploy(replicas: number, labels: object = {}, name = 'web'): Answer {
    return this.call('POST', deployments, deployment(replicas, labels, name));
  }

  #create(plural: string, name: string, spec: object): string {
    const { line } = this.call('POST', `${policyGroup}/${plural}`, { metadata: { name }, spec });
    return line.replace(/^422 [\w.]+ "\S+" is invalid: /, '');
  }
}

/** Requests that create or update a resource. */
export function about(group: string, resource: string, more: object = {}): object {
  const operations = ['CREATE', 'UPDATE'];
  const rule = { apiGroups: [group], apiVersions: ['*'], operations, resources: [resource] };
  return { resourceRules: [{ ...rule, ...more }] };
}

export function deployment(replicas: number, labels: object = {}, name = 'web'): object {
  const containers = [{ name: 'c', image: 'nginx' }];
  return {
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers } },
    },
  };
}
