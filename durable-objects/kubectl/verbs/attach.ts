import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { type ChosenPod, chooseContainer, choosePod } from '../containers.ts';
import { KubectlError } from '../failure.ts';
import { flag } from '../flags.ts';
import {
  goOnSession,
  openSession,
  rawTerminal,
  type SessionWork,
  sessionWaits,
} from '../session.ts';
import type { Call, Outcome, Verb } from '../verb.ts';

/** `kubectl attach`. Follows k8s.io/kubectl/pkg/cmd/attach. */
export const attach: Verb = {
  name: 'attach',
  short: 'Attach to a running container',
  long: 'Attach to a process that is already running inside an existing container.',
  examples: `  # Get output from running pod mypod; use the 'kubectl.kubernetes.io/default-container' annotation
  # for selecting the container to be attached or the first container in the pod will be chosen
  kubectl attach mypod

  # Get output from ruby-container from pod mypod
  kubectl attach mypod -c ruby-container

  # Switch to raw terminal mode; sends stdin to 'bash' in ruby-container from pod mypod
  # and sends stdout/stderr from 'bash' back to the client
  kubectl attach mypod -c ruby-container -i -t

  # Get output from the first pod of a replica set named nginx
  kubectl attach rs/nginx`,
  usage: 'attach (POD | TYPE/NAME) -c CONTAINER [options]',
  flags: [
    flag(
      "-c, --container=''",
      'Container name. If omitted, use the kubectl.kubernetes.io/default-container annotation for selecting the container to be attached or the first container in the pod will be chosen',
    ),
    flag(
      '--pod-running-timeout=1m0s',
      'The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running',
    ),
    flag('-q, --quiet=false', 'Only print output from the remote session'),
    flag('-i, --stdin=false', 'Pass stdin to the container'),
    flag('-t, --tty=false', 'Stdin is a TTY'),
  ],
  run(call) {
    const { args } = call;
    const { words } = args;
    const [first = '', second] = words;
    if (words.length === 0) throw new KubectlError('at least 1 argument is required for attach');
    if (words.length > 2)
      throw new KubectlError(
        `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${words.length}: [${words.join(' ')}]`,
      );
    if (args.duration('pod-running-timeout') <= 0)
      throw new KubectlError('--pod-running-timeout must be higher than zero');
    const pod = choosePod(call, second === undefined ? first : `${first}/${second}`);
    const { status } = pod.object;
    const phase = isObject(status) ? status.phase : '';
    if (phase === 'Succeeded' || phase === 'Failed')
      throw new KubectlError(
        `cannot attach a container in a completed pod; current phase is ${phase}`,
      );
    return goOn(call, attachTo(call, pod, args.is('stdin'), args.is('tty')));
  },
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as AttachWork),
};

/** An attached terminal, plain JSON; `farewell` is said at its end. */
export interface AttachWork extends SessionWork {
  readonly farewell: string;
}

function goOn(call: Call, work: AttachWork): Outcome {
  const code = goOnSession(call, work);
  if (code === undefined) return { work: work as unknown as Json, waits: sessionWaits(work) };
  if (code === 0 && work.farewell !== '') call.out(`${work.farewell}\n`);
  return code;
}

/** Joins the container's own process. Throws KubectlError. */
export function attachTo(call: Call, pod: ChosenPod, stdin: boolean, tty: boolean): AttachWork {
  const isQuiet = call.args.is('quiet');
  const container = containerOf(call, pod.object, isQuiet);
  const hasTty = specOf(pod.object, container).tty === true;
  if (tty && !hasTty && !isQuiet)
    call.err(`error: Unable to use a TTY - container ${container} did not allocate one\n`);
  const isRaw = rawTerminal(call, hasTty, stdin);
  if (!isQuiet)
    call.err(
      "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n",
    );
  const session = openSession(call, 'attach', {
    pod,
    container,
    stdin,
    isRaw,
    tty: hasTty && (isRaw || !stdin),
  });
  const farewell = isQuiet || !stdin || !isRaw ? '' : farewellOf(pod, container);
  return { ...session, farewell };
}

function containerOf(call: Call, pod: JsonObject, isQuiet: boolean): string {
  try {
    return chooseContainer(call, pod, isQuiet);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`cannot attach to the container: ${error.message}`);
  }
}

function specOf(pod: JsonObject, container: string): JsonObject {
  const spec = isObject(pod.spec) ? pod.spec : {};
  const lists = [spec.containers, spec.initContainers, spec.ephemeralContainers];
  const all = lists.flatMap((list): readonly Json[] => (Array.isArray(list) ? list : []));
  return all.filter(isObject).find(({ name }) => name === container) ?? {};
}

function farewellOf({ object, name }: ChosenPod, container: string): string {
  const spec = isObject(object.spec) ? object.spec : {};
  if (spec.restartPolicy !== 'Always') return '';
  const command = `'kubectl attach ${name} -c ${container} -i -t'`;
  const ephemeral: readonly Json[] = Array.isArray(spec.ephemeralContainers)
    ? spec.ephemeralContainers
    : [];
  return ephemeral.filter(isObject).some((one) => one.name === container)
    ? `Session ended, the ephemeral container will not be restarted but may be reattached using ${command} if it is still running`
    : `Session ended, resume using ${command} command when the pod is running`;
}
