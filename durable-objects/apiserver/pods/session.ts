import type { ApiSession } from '../../apimachinery/api-client.ts';
import { badRequest, StatusError } from '../../apimachinery/status-error.ts';
import type { StreamOptions } from '../node-proxy.ts';
import { admissionAttributes, validateAdmission } from '../registry/write-context.ts';
import type { Connect } from './connect.ts';
import { chosenContainer } from './pod-view.ts';

/** Starts an exec or attach session on the pod's node. */
export function openSession(protocol: 'exec' | 'attach', connect: Connect): ApiSession {
  const { pod, key, node, query, environment, context, target } = connect;
  const options: StreamOptions = {
    stdin: query.flag('stdin'),
    stdout: query.flag('stdout'),
    stderr: query.flag('stderr'),
    tty: query.flag('tty'),
  };
  validateAdmission(context, admissionAttributes(context, target, 'CONNECT', pod), undefined);
  const container = chosenContainer(pod, query.text('container'));
  if (!pod.spec?.nodeName) throw badRequest(`pod ${key.name} does not have a host assigned`);
  if (!options.stdin && !options.stdout && !options.stderr) {
    throw badRequest('you must specify at least 1 of stdin, stdout, stderr');
  }
  if (protocol === 'attach') {
    const position = node.attach(key, container, options, environment);
    return { type: 'session', protocol, position: { type: 'session', node: position } };
  }
  const command = query.all('command');
  if (command.length === 0)
    throw badRequest('you must specify at least 1 command for the container');
  const position = node.exec(key, container, { ...options, command }, environment);
  return { type: 'session', protocol, position: { type: 'session', node: position } };
}

/** Port forwarding needs the simulated network; until then it is refused, not left hanging. */
export function refusePortForward(): never {
  throw new StatusError(
    501,
    'NotImplemented',
    'port-forward is not available in this simulated cluster',
  );
}
