import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const day = 86_400_000;
const validFor = 3_650 * day;
// A certificate that ends within this time is made anew.
const leftAtLeast = 30 * day;

/** A key and its certificate, as PEM; the certificate is its own authority. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * The certificate for this machine's own name. It is kept in the folder: a kubeconfig that was
 * handed out stays good when the server is started again.
 */
export async function certificateIn(folder: string): Promise<Certificate> {
  const files = { key: join(folder, 'tls', 'server.key'), cert: join(folder, 'tls', 'server.crt') };
  if (existsSync(files.key) && existsSync(files.cert)) {
    const cert = readFileSync(files.cert, 'utf8');
    const end = Date.parse(new X509Certificate(cert).validTo);
    if (end > Date.now() + leftAtLeast) return { key: readFileSync(files.key, 'utf8'), cert };
  }
  const made = await makeCertificate();
  mkdirSync(join(folder, 'tls'), { recursive: true });
  writeFileSync(files.key, made.key, { mode: 0o600 });
  writeFileSync(files.cert, made.cert);
  return made;
}

/** On an elliptic curve: every kubectl shakes hands anew, and RSA takes several times as long. */
async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'labset' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of virtual machines may be a little behind.
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + validFor),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
