<?php

/** Router of PHP's built-in server: files as they are, everything else to WordPress. */

declare( strict_types=1 );

$root = (string) $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( (string) parse_url( (string) $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );

if ( preg_match( '~/\.|^/wp-content/database(/|$)|\.(sqlite|log|ini|sh)$~', $path ) ) {
	http_response_code( 403 );
	return true;
}

if ( is_dir( $root . $path ) && is_file( $root . rtrim( $path, '/' ) . '/index.php' ) && '/' !== $path ) {
	if ( ! str_ends_with( $path, '/' ) ) {
		header( 'Location: ' . $path . '/', true, 301 );
		return true;
	}
	$path .= 'index.php';
}

if ( is_file( $root . $path ) ) {
	if ( ! str_ends_with( $path, '.php' ) ) {
		return false;
	}
	$script = $path;
} else {
	$script = '/index.php';
}

$_SERVER['SCRIPT_NAME']     = $script;
$_SERVER['PHP_SELF']        = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
chdir( dirname( $root . $script ) );
unset( $root, $path, $script );
require $_SERVER['SCRIPT_FILENAME'];
