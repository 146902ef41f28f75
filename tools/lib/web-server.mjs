/** nginx and PHP-FPM as plain processes for one site, as on a real server: pretty permalinks, buffering as it comes. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answers } from './php-server.mjs';
import { service, waitFor } from './run.mjs';
import { find, fpmBinary, phpVersion } from './system.mjs';

/** Requests PHP serves at the same time. */
const PHP_WORKERS = 10;

const isRoot = () => process.getuid?.() === 0;

const fpmConfiguration = ( folder ) => `
[global]
error_log = ${ folder }/fpm.log
daemonize = no
[site]
listen = ${ folder }/fpm.sock
listen.mode = 0666
${ isRoot() ? 'user = root\ngroup = root' : '' }
pm = static
pm.max_children = ${ PHP_WORKERS }
clear_env = no
catch_workers_output = yes
php_admin_value[memory_limit] = 256M
php_admin_value[error_log] = ${ folder }/php.log
php_admin_flag[log_errors] = on
php_admin_value[upload_max_filesize] = 64M
php_admin_value[post_max_size] = 64M
php_admin_value[opcache.revalidate_freq] = 1
`;

/** Where Debian keeps nginx's own files; elsewhere they are beside the program. */
const nginxFolder = () =>
	[
		'/etc/nginx',
		join( dirname( dirname( find( 'nginx' ) ) ), 'etc', 'nginx' ),
	].find( ( folder ) => existsSync( join( folder, 'fastcgi.conf' ) ) );

const nginxConfiguration = ( folder, site, port ) => `
${ isRoot() ? 'user root;' : '' }
worker_processes 1;
daemon off;
pid ${ folder }/nginx.pid;
events { worker_connections 1024; }
http {
	include ${ nginxFolder() }/mime.types;
	access_log off;
	client_body_temp_path ${ folder }/tmp/body;
	proxy_temp_path ${ folder }/tmp/proxy;
	fastcgi_temp_path ${ folder }/tmp/fastcgi;
	uwsgi_temp_path ${ folder }/tmp/uwsgi;
	scgi_temp_path ${ folder }/tmp/scgi;
	client_max_body_size 64m;
	gzip on;
	gzip_types text/css application/javascript application/json;
	server {
		listen 127.0.0.1:${ port };
		server_name 127.0.0.1;
		root ${ site };
		index index.php;
		location ~ /\\. { deny all; }
		location ^~ /wp-content/database/ { deny all; }
		location / { try_files $uri $uri/ /index.php?$args; }
		location ~ \\.php$ {
			try_files $uri =404;
			include ${ nginxFolder() }/fastcgi.conf;
			fastcgi_param HTTP_AUTHORIZATION $http_authorization;
			fastcgi_read_timeout 300s;
			fastcgi_pass unix:${ folder }/fpm.sock;
		}
	}
}
`;

/** Starts both for a site; logs and sockets lie in `folder`. */
export async function startWebServer( { site, port, folder, env = {} } ) {
	mkdirSync( join( folder, 'tmp' ), { recursive: true } );
	writeFileSync( join( folder, 'fpm.conf' ), fpmConfiguration( folder ) );
	writeFileSync( join( folder, 'nginx.conf' ), nginxConfiguration( folder, site, port ) );
	const fpm = service(
		fpmBinary( await phpVersion() ),
		[ '-y', join( folder, 'fpm.conf' ), '-F', ...( isRoot() ? [ '-R' ] : [] ) ],
		{ env, log: join( folder, 'fpm-output.log' ) }
	);
	await waitFor(
		() => ! fpm.alive() || existsSync( join( folder, 'fpm.sock' ) ),
		15,
		`PHP-FPM did not start; see ${ join( folder, 'fpm.log' ) }.`
	);
	const nginx = service(
		find( 'nginx' ),
		[ '-c', join( folder, 'nginx.conf' ), '-e', join( folder, 'nginx.log' ) ],
		{ log: join( folder, 'nginx-output.log' ) }
	);
	await waitFor(
		async () => ! nginx.alive() || ( await answers( port ) ),
		15,
		`nginx did not start; see ${ join( folder, 'nginx.log' ) }.`
	);
	return {
		async stop() {
			await nginx.stop();
			await fpm.stop();
		},
	};
}
