import { isObject, type Json } from '../../lib/json.ts';
import { chooseContainer, choosePod } from '../containers.ts';
import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import {
  goOnSession,
  openSession,
  rawTerminal,
  type SessionWork,
  sessionWaits,
} from '../session.ts';
import { type Call, type Outcome, usageOf, type Verb } from '../verb.ts';

/** `kubectl exec`. Follows k8s.io/kubectl/pkg/cmd/exec. */
export const exec: Verb = {
  name: 'exec',
  short: 'Execute a command in a container',
  long: 'Execute a command in a container.',
  examples: `  # Get output from running the 'date' command from pod mypod, using the first container by default
  kubectl exec mypod -- date

  # Get output from running the 'date' command in ruby-container from pod mypod
  kubectl exec mypod -c ruby-container -- date

  # Switch to raw terminal mode; sends stdin to 'bash' in ruby-container from pod mypod
  # and sends stdout/stderr from 'bash' back to the client
  kubectl exec mypod -c ruby-container -i -t -- bash -il

  # Get output from running 'date' command from the first pod of the deployment mydeployment, using the first container by default
  kubectl exec deploy/mydeployment -- date`,
  usage: 'exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]',
  flags: [
    flag(
      "-c, --container=''",
      'Container name. If omitted, use the kubectl.kubernetes.io/default-container annotation for selecting the container to be attached or the first container in the pod will be chosen',
    ),
    flag('-q, --quiet=false', 'Only print output from the remote session'),
    flag('-i, --stdin=false', 'Pass stdin to the container'),
    flag('-t, --tty=false', 'Stdin is a TTY'),
    flag('-f, --filename=[]', '', { isRefused: true }),
    flag('--pod-running-timeout=1m0s', '', { isRefused: true }),
  ],
  run,
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as SessionWork),
};

function run(call: Call): Outcome {
  const { args } = call;
  const command = args.afterDash ?? [];
  const [word, ...more] = args.words;
  if (word === undefined)
    throw new KubectlError(`pod, type/name or --filename must be specified\n${usageOf(call)}`);
  if (more.length > 0)
    throw new KubectlError(
      `exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\n${usageOf(call)}`,
    );
  if (command.length === 0)
    throw new KubectlError(
      `you must specify at least one command for the container\n${usageOf(call)}`,
    );
  const pod = choosePod(call, word);
  const { status } = pod.object;
  const phase = isObject(status) ? status.phase : '';
  if (phase === 'Succeeded' || phase === 'Failed')
    throw new KubectlError(
      `cannot exec into a container in a completed pod; current phase is ${phase}`,
    );
  const container = args.text('container') || chooseContainer(call, pod.object, args.is('quiet'));
  const stdin = args.is('stdin');
  const isRaw = rawTerminal(call, args.is('tty'), stdin);
  const tty = args.is('tty') && (isRaw || !stdin);
  return goOn(call, openSession(call, 'exec', { pod, container, stdin, isRaw, tty, command }));
}

function goOn(call: Call, work: SessionWork): Outcome {
  const code = goOnSession(call, work);
  // A session is plain JSON.
  return code ?? { work: work as unknown as Json, waits: sessionWaits(work) };
}
