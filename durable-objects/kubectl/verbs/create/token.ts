import { isObject, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { KubectlError, StatusFailure } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { resultPrinter } from '../../result.ts';
import { printFlags } from '../../shared-flags.ts';
import { typedObject } from '../../typed.ts';
import type { Call, Verb } from '../../verb.ts';
import { nameArgument } from './generator.ts';

const boundKinds = ['Node', 'Pod', 'Secret'];

/** `kubectl create token`. Follows k8s.io/kubectl/pkg/cmd/create/create_token.go. */
export const createToken: Verb = {
  name: 'create token',
  short: 'Request a service account token',
  long: 'Request a service account token.',
  examples: `  # Request a token to authenticate to the kube-apiserver as the service account "myapp" in the current namespace
  kubectl create token myapp

  # Request a token for a service account in a custom namespace
  kubectl create token myapp --namespace myns

  # Request a token with a custom expiration
  kubectl create token myapp --duration 10m

  # Request a token with a custom audience
  kubectl create token myapp --audience https://example.com

  # Request a token bound to an instance of a Secret object
  kubectl create token myapp --bound-object-kind Secret --bound-object-name mysecret

  # Request a token bound to an instance of a Secret object with a specific UID
  kubectl create token myapp --bound-object-kind Secret --bound-object-name mysecret --bound-object-uid 0d4691ed-659b-4935-a832-355f77ee47cc`,
  usage: 'create token SERVICE_ACCOUNT_NAME [options]',
  flags: [
    flag(
      '--audience=[]',
      'Audience of the requested token. If unset, defaults to requesting a token for use with the Kubernetes API server. May be repeated to request a token valid for multiple audiences.',
    ),
    flag(
      "--bound-object-kind=''",
      'Kind of an object to bind the token to. Supported kinds are Node, Pod, Secret. If set, --bound-object-name must be provided.',
    ),
    flag(
      "--bound-object-name=''",
      'Name of an object to bind the token to. The token will expire when the object is deleted. Requires --bound-object-kind.',
    ),
    flag(
      "--bound-object-uid=''",
      'UID of an object to bind the token to. Requires --bound-object-kind and --bound-object-name. If unset, the UID of the existing object is used.',
    ),
    flag(
      '--duration=0s',
      'Requested lifetime of the issued token. If not set or if set to 0, the lifetime will be determined by the server automatically. The server may return a token with a longer or shorter lifetime.',
    ),
    ...printFlags,
  ],
  run(call) {
    const name = nameArgument(call);
    const print = resultPrinter(call, true);
    check(call, name);
    const answer = requested(call, name);
    const token = isObject(answer.status) ? String(answer.status.token ?? '') : '';
    if (token === '') throw new KubectlError('failed to create token: no token in server response');
    if (call.args.text('output') !== '')
      print({ singular: 'tokenrequest', group: 'authentication.k8s.io' }, answer, 'created');
    else call.out(call.isOutTerminal ? `${token}\n` : token);
    return 0;
  },
};

function check({ args }: Call, name: string): void {
  if (name === '') throw new KubectlError('service account name is required');
  const duration = args.duration('duration');
  if (duration < 0) throw new KubectlError('--duration must be greater than or equal to 0');
  if (duration % 1_000 !== 0)
    throw new KubectlError('--duration cannot be expressed in units less than seconds');
  if (args.all('audience').includes(''))
    throw new KubectlError('--audience must not be an empty string');
  const kind = args.text('bound-object-kind');
  for (const part of kind === '' ? ['name', 'uid'] : [])
    if (args.text(`bound-object-${part}`) !== '')
      throw new KubectlError(
        `--bound-object-${part} can only be set if --bound-object-kind is provided`,
      );
  if (kind === '') return;
  if (!boundKinds.includes(kind))
    throw new KubectlError(`supported --bound-object-kind values are ${boundKinds.join(', ')}`);
  if (args.text('bound-object-name') === '')
    throw new KubectlError('--bound-object-name is required if --bound-object-kind is provided');
}

function requested(call: Call, name: string): JsonObject {
  const { args, cluster, namespace, kinds } = call;
  const kind = args.text('bound-object-kind');
  const uid = args.text('bound-object-uid');
  const audiences = args.all('audience');
  const seconds = args.duration('duration') / 1_000;
  const bound = {
    kind,
    apiVersion: 'v1',
    name: args.text('bound-object-name'),
    ...(uid === '' ? {} : { uid }),
  };
  const body = {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {},
    spec: {
      audiences: audiences.length === 0 ? null : audiences,
      ...(seconds > 0 ? { expirationSeconds: seconds } : { expirationSeconds: null }),
      boundObjectRef: kind === '' ? null : bound,
    },
    status: { token: '', expirationTimestamp: null },
  };
  const accounts = { group: '', version: 'v1', plural: 'serviceaccounts', namespaced: true };
  try {
    const path = pathOf(accounts, namespace, name, 'token');
    return typedObject(cluster.request('POST', path, { body }), kinds);
  } catch (error) {
    if (!(error instanceof StatusFailure)) throw error;
    throw new KubectlError(`failed to create token: ${error.message}`);
  }
}
