import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName, checkNonNegative } from '../../../apimachinery/field-rules.ts';
import { headerNameErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Container } from '../container.ts';
import type { GRPCAction, HTTPGetAction, Lifecycle, LifecycleHandler, Probe } from '../probe.ts';
import { checkPort, checkPortNumber } from './ports.ts';

/** A container's three probes. */
export function checkProbes(container: Frozen<Container>, at: FieldPath): readonly FieldError[] {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  return [
    ...checkDecisiveProbe(livenessProbe, at.child('livenessProbe')),
    ...checkReadinessProbe(readinessProbe, at.child('readinessProbe')),
    ...checkDecisiveProbe(startupProbe, at.child('startupProbe')),
  ];
}

/** Hooks; `graceSeconds` is the pod's. */
export function checkLifecycle(
  lifecycle: Frozen<Lifecycle> | undefined,
  graceSeconds: number,
  at: FieldPath,
): readonly FieldError[] {
  const { postStart, preStop } = lifecycle ?? {};
  return [
    ...(postStart ? checkHandler(postStart, at.child('postStart'), graceSeconds) : []),
    ...(preStop ? checkHandler(preStop, at.child('preStop'), graceSeconds) : []),
  ];
}

/** Liveness and startup: one success decides. */
function checkDecisiveProbe(probe: Frozen<Probe> | undefined, at: FieldPath) {
  if (!probe) return [];
  const { successThreshold } = probe;
  return [
    ...checkProbe(probe, at),
    ...(successThreshold === 1
      ? []
      : [invalidError(at.child('successThreshold'), successThreshold, 'must be 1')]),
  ];
}

function checkReadinessProbe(probe: Frozen<Probe> | undefined, at: FieldPath) {
  if (!probe) return [];
  const seconds = probe.terminationGracePeriodSeconds;
  const place = at.child('terminationGracePeriodSeconds');
  return [
    ...checkProbe(probe, at),
    ...(seconds === undefined
      ? []
      : [invalidError(place, seconds, 'must not be set for readinessProbes')]),
  ];
}

function checkProbe(probe: Frozen<Probe>, at: FieldPath): readonly FieldError[] {
  const seconds = probe.terminationGracePeriodSeconds;
  const place = at.child('terminationGracePeriodSeconds');
  return [
    ...checkHandler(probe, at),
    ...checkNonNegative(probe.initialDelaySeconds, at.child('initialDelaySeconds')),
    ...checkNonNegative(probe.timeoutSeconds, at.child('timeoutSeconds')),
    ...checkNonNegative(probe.periodSeconds, at.child('periodSeconds')),
    ...checkNonNegative(probe.successThreshold, at.child('successThreshold')),
    ...checkNonNegative(probe.failureThreshold, at.child('failureThreshold')),
    ...(seconds !== undefined && seconds <= 0
      ? [invalidError(place, seconds, 'must be greater than 0')]
      : []),
  ];
}

type Handler = Frozen<LifecycleHandler> & { readonly grpc?: Frozen<GRPCAction> | undefined };

/** Exactly one way to probe, or to hook. */
function checkHandler(
  handler: Handler,
  at: FieldPath,
  graceSeconds?: number,
): readonly FieldError[] {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const checks: readonly (readonly [string, (() => readonly FieldError[]) | undefined])[] = [
    ['exec', exec && (() => checkExec(exec.command, at.child('exec')))],
    ['httpGet', httpGet && (() => checkHTTPGet(httpGet, at.child('httpGet')))],
    ['tcpSocket', tcpSocket && (() => checkPort(tcpSocket.port, at.child('tcpSocket', 'port')))],
    ['grpc', grpc && (() => checkPortNumber(grpc.port, at.child('grpc', 'port')))],
    ['sleep', sleep && (() => checkSleep(sleep.seconds, graceSeconds, at.child('sleep')))],
  ];
  const errors: FieldError[] = [];
  let count = 0;
  for (const [name, check] of checks) {
    if (!check) continue;
    if (count > 0)
      errors.push(forbiddenError(at.child(name), 'may not specify more than 1 handler type'));
    else errors.push(...check());
    count += 1;
  }
  return count === 0 ? [requiredError(at, 'must specify a handler type')] : errors;
}

function checkExec(command: readonly string[] | undefined, at: FieldPath): readonly FieldError[] {
  return command?.length ? [] : [requiredError(at.child('command'), '')];
}

function checkHTTPGet(action: Frozen<HTTPGetAction>, at: FieldPath): readonly FieldError[] {
  const schemes = ['HTTP', 'HTTPS'];
  return [
    ...(action.path === '' ? [requiredError(at.child('path'), '')] : []),
    ...checkPort(action.port, at.child('port')),
    ...(schemes.includes(action.scheme)
      ? []
      : [notSupportedError(at.child('scheme'), action.scheme, schemes)]),
    ...(action.httpHeaders ?? []).flatMap(({ name }) =>
      checkName(headerNameErrors, name, at.child('httpHeaders')),
    ),
  ];
}

function checkSleep(seconds: number, graceSeconds: number | undefined, at: FieldPath) {
  if (graceSeconds === undefined || (seconds >= 0 && seconds <= graceSeconds)) return [];
  const text = `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`;
  return [invalidError(at, seconds, text)];
}
