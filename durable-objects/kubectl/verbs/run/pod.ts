import { envVarNameErrors } from '../../../apimachinery/names.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { atoi, labelMap, pairMap } from '../../pairs.ts';
import type { Call } from '../../verb.ts';

/** The pod that `kubectl run` makes (k8s.io/kubectl/pkg/generate/versioned BasicPod). */
export function podOf({ args }: Call, name: string): JsonObject {
  const words = [...args.words.slice(1), ...(args.afterDash ?? [])];
  const env = args.all('env').map(envVar);
  const annotations = pairMap(args.all('annotations'), 'annotations');
  const labels = args.text('labels') === '' ? { run: name } : labelMap(args.text('labels'));
  const stdin = args.is('stdin');
  const port = args.text('port');
  const pullPolicy = args.text('image-pull-policy');
  const container = {
    name,
    image: args.text('image'),
    ...(words.length === 0 ? {} : { [args.is('command') ? 'command' : 'args']: words }),
    ...(port === '' ? {} : { ports: [{ containerPort: atoi(port) }] }),
    ...(env.length === 0 ? {} : { env }),
    resources: {},
    ...(pullPolicy === '' ? {} : { imagePullPolicy: pullPolicy }),
    ...(args.is('privileged') ? { securityContext: { privileged: true } } : {}),
    ...(stdin ? { stdin: true } : {}),
    ...(stdin && !args.is('leave-stdin-open') ? { stdinOnce: true } : {}),
    ...(args.is('tty') ? { tty: true } : {}),
  };
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name,
      labels,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: {
      containers: [container],
      restartPolicy: args.text('restart') || 'Always',
      dnsPolicy: 'ClusterFirst',
    },
    status: {},
  };
}

function envVar(text: string): JsonObject {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0));
  if (name === '' || envVarNameErrors(name).length > 0)
    throw new KubectlError(`invalid env: ${text}`);
  const value = text.slice(at + 1);
  return value === '' ? { name } : { name, value };
}
