import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import type { Call } from '../../verb.ts';
import { commandOf, generatorVerb, metadataOf } from './generator.ts';
import { randomSuffix } from './random-suffix.ts';

/** `kubectl create deployment`. */
export const createDeployment = generatorVerb({
  name: 'create deployment',
  aliases: ['deploy'],
  short: 'Create a deployment with the specified name',
  long: 'Create a deployment with the specified name.',
  examples: `  # Create a deployment named my-dep that runs the busybox image
  kubectl create deployment my-dep --image=busybox

  # Create a deployment with a command
  kubectl create deployment my-dep --image=busybox -- date

  # Create a deployment named my-dep that runs the nginx image with 3 replicas
  kubectl create deployment my-dep --image=nginx --replicas=3

  # Create a deployment named my-dep that runs the busybox image and expose port 5701
  kubectl create deployment my-dep --image=busybox --port=5701

  # Create a deployment named my-dep that runs multiple containers
  kubectl create deployment my-dep --image=busybox:latest --image=ubuntu:latest --image=nginx`,
  usage: 'create deployment NAME --image=image -- [COMMAND] [args...] [options]',
  flags: [
    flag(
      '--image=[]',
      'Image names to run. A deployment can have multiple images set for multi-container pod.',
    ),
    flag('--port=-1', 'The containerPort that this deployment exposes.'),
    flag('-r, --replicas=1', 'Number of replicas to create. Default is 1.'),
  ],
  required: ['image'],
  makes: {
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    plural: 'deployments',
    singular: 'deployment',
    namespaced: true,
  },
  failure: 'failed to create deployment: ',
  build(call, name) {
    const { args } = call;
    const images = args.list('image');
    if (images.length > 1 && (args.afterDash ?? []).length > 0)
      throw new KubectlError('cannot specify multiple --image options and command');
    const labels = { app: name };
    const port = args.number('port');
    const containers = images.map((image, i) => ({
      name: containerName(call, image),
      image,
      ...commandOf(call),
      ...(i === 0 && port >= 0 ? { ports: [{ containerPort: port }] } : {}),
      resources: {},
    }));
    return {
      metadata: { ...metadataOf(call, name), labels },
      spec: {
        replicas: args.number('replicas'),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
        strategy: {},
      },
      status: {},
    };
  },
});

/** The image's last word without tag and digest; what is no DNS label is made one. */
function containerName(call: Call, image: string): string {
  const [word = ''] = (image.split('/').at(-1) ?? '').split(/[:@]/);
  if (!/[_.]/.test(word)) return word;
  return `${word.replace(/[_.]/g, '-')}-${randomSuffix(call)}`;
}
