<?php

/**
 * Loads the WordPress that the runner prepared for this run, where the plugin is active and has its tables.
 *
 * The runner (`npm test -- php`) names the site in AAIA_TEST_SITE.
 */

declare( strict_types=1 );

require_once dirname( __DIR__, 2 ) . '/vendor/autoload.php';

/** In a function because wp-load.php overwrites short names of the scope it is read in. */
function aaia_load_wordpress( string $site ): void {
	global $table_prefix, $wpdb, $wp, $wp_query, $wp_the_query, $wp_rewrite;
	global $wp_locale, $wp_version, $wp_filter, $wp_actions, $wp_roles, $wp_object_cache;

	$_SERVER['HTTP_HOST']       = 'site.test';
	$_SERVER['SERVER_NAME']     = 'site.test';
	$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
	$_SERVER['REQUEST_METHOD']  = 'GET';
	$_SERVER['REQUEST_URI']     = '/';
	$_SERVER['REMOTE_ADDR']     = '192.0.2.10';

	require_once $site . '/wp-load.php';
	require_once ABSPATH . 'wp-admin/includes/admin.php';
}

$aaia_site = (string) getenv( 'AAIA_TEST_SITE' );
if ( ! is_file( $aaia_site . '/wp-load.php' ) ) {
	fwrite( STDERR, "Run these tests with: npm test -- php (it prepares the WordPress they need).\n" );
	exit( 1 );
}
aaia_load_wordpress( $aaia_site );
