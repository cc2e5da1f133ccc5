import { formatLabels } from '../../../apimachinery/columns.ts';
import { writeEvents } from '../../../apimachinery/describe/events.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import { humanDuration } from '../../../apimachinery/duration.ts';
import type { Describe } from '../../../apimachinery/resource.ts';
import { second } from '../../../lib/instant.ts';
import { type ParsedRequest, parseRequest } from './parse.ts';
import type { CertificateSigningRequest } from './schema.ts';
import { statusText } from './status-text.ts';

/** `kubectl describe csr`. */
export const describeCertificateSigningRequest: Describe<CertificateSigningRequest> = (
  request,
  context,
) =>
  describeText((writer) => {
    const { metadata, spec } = request;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Labels', formatLabels(metadata.labels));
    writer.field(0, 'Annotations', formatLabels(metadata.annotations));
    writer.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp));
    writer.field(0, 'Requesting User', spec.username);
    if (spec.signerName) writer.field(0, 'Signer', spec.signerName);
    if (spec.expirationSeconds !== undefined) {
      writer.field(0, 'Requested Duration', humanDuration(spec.expirationSeconds * second));
    }
    writer.field(0, 'Status', statusText(request));
    const parsed = parseRequest(spec.request);
    if (!('error' in parsed)) writeParsed(writer, parsed);
    writeEvents(writer, request, context);
  });

function writeParsed(writer: DescribeWriter, parsed: ParsedRequest): void {
  const list = (name: string, values: readonly string[]): void => {
    if (values.length > 0) writer.line(0, `\t${name}:\t${values.join('\n\t\t')}`);
  };
  const { subject, dnsNames, emailAddresses, uris, ipAddresses } = parsed;
  writer.line(0, 'Subject:');
  writer.line(0, `\tCommon Name:\t${subject.commonName}`);
  writer.line(0, `\tSerial Number:\t${subject.serialNumber}`);
  list('Organization', subject.organization);
  list('Organizational Unit', subject.organizationalUnit);
  list('Country', subject.country);
  list('Locality', subject.locality);
  list('Province', subject.province);
  list('StreetAddress', subject.streetAddress);
  list('PostalCode', subject.postalCode);
  if ([dnsNames, emailAddresses, uris, ipAddresses].every((names) => names.length === 0)) return;
  writer.line(0, 'Subject Alternative Names:');
  list('DNS Names', dnsNames);
  list('Email Addresses', emailAddresses);
  list('URIs', uris);
  list('IP Addresses', ipAddresses);
}
