import type { ByteString } from '../../../shell/index.ts';
import { KubectlError } from '../../failure.ts';

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----\s[\s\S]*?-----END \1-----/g;

/**
 * Throws Go's error (crypto/tls X509KeyPair) when there is no certificate or no private key. That
 * they belong together is not looked at.
 */
export function checkKeyPair(cert: ByteString, key: ByteString): void {
  const certTypes = typesIn(cert);
  if (!certTypes.includes('CERTIFICATE')) {
    if (certTypes.length === 0)
      throw new KubectlError('tls: failed to find any PEM data in certificate input');
    if (isKey(certTypes[0] ?? ''))
      throw new KubectlError(
        'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched',
      );
    throw new KubectlError(
      `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [${certTypes.join(' ')}]`,
    );
  }
  const keyTypes = typesIn(key);
  if (keyTypes.some(isKey)) return;
  if (keyTypes.length === 0)
    throw new KubectlError('tls: failed to find any PEM data in key input');
  if (keyTypes[0] === 'CERTIFICATE')
    throw new KubectlError(
      'tls: found a certificate rather than a key in the PEM for the private key',
    );
  throw new KubectlError(
    `tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: [${keyTypes.join(' ')}]`,
  );
}

function typesIn(bytes: ByteString): readonly string[] {
  return [...bytes.matchAll(pemBlock)].map(([, type = '']) => type);
}

function isKey(type: string): boolean {
  return type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY');
}
