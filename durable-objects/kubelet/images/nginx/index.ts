import { executable } from '../../../shell/index.ts';
import { defineImage, type ImageFiles } from '../image.ts';
import { nginxCommand } from './command.ts';
import { nginxServer } from './server.ts';

const version = '1.27.5';

const welcome = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto; font-family: sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>The web server is installed and works. Put your own pages in its place.</p>
</body>
</html>
`;

const mainConf = `user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;
    access_log  /var/log/nginx/access.log  main;
    sendfile        on;
    keepalive_timeout  65;
    include /etc/nginx/conf.d/*.conf;
}
`;

const defaultConf = `server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

const entrypoint = `#!/bin/sh
set -e
me=/docker-entrypoint.sh
if [ "$1" = nginx ]; then
  echo "$me: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
  echo "$me: Looking for shell scripts in /docker-entrypoint.d/"
  echo "$me: Configuration complete; ready for start up"
fi
exec "$@"
`;

const files: ImageFiles = {
  '/docker-entrypoint.sh': { text: entrypoint, mode: 0o755 },
  '/docker-entrypoint.d': { directory: 0o755 },
  '/etc/nginx/nginx.conf': mainConf,
  '/etc/nginx/mime.types': 'types { text/html html htm shtml; text/css css; text/plain txt; }\n',
  '/etc/nginx/conf.d/default.conf': defaultConf,
  '/usr/share/nginx/html/index.html': welcome,
  '/usr/share/nginx/html/50x.html': welcome
    .replaceAll('Welcome to nginx!', 'An error occurred.')
    .replace('The web server is installed and works.', 'The page is unavailable for now.'),
  '/usr/sbin/nginx': { text: executable('nginx'), mode: 0o755 },
  '/var/log/nginx/access.log': { link: '/dev/stdout' },
  '/var/log/nginx/error.log': { link: '/dev/stderr' },
  '/var/cache/nginx': { directory: 0o755, uid: 101, gid: 101 },
};

/** nginx, by its official image and the tutorial's slim one. */
export const nginx = defineImage({
  names: [
    'docker.io/library/nginx',
    'registry.k8s.io/nginx-slim',
    'k8s.gcr.io/nginx-slim',
    'docker.io/nginxinc/nginx-unprivileged',
  ],
  base: 'debian',
  entrypoint: ['/docker-entrypoint.sh'],
  cmd: ['nginx', '-g', 'daemon off;'],
  env: { NGINX_VERSION: version },
  stopSignal: 'QUIT',
  sizeBytes: 72_324_501,
  files,
  commands: [nginxCommand(version)],
  servers: { nginx: nginxServer },
});
