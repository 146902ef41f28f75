/**
 * What the site's own requests pay for the plugin: a page, another plugin's REST route, another plugin's admin page; each against the same
 * request without the plugin.
 */
import { compared } from './support/cost.mjs';

export const title = 'What a site pays, against the same site without the plugin';

/** A cookie of the site's administrator, as the browser would send it. */
async function adminCookie( run ) {
	const { stdout } = await run( [
		'eval',
		'$until = time() + 3600; $token = WP_Session_Tokens::get_instance( 1 )->create( $until );'
			+ ' echo AUTH_COOKIE, "=", rawurlencode( wp_generate_auth_cookie( 1, $until, "auth", $token ) ), "; ", LOGGED_IN_COOKIE, "=", rawurlencode( wp_generate_auth_cookie( 1, $until, "logged_in", $token ) );',
	] );
	return stdout.trim().split( '\n' ).at( -1 );
}

const rows = ( what, cost, bars ) => [
	{ what: `${ what }: processor time, with / without`, value: cost.cpu, unit: 'ratio', bar: bars.ratio },
	{ what: `${ what }: processor time added`, value: cost.cpuMs, unit: 'ms', ...( bars.cpuMs === undefined ? {} : { bar: bars.cpuMs } ) },
	{ what: `${ what }: first byte, with / without`, value: cost.wall, unit: 'ratio', bar: bars.ratio },
	{ what: `${ what }: first byte at p95, with / without`, value: cost.wallP95, unit: 'ratio' },
	{ what: `${ what }: files of ours that are read`, value: cost.files, unit: 'files', bar: bars.files, names: cost.names },
	{ what: `${ what }: database queries added`, value: cost.queries, unit: 'queries', bar: bars.queries },
];

export async function measure( { stack } ) {
	const site = await stack();
	const cookie = await adminCookie( site.run );
	const page = await compared( site, '/', { label: 'page' } );
	const rest = await compared( site, '/wp-json/measure/v1/empty', { label: 'rest' } );
	const admin = await compared( site, '/wp-admin/admin.php?page=measure', { label: 'admin', request: { headers: { cookie } } } );
	return [
		...rows( 'page', page, { ratio: 1.02, cpuMs: 0.5, files: 15, queries: 0 } ),
		{ what: 'autoloaded options', value: page.options, unit: 'options', bar: 1 },
		{ what: 'autoloaded bytes', value: page.bytes, unit: 'bytes', bar: 600 },
		...rows( 'another plugin\'s REST route', rest, { ratio: 1.03, files: 15, queries: 0 } ),
		...rows( 'another plugin\'s admin page', admin, { ratio: 1.03, files: 25, queries: 1 } ),
	];
}
