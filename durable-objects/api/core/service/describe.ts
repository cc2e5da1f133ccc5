import { firstThree, formatLabels } from '../../../apimachinery/columns.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { type DescribeWriter, describeText } from '../../../apimachinery/describe/writer.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import type { Describe, DescribeContext } from '../../../apimachinery/resource.ts';
import { type Frozen, isObject, type JsonObject } from '../../../lib/json.ts';
import type { Service } from './schema.ts';

/** `kubectl describe service`. */
export const describeService: Describe<Service> = (service, context) =>
  describeText((writer) => {
    const { spec } = service;
    writeMetadata(writer, service);
    writer.field(0, 'Selector', formatLabels(spec.selector));
    writer.field(0, 'Type', spec.type);
    writeAddresses(writer, service);
    writePorts(writer, service, slicesOf(service, context));
    writer.field(0, 'Session Affinity', spec.sessionAffinity);
    if (spec.externalTrafficPolicy)
      writer.field(0, 'External Traffic Policy', spec.externalTrafficPolicy);
    if (spec.internalTrafficPolicy)
      writer.field(0, 'Internal Traffic Policy', spec.internalTrafficPolicy);
    if (spec.healthCheckNodePort) writer.field(0, 'HealthCheck NodePort', spec.healthCheckNodePort);
    if (spec.loadBalancerSourceRanges?.length)
      writer.field(0, 'LoadBalancer Source Ranges', spec.loadBalancerSourceRanges.join(','));
    if (spec.trafficDistribution) writer.field(0, 'Traffic Distribution', spec.trafficDistribution);
    writeEvents(writer, service, context);
  });

function writeAddresses(writer: DescribeWriter, { spec, status }: Frozen<Service>): void {
  if (spec.ipFamilyPolicy) writer.field(0, 'IP Family Policy', spec.ipFamilyPolicy);
  writer.field(0, 'IP Families', (spec.ipFamilies ?? []).join(',') || '<none>');
  writer.field(0, 'IP', spec.clusterIP);
  writer.field(0, 'IPs', (spec.clusterIPs ?? []).join(',') || '<none>');
  if (spec.externalIPs?.length) writer.field(0, 'External IPs', spec.externalIPs.join(','));
  if (spec.loadBalancerIP) writer.field(0, 'Desired LoadBalancer IP', spec.loadBalancerIP);
  if (spec.externalName) writer.field(0, 'External Name', spec.externalName);
  const ingress = status.loadBalancer.ingress ?? [];
  const list = ingress.map(({ ip, ipMode, hostname }) =>
    ip ? `${ip}${ipMode ? ` (${ipMode})` : ''}` : (hostname ?? ''),
  );
  if (list.length > 0) writer.field(0, 'LoadBalancer Ingress', list.join(', '));
}

function writePorts(
  writer: DescribeWriter,
  { spec }: Frozen<Service>,
  slices: readonly JsonObject[],
): void {
  for (const { name, port, protocol, targetPort, appProtocol, nodePort } of spec.ports ?? []) {
    const title = name || '<unset>';
    writer.line(0, `Port:\t${title}\t${port}/${protocol}`);
    writer.field(0, 'TargetPort', `${targetPort}/${protocol}`);
    if (appProtocol !== undefined) writer.field(0, 'AppProtocol', appProtocol);
    if (nodePort) writer.line(0, `NodePort:\t${title}\t${nodePort}/${protocol}`);
    writer.field(0, 'Endpoints', endpointsText(slices, name ?? ''));
  }
}

/** Slices are read by shape, because kinds do not know one another. */
function slicesOf(service: Frozen<Service>, context: DescribeContext): readonly JsonObject[] {
  const { name, namespace } = service.metadata;
  return context
    .list('endpointslices', 'discovery.k8s.io', namespace)
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name)
    .map((slice: Frozen<KubeObject>) => ({ ...Object.fromEntries(Object.entries(slice)) }));
}

function endpointsText(slices: readonly JsonObject[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const list = slices.flatMap((slice) => {
    const ports = objectsOf(slice.ports);
    const ready = objectsOf(slice.endpoints).filter(
      ({ conditions }) => !isObject(conditions) || conditions.ready !== false,
    );
    const addresses = ready.map((endpoint) =>
      String(Array.isArray(endpoint.addresses) ? endpoint.addresses[0] : ''),
    );
    if (ports.length === 0) return addresses;
    return ports
      .filter(({ name }) => (name ?? '') === portName)
      .flatMap(({ port }) => addresses.map((address) => joinHostPort(address, port)));
  });
  return firstThree(list);
}

function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function joinHostPort(address: string, port: unknown): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
