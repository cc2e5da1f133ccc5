import { formatLabels } from '../../../apimachinery/columns.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeMetadata } from '../../../apimachinery/describe/metadata.ts';
import { serviceEndpointsText } from '../../../apimachinery/describe/service-endpoints.ts';
import { type DescribeWriter, describeText } from '../../../apimachinery/describe/writer.ts';
import type { Describe, DescribeContext } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Service } from './schema.ts';

/** `kubectl describe service`. */
export const describeService: Describe<Service> = (service, context) =>
  describeText((writer) => {
    const { spec } = service;
    writeMetadata(writer, service);
    writer.field(0, 'Selector', formatLabels(spec.selector));
    writer.field(0, 'Type', spec.type);
    writeAddresses(writer, service);
    writePorts(writer, service, context);
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
  { metadata, spec }: Frozen<Service>,
  context: DescribeContext,
): void {
  for (const { name, port, protocol, targetPort, appProtocol, nodePort } of spec.ports ?? []) {
    const title = name || '<unset>';
    writer.line(0, `Port:\t${title}\t${port}/${protocol}`);
    writer.field(0, 'TargetPort', `${targetPort}/${protocol}`);
    if (appProtocol !== undefined) writer.field(0, 'AppProtocol', appProtocol);
    if (nodePort) writer.line(0, `NodePort:\t${title}\t${nodePort}/${protocol}`);
    const { name: service, namespace } = metadata;
    const endpoints = serviceEndpointsText(service, namespace, name ?? '', context);
    writer.field(0, 'Endpoints', endpoints);
  }
}
