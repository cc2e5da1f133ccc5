import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import {
  type DescribeWriter,
  describeText,
  goTime,
} from '../../../apimachinery/describe/writer.ts';
import { type LabelSelectorShape, selectorText } from '../../../apimachinery/labels.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from './schema.ts';

const indent = '    ';
const everything = '<any>';

/** `kubectl describe networkpolicy`: there is no table of events. */
export const describeNetworkPolicy: Describe<NetworkPolicy> = ({ metadata, spec }) =>
  describeText((writer) => {
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'Created on', goTime(metadata.creationTimestamp));
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writer.line(0, 'Spec:');
    const selector = selectorText(spec.podSelector);
    const everyPod = '<none> (Allowing the specific traffic to all pods in this namespace)';
    writer.write(1, 'PodSelector: ');
    writer.line(2, selector === '' ? everyPod : selector);
    const types = spec.policyTypes ?? [];
    const ingress = (spec.ingress ?? []).map(({ ports, from }) => ({ ports, peers: from }));
    writeDirection(writer, 'ingress', types.includes('Ingress'), ingress);
    const egress = (spec.egress ?? []).map(({ ports, to }) => ({ ports, peers: to }));
    writeDirection(writer, 'egress', types.includes('Egress'), egress);
    writer.line(1, `Policy Types: ${types.join(', ') || '<none>'}`);
  });

interface Rule {
  readonly ports: Frozen<NetworkPolicyPort[]> | undefined;
  readonly peers: Frozen<NetworkPolicyPeer[]> | undefined;
}

function writeDirection(
  writer: DescribeWriter,
  direction: 'ingress' | 'egress',
  isAffected: boolean,
  rules: readonly Rule[],
): void {
  if (!isAffected) {
    writer.line(1, `Not affecting ${direction} traffic`);
    return;
  }
  writer.line(1, `Allowing ${direction} traffic:`);
  const line = (text: string): void => writer.line(0, `${indent}${text}`);
  if (rules.length === 0) line(`<none> (Selected pods are isolated for ${direction} connectivity)`);
  const [word, end] = direction === 'ingress' ? ['From', 'source'] : ['To', 'destination'];
  rules.forEach(({ ports = [], peers = [] }, i) => {
    if (ports.length === 0) line(`To Port: ${everything} (traffic allowed to all ports)`);
    for (const port of ports) line(portText(port));
    if (peers.length === 0) line(`${word}: ${everything} (traffic not restricted by ${end})`);
    for (const peer of peers) {
      line(`${word}:`);
      writePeer(writer, peer);
    }
    if (i < rules.length - 1) line('----------');
  });
}

function portText({ port, endPort, protocol = 'TCP' }: Frozen<NetworkPolicyPort>): string {
  const number = port === undefined ? '<nil>' : String(port);
  return endPort === undefined
    ? `To Port: ${number}/${protocol}`
    : `To Port Range: ${number}-${endPort}/${protocol}`;
}

function writePeer(writer: DescribeWriter, peer: Frozen<NetworkPolicyPeer>): void {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const selector = (name: string, value: Frozen<LabelSelectorShape>): void =>
    writer.line(1, `${indent}${name}: ${selectorText(value) || '<none>'}`);
  if (namespaceSelector) selector('NamespaceSelector', namespaceSelector);
  if (podSelector) selector('PodSelector', podSelector);
  if (podSelector || namespaceSelector || !ipBlock) return;
  writer.line(1, `${indent}IPBlock:`);
  writer.line(2, `${indent}CIDR: ${ipBlock.cidr}`);
  writer.line(2, `${indent}Except: ${(ipBlock.except ?? []).join(', ')}`);
}
