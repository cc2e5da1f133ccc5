import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import type { Call } from '../../verb.ts';
import { generatorVerb, metadataOf } from './generator.ts';

/** Upstream's has no end either: what follows is not looked at. */
const rulePattern = /^[\w*\-.]*\/.*=[\w-]+:[\w-]+/;

/** `kubectl create ingress`. */
export const createIngress = generatorVerb({
  name: 'create ingress',
  aliases: ['ing'],
  short: 'Create an ingress with the specified name',
  long: 'Create an ingress with the specified name.',
  examples: `  # Create a single ingress called 'simple' that directs requests to foo.com/bar to svc
  # svc1:8080 with a TLS secret "my-cert"
  kubectl create ingress simple --rule="foo.com/bar=svc1:8080,tls=my-cert"

  # Create a catch all ingress of "/path" pointing to service svc:port and Ingress Class as "otheringress"
  kubectl create ingress catch-all --class=otheringress --rule="/path=svc:port"

  # Create an ingress with two annotations: ingress.annotation1 and ingress.annotations2
  kubectl create ingress annotated --class=default --rule="foo.com/bar=svc:port" \\
  --annotation ingress.annotation1=foo \\
  --annotation ingress.annotation2=bla

  # Create an ingress with the same host and multiple paths
  kubectl create ingress multipath --class=default \\
  --rule="foo.com/=svc:port" \\
  --rule="foo.com/admin/=svcadmin:portadmin"

  # Create an ingress with multiple hosts and the pathType as Prefix
  kubectl create ingress ingress1 --class=default \\
  --rule="foo.com/path*=svc:8080" \\
  --rule="bar.com/admin*=svc2:http"

  # Create an ingress with TLS enabled using the default ingress certificate and different path types
  kubectl create ingress ingtls --class=default \\
  --rule="foo.com/=svc:https,tls" \\
  --rule="foo.com/path/subpath*=othersvc:8080"

  # Create an ingress with TLS enabled using a specific secret and pathType as Prefix
  kubectl create ingress ingsecret --class=default \\
  --rule="foo.com/*=svc:8080,tls=secret1"

  # Create an ingress with a default backend
  kubectl create ingress ingdefault --class=default \\
  --default-backend=defaultsvc:http \\
  --rule="foo.com/*=svc:8080,tls=secret1"`,
  usage: 'create ingress NAME --rule=host/path=service:port[,tls[=secret]]  [options]',
  flags: [
    flag(
      '--annotation=[]',
      'Annotation to insert in the ingress object, in the format annotation=value',
    ),
    flag("--class=''", 'Ingress Class to be used'),
    flag("--default-backend=''", 'Default service for backend, in format of svcname:port'),
    flag(
      '--rule=[]',
      "Rule in format host/path=service:port[,tls=secretname]. Paths containing the leading character '*' are considered pathType=Prefix. tls argument is optional.",
    ),
  ],
  makes: {
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'Ingress',
    plural: 'ingresses',
    singular: 'ingress',
    namespaced: true,
  },
  failure: 'failed to create ingress: ',
  build(call, name) {
    check(call);
    const { args } = call;
    const annotations = Object.fromEntries(
      args.all('annotation').map((text) => {
        const at = text.indexOf('=');
        return [text.slice(0, at), text.slice(at + 1)];
      }),
    );
    const ingressClass = args.text('class');
    const backend = args.text('default-backend');
    const tls = tlsOf(args.all('rule'));
    const rules = rulesOf(args.all('rule'));
    return {
      metadata: {
        ...metadataOf(call, name),
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
      spec: {
        ...(ingressClass === '' ? {} : { ingressClassName: ingressClass }),
        ...(backend === '' ? {} : { defaultBackend: backendOf(backend) }),
        ...(tls.length === 0 ? {} : { tls }),
        ...(rules.length === 0 ? {} : { rules }),
      },
      status: { loadBalancer: {} },
    };
  },
});

function check({ args }: Call): void {
  const backend = args.text('default-backend');
  const rules = args.all('rule');
  if (backend === '' && rules.length === 0)
    throw new KubectlError(
      'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
    );
  for (const rule of rules)
    if (!rulePattern.test(rule))
      throw new KubectlError(
        `rule ${rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
      );
  for (const annotation of args.all('annotation'))
    if (!annotation.includes('='))
      throw new KubectlError(
        `annotation ${annotation} is invalid and should be in format key=[value]`,
      );
  if (backend !== '' && backend.split(':').length !== 2)
    throw new KubectlError('default-backend should be in format servicename:serviceport');
}

/** A host's first rule with `,tls` says which secret serves it. */
function tlsOf(rules: readonly string[]): readonly JsonObject[] {
  const entries: { hosts?: string[]; secretName?: string }[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const parts = rule.split(',');
    const [host = ''] = rule.split('/');
    if (parts.length !== 2 || seen.has(host)) continue;
    const secretName = (parts[1] ?? '').split('=')[1] ?? '';
    const same = entries.find((entry) => (entry.secretName ?? '') === secretName);
    if (same) same.hosts = [...(same.hosts ?? []), host];
    else if (host !== '' || secretName !== '')
      entries.push({
        ...(host === '' ? {} : { hosts: [host] }),
        ...(secretName === '' ? {} : { secretName }),
      });
    seen.add(host);
  }
  return entries;
}

function rulesOf(rules: readonly string[]): readonly JsonObject[] {
  const byHost = new Map<string, JsonObject[]>();
  for (const rule of rules) {
    const [text = ''] = rule.split(',');
    const at = text.indexOf('/');
    const host = text.slice(0, at);
    byHost.set(host, [...(byHost.get(host) ?? []), pathOf(text.slice(at + 1))]);
  }
  return [...byHost].map(([host, paths]) => ({
    ...(host === '' ? {} : { host }),
    http: { paths },
  }));
}

function pathOf(text: string): JsonObject {
  const [own = '', service = ''] = text.split('=');
  const path = `/${own}`;
  const isPrefix = path.endsWith('*');
  return {
    path: isPrefix ? path.slice(0, -1) : path,
    pathType: isPrefix ? 'Prefix' : 'Exact',
    backend: backendOf(service),
  };
}

function backendOf(text: string): JsonObject {
  const [name = '', port = ''] = text.split(':');
  const isNumber = /^[+-]?\d+$/.test(port);
  return { service: { name, port: isNumber ? { number: Number(port) } : { name: port } } };
}
