import { reasonPhrase } from '../http-status.ts';

/** nginx' own page for a status, with its Windows line ends. */
export function errorPage(status: number, version: string): string {
  // nginx has names of its own for these two.
  const names: Readonly<Record<number, string>> = {
    302: 'Found',
    503: 'Service Temporarily Unavailable',
    504: 'Gateway Time-out',
    405: 'Not Allowed',
  };
  const title = `${status} ${names[status] ?? reasonPhrase(status)}`.trimEnd();
  return [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>nginx/${version}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n');
}

/** What `autoindex on` shows of a directory. */
export function indexPage(path: string, names: readonly string[]): string {
  const lines = names.map((name) => `<a href="${name}">${name}</a>`);
  const head = `<html>\r\n<head><title>Index of ${path}</title></head>\r\n<body>\r\n`;
  const list = ['<a href="../">../</a>', ...lines].join('\r\n');
  return `${head}<h1>Index of ${path}</h1><hr><pre>${list}\r\n</pre><hr></body>\r\n</html>\r\n`;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  xml: 'text/xml',
  txt: 'text/plain',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  ico: 'image/x-icon',
};

/** The type that /etc/nginx/mime.types gives a file's name. */
export function mimeType(path: string): string | undefined {
  return types[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}
