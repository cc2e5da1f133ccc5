import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkLabelSelector } from '../../../apimachinery/field-rules.ts';
import { formatCidr, formatIp, isInRange, networkOf, parseCidr } from '../../../lib/ip.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkCIDR } from '../../pod-template/validation/addresses.ts';
import { checkPort, checkPortNumber, checkProtocol } from '../../pod-template/validation/ports.ts';
import type { IPBlock, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from './schema.ts';

/** Rules of pkg/apis/networking/validation. */

const specPath = FieldPath.of('spec');
const policyTypes = ['Egress', 'Ingress'];

export function validateNetworkPolicy(policy: Frozen<NetworkPolicy>): readonly FieldError[] {
  const { podSelector, policyTypes: types = [] } = policy.spec;
  const at = specPath.child('policyTypes');
  const tooMany = 'may not specify more than two policyTypes';
  return [
    ...checkLabelSelector(podSelector, specPath.child('podSelector')),
    ...rulesOf(policy).flatMap(({ ports, portsAt, peers, peersAt }) => [
      ...ports.flatMap((port, i) => checkPolicyPort(port, portsAt.index(i))),
      ...peers.flatMap((peer, i) => checkPeer(peer, peersAt.index(i))),
    ]),
    ...(types.length > policyTypes.length
      ? [invalidError(at, types, tooMany)]
      : types.flatMap((type, i) =>
          policyTypes.includes(type) ? [] : [notSupportedError(at.index(i), type, policyTypes)],
        )),
  ];
}

/** Ranges that name an address inside of them read in two ways. */
export function networkPolicyWarnings(policy: Frozen<NetworkPolicy>): readonly string[] {
  return rulesOf(policy).flatMap(({ peers, peersAt }) =>
    peers.flatMap(({ ipBlock }, i) => {
      if (!ipBlock) return [];
      const at = peersAt.index(i).child('ipBlock');
      return [
        ...rangeWarnings(ipBlock.cidr, at.child('cidr')),
        ...(ipBlock.except ?? []).flatMap((text, k) =>
          rangeWarnings(text, at.child('except').index(k)),
        ),
      ];
    }),
  );
}

interface Rule {
  readonly ports: Frozen<NetworkPolicyPort[]>;
  readonly portsAt: FieldPath;
  readonly peers: Frozen<NetworkPolicyPeer[]>;
  readonly peersAt: FieldPath;
}

/** Rules of both directions, which differ in the name of their peers only. */
function rulesOf({ spec }: Frozen<NetworkPolicy>): readonly Rule[] {
  const rule = (
    at: FieldPath,
    ports: Rule['ports'] | undefined,
    peers: Rule['peers'] | undefined,
    name: string,
  ): Rule => ({
    ports: ports ?? [],
    portsAt: at.child('ports'),
    peers: peers ?? [],
    peersAt: at.child(name),
  });
  return [
    ...(spec.ingress ?? []).map(({ ports, from }, i) =>
      rule(specPath.child('ingress').index(i), ports, from, 'from'),
    ),
    ...(spec.egress ?? []).map(({ ports, to }, i) =>
      rule(specPath.child('egress').index(i), ports, to, 'to'),
    ),
  ];
}

function checkPolicyPort(
  { protocol, port, endPort }: Frozen<NetworkPolicyPort>,
  at: FieldPath,
): readonly FieldError[] {
  const end = at.child('endPort');
  const errors = protocol === undefined ? [] : [...checkProtocol(protocol, at.child('protocol'))];
  if (port === undefined) {
    const text = 'may not be specified when `port` is not specified';
    if (endPort !== undefined) errors.push(invalidError(end, endPort, text));
    return errors;
  }
  if (typeof port === 'number') {
    errors.push(...checkPort(port, at.child('port')));
    if (endPort === undefined) return errors;
    if (endPort < port) {
      errors.push(invalidError(end, port, 'must be greater than or equal to `port`'));
    }
    return [...errors, ...checkPortNumber(endPort, end)];
  }
  const text = 'may not be specified when `port` is non-numeric';
  if (endPort !== undefined) errors.push(invalidError(end, endPort, text));
  return [...errors, ...checkPort(port, at.child('port'))];
}

function checkPeer(peer: Frozen<NetworkPolicyPeer>, at: FieldPath): readonly FieldError[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const errors = [
    ...checkLabelSelector(podSelector, at.child('podSelector')),
    ...checkLabelSelector(namespaceSelector, at.child('namespaceSelector')),
    ...(ipBlock ? checkBlock(ipBlock, at.child('ipBlock')) : []),
  ];
  if (!podSelector && !namespaceSelector && !ipBlock) {
    errors.push(requiredError(at, 'must specify a peer'));
  } else if (ipBlock && (podSelector || namespaceSelector)) {
    errors.push(forbiddenError(at, 'may not specify both ipBlock and another peer'));
  }
  return errors;
}

function checkBlock({ cidr, except }: Frozen<IPBlock>, at: FieldPath): readonly FieldError[] {
  if (cidr === '') return [requiredError(at.child('cidr'), '')];
  const errors = [...checkCIDR(cidr, at.child('cidr'))];
  const range = parseCidr(cidr);
  if (!range) return errors;
  (except ?? []).forEach((text, i) => {
    const here = at.child('except').index(i);
    errors.push(...checkCIDR(text, here));
    const inner = parseCidr(text);
    if (!inner) return;
    if (!isInRange(range, networkOf(inner)) || range.length >= inner.length) {
      errors.push(invalidError(here, text, 'must be a strict subset of `cidr`'));
    }
  });
  return errors;
}

function rangeWarnings(text: string, at: FieldPath): readonly string[] {
  const range = parseCidr(text);
  if (!range || networkOf(range).value === range.address.value) return [];
  const whole = `${formatIp(range.address)}/${range.address.bits}`;
  const shown = JSON.stringify(text);
  return [
    `${at.text}: CIDR value ${shown} is ambiguous in this context (should be "${formatCidr(range)}" or "${whole}"?)`,
  ];
}
