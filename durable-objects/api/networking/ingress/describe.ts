import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import { serviceEndpointsText } from '../../../apimachinery/describe/service-endpoints.ts';
import { type DescribeWriter, describeText } from '../../../apimachinery/describe/writer.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import type { Describe, DescribeContext } from '../../../apimachinery/resource.ts';
import { type Frozen, isObject } from '../../../lib/json.ts';
import type { Ingress, IngressBackend, IngressServiceBackend } from './schema.ts';
import { addressText } from './table.ts';

/** `kubectl describe ingress`. */
export const describeIngress: Describe<Ingress> = (ingress, context) =>
  describeText((writer) => {
    const { metadata, spec } = ingress;
    writer.field(0, 'Name', metadata.name);
    writeLabels(writer, 'Labels', metadata.labels);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'Address', addressText(ingress));
    writer.field(0, 'Ingress Class', spec.ingressClassName ?? '<none>');
    const backend = (one: Frozen<IngressBackend>): string =>
      backendText(one, metadata.namespace, context);
    const fallback = spec.defaultBackend ? backend(spec.defaultBackend) : '<default>';
    writer.field(0, 'Default backend', fallback);
    writeTls(writer, ingress);
    writeRules(writer, ingress, fallback, backend);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writeEvents(writer, ingress, context);
  });

function writeTls(writer: DescribeWriter, { spec }: Frozen<Ingress>): void {
  if (!spec.tls?.length) return;
  writer.line(0, 'TLS:');
  for (const { secretName, hosts } of spec.tls) {
    const list = (hosts ?? []).join(',');
    writer.line(1, secretName ? `${secretName} terminates ${list}` : `SNI routes ${list}`);
  }
}

function writeRules(
  writer: DescribeWriter,
  { spec }: Frozen<Ingress>,
  fallback: string,
  backend: (one: Frozen<IngressBackend>) => string,
): void {
  writer.write(0, 'Rules:\n  Host\tPath\tBackends\n');
  writer.line(1, '----\t----\t--------');
  const rules = (spec.rules ?? []).filter(({ http }) => http !== undefined);
  for (const { host, http } of rules) {
    writer.line(1, `${host || '*'}\t`);
    for (const path of http?.paths ?? []) {
      writer.line(2, `\t${path.path ?? ''} \t${backend(path.backend)}`);
    }
  }
  if (rules.length === 0) writer.line(1, `*\t*\t${fallback}`);
}

function backendText(
  { service, resource }: Frozen<IngressBackend>,
  namespace: string | undefined,
  context: DescribeContext,
): string {
  if (service) {
    const text = `${service.name}:${service.port.number || service.port.name || ''}`;
    const found = context
      .list('services', '', namespace)
      .find(({ metadata }) => metadata.name === service.name);
    if (!found) return `${text} (<error: services "${service.name}" not found>)`;
    const port = portName(found, service);
    return `${text} (${serviceEndpointsText(service.name, namespace, port, context)})`;
  }
  if (!resource) return '';
  const { apiGroup = '<none>', kind, name } = resource;
  return `APIGroup: ${apiGroup}, Kind: ${kind}, Name: ${name}`;
}

/** The name of the service's port that a backend means; '' for one without a name. */
function portName(service: Frozen<KubeObject>, { port }: Frozen<IngressServiceBackend>): string {
  const spec: unknown = Reflect.get(service, 'spec');
  const ports: unknown = isObject(spec) ? spec.ports : undefined;
  const list = Array.isArray(ports) ? ports.filter(isObject) : [];
  const found = list.findLast(
    (one) => (port.number && one.port === port.number) || (port.name && one.name === port.name),
  );
  return typeof found?.name === 'string' ? found.name : '';
}
