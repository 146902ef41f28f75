<?php

/**
 * Loads the test site in a PHP that lacks an extension, and prints as JSON what its visitors and its owner get.
 *
 * Argument: the site. Everything it writes is rolled back.
 */

declare( strict_types=1 );

function aaia_look( string $site ): void {
	global $table_prefix, $wpdb, $wp, $wp_query, $wp_the_query, $wp_rewrite;
	global $wp_locale, $wp_version, $wp_filter, $wp_actions, $wp_roles, $wp_object_cache;
	$_SERVER = [
		'HTTP_HOST' => 'site.test', 'SERVER_NAME' => 'site.test', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET',
		'REQUEST_URI' => '/', 'REMOTE_ADDR' => '192.0.2.10',
	] + $_SERVER;
	require_once $site . '/wp-load.php';
	$wpdb->query( 'START TRANSACTION' );
	add_filter( 'user_has_cap', static fn( array $has ): array => [ 'activate_plugins' => true ] + $has );
	add_filter( 'wp_die_handler', static fn(): Closure => static function ( mixed $message ): never {
		throw new DomainException( is_string( $message ) ? $message : 'wp_die' );
	} );
	$seen = [ 'functions' => [ function_exists( 'mb_strtolower' ), function_exists( 'ctype_digit' ) ] ];
	try {
		do_action( 'activate_aaia-chatbot/aaia-chatbot.php' );
		$seen['activation'] = 'done';
	} catch ( DomainException $stopped ) {
		$seen['activation'] = $stopped->getMessage();
	}
	ob_start();
	do_action( 'admin_notices' );
	$seen['notice'] = ob_get_clean();
	ob_start();
	do_action( 'wp_head' );
	do_action( 'wp_footer' );
	$seen['page']   = str_contains( (string) ob_get_clean(), 'aaia-chatbot' );
	$seen['routes'] = count( array_filter(
		array_keys( rest_get_server()->get_routes() ),
		static fn( string $route ): bool => str_starts_with( $route, '/aaia-chatbot' ),
	) );
	do_action( 'aaia_chatbot_tick' );
	wp_insert_post( [
		'post_type' => 'page',
		'post_status' => 'publish',
		'post_title' => 'Opening hours',
		'post_content' => 'We open at nine.',
	] );
	define( 'WP_UNINSTALL_PLUGIN', 'aaia-chatbot/aaia-chatbot.php' );
	require WP_PLUGIN_DIR . '/aaia-chatbot/uninstall.php';
	$seen['uninstalled'] = true;
	$wpdb->query( 'ROLLBACK' );
	echo "\nSEEN ", json_encode( $seen ), "\n";
}
aaia_look( $argv[1] );
